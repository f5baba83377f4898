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
import urllib.request
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from django.db import connection

from tests import saved_database

PATIENCE = 120  # seconds for whatever only waits: none is counted on, however busy the machine
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
# Colours that fade from day to night are asked about when they have arrived, not on their way.
AT_REST = """() => document.getAnimations().forEach(motion => {
  try { motion.finish(); } catch { motion.cancel(); }  // what never ends cannot be finished
})"""
LIST_PAGES = """
import json
from wagtail.models import Page
pages = {}
for page in Page.objects.live().public().filter(depth__gt=1).specific().order_by("path"):
    pages.setdefault(type(page).__name__, []).append(page.url)
print("PAGES=" + json.dumps(pages))
"""


# Modules that take longest, first: what is left for the end is short, and no worker waits long for the other.
LONGEST = ("test_desk_accessibility", "test_accessibility", "test_admin_crawl", "test_desk_officer")


def pytest_collection_modifyitems(items):
    def turn(item) -> int:
        name = item.path.stem
        return LONGEST.index(name) if name in LONGEST else len(LONGEST)

    journeys = [item for item in items if "journeys" in item.path.parts]
    for item in journeys:
        item.add_marker(pytest.mark.browser)
    items[:] = [item for item in items if "journeys" not in item.path.parts] + sorted(journeys, key=turn)


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


def _environment(folder: Path, static: Path) -> dict[str, str]:
    return {
        **{key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "PYTEST_CURRENT_TEST")},
        "DJANGO_SETTINGS_MODULE": "tests.journeys.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "VAR_DIR": str(folder / "var"),
        "EMAIL_URL": "dummymail://",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
        "LOG_LEVEL": "WARNING",
        "STATIC_ROOT": str(static),
    }


@pytest.fixture(scope="session")
def demo_template(pytestconfig, migrated_copy) -> Path:
    """The folder that holds the demo as the command makes it: built by whoever comes first, awaited by the others.

    It serves until something changes that it is made of, or the day: what is due today is not tomorrow.
    """
    shelf = pytestconfig.cache.mkdir("demo")
    folder = shelf / saved_database.digest("templates", "static", "locale", "tests/journeys", of="*")
    with open(shelf / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            for old in shelf.iterdir():
                if old.is_dir():
                    shutil.rmtree(old)
            folder.mkdir()
            if connection.vendor == "sqlite":
                migrated_copy(folder / "demo.sqlite3")
            site = DemoSite(url="", pages={}, env=_environment(folder, folder / "static"))
            site.manage("migrate", "-v0")
            site.manage("collectstatic", "--no-input", "-v0")
            site.manage("demo")
            (folder / "pages.json").write_text(site.python(LIST_PAGES).split("PAGES=")[1])
            (folder / "ready").touch()
    return folder


@pytest.fixture(scope="module")
def demo_site(demo_template, tmp_path_factory):
    """A server of this module's own, over a copy of the demo."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copy(demo_template / "demo.sqlite3", folder)
    for name in ("media", "var"):
        shutil.copytree(demo_template / name, folder / name)
    # The socket is handed on: no other server can take the address between looking for it and starting there.
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        env = {**_environment(folder, demo_template / "static"), "SITE_URL": url}
        arguments = ["--pythonpath", "site", "chapter.wsgi", "--bind", f"fd://{listening.fileno()}"]
        arguments += ["--worker-class", "gthread", "--threads", "4", "--timeout", "600", "--log-level", "warning"]
        with open(folder / "server.log", "w") as log:
            server = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", *arguments],
                cwd=ROOT,
                env=env,
                stdout=log,
                stderr=log,
                pass_fds=[listening.fileno()],
            )
    try:
        urllib.request.urlopen(f"{url}/healthz", timeout=PATIENCE).read()  # it waits in the socket's queue
        yield DemoSite(url=url, pages=json.loads((demo_template / "pages.json").read_text()), env=env)
        mistakes = [line for line in (folder / "server.log").read_text().splitlines() if "Traceback" in line]
        assert not mistakes, (folder / "server.log").read_text()[-6000:]
    finally:
        server.terminate()
        server.wait(PATIENCE)


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        if os.environ.get("REQUIRE_ALL"):
            pytest.fail("no chromium on this machine")
        pytest.skip("no chromium: apt-get install chromium")
    from playwright.sync_api import expect, sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        expect.set_options(timeout=PATIENCE * 1000)
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
        context.set_default_timeout(PATIENCE * 1000)
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
        context.set_default_timeout(PATIENCE * 1000)
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
        page.evaluate(AT_REST)
        if page.evaluate("typeof axe === 'undefined'"):
            page.evaluate(source)
        wanted = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": tags}
        # Only what is wrong is described in full: the rest is counted and forgotten.
        run = "wanted => axe.run(document, {runOnly: wanted, resultTypes: ['violations']})"
        result = page.evaluate(run, wanted)
        return [
            f"{page.url} {fault['id']} ({fault['impact']}): {node['target']} {node['failureSummary']}"
            for fault in result["violations"]
            for node in fault["nodes"][:5]
        ]

    return check
