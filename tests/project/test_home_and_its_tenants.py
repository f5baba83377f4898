"""home is the frame: what it knows of the other apps they have told it themselves."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import reverse

from home.pages import addresses

ROOT = Path(__file__).resolve().parents[2]
TENANTS = ("stories", "campaigns", "donate")
# First parts of the addresses at which readers find them.
ADDRESSES = [
    "tin-tuc",
    "guong-sang",
    "mo-hinh-hay",
    "lich",
    "van-ban",
    "don-vi",
    "chien-dich",
    "dia-chi-nhan-dao",
    "cong-khai",
    "tai-khoan-chinh-thuc",
    "ung-ho",
]


def code_of_home():
    return [path for path in (ROOT / "home").rglob("*") if path.suffix in (".py", ".html", ".js", ".css")]


def test_its_code_names_no_app_that_stands_on_it():
    named = re.compile(rf"[\"'`]({'|'.join(TENANTS)})\b|\b({'|'.join(TENANTS)})[./_]")
    models = {model.__name__ for app in TENANTS for model in apps.get_app_config(app).get_models()}
    model = re.compile(rf"\b({'|'.join(sorted(models))})\b")
    wrong = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in code_of_home()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if named.search(line) or (path.suffix == ".py" and model.search(line))
    ]
    assert not wrong


def test_its_code_names_no_address_of_theirs():
    address = re.compile(rf"[\"'/?]({'|'.join(ADDRESSES)})[/\"'=]")
    wrong = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in code_of_home()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        # A unit whose name has no letters is called by the word for a unit.
        if address.search(line) and 'or "don-vi"' not in line
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("wagtailadmin_home", []), ("donate:mine", ["x"]), ("donate:receipt", ["x", 1, 2026]), ("donate:look_up", [])],
)
def test_what_is_private_is_told_to_robots_and_to_the_cache(name, arguments):
    path = reverse(name, args=arguments)
    assert path.startswith(addresses.private())
    assert not addresses.may_be_kept(path)


def test_files_behind_rights_are_not_kept():
    assert not addresses.may_be_kept(reverse("wagtaildocs_serve", args=[1, "mau.txt"]))


def test_pages_are_kept():
    assert addresses.may_be_kept("/")
    assert addresses.may_be_kept(reverse("donate:pledge"))


@pytest.mark.parametrize(
    "word",
    ["page", "nam", "chu-de", "don-vi", "loai", "thang", "quy", "trang-thai", "nhu-cau", "co-quan", "hieu-luc", "gop"],
)
def test_each_word_that_a_list_or_a_form_reads_makes_a_page_of_its_own(word):
    assert addresses.changes_the_page(word)
