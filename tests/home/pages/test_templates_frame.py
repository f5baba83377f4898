"""What stands around every page, and the pages shown when something is missing, closed or broken."""

import json
import re

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from wagtail.models import Site

from home.models import ChapterSettings, ContactPage, StandardPage

pytestmark = pytest.mark.django_db


def link(label="", page=None, url=""):
    return {"type": "link", "value": {"label": label, "page": page, "url": url}}


def settings_with(**fields):
    chapter = ChapterSettings.for_site(Site.objects.get(is_default_site=True))
    for name, value in fields.items():
        setattr(chapter, name, json.dumps(value) if isinstance(value, list) else value)
    chapter.save()
    return chapter


@pytest.fixture
def about(front_page):
    page = StandardPage(title="Giới thiệu", slug="gioi-thieu", summary="Hội là ai.")
    return front_page.add_child(instance=page)


def html(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def test_every_page_has_one_h1_a_title_a_description_and_its_own_address(client, about):
    page = html(client, "/gioi-thieu/")
    assert page.count("<h1") == 1
    assert "<title>Giới thiệu – Hội Chữ thập đỏ tỉnh Lạng Sơn</title>" in page
    assert '<meta name="description" content="Hội là ai.">' in page
    assert re.search(r'<link rel="canonical" href="https?://[^"]+/gioi-thieu/">', page)
    assert '<html lang="vi">' in page
    assert 'href="#noi-dung"' in page
    assert 'id="noi-dung"' in page


def test_the_front_page_is_titled_with_the_name_of_the_chapter(client, front_page):
    settings_with(chapter_name="Hội Chữ thập đỏ", place="tỉnh Mẫu")
    assert "<title>Hội Chữ thập đỏ tỉnh Mẫu</title>" in html(client, "/")


def test_navigation_shows_pages_under_their_own_names_and_marks_where_the_reader_is(client, about):
    about.add_child(instance=StandardPage(title="Lịch sử", slug="lich-su"))
    settings_with(navigation=[link(page=about.pk), link("Tin tức", url="/tin-tuc/")])
    assert '<a href="/gioi-thieu/" aria-current="page">Giới thiệu</a>' in html(client, "/gioi-thieu/")
    below = html(client, "/gioi-thieu/lich-su/")
    assert '<a href="/gioi-thieu/" aria-current="true">Giới thiệu</a>' in below
    assert '<a href="/tin-tuc/">Tin tức</a>' in below


def test_a_link_to_a_page_that_is_gone_or_not_published_is_left_out(client, about):
    settings_with(navigation=[link("Còn đây", page=about.pk), link("Đã xóa", page=999_999)])
    about.unpublish()
    page = html(client, "/khong-co/", 404)
    assert "Còn đây" not in page
    assert "Đã xóa" not in page


def test_the_footer_names_who_answers_for_the_content(client, about):
    settings_with(
        responsible_person="ông Hoàng Văn Mẫu",
        licence_text="Giấy phép số 00.",
        hotline="0205 3000 000",
        email="a@b.example",
    )
    page = html(client, "/gioi-thieu/")
    assert "Chịu trách nhiệm nội dung: ông Hoàng Văn Mẫu. Giấy phép số 00. Sổ công khai" in page
    assert 'href="tel:+842053000000"' in page
    assert 'href="mailto:a@b.example"' in page


def test_a_notice_shows_only_when_there_is_one(client, about):
    assert 'class="notice"' not in html(client, "/gioi-thieu/")
    settings_with(notice="Bão số 3: gọi 0205 3000 000")
    assert "Bão số 3: gọi 0205 3000 000" in html(client, "/gioi-thieu/")


def test_what_editors_type_is_escaped(client, about):
    settings_with(notice="<script>alert(1)</script>", responsible_person="<b>x</b>")
    page = html(client, "/gioi-thieu/")
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page


def test_the_contact_page_shows_what_the_settings_hold(client, front_page):
    settings_with(
        hotline="0205 3000 000", address="Số 00 đường Mẫu", opening_hours="7 giờ 30", map_url="https://map.example/"
    )
    front_page.add_child(instance=ContactPage(title="Liên hệ", slug="lien-he"))
    page = html(client, "/lien-he/")
    for words in ("0205 3000 000", "Số 00 đường Mẫu", "7 giờ 30", "https://map.example/", "/tai-khoan-chinh-thuc/"):
        assert words in page


def test_a_missing_page_helps_on_and_is_not_indexed(client, front_page):
    page = html(client, "/khong-co/trang-nay/", 404)
    assert "Chỗ này thiếu một mũi dệt" in page
    assert 'action="/tim-kiem/"' in page
    assert 'href="/cong-khai/"' in page
    assert '<meta name="robots" content="noindex">' in page
    assert page.count("<h1") == 1


def test_the_page_for_a_failure_needs_neither_database_nor_settings(django_assert_num_queries):
    from django.views.defaults import server_error

    with django_assert_num_queries(0):
        response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Trang đang trục trặc" in response.content.decode()


def test_the_page_for_what_is_closed_names_a_way_on(rf, front_page):
    from django.core.exceptions import PermissionDenied
    from django.views.defaults import permission_denied

    response = permission_denied(rf.get("/x/"), PermissionDenied())
    assert response.status_code == 403
    assert "/lien-he/" in response.content.decode()


def test_a_plain_view_gives_title_and_description_in_its_context(rf, front_page):
    template = Template('{% extends "base.html" %}{% block main %}<h1>Tra cứu</h1>{% endblock %}')
    context = Context({"request": rf.get("/tra-cuu/"), "page_title": "Tra cứu", "page_description": "Xem lời hứa"})
    page = template.render(context)
    assert "<title>Tra cứu – " in page
    assert '<meta property="og:description" content="Xem lời hứa">' in page


@pytest.mark.parametrize("path", ["/", "/gioi-thieu/", "/khong-co/"])
def test_no_page_needs_inline_script_or_style(client, about, path):
    page = client.get(path).content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*(src=|application/ld\+json))", page)


def test_a_page_costs_the_same_few_queries_however_deep_it_lies(client, about, django_assert_max_num_queries):
    settings_with(navigation=[link(page=about.pk)], footer_links=[link(page=about.pk)])
    deep = about
    for number in range(4):
        deep = deep.add_child(instance=StandardPage(title=f"Trang {number}", slug=f"trang-{number}"))
    client.get(deep.url)
    with django_assert_max_num_queries(8):
        assert client.get(deep.url).status_code == 200


def test_a_page_closed_to_the_public_stays_closed(client, about):
    from wagtail.models import PageViewRestriction

    about.add_child(instance=StandardPage(title="Trong nhà", slug="trong-nha"))
    PageViewRestriction.objects.create(page=about, restriction_type=PageViewRestriction.LOGIN)
    for path in ("/gioi-thieu/", "/gioi-thieu/trong-nha/"):
        assert client.get(path).status_code == 302


@pytest.mark.parametrize("path", ["/gioi-thieu/x/", "/x/gioi-thieu/", "/gioi-thieu/gioi-thieu/", "/" + "a/" * 60])
def test_an_address_that_leads_nowhere_is_a_404(client, about, path):
    assert client.get(path).status_code == 404


def test_an_unpublished_page_is_a_404(client, about):
    about.unpublish()
    assert client.get("/gioi-thieu/").status_code == 404


def test_the_front_page_says_who_runs_it_to_search_engines(client, front_page):
    settings_with(hotline="0205 3000 000", facebook_url="https://facebook.com/x", email="</script>@b.example")
    data = json.loads(re.search(r'<script type="application/ld\+json">(.+?)</script>', html(client, "/"))[1])
    society, site = data["@graph"]
    assert society["telephone"] == "0205 3000 000"
    assert society["sameAs"] == ["https://facebook.com/x"]
    assert site["potentialAction"]["target"].endswith("/tim-kiem/?q={q}")
