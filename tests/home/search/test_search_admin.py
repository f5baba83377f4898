"""Editors find pages, pictures and units however they type, in every list and chooser of the admin."""

import unicodedata

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from home.models import HomePage, StandardPage, Unit
from tests.home.people import picture

pytestmark = pytest.mark.django_db
SPELLINGS = [
    "hoi hien mau",
    "hội hiến máu",
    "HỘI HIẾN MÁU",
    unicodedata.normalize("NFD", "hội hiến máu"),
    "hội hiến má",
]


@pytest.fixture
def editor(client):
    client.force_login(get_user_model().objects.create_superuser("a", password="b"))
    return client


@pytest.fixture
def page():
    page = StandardPage(title="Ngày hội hiến máu", summary="Lòng người đỏ thắm.")
    HomePage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.mark.parametrize("typed", [*SPELLINGS, '"hiến máu" hội'])
def test_a_page_is_found_in_the_explorer_and_the_chooser(editor, page, typed):
    for url in ("/admin/pages/search/", "/admin/choose-page/search/", f"/admin/pages/{page.get_parent().pk}/"):
        assert "Ngày hội" in editor.get(url, {"q": typed}).content.decode(), url


@pytest.mark.parametrize("typed", SPELLINGS)
def test_pictures_and_units_too(editor, typed):
    picture("Ảnh hội hiến máu")
    Unit.objects.create(name="xã Hội Hiến Máu", kind=Unit.Kind.COMMUNE)
    assert "Ảnh hội hiến máu" in editor.get("/admin/images/", {"q": typed}).content.decode()
    assert "xã Hội Hiến Máu" in editor.get("/admin/snippets/home/unit/", {"q": typed}).content.decode()


@pytest.mark.parametrize(
    "typed", ['"', "*", "NEAR(", "a & | !", "\x00", "🩸", "x" * 5000, "'", "\\", "hiến AND", "-", "()"]
)
def test_hostile_input_is_answered(editor, page, typed):
    below = f"/admin/pages/{page.get_parent().pk}/"
    for url in ("/admin/pages/search/", "/admin/choose-page/search/", below, "/admin/images/"):
        assert editor.get(url, {"q": typed}).status_code == 200, url


def test_words_in_the_title_come_before_words_in_the_text(page):
    other = StandardPage(title="Trang khác", summary="Kể về ngày hội hiến máu.")
    HomePage.objects.get().add_child(instance=other)
    other.save_revision().publish()
    assert [page.title for page in Page.objects.search("hien mau")] == ["Ngày hội hiến máu", "Trang khác"]


def test_one_query_finds_them_all(page):
    with CaptureQueriesContext(connection) as queries:
        list(Page.objects.search("hien mau")[:20])
    assert len([query for query in queries if "indexentry" in query["sql"]]) == 1
