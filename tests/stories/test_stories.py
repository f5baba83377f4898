"""News and good deeds: what is asked of the editor, what readers see."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from home.admin.checks import Level
from stories.models import GoodDeedPage

from . import factories as make


def levels(page) -> dict[Level, list[str]]:
    messages_by_level: dict[Level, list[str]] = {level: [] for level in Level}
    for level, message in page.editor_checks():
        messages_by_level[level].append(str(message))
    return messages_by_level


def test_a_good_deed_without_recorded_consent_cannot_be_published(db):
    assert not levels(make.deed())[Level.BLOCK]
    for missing in ("consent_by", "consent_how", "consent_reference"):
        assert any("đồng ý" in message for message in levels(make.deed(**{missing: ""}))[Level.BLOCK])
    assert levels(make.deed(consent_on=None))[Level.BLOCK]


def test_consent_is_not_given_in_the_future(db):
    page = make.deed()
    page.consent_on = make.in_days(1)
    with pytest.raises(ValidationError) as error:
        page.full_clean()
    assert "consent_on" in error.value.message_dict


def test_a_story_from_before_the_society_is_a_slip_of_the_pen(db):
    page = make.news()
    page.date = datetime.date(202, 6, 1)
    with pytest.raises(ValidationError) as error:
        page.full_clean()
    assert "date" in error.value.message_dict


def test_a_summary_names_its_source_and_links_to_it(get):
    page = make.news(
        source_name="báo Lạng Sơn",
        source_title="Bếp cháo vùng cao",
        source_url="https://baolangson.example/bep-chao",
        source_date=datetime.date(2026, 11, 18),
    )
    html = get(page.url)
    assert "Theo báo Lạng Sơn" in html
    assert 'href="https://baolangson.example/bep-chao"' in html
    assert "18/11/2026" in html
    assert "baolangson.example" in html


def test_a_link_without_the_name_of_its_source_is_refused(db):
    page = make.news()
    page.source_url = "https://baolangson.example/"
    with pytest.raises(ValidationError) as error:
        page.full_clean()
    assert "source_name" in error.value.message_dict


def test_a_long_copy_of_anothers_article_is_warned_about(db):
    page = make.news(source_name="báo Lạng Sơn", source_url="https://x.example/", body=[("heading", "từ " * 400)])
    assert any("hơi dài" in message for message in levels(page)[Level.WARN])


def test_an_article_shows_who_where_and_when(get):
    commune = make.unit("xã Cao Lộc")
    page = make.deed(
        "Bếp cháo",
        unit=make.unit("chi hội thôn Nà Lốc", "branch", commune),
        writer="Lương Thu Trà",
        honoured="Ông Nông Văn Thụ",
        honoured_about="71 tuổi",
        quote="Tôi chỉ chở hộ cái nồi cháo.",
        topics=[make.topic("Giúp người bệnh")],
    )
    html = get(page.url)
    for words in (
        "Chi hội thôn Nà Lốc, xã Cao Lộc",
        "Lương Thu Trà",
        "20/11/2026",
        "Ông Nông Văn Thụ, 71 tuổi",
        "Giúp người bệnh",
    ):
        assert words in html
    assert "/guong-sang/?don-vi=chi-hoi-thon-na-loc" in html
    assert "<footer>Ông Nông Văn Thụ</footer>" in html


def test_related_reading_prefers_the_same_topic_and_the_same_unit(get):
    topic, unit = make.topic("Hiến máu"), make.unit("xã Cao Lộc")
    page = make.deed("Bài này", topics=[topic], unit=unit)
    for number in range(9):
        make.deed(f"Chuyện khác {number}", date=datetime.date(2026, 11, 21))
    make.deed("Cùng việc hiến máu", topics=[topic], date=datetime.date(2025, 1, 1), listing_image=make.picture())
    make.news("Cùng ở Cao Lộc", unit=unit, date=datetime.date(2024, 1, 1))
    html = get(page.url)
    assert "Cùng việc hiến máu" in html
    assert "Cùng ở Cao Lộc" in html
    assert html.count("Bài này") == html.split("doc-tiep")[0].count("Bài này"), "a story is not related to itself"


def test_the_picture_carries_its_credit(get):
    html = get(make.news(listing_image=make.picture(credit="Ảnh: Hoàng Mẫu")).url)
    assert "Ảnh: Hoàng Mẫu" in html
    assert 'alt="Mấy người ngồi quanh mâm cơm"' in html


def test_what_is_searched_includes_place_source_and_honoured(db):
    page = make.deed(honoured="Bà Lụa", unit=make.unit("xã Thất Khê"))
    assert "Thất Khê" in page.search_text()
    assert "Bà Lụa" in page.search_text()
    assert "that khe" in page.folded_text()
    assert "báo Lạng Sơn" in make.news(source_name="báo Lạng Sơn").search_text()


def test_a_topic_makes_its_own_part_of_the_address(db):
    assert make.topic("Trẻ em, trường học").slug == "tre-em-truong-hoc"
    assert make.topic("Tre em truong hoc").slug == "tre-em-truong-hoc-2"


def test_who_is_honoured_is_a_person_unless_said_otherwise(db):
    assert GoodDeedPage().honoured_kind == GoodDeedPage.Honoured.PERSON


def test_the_quote_of_a_good_deed_stands_between_its_parts_not_after_the_end(get):
    body = [
        ("paragraph", "<p>Đoạn đầu.</p>"),
        ("heading", "Phần một"),
        ("paragraph", "<p>Giữa bài.</p>"),
        ("heading", "Phần hai"),
        ("paragraph", "<p>Đoạn cuối.</p>"),
    ]
    html = get(make.deed(body=body, quote="Đường quen rồi.", quote_who="Ông Thụ").url)
    assert html.index("Giữa bài.") < html.index("Đường quen rồi.") < html.index("Phần hai")
    short = get(make.deed(body=body[:1], quote="Chỉ một câu.").url)
    assert short.index("Đoạn đầu.") < short.index("Chỉ một câu.")
    assert "Không thân bài." in get(make.deed(body=[], quote="Không thân bài.").url)
