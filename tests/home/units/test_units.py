"""Units: a tree that changes with the years, found by any name, with or without accents."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from home.models import Unit
from home.safety.rights import EDITORIAL_BOARD, EDITORS
from tests.home.people import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    province = Unit.objects.create(name="Tỉnh hội Lạng Sơn", kind="province")
    lua = Unit.objects.create(
        name="phường Kỳ Lừa", kind="ward", parent=province, aliases="phường Hoàng Văn Thụ\nthành phố Lạng Sơn"
    )
    son = Unit.objects.create(name="xã Mẫu Sơn", kind="commune", parent=province)
    school = Unit.objects.create(name="Trường THCS Ba Sơn", kind="school", parent=son)
    return province, lua, son, school


def test_each_unit_stands_beneath_the_one_it_belongs_to(tree):
    province, lua, son, school = tree
    Unit.objects.create(name="An tự đứng riêng", kind="club")
    rows = list(Unit.objects.in_tree_order())
    assert [row.name for row in rows][1:] == [unit.name for unit in (province, lua, son, school)]
    assert [row.depth for row in rows] == [0, 0, 1, 1, 2]


@pytest.mark.parametrize("words", ["Mẫu Sơn", "mau son", "MẪU SƠN", "ma\u0302\u0303u so\u031bn", "sơn mẫu"])
def test_a_unit_is_found_however_it_is_typed(tree, words):
    assert tree[2] in Unit.objects.matching(words)


def test_a_unit_is_found_by_its_old_names(tree):
    assert list(Unit.objects.matching("hoang van thu")) == [tree[1]]


def test_addresses_are_plain_letters_and_unique(tree):
    assert tree[1].slug == "phuong-ky-lua"
    assert Unit.objects.create(name="Phường Kỳ Lừa", kind="branch").slug == "phuong-ky-lua-2"


def test_a_unit_belongs_neither_to_itself_nor_to_one_beneath_it(tree):
    province, _lua, _son, school = tree
    province.parent = school
    with pytest.raises(ValidationError) as refusal:
        province.full_clean()
    assert "parent" in refusal.value.message_dict


def test_a_unit_cannot_end_before_it_begins():
    unit = Unit(name="x", kind="club", valid_from=datetime.date(2025, 7, 1), valid_to=datetime.date(2025, 6, 30))
    with pytest.raises(ValidationError):
        unit.full_clean()


def test_units_of_a_day(tree):
    gone = Unit.objects.create(name="huyện Cao Lộc", kind="commune", valid_to=datetime.date(2025, 6, 30))
    assert gone in Unit.objects.on(datetime.date(2024, 1, 1))
    assert gone not in Unit.objects.on(datetime.date(2025, 7, 1))


def test_the_list_in_the_admin_is_a_tree_and_searches_folded_names(client, tree):
    client.force_login(member(EDITORIAL_BOARD, "hoa"))
    url = reverse(Unit.snippet_viewset.get_url_name("list"))
    html = client.get(url).content.decode()
    assert "unit-depth-2" in html
    assert html.index("Tỉnh hội") < html.index("phường Kỳ Lừa") < html.index("Trường THCS")
    html = client.get(url, {"q": "hoang van thu"}).content.decode()
    assert "Kỳ Lừa" in html
    assert "Mẫu Sơn" not in html


def test_editors_see_units_and_the_board_changes_them(client, tree):
    edit = reverse(Unit.snippet_viewset.get_url_name("edit"), args=[tree[1].pk])
    client.force_login(member(EDITORS, "lan"))
    assert client.get(edit).status_code == 302
    client.force_login(member(EDITORIAL_BOARD, "hoa"))
    assert client.get(edit).status_code == 200
