"""What the editor says before publishing, and what becomes of pasted text."""

import pytest
from django.urls import reverse

from home.admin.checks import Level, in_capitals
from home.models import ChapterImage, HomePage
from home.safety.rights import EDITORS, LEADERS
from home.text.pasting import sentence_case, split_pasted
from home.text.tidying import tidy_rich_text, tidy_text
from tests.home.people import draft, member, picture, posted

pytestmark = pytest.mark.django_db


def messages(page, level=None):
    return " ".join(str(text) for its_level, text in page.editor_checks() if level in (None, its_level))


def body(*blocks):
    return [{"type": kind, "value": value} for kind, value in blocks]


def test_a_complete_page_has_nothing_to_say():
    assert draft(listing_image=picture()).editor_checks() == []


def test_a_title_in_capitals_is_pointed_out_with_a_better_one():
    page = draft("HIẾN MÁU TÌNH NGUYỆN Ở LẠNG SƠN", listing_image=picture())
    assert "Hiến máu tình nguyện ở Lạng Sơn" in messages(page, Level.WARN)


@pytest.mark.parametrize("title", ["THCS Kỳ Lừa", "UBND", "Kế hoạch 132-KH/TU", "Bếp cháo"])
def test_abbreviations_are_no_shouting(title):
    assert not in_capitals(title)


def test_missing_summary_and_picture_are_warnings():
    page = draft(summary="")
    assert [level for level, _text in page.editor_checks()] == [Level.WARN, Level.WARN]


def test_a_very_long_title_is_a_warning():
    assert "120" in messages(draft("Bài viết. " * 12, listing_image=picture()), Level.WARN)


def test_a_picture_without_words_or_consent_blocks_wherever_it_stands():
    bare = picture("Không lời", description="", consent=ChapterImage.Consent.MISSING)
    page = draft(
        listing_image=picture(),
        body=body(
            (
                "gallery",
                {"pictures": [{"image": bare.pk, "alt": "", "decorative": False}, {"image": bare.pk, "alt": ""}]},
            )
        ),
    )
    blocking = [text for level, text in page.editor_checks() if level == Level.BLOCK]
    assert len(blocking) == 2
    assert all("Không lời" in str(text) for text in blocking)


def test_words_beside_the_picture_in_the_body_are_enough():
    bare = picture(description="")
    page = draft(
        listing_image=picture(), body=body(("picture", {"image": bare.pk, "alt": "Mâm cơm", "decorative": False}))
    )
    assert page.editor_checks() == []


def test_the_list_is_shown_in_the_editor_and_renewed_for_those_who_may_edit(client):
    writer = member(EDITORS, "lan")
    page = draft("BẾP CHÁO SÁNG THỨ BA", author=writer, summary="")
    client.force_login(writer)
    assert "chữ hoa" in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    url = reverse("home_editor_checks", args=[page.pk])
    assert "Chưa có tóm tắt" in client.get(url).content.decode()
    client.force_login(member(LEADERS, "binh"))
    assert client.get(url).status_code == 302


def test_the_list_costs_no_more_queries_for_more_pictures(django_assert_max_num_queries):
    blocks = body(*[("picture", {"image": picture(f"Ảnh {n}").pk, "alt": "x", "decorative": False}) for n in range(8)])
    page = draft(listing_image=picture(), body=blocks).get_latest_revision_as_object()
    with django_assert_max_num_queries(4):
        page.editor_checks()


class TestText:
    def test_text_is_kept_in_one_form_without_invisible_characters(self):
        assert tidy_text("Ho\u0302\u0323i\u200b chu\u031b\u0303 tha\u0302\u0323p\ufeff") == "Hội chữ thập"

    def test_empty_paragraphs_and_runs_of_spaces_go(self):
        html = "<p>Một</p><p> &nbsp;</p><p></p><p><br/></p><p>Hai  ba&nbsp;&nbsp;bốn<br/></p>"
        assert tidy_rich_text(html) == "<p>Một</p><p>Hai ba bốn</p>"

    def test_a_saved_page_is_tidy_in_every_text(self, client):
        writer = member(EDITORS, "lan")
        page = draft(author=writer)
        client.force_login(writer)
        nfd = "Ba\u0300i mo\u031b\u0301i"
        client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), posted(page, title=nfd, summary=nfd + "\u200b"))
        page.refresh_from_db()
        kept = page.get_latest_revision_as_object()
        assert (kept.title, kept.summary) == ("Bài mới", "Bài mới")

    def test_programs_are_tidied_too(self):
        page = draft(
            "Ba\u0300i mo\u031b\u0301i",
            body=body(("paragraph", "<p>Ho\u0323p</p><p>&nbsp;</p>"), ("heading", "Đe\u0302\u0300")),
        )
        page.refresh_from_db()
        assert page.title == "Bài mới"
        assert page.body.raw_data[0]["value"] == "<p>Họp</p>"
        assert page.body.raw_data[1]["value"] == "Đề"


class TestPastedArticles:
    def test_bold_lines_and_numbered_lines_become_headings(self):
        html = (
            "<p>Mở đầu.</p><p><b>Những con số</b></p><p>Đoạn một.</p>"
            "<ol><li><b>TIẾP TỤC TĂNG CƯỜNG SỰ LÃNH ĐẠO CỦA ĐẢNG Ở LẠNG SƠN</b></li></ol><p>Đoạn hai.</p>"
            "<ol><li>Nâng cao hiệu lực quản lý nhà nước</li></ol><p>Đoạn ba.</p>"
        )
        assert split_pasted(html) == [
            ("paragraph", "<p>Mở đầu.</p>"),
            ("heading", "Những con số"),
            ("paragraph", "<p>Đoạn một.</p>"),
            ("heading", "1. Tiếp tục tăng cường sự lãnh đạo của Đảng ở Lạng Sơn"),
            ("paragraph", "<p>Đoạn hai.</p>"),
            ("heading", "2. Nâng cao hiệu lực quản lý nhà nước"),
            ("paragraph", "<p>Đoạn ba.</p>"),
        ]

    def test_real_lists_and_bold_words_stay(self):
        html = "<p><b>Chú ý:</b> mang theo</p><ol><li>Căn cước</li><li>Nước</li></ol><p><b>Ban Biên tập</b></p>"
        assert split_pasted(html) == [("paragraph", html)]

    def test_a_first_line_that_repeats_the_title_goes(self):
        html = "<p><b>BẾP CHÁO THỨ BA</b></p><p>Bốn giờ sáng.</p>"
        assert split_pasted(html, "Bếp cháo thứ Ba") == [("paragraph", "<p>Bốn giờ sáng.</p>")]

    def test_a_heading_typed_before_a_numbered_list_is_not_its_first_item(self):
        html = "<ol><li><b>VIỆC ĐÃ LÀM Ở LẠNG SƠN</b></li><li>Mua gạo</li><li>Nấu cháo</li></ol>"
        assert split_pasted(html) == [
            ("heading", "1. Việc đã làm ở Lạng Sơn"),
            ("paragraph", "<ol><li>Mua gạo</li><li>Nấu cháo</li></ol>"),
        ]

    def test_a_pasted_table_becomes_a_table_named_by_the_line_above_it(self):
        html = (
            "<p>Mở đầu.</p><p><b>Bảng 1: Suất cháo theo tháng</b></p>"
            "<p>│ Tháng │ Suất cháo │</p><p>│ Tháng 9 │ 320 │</p><p>│ Tháng 10 │  │</p><p>Hết bảng.</p>"
        )
        page = draft(body=body(("paragraph", html)))
        page.refresh_from_db()
        assert [block["type"] for block in page.body.raw_data] == ["paragraph", "table", "paragraph"]
        value = page.body[1].value
        assert value["caption"] == "Bảng 1: Suất cháo theo tháng"
        assert value["table"]["data"] == [["Tháng", "Suất cháo"], ["Tháng 9", "320"], ["Tháng 10", ""]]
        assert "<th" in str(page.body[1])

    def test_a_table_without_a_name_is_pointed_out(self):
        page = draft(listing_image=picture(), body=body(("paragraph", "<p>│ a │ b │</p><p>│ 1 │ 2 │</p>")))
        page.refresh_from_db()
        assert "bảng" in messages(page, Level.WARN)

    def test_a_saved_page_has_heading_blocks(self):
        page = draft(body=body(("paragraph", "<p>Một.</p><p><b>Hai</b> </p><p><b>Phần hai</b></p><p>Ba.</p>")))
        page.refresh_from_db()
        assert [block["type"] for block in page.body.raw_data] == ["paragraph", "heading", "paragraph"]

    @pytest.mark.parametrize(
        ("shouted", "calm"),
        [
            ("KẾT LUẬN SỐ 44-KL/TW CỦA BAN BÍ THƯ", "Kết luận số 44-KL/TW của Ban Bí thư"),
            ("1. HIẾN MÁU", "1. Hiến máu"),
            ("NGÀY HỘI XUÂN HỒNG", "Ngày hội Xuân hồng"),
        ],
    )
    def test_capitals_come_down_and_names_keep_theirs(self, shouted, calm):
        assert sentence_case(shouted) == calm


def test_the_front_page_itself_can_be_checked():
    assert isinstance(HomePage.objects.get().editor_checks(), list)
