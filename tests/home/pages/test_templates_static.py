"""The sheets readers get: small, whole, and in step with what the templates name."""

import gzip
import re
from pathlib import Path

import pytest
from chapter.static_storage import put_together, without_air

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = [ROOT / "static", *(ROOT / room / "static" for room in ("home", "stories", "campaigns", "donate"))]
SHEETS = sorted(sheet for folder in FOLDERS for sheet in folder.rglob("*.css"))
PUBLIC = ROOT / "static" / "css"
COMMON = [PUBLIC / f"{name}.css" for name in ("tokens", "base", "components")]


def read(path: str) -> str:
    return next(folder / path for folder in FOLDERS if (folder / path).exists()).read_text("utf-8")


def served(sheet: Path) -> str:
    """The sheet as the storage hands it out: whole, without air."""
    path = next(str(sheet.relative_to(folder)) for folder in FOLDERS if sheet.is_relative_to(folder))
    return without_air(put_together(path, read))


def compressed(*paths: Path) -> int:
    return sum(len(gzip.compress(served(path).encode(), 9)) for path in paths)


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


def test_a_sheet_in_parts_is_served_whole_in_their_order_and_layer():
    css = served(PUBLIC / "components.css")
    parts = re.findall(r'url\("(components/[^"]+)"\)', COMMON[-1].read_text())
    assert len(parts) > 5
    assert {path.name for path in (PUBLIC / "components").iterdir()} == {Path(part).name for part in parts}
    assert "@import" not in css
    assert css.count("@layer") == 1
    assert css.startswith("@layer components{")
    beginnings = [without_air((PUBLIC / part).read_text())[:40] for part in parts]
    places = [css.index(beginning) for beginning in beginnings]
    assert places == sorted(places)


def test_addresses_in_a_part_lead_from_the_whole_sheet():
    sheets = {"css/all.css": '@import url("all/a.css");\n@import url("all/b.css") layer(x);'}
    sheets["css/all/a.css"] = "a{background:url(../../img/a.svg),url(data:image/gif;base64,R0)}"
    sheets["css/all/b.css"] = 'b{background:url("../b.svg")}'
    assert without_air(put_together("css/all.css", sheets.__getitem__)) == (
        'a{background:url(../img/a.svg),url(data:image/gif;base64,R0)}@layer x{b{background:url("b.svg")}}\n'
    )


def test_a_sheet_in_parts_has_no_rules_of_its_own():
    sheets = {"a.css": '@import url("b.css");\na { color: red }', "b.css": ""}
    with pytest.raises(ValueError, match=r"a\.css"):
        put_together("a.css", sheets.__getitem__)


def test_the_storage_serves_what_was_measured(tmp_path, settings):
    from chapter.static_storage import SmallStaticFilesStorage
    from django.contrib.staticfiles.storage import StaticFilesStorage

    sources = StaticFilesStorage(location=ROOT / "static")
    storage = SmallStaticFilesStorage(location=tmp_path)
    paths = {}
    for file in (ROOT / "static").rglob("*.*"):
        path = str(file.relative_to(ROOT / "static"))
        with file.open("rb") as opened:
            storage.save(path, opened)
        paths[path] = (sources, path)
    list(storage.post_process(paths))
    sheet = tmp_path / storage.stored_name("css/components.css")
    assert "@import" not in sheet.read_text()
    assert re.search(r"url\(\"?\.\./img/brocade\.[0-9a-f]{12}\.svg", sheet.read_text())
    assert len(sheet.read_text()) == pytest.approx(len(served(PUBLIC / "components.css")), abs=60)


def test_the_common_sheets_leave_room_for_a_page():
    assert compressed(*COMMON) <= 7_200


@pytest.mark.parametrize("sheet", sorted((PUBLIC / "pages").glob("*.css")), ids=lambda path: path.stem)
def test_a_sheet_of_one_kind_of_page_is_small(sheet):
    assert compressed(sheet) <= 1_900


def test_sheets_and_templates_name_only_files_that_exist():
    for sheet in SHEETS:
        for target in re.findall(r"url\(([^)]+)\)", sheet.read_text()):
            assert (sheet.parent / target.strip("\"'")).resolve().exists(), f"{sheet.name}: {target}"
    for template in (ROOT / "templates").rglob("*.html"):
        for target in re.findall(r"{% static ['\"]((?:css|js|img|fonts)/[^'\"]+)['\"] %}", template.read_text()):
            assert (ROOT / "static" / target).exists(), f"{template.name}: {target}"
