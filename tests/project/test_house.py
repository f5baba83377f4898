"""The walls of the house: who imports whom, how large a room is, what must not be in it."""

import ast
import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAY_IMPORT = {
    "home": set(),
    "stories": {"home"},
    "campaigns": {"home"},
    "donate": {"home", "campaigns"},
}


def tracked(*patterns):
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_imports_run_one_way(room):
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in (ROOT / room).rglob("*.py")
        for name in imports_of(path)
        if name in {*MAY_IMPORT, "chapter"} - MAY_IMPORT[room] - {room}
    ]
    assert not wrong


def test_mails_go_out_through_the_outbox_alone():
    """post_office runs subjects and texts as templates: what people typed must not reach it unescaped."""
    sender = re.compile(r"from post_office import (?!models)|post_office\.mail|import post_office")
    wrong = [path for path in tracked("*.py") if "tests" not in path.parts and sender.search(path.read_text("utf-8"))]
    assert [str(path.relative_to(ROOT)) for path in wrong] in ([], ["home/outbox.py"])


def test_site_is_a_plain_folder_and_the_standard_library_keeps_its_module():
    assert not (ROOT / "site" / "__init__.py").exists()
    assert "chapter" not in (importlib.import_module("site").__file__ or "")


def test_no_room_is_larger_than_450_lines():
    large = {
        str(path.relative_to(ROOT)): lines
        for path in tracked("*.py", "*.css", "*.html")
        if "migrations" not in path.parts
        and "content" not in path.parts
        and (lines := len(path.read_text("utf-8").splitlines())) > 450
    }
    assert not large


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
