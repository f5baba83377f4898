"""The register of units and a unit's own page."""

import datetime

from home.models import Unit
from stories.places import Places

from . import factories as make


def test_the_register_lists_units_and_finds_them_by_old_names(get):
    make.unit("xã Cao Lộc", aliases="huyện Cao Lộc\nthị trấn Cao Lộc cũ")
    make.unit("phường Kỳ Lừa", Unit.Kind.WARD)
    make.unit_index()
    html = get("/don-vi/")
    assert "Xã Cao Lộc" in html
    assert "Phường Kỳ Lừa" in html
    html = get("/don-vi/?q=thi+tran")
    assert "Xã Cao Lộc" in html
    assert "Phường Kỳ Lừa" not in html
    assert "Không có đơn vị nào" in get("/don-vi/?q=%00khong-co")


def test_a_unit_shows_its_facts_its_branches_and_their_stories(get):
    commune = make.unit("xã Cao Lộc", phone="0205 3000 111", address="Khu 5")
    branch = make.unit("chi hội thôn Nà Lốc", Unit.Kind.BRANCH, commune)
    make.deed("Của chi hội", unit=branch)
    make.news("Của xã", unit=commune)
    make.news("Của nơi khác", unit=make.unit("xã Bắc Sơn"))
    make.unit_index()
    html = get("/don-vi/xa-cao-loc/")
    for words in ("Của chi hội", "Của xã", "Chi hội thôn Nà Lốc", "Khu 5", "0205 3000 111", "<title>Xã Cao Lộc"):
        assert words in html
    assert "Của nơi khác" not in html
    assert html.partition("unit__stories")[2].count("Xã Cao Lộc") == 0, "the page is about it: it is not named again"
    assert "Của chi hội" in get("/don-vi/chi-hoi-thon-na-loc/")
    assert "Của xã" not in get("/don-vi/chi-hoi-thon-na-loc/")


def test_merged_units_point_to_each_other(get):
    old = make.unit("xã Hùng Việt", valid_to=datetime.date(2025, 6, 30))
    new = make.unit("xã Tràng Định")
    new.predecessors.add(old)
    make.unit_index()
    assert "Đã nhập vào" in get("/don-vi/xa-hung-viet/")
    assert "Hợp từ" in get("/don-vi/xa-trang-dinh/")


def test_an_unknown_unit_is_not_found(client, db):
    make.unit_index()
    assert client.get("/don-vi/khong-co/").status_code == 404


def test_a_circle_of_mergers_does_not_hang():
    day = datetime.date(2025, 6, 30)
    rows = [(1, "a", "xã A", "commune", None, day, 2), (2, "b", "xã B", "commune", None, day, 1)]
    assert Places(rows).named("a") is not None
