"""Every package is there because something uses it, and the page on dependencies says what for."""

import re
from importlib.metadata import distribution, packages_distributions, requires

import pytest

from .test_house import ROOT, imports_of, tracked

# Used otherwise than by an import, a command or the name of a module in the settings: where, and by which words.
TRACES = {
    "pytest-django": ("pyproject.toml", "DJANGO_SETTINGS_MODULE"),
    "pytest-xdist": ("tools/run_tests.py", "--dist"),
    "pytest-cov": ("Makefile", "--cov"),
    "redis": ("deploy/chapter.env.example", "redis"),
}
OWN = {"home", "stories", "campaigns", "donate", "chapter", "tests"}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def direct(file_name: str) -> list[str]:
    """Names without versions and extras."""
    lines = (ROOT / file_name).read_text("utf-8").splitlines()
    return [re.match(r"[A-Za-z0-9_.-]+", line).group() for line in lines if line and line[0] not in "#-"]


RUNTIME, TOOLS = direct("requirements.in"), direct("requirements-dev.in")
IMPORTED = {name for path in tracked("*.py") for name in imports_of(path)}
MODULES = {}
for module, names in packages_distributions().items():
    for package in names:
        MODULES.setdefault(canonical(package), set()).add(module)


def commands(package: str) -> set[str]:
    scripts = {entry.name for entry in distribution(package).entry_points if entry.group == "console_scripts"}
    return {package, *scripts}


def said_where_things_are_set_and_run() -> str:
    files = tracked("site/chapter/settings/*.py", "pyproject.toml", "Makefile", "deploy/*", "tools/*.py", ".ci/run")
    return "\n".join(path.read_text("utf-8") for path in files)


@pytest.mark.parametrize("package", [*RUNTIME, *TOOLS])
def test_every_package_is_imported_or_run(package):
    if package in TRACES:
        file_name, words = TRACES[package]
        assert words in (ROOT / file_name).read_text("utf-8")
        return
    modules = {name for name in MODULES[canonical(package)] if not name.startswith("_")}
    if modules & IMPORTED:
        return
    said = said_where_things_are_set_and_run()
    set_as_app = any(re.search(rf"\"{name}(\.[\w.]+)?\"", said) for name in modules)
    assert set_as_app or any(re.search(rf"(bin/|\$\(BIN\)/|BIN / \"){name}\b", said) for name in commands(package))


def test_what_is_imported_is_required_by_name_or_comes_with_wagtail():
    required = {canonical(name) for name in (*RUNTIME, *TOOLS)}
    brought = {canonical(re.match(r"[A-Za-z0-9_.-]+", line).group()) for line in requires("wagtail")}
    missing = {
        name
        for name in IMPORTED - OWN
        for packages in [{canonical(package) for package in packages_distributions().get(name, ())}]
        if packages and not packages & (required | brought)
    }
    assert missing <= {"pillow_heif"}, "Willow's own extra brings it"


def test_the_page_on_dependencies_names_each_package_and_no_other():
    rows = re.findall(r"^\| (.+?) \|", (ROOT / "docs/decisions/002-dependencies.md").read_text("utf-8"), re.MULTILINE)
    named = [re.match(r"[\w.-]+", part.strip()).group() for row in rows[1:] for part in row.split(",")]
    assert sorted(named) == sorted([*RUNTIME, *TOOLS])


def test_a_server_is_given_nothing_that_only_tests_need():
    pinned = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE))
    assert {canonical(name) for name in RUNTIME} <= {canonical(name) for name in pinned}
    assert not {canonical(name) for name in pinned} & {canonical(name) for name in TOOLS}


def test_every_pin_has_its_digest():
    for file_name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / file_name).read_text("utf-8")
        for pin in re.split(r"\n(?=\S)", text):
            if "==" in pin.split("\n")[0]:
                assert "--hash=sha256:" in pin, pin.split("\n")[0]


def test_the_package_that_was_asked_for_is_named():
    assert "pytest-django" in TOOLS
