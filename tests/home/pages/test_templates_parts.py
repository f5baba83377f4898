"""Pictures, running text, lists in pages, tables and bars as readers get them."""

import io
import re

import pytest
from django.core.files.images import ImageFile
from django.http import QueryDict
from django.template import Context, Template
from PIL import Image

from home.models import ChapterImage, StandardPage
from home.pages.charts import Bar
from home.pages.listing import Choice, Filter, pager_links, paginate
from home.pages.tables import table_grid
from home.pictures.renditions import SPECS, make_ready, with_pictures


def render(source, **context):
    return Template("{% load home_tags %}" + source).render(Context(context))


@pytest.fixture
def make_image(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    def make(name="anh", size=(60, 40), **fields):
        file = io.BytesIO()
        Image.effect_noise(size, 60).convert("RGB").save(file, "JPEG")
        file.seek(0)
        image = ChapterImage(
            title=name, file=ImageFile(file, name=f"{name}.jpg"), width=size[0], height=size[1], **fields
        )
        image.save()
        return image

    return make


class TestPicture:
    def test_offers_avif_and_webp_and_falls_back_to_jpeg(self, make_image):
        html = render('{% pic image "92vw" %}', image=make_image(description="Bà cụ và nồi cháo"))
        assert html.index("image/avif") < html.index("image/webp") < html.index("<img")
        assert re.search(r'<img src="[^"]+\.jpg" width="\d+" height="\d+" alt="Bà cụ và nồi cháo" loading="lazy"', html)

    def test_the_first_picture_of_a_page_is_loaded_at_once(self, make_image):
        html = render('{% pic image "92vw" alt="" eager=True %}', image=make_image(description="x"))
        assert 'alt=""' in html
        assert 'fetchpriority="high"' in html
        assert "lazy" not in html

    def test_a_tall_picture_keeps_its_shape_only_where_asked(self, make_image):
        poster = make_image(size=(40, 80))
        assert 'height="80"' in render('{% pic image "92vw" tall=True %}', image=poster)
        assert 'height="80"' not in render('{% pic image "92vw" %}', image=poster)

    def test_no_picture_and_a_lost_file_leave_nothing(self, make_image):
        lost = make_image()
        lost.file.storage.delete(lost.file.name)
        assert render('{% pic image "92vw" %}', image=None) == ""
        assert render('{% pic image "92vw" %}', image=lost) == ""

    def test_a_list_of_pages_gets_all_its_pictures_in_one_query(
        self, make_image, front_page, django_assert_num_queries
    ):
        for number in range(6):
            image = make_image(f"anh-{number}")
            make_ready(image)
            front_page.add_child(instance=StandardPage(title=f"Trang {number}", slug=f"t{number}", listing_image=image))
        pages = list(StandardPage.objects.all())
        with django_assert_num_queries(1):
            html = "".join(
                render('{% pic page.listing_image "92vw" alt="" %}', page=page) for page in with_pictures(pages)
            )
        assert html.count("<picture>") == 6

    def test_make_ready_makes_every_size_once(self, make_image):
        image = make_image()
        make_ready(image)
        make_ready(image)
        assert set(image.renditions.values_list("filter_spec", flat=True)) == set(SPECS)


@pytest.fixture
def written(make_image, front_page):
    """A page whose body has one of each kind of block."""
    first, second = make_image("mot", description="Bếp cháo"), make_image("hai", size=(40, 80), description="Tờ tranh")
    body = [
        ("heading", "Bốn giờ sáng"),
        (
            "paragraph",
            f'<p>Xem <a linktype="page" id="{front_page.pk}">trang chủ</a>, <a linktype="page" id="999">cũ</a></p>',
        ),
        ("quote", {"quote": "Đường quen rồi", "who": "Ông Thụ"}),
        ("picture", {"image": first.pk, "alt": "", "decorative": False, "caption": "Sáng sớm", "layout": "wide"}),
        ("picture", {"image": second.pk, "alt": "Tờ tranh treo tường", "decorative": False, "layout": "inline"}),
        ("gallery", {"pictures": [{"image": first.pk, "decorative": True}, {"image": second.pk}]}),
        ("figures", {"figures": [{"value": "325", "words": "đơn vị máu"}], "source": "Sổ của chi hội"}),
        ("steps", {"steps": [{"title": "Họp phụ huynh", "note": "Nửa buổi", "text": "Một dòng.\n\nHai dòng."}]}),
        (
            "table",
            {
                "caption": "Chi phí",
                "table": {"data": [["Khoản", "Tiền"], ["Gạo", "90.000"]], "first_row_is_table_header": True},
            },
        ),
        (
            "video",
            {
                "title": "Một buổi sáng",
                "url": "https://www.youtube.com/watch?v=x",
                "length": "4 phút",
                "poster": first.pk,
            },
        ),
        ("call_to_action", {"text": "Bếp cần gạo", "link": {"label": "Góp với bếp", "page": None, "url": "/ung-ho/"}}),
        ("callout", {"title": "Nhớ mang", "text": "<p>Căn cước</p>"}),
        ("paragraph", "<p>Hết.</p>"),
    ]
    field = StandardPage._meta.get_field("body")
    page = StandardPage(title="Bài", slug="bai", listing_image=first)
    page.body = field.to_python([{"type": kind, "value": value} for kind, value in body])
    front_page.add_child(instance=page)
    for image in (first, second):
        make_ready(image)
    return page


class TestBody:
    def test_every_block_reaches_the_reader(self, client, written):
        html = re.sub(r">\s+<", "><", client.get("/bai/").content.decode())
        for words in (
            '<h2 id="muc-bon-gio-sang">Bốn giờ sáng</h2>',
            '<a href="/">trang chủ</a>',
            "<a>cũ</a>",
            '<blockquote class="pull"><p>Đường quen rồi</p><footer>Ông Thụ</footer>',
            'alt="Bếp cháo"',
            'alt="Tờ tranh treo tường"',
            "Sáng sớm.",
            "<b>325</b> đơn vị máu",
            "Họp phụ huynh",
            "<p>Hai dòng.</p>",
            '<th scope="col">Khoản</th><th scope="col" class="r">Tiền</th>',
            'href="https://www.youtube.com/watch?v=x"',
            "Video trên youtube.com",
            '<a class="btn" href="/ung-ho/">Góp với bếp</a>',
            "<p>Căn cước</p>",
            "<p>Hết.</p>",
        ):
            assert words in html, words
        assert "<iframe" not in html
        assert 'src="https://' not in html

    def test_costs_a_fixed_number_of_queries(self, client, written, django_assert_max_num_queries):
        client.get("/bai/")
        with django_assert_max_num_queries(9):
            client.get("/bai/")


class TestLists:
    @pytest.mark.parametrize(
        ("typed", "number"), [("1", 1), ("3", 3), ("x", 1), ("-1", 3), ("0", 3), ("99999999999999", 3), ("", 1)]
    )
    def test_nonsense_gives_a_page_all_the_same(self, typed, number):
        assert paginate(range(45), QueryDict(f"page={typed}"), 20).number == number

    def test_links_keep_the_filters_and_drop_what_is_empty(self):
        query = QueryDict("nam=2026&don-vi=&page=2&chu-de=hien-mau")
        links = pager_links(paginate(range(60), query, 20), query)
        assert links["before"] == "?nam=2026&chu-de=hien-mau"
        assert links["after"] == "?nam=2026&chu-de=hien-mau&page=3"

    def test_a_list_that_fits_on_one_page_has_no_pager(self, rf):
        source = "{% pager page %}"
        page_of_five = paginate(range(5), QueryDict(""), 20)
        assert "<nav" not in render(source, page=page_of_five, request=rf.get("/"))

    def test_many_pages_are_shortened(self, rf):
        html = render(
            "{% pager page %}", page=paginate(range(4000), QueryDict("page=50"), 20), request=rf.get("/?page=50")
        )
        assert html.count("<li>") < 10
        assert "…" in html
        assert "Trang 50 trong 200" in html
        assert 'aria-current="page">50<' in html

    def test_an_unknown_filter_value_filters_nothing(self):
        choices = [Choice("2026", "2026")]
        assert Filter.read(QueryDict("nam=abc"), "nam", "Năm", "Mọi năm", choices).value == ""
        assert Filter.read(QueryDict("nam=2026"), "nam", "Năm", "Mọi năm", choices).chosen == choices[0]


class TestTable:
    def test_columns_of_figures_are_set_as_figures(self):
        grid = table_grid({"data": [["Khoản", "Số"], ["Gạo", "5 kg"], ["Rau", ""]], "first_row_is_table_header": True})
        assert [cell.is_figure for cell in grid["rows"][0]] == [False, True]
        assert [cell.is_figure for cell in grid["head"]] == [False, True]

    def test_joined_cells_appear_once(self):
        table = {"data": [["a", None], ["b", "c"]], "mergeCells": [{"row": 0, "col": 0, "rowspan": 1, "colspan": 2}]}
        rows = table_grid(table)["rows"]
        assert len(rows[0]) == 1
        assert rows[0][0].span == ' colspan="2"'

    @pytest.mark.parametrize("table", [None, {}, {"data": []}, {"data": [[]]}, {"data": [[None]]}])
    def test_an_empty_table_is_no_error(self, table):
        table_grid(table)


class TestBar:
    @pytest.mark.parametrize(
        ("got", "goal", "promised", "expected"),
        [
            (0, 160, 0, ("0", "0", "")),
            (80, 160, 16, ("50", "10", "")),
            (150, 160, 99, ("93.75", "6.25", "")),
            (160, 160, 0, ("100", "0", "")),
            (200, 160, 5, ("80", "0", "20")),
            (5, 0, 0, ("100", "0", "")),
        ],
    )
    def test_says_how_far_a_fund_is(self, got, goal, promised, expected):
        bar = Bar.of(got=got, goal=goal, promised=promised)
        assert (bar.got, bar.promised, bar.over) == expected

    def test_is_read_out_in_words(self):
        html = render("{% bar got=147600000 goal=160000000 promised=9500000 %}")
        assert 'aria-label="Đã tiếp nhận 92 phần trăm, đã đăng ký thêm 5 phần trăm"' in html


class TestShare:
    def test_hands_the_address_to_facebook_by_a_plain_link(self, rf, db, settings):
        settings.SITE_URL = "https://ctd.example"
        html = render('{% include "components/share.html" %}', request=rf.get("/guong-sang/a/?x=1"))
        assert "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fctd.example%2Fguong-sang%2Fa%2F" in html
        assert "https://ctd.example/guong-sang/a/</span>" in html

    def test_data_for_search_engines_cannot_break_out(self):
        html = render("{% json_ld data %}", data={"name": "</script><script>alert(1)</script> & co"})
        assert html.count("<script") == 1
        assert "</script><script>" not in html


class TestShareCard:
    def card(self, client, page):
        html = client.get(page.url).content.decode()
        address = re.search(r'<meta property="og:image" content="https?://[^/]+([^"]+)">', html)
        assert address
        return address[1]

    def test_is_drawn_from_title_and_picture(self, client, make_image, front_page):
        page = StandardPage(title="Bốn vạn suất cháo", slug="chao", listing_image=make_image(size=(900, 600)))
        front_page.add_child(instance=page)
        response = client.get(self.card(client, page))
        assert response.status_code == 200
        assert response["Content-Type"] == "image/jpeg"
        assert Image.open(io.BytesIO(response.content)).size == (1200, 630)

    @pytest.mark.parametrize("title", ["A", "chữ " * 60, "x" * 250, "Emoji 😀 và 漢字", "Ẩm thực"])
    def test_takes_any_title(self, client, make_image, front_page, title):
        page = front_page.add_child(instance=StandardPage(title=title.strip(), slug="t"))
        assert client.get(self.card(client, page)).status_code == 200

    def test_a_new_title_is_a_new_address_and_the_old_one_is_gone(self, client, make_image, front_page):
        page = front_page.add_child(instance=StandardPage(title="Cũ", slug="t"))
        old = self.card(client, page)
        page.title = "Mới"
        page.save_revision().publish()
        assert self.card(client, page) != old
        assert client.get(old).status_code == 404

    def test_a_draft_has_no_card(self, client, make_image, front_page):
        page = front_page.add_child(instance=StandardPage(title="Cũ", slug="t"))
        address = self.card(client, page)
        page.unpublish()
        assert client.get(address).status_code == 404

    def test_a_lost_picture_file_does_not_matter(self, client, make_image, front_page):
        image = make_image()
        page = front_page.add_child(instance=StandardPage(title="Ảnh mất", slug="t", listing_image=image))
        image.file.storage.delete(image.file.name)
        assert client.get(self.card(client, page)).status_code == 200
