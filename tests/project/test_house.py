"""The laws of the house: how large a room is, what its things are called, what must not be in it.

Who imports whom is held by import-linter (pyproject.toml, `make check`).
"""

import ast
import collections
import fnmatch
import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# The laws, one number each.
FILES_IN_A_FOLDER = 20
LINES_IN_A_FILE = 400
COLUMNS_IN_A_LINE = 120
DISPLAYS_UNPACKED_IN_A_DISPLAY = 1  # [*(a, b), *(c, d)] packs many lines into few: the length of a file says nothing

# And their exceptions, each with its reason.
FULLER_FOLDERS = {"docs/decisions": "a numbered series: one file for each decision, and none goes"}
KINDS_COUNTED = {".py", ".html", ".css", ".js", ".md", ".sh", ".toml"}
LONGER_LINES = {
    "*.po": "a catalogue: `make messages` breaks its lines",
    "requirements*.txt": "a lock: `make lock` writes it",
    "*/OFL.txt": "a licence: word for word",
    "*-vectors.txt": "test vectors: what a code holds is one line",
    "templates/donate/mail/*.txt": "a letter: a line of the source is a line of the letter",
}
APPLICATION = ("home", "stories", "campaigns", "donate", "site")
# They say that somebody did something, and not what the variable holds.
NAMES_OF_ANYTHING = {"one", "found", "said", "asked", "told"}


def tracked(*patterns):
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.split(".")[0]


def written_by_hand(*patterns):
    """Python that somebody writes and reads: migrations are made by a program, and are history."""
    return [path for path in tracked(*patterns) if path.suffix == ".py" and "migrations" not in path.parts]


def lines_of(path):
    """None of what is no text."""
    content = path.read_bytes()
    try:
        return [] if b"\0" in content else content.decode("utf-8").splitlines()
    except UnicodeDecodeError:
        return []


def columns(path, line):
    """As long as its writer could have made it: what cannot be broken does not count."""
    if path.suffix == ".md":
        return 0 if line.startswith("|") else len(re.sub(r"\]\([^)]*\)", "]", line))  # rows of tables, targets of links
    return len(line)


def test_in_no_folder_stand_more_files_than_one_takes_in_at_a_glance():
    folders = collections.Counter(name_of(path.parent) for path in tracked())
    assert FULLER_FOLDERS.keys() <= folders.keys()
    assert {
        folder: files for folder, files in folders.items() if files > FILES_IN_A_FOLDER and folder not in FULLER_FOLDERS
    } == {}


def test_no_file_is_longer_than_one_reads_at_a_sitting():
    lengths = {
        name_of(path): len(lines_of(path))
        for path in tracked()
        if path.suffix in KINDS_COUNTED and "migrations" not in path.parts
    }
    assert {name: lines for name, lines in lengths.items() if lines > LINES_IN_A_FILE} == {}


def test_no_line_of_any_text_is_wider_than_the_page():
    wide = [
        f"{name_of(path)}:{number}"
        for path in tracked()
        if not any(fnmatch.fnmatch(name_of(path), pattern) for pattern in LONGER_LINES)
        for number, line in enumerate(lines_of(path), 1)
        if columns(path, line) > COLUMNS_IN_A_LINE
    ]
    assert wide == []


@pytest.mark.parametrize("pattern", LONGER_LINES)
def test_an_exception_is_one_only_as_long_as_something_needs_it(pattern):
    assert any(
        len(line) > COLUMNS_IN_A_LINE
        for path in tracked()
        if fnmatch.fnmatch(name_of(path), pattern)
        for line in lines_of(path)
    )


def test_nothing_is_packed_to_look_shorter():
    display = ast.List | ast.Tuple | ast.Set
    packed = [
        f"{name_of(path)}:{node.lineno}"
        for path in written_by_hand("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, display)
        and sum(isinstance(part, ast.Starred) and isinstance(part.value, display) for part in node.elts)
        > DISPLAYS_UNPACKED_IN_A_DISPLAY
    ]
    assert packed == []


def names_given(tree):
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield node.lineno, name
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
                yield node.lineno, name


def test_a_moment_becomes_a_day_by_the_clock_of_the_chapter():
    """Moments are kept in Greenwich's time: there the day of Lạng Sơn begins at seven in the morning."""
    bare = re.compile(r"(?:_at|now\(\))(?:\.(?:date\(\)|(?:year|month|day|hour|weekday|strftime)\b)|:%)")
    elsewhere = [
        f"{name_of(path)}: {taken}"
        for path in written_by_hand(*APPLICATION)
        for taken in bare.findall(path.read_text("utf-8"))
    ]
    assert elsewhere == []


def test_a_variable_says_what_it_holds():
    nameless = [
        f"{name_of(path)}:{line} {name}"
        for path in written_by_hand(*APPLICATION)
        for line, name in names_given(ast.parse(path.read_text("utf-8")))
        if name in NAMES_OF_ANYTHING
    ]
    assert nameless == []


def test_mails_go_out_through_the_outbox_alone():
    """post_office runs subjects and texts as templates: what people typed must not reach it unescaped."""
    sender = re.compile(r"from post_office import (?!models)|post_office\.mail|import post_office")
    wrong = [path for path in tracked("*.py") if "tests" not in path.parts and sender.search(path.read_text("utf-8"))]
    assert [str(path.relative_to(ROOT)) for path in wrong] in ([], ["home/outbox.py"])


def test_site_is_a_plain_folder_and_the_standard_library_keeps_its_module():
    assert not (ROOT / "site" / "__init__.py").exists()
    assert "chapter" not in (importlib.import_module("site").__file__ or "")


@pytest.mark.parametrize(
    ("taken_away", "named"),
    [("SECRET_KEY", "SECRET_KEY"), ("ALLOWED_HOSTS", "ALLOWED_HOSTS"), ("DATABASE_URL", "DATABASE_URL")],
)
def test_production_refuses_to_start_without_its_own_settings_and_names_them(taken_away, named):
    complete = {
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "chapter.example",
        "DATABASE_URL": "sqlite:///:memory:",
        "SITE_URL": "https://chapter.example",
        "EMAIL_URL": "smtp://localhost:25",
    }

    def start(env):
        plain = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
        return subprocess.run(
            [sys.executable, "manage.py", "check"],
            cwd=ROOT,
            env={**plain, **env, "DJANGO_SETTINGS_MODULE": "chapter.settings.production"},
            capture_output=True,
            text=True,
        )

    assert start(complete).returncode == 0
    refused = start({key: value for key, value in complete.items() if key != taken_away})
    assert refused.returncode != 0
    assert named in refused.stderr


def test_public_templates_hold_no_inline_script_or_style():
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*(src=|application/ld\+json))")
    wrong = [
        str(path.relative_to(ROOT))
        for path in tracked("templates/*.html")
        if "admin" not in str(path) and inline.search(path.read_text("utf-8"))
    ]
    assert not wrong


def test_no_secret_and_no_private_key_is_in_the_repository():
    secret = re.compile(r"BEGIN (RSA |EC |OPENSSH )?PRIVATE KEY|AKIA[0-9A-Z]{16}")
    assert not [
        path for path in tracked("*.py", "*.toml", "*.conf", "*.sh", "*.md") if secret.search(path.read_text("utf-8"))
    ]
