"""Lists: filters, counts, pages, and addresses that mean nothing."""

import datetime

import pytest
from django.utils.html import escape

from home.models import Unit
from stories.models import EventPage, LegalDocumentPage, NewsPage

from . import factories as make
from .test_practices import adoption


def titles(html: str, pages) -> set[str]:
    return {page.title for page in pages if escape(page.title) in html}


def test_a_list_begins_with_the_newest(get):
    old, new = make.news("Tin cũ", date=datetime.date(2024, 1, 1)), make.news("Tin mới", date=datetime.date(2026, 1, 1))
    html = get("/tin-tuc/")
    assert html.index(new.title) < html.index(old.title)


def test_filter_by_topic_unit_and_year(get):
    blood, relief = make.topic("Hiến máu"), make.topic("Cứu trợ")
    cao_loc, bac_son = make.unit("xã Cao Lộc"), make.unit("xã Bắc Sơn")
    pages = [
        make.news("Một", topics=[blood], unit=cao_loc, date=datetime.date(2026, 3, 1)),
        make.news("Hai", topics=[relief], unit=cao_loc, date=datetime.date(2025, 3, 1)),
        make.news("Ba", topics=[blood, relief], unit=bac_son, date=datetime.date(2026, 5, 1)),
    ]
    assert titles(get("/tin-tuc/"), pages) == {"Một", "Hai", "Ba"}
    assert titles(get("/tin-tuc/?chu-de=hien-mau"), pages) == {"Một", "Ba"}
    assert titles(get("/tin-tuc/?don-vi=xa-cao-loc"), pages) == {"Một", "Hai"}
    assert titles(get("/tin-tuc/?nam=2025"), pages) == {"Hai"}
    html = get("/tin-tuc/?chu-de=cuu-tro&don-vi=xa-bac-son&nam=2026")
    assert titles(html, pages) == {"Ba"}
    assert "về cứu trợ, xã Bắc Sơn, năm 2026" in html
    assert "Bỏ lọc" in html
    assert 'name="robots" content="noindex' in html


def test_a_choice_is_counted_with_the_other_filters_in_force(get):
    blood, relief = make.topic("Hiến máu"), make.topic("Cứu trợ")
    make.news(topics=[blood], date=datetime.date(2026, 3, 1))
    make.news(topics=[blood], date=datetime.date(2025, 3, 1))
    make.news(topics=[relief], date=datetime.date(2025, 3, 1))
    assert "Hiến máu (2)" in get("/tin-tuc/")
    html = get("/tin-tuc/?nam=2025")
    assert "Hiến máu (1)" in html
    assert "2026 (1)" in html, "the year itself can still be changed"


def test_a_story_of_a_branch_is_found_under_its_commune(get):
    commune = make.unit("xã Cao Lộc")
    branch = make.unit("chi hội thôn Nà Lốc", Unit.Kind.BRANCH, commune)
    deep = make.unit("tổ Ba Cây", Unit.Kind.CLUB, branch)
    make.deed("Của chi hội", unit=branch)
    make.deed("Của tổ", unit=deep)
    html = get("/guong-sang/?don-vi=xa-cao-loc")
    assert "Của chi hội" in html
    assert "Của tổ" in html
    assert "Xã Cao Lộc (2)" in html
    assert "Chi hội thôn Nà Lốc (" not in html
    assert "Của chi hội" in get("/guong-sang/?don-vi=chi-hoi-thon-na-loc"), (
        "the branch's own address leads to its commune"
    )


def test_a_story_of_a_merged_commune_is_found_under_the_new_one(get):
    old = make.unit("xã Hùng Việt", valid_to=datetime.date(2025, 6, 30))
    new = make.unit("xã Tràng Định", valid_from=datetime.date(2025, 7, 1))
    new.predecessors.add(old)
    make.news("Chuyện trước ngày sáp nhập", unit=old)
    assert "Chuyện trước ngày sáp nhập" in get("/tin-tuc/?don-vi=xa-trang-dinh")
    assert "Chuyện trước ngày sáp nhập" in get("/tin-tuc/?don-vi=xa-hung-viet")


def test_pages_keep_the_filters(get):
    blood = make.topic("Hiến máu")
    for number in range(14):
        make.news(f"Tin số {number:02}", topics=[blood], date=datetime.date(2026, 1, 1 + number))
    first = get("/tin-tuc/?chu-de=hien-mau")
    assert "chu-de=hien-mau&amp;page=2" in first
    assert "Tin số 13" in first
    assert "Tin số 00" not in first
    second = get("/tin-tuc/?chu-de=hien-mau&page=2")
    assert "Tin số 00" in second
    assert "Tin tức, trang 2" in second


def test_a_page_beyond_the_last_names_the_one_it_shows(get):
    for number in range(14):
        make.news(f"Tin số {number:02}")
    html = get("/tin-tuc/?page=99999")
    assert "Tin tức, trang 2" in html
    assert 'tin-tuc/?page=2">' in html.partition('rel="canonical"')[2][:80]
    assert "99999" not in html


@pytest.mark.parametrize(
    "query",
    [
        "nam=abc",
        "nam=99999999999999999999",
        "nam=٢٠٢٦",
        "nam=-1",
        "page=x",
        "page=0",
        "page=-3",
        "page=99999999999999999999",
        "page=%00",
        "chu-de=%00",
        "chu-de=" + "a" * 3000,
        "chu-de=' OR 1=1 --",
        "don-vi=<script>alert(1)</script>",
        "don-vi=%F0%9F%92%A9",
        "loai=khong-co",
        "hieu-luc=xyz",
        "co-quan=__proto__",
        "la-gi=the-nay",
        "chu-de=a&chu-de=b",
        "nam=2026&nam=abc",
    ],
)
@pytest.mark.parametrize("section", ["tin-tuc", "lich", "van-ban"])
def test_an_address_that_means_nothing_is_answered_kindly(section, query, client, db):
    make.news("Tin còn đây")
    make.event("Sự kiện còn đây")
    make.document(title="Văn bản còn đây")
    for path in (f"/{section}/", f"/{section}/rss/"):
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content


def test_a_year_that_is_none_is_left_out_and_said_so(get):
    make.news("Tin còn đây")
    html = get("/tin-tuc/?nam=abc")
    assert "Tin còn đây" in html
    assert "không hiểu được nên đã bỏ qua" in html


def test_a_filter_that_finds_nothing_says_so_and_shows_the_way_back(get):
    make.news("Tin còn đây", unit=make.unit("xã Cao Lộc"))
    make.unit("xã Bắc Sơn")
    html = get("/tin-tuc/?don-vi=xa-bac-son")
    assert "Tin còn đây" not in html
    assert "Chưa có tin nào như vậy" in html
    assert "Xã Bắc Sơn (0)" in html
    assert 'href="/tin-tuc/"' in html
    assert "Chưa có tin nào như vậy" in get("/tin-tuc/?chu-de=khong-ai-biet")


def test_an_empty_section_says_so(get):
    make.section(NewsPage)
    assert "Chưa có tin nào như vậy" in get("/tin-tuc/")


def test_the_register_filters_by_type_body_year_and_force(get):
    new = make.document("1027-CV/TU", title="Văn bản mới", type=LegalDocumentPage.Type.LETTER)
    old = make.document("12-KH/CTĐ", title="Văn bản cũ", issued_on=datetime.date(2020, 1, 1), replaced_by=new)
    ended = make.document("5-QĐ/CTĐ", title="Văn bản hết", ended_on=datetime.date(2023, 6, 1))
    pages = [new, old, ended]
    assert titles(get("/van-ban/?loai=cong-van"), pages) == {"Văn bản mới"}
    assert titles(get("/van-ban/?nam=2020"), pages) == {"Văn bản cũ"}
    assert titles(get("/van-ban/?hieu-luc=con-hieu-luc"), pages) == {"Văn bản mới"}
    assert titles(get("/van-ban/?hieu-luc=het-hieu-luc"), pages) == {"Văn bản hết"}
    assert titles(get("/van-ban/?hieu-luc=da-thay-the"), pages) == {"Văn bản cũ"}
    assert titles(get("/van-ban/?co-quan=tinh-uy-lang-son"), pages) == {"Văn bản mới", "Văn bản cũ", "Văn bản hết"}


def test_the_calendar_shows_what_is_to_come_before_what_is_over(get):
    make.event("Hôm qua", slots=[make.slot(-1, result=120)])
    make.event("Tháng sau", slots=[make.slot(40)])
    make.event("Ngày kia", slots=[make.slot(2)])
    html = get("/lich/")
    assert html.index("Ngày kia") < html.index("Tháng sau") < html.index("Hôm qua")
    assert "120" in html
    assert EventPage.objects.get(title="Hôm qua").ends_on == make.in_days(-1)


def test_an_event_under_way_is_listed_with_its_next_day(get):
    make.event("Ba Chủ nhật", slots=[make.slot(-5, place="Điểm đã qua"), make.slot(2, place="Điểm còn lại")])
    html = get("/lich/")
    assert "Điểm còn lại" in html
    assert "Điểm đã qua" not in html


def test_counts_follow_what_is_published(get):
    topic = make.topic("Hiến máu")
    make.news(topics=[topic])
    assert "Hiến máu (1)" in get("/tin-tuc/")
    page = make.news(topics=[topic])
    assert "Hiến máu (2)" in get("/tin-tuc/")
    page.unpublish()
    assert "Hiến máu (1)" in get("/tin-tuc/")


def test_the_newest_story_leads_the_list_whether_or_not_it_has_a_picture(get):
    make.deed("Mới nhất, không ảnh", date=datetime.date(2026, 5, 2))
    make.deed("Cũ hơn", listing_image=make.picture(), date=datetime.date(2026, 5, 1))
    html = get("/guong-sang/")
    lead = html[html.index("story--first") : html.index('<ol class="list">')]
    assert "Mới nhất, không ảnh" in lead
    assert "Cũ hơn" not in lead


def test_the_list_of_models_says_how_far_each_has_spread(get):
    make.practice("Bếp chung", counted_as="điểm trường", adoptions=[adoption("A"), adoption("B")])
    make.practice("Mới thử")
    html = get("/mo-hinh-hay/")
    assert html.count("Đã có 3 điểm trường làm") == 1
