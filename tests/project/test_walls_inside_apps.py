"""Walls inside the apps: imports run one way and stand at the top; private parts of libraries are used in one room."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = ("home", "stories", "campaigns", "donate", "chapter")
# Rooms in which it holds. `ready()` is the place to import what registers itself.
ROOMS = ("home", "stories", "campaigns/pages", "campaigns/models", "campaigns/templatetags")


def late_imports(path):
    for function in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) or function.name == "ready":
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.ImportFrom) and (node.level or (node.module or "").split(".")[0] in OURS):
                yield f"{path.relative_to(ROOT)}:{node.lineno}"


@pytest.mark.parametrize("room", ROOMS)
def test_no_function_imports_what_is_ours(room):
    modules = [path for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts]
    assert modules
    assert not [place for path in modules for place in late_imports(path)]


@pytest.mark.parametrize("app", ["stories", "campaigns"])
def test_models_know_nothing_of_what_is_built_on_them(app):
    wrong = [
        f"{path.relative_to(ROOT)} imports {node.module}"
        for path in (ROOT / app / "models").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith(
            (f"{app}.pages", f"{app}.lists", f"{app}.feeds", f"{app}.page_context", f"{app}.desk", f"{app}.unit_views")
        )
    ]
    assert not wrong


# What Django documents in spite of its underscore, and marks of our own on requests and pages.
KNOWN = {"_meta", "_default_manager", "_base_manager", "_replace", "_state", "_stale_copy", "_pictures_at_hand"}


def private_uses(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__"):
            its_own = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
            if node.attr not in KNOWN and not its_own:
                yield f"{path.relative_to(ROOT)}:{node.lineno} {ast.unparse(node)}"


@pytest.mark.parametrize("room", ROOMS)
def test_private_parts_of_wagtail_and_django_are_used_in_one_room(room):
    modules = [path for path in (ROOT / room).rglob("*.py") if not {"migrations", "wagtail_private"} & set(path.parts)]
    assert not [use for path in modules for use in private_uses(path)]
