"""Imports run one way inside the apps too: nothing has to be imported late, inside a function."""

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
