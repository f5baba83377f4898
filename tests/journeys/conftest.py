"""A real server with the demo behind it, and a real browser before it.

The demo is built once for a whole run (its database file is kept as a template), each test module gets a server of its
own over a copy, so a journey may write what it likes.
"""

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next((path for path in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if path), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LIST_PAGES = """
import json
from wagtail.models import Page
pages = {}
for page in Page.objects.live().public().filter(depth__gt=1).specific().order_by("path"):
    pages.setdefault(type(page).__name__, []).append(page.url)
print("PAGES=" + json.dumps(pages))
"""


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@dataclass
class DemoSite:
    url: str
    pages: dict[str, list[str]]
    env: dict[str, str] = field(repr=False)

    def manage(self, *arguments: str) -> str:
        """What `manage.py <arguments>` prints, run against this server's database."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def python(self, code: str) -> str:
        return self.manage("shell", "--no-imports", "-c", code)


def _environment(folder: Path) -> dict[str, str]:
    return {
        **{key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "PYTEST_CURRENT_TEST")},
        "DJANGO_SETTINGS_MODULE": "chapter.settings.development",
        "DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "VAR_DIR": str(folder / "var"),
        "EMAIL_URL": "dummymail://",
        "PYTHONPATH": str(ROOT / "site"),
        "LOG_LEVEL": "WARNING",
        "SMALL_STATIC": "1",
        "STATIC_ROOT": str(folder / "static"),
    }


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory) -> Path:
    """The folder that holds the demo as the command makes it: built by whoever comes first, awaited by the others."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder = shared / "demo-template"
    with open(shared / "demo-template.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            folder.mkdir(exist_ok=True)
            env = _environment(folder)
            for command in (["migrate", "-v0"], ["collectstatic", "--no-input", "-v0"], ["demo"]):
                done = subprocess.run(
                    [sys.executable, "manage.py", *command],
                    cwd=ROOT,
                    env=env,
                    capture_output=True,
                    text=True,
                    check=False,
                )
                assert done.returncode == 0, done.stdout + done.stderr
            (folder / "ready").touch()
    return folder


@pytest.fixture(scope="module")
def demo_site(demo_template, tmp_path_factory):
    """A server of this module's own, over a copy of the demo."""
    folder = tmp_path_factory.mktemp("demo")
    for name in demo_template.iterdir():
        if name.is_dir():
            shutil.copytree(name, folder / name.name)
        else:
            shutil.copy(name, folder / name.name)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    env = {**_environment(folder), "SITE_URL": url}
    with open(folder / "server.log", "w") as log:
        server = subprocess.Popen(
            [
                *(
                    sys.executable,
                    "-m",
                    "gunicorn",
                    "--pythonpath",
                    "site",
                    "chapter.wsgi",
                    "--bind",
                    f"127.0.0.1:{port}",
                ),
                *("--worker-class", "gthread", "--threads", "4", "--timeout", "60", "--log-level", "warning"),
            ],
            cwd=ROOT,
            env=env,
            stdout=log,
            stderr=log,
        )
    try:
        for _ in range(150):
            try:
                urllib.request.urlopen(f"{url}/healthz", timeout=2).read()
                break
            except OSError:
                assert server.poll() is None, (folder / "server.log").read_text()
                time.sleep(0.2)
        else:
            raise AssertionError("the server did not answer: " + (folder / "server.log").read_text())
        site = DemoSite(url=url, pages={}, env=env)
        answer = site.python(LIST_PAGES)
        site.pages = json.loads(answer.split("PAGES=")[1])
        yield site
        mistakes = [line for line in (folder / "server.log").read_text().splitlines() if "Traceback" in line]
        assert not mistakes, (folder / "server.log").read_text()[-6000:]
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        if os.environ.get("REQUIRE_ALL"):
            pytest.fail("no chromium on this machine")
        pytest.skip("no chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser, demo_site):
    """visit(path, width=360, scheme="light", script=True) → a Playwright page there; console errors fail the test."""
    contexts, complaints = [], []

    def open_page(path="/", *, width=360, height=760, scheme="light", script=True, **options):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=script,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            base_url=demo_site.url,
            **options,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    open_page.complaints = complaints
    yield open_page
    for context in contexts:
        context.close()
    # A 404 or 4xx answer that a test provokes is reported by the browser too: only scripts and refusals count.
    assert not [text for text in complaints if "Failed to load resource" not in text], complaints


@pytest.fixture(scope="module")
def signed_in(browser, demo_site):
    """signed_in(login) → what a browser remembers once that login of the demo has signed in; each signs in once."""

    @cache
    def sign_in(login: str):
        context = browser.new_context(base_url=demo_site.url, locale="vi-VN")
        page = context.new_page()
        page.goto("/admin/login/")
        page.fill("[name=username]", login)
        page.fill("[name=password]", "lang-son-demo")
        page.click("button[type=submit]")
        page.wait_for_url("**/admin/")
        state = context.storage_state()
        context.close()
        return state

    return sign_in


@pytest.fixture
def at_work(visit, signed_in):
    """at_work(login, path, width=1280, …) → the screen that this person sees there."""

    def open_screen(login: str, path: str, *, width=1280, height=900, **options):
        return visit(path, width=width, height=height, storage_state=signed_in(login), **options)

    return open_screen


@pytest.fixture(scope="session")
def axe():
    """axe(page, rules=None) → what WCAG 2.2 AA finds wrong there, one line each, colour contrast included.

    `rules`: these alone, where a page has been asked about the others before.
    """
    import axe_playwright_python

    source = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text()
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

    def check(page, rules: list[str] | None = None) -> list[str]:
        page.wait_for_load_state()  # a click leads on before the next page has its colours
        if page.evaluate("typeof axe === 'undefined'"):
            page.evaluate(source)
        wanted = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": tags}
        result = page.evaluate("wanted => axe.run(document, {runOnly: wanted})", wanted)
        return [
            f"{page.url} {fault['id']} ({fault['impact']}): {node['target']} {node['failureSummary']}"
            for fault in result["violations"]
            for node in fault["nodes"][:5]
        ]

    return check
