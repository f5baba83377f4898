"""The sheets readers get: small, whole, and in step with what the templates name."""

import gzip
import re
from pathlib import Path

import pytest
from chapter.static_storage import without_air

ROOT = Path(__file__).resolve().parents[3]
SHEETS = sorted((ROOT / "static" / "css").rglob("*.css"))
COMMON = [ROOT / "static" / "css" / f"{name}.css" for name in ("tokens", "base", "components")]


def compressed(*paths: Path) -> int:
    return sum(len(gzip.compress(without_air(path.read_text()).encode(), 9)) for path in paths)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_taking_the_air_out_keeps_every_rule_and_every_string(sheet):
    before, after = sheet.read_text(), without_air(sheet.read_text())
    bare = re.sub(r"/\*.*?\*/", "", before, flags=re.S)
    assert bare.count("{") == after.count("{")
    assert bare.count("}") == after.count("}")
    assert re.findall(r'"[^"]*"', bare) == re.findall(r'"[^"]*"', after)


def test_blanks_that_mean_something_stay():
    assert (
        without_air('a :hover { margin: calc(1px - 2px) ; content: "a,  b" }\n')
        == 'a :hover{margin:calc(1px - 2px);content:"a,  b"}\n'
    )


def test_the_common_sheets_leave_room_for_a_page():
    assert compressed(*COMMON) <= 7_200


@pytest.mark.parametrize("sheet", [path for path in SHEETS if path.parent.name == "pages"], ids=lambda path: path.stem)
def test_a_sheet_of_one_kind_of_page_is_small(sheet):
    assert compressed(sheet) <= 1_900


def test_sheets_and_templates_name_only_files_that_exist():
    for sheet in SHEETS:
        for target in re.findall(r"url\(([^)]+)\)", sheet.read_text()):
            assert (sheet.parent / target.strip("\"'")).resolve().exists(), f"{sheet.name}: {target}"
    for template in (ROOT / "templates").rglob("*.html"):
        for target in re.findall(r"{% static ['\"]((?:css|js|img|fonts)/[^'\"]+)['\"] %}", template.read_text()):
            assert (ROOT / "static" / target).exists(), f"{template.name}: {target}"
