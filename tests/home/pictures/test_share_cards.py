"""The card that other sites show when somebody shares a page."""

import io
import re

import pytest
from django.core.files.storage import default_storage
from PIL import Image
from wagtail.models import PageViewRestriction

from home.models import HomePage, StandardPage
from home.pictures import share_cards
from tests.home.people import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    page = StandardPage(title="Tám mái nhà ở Mẫu Sơn được lợp lại trước mùa rét", listing_image=picture())
    HomePage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    return page


def test_every_page_names_its_own_card_of_the_right_size(client, page):
    html = client.get(page.get_url()).content.decode()
    address = re.search(r'property="og:image" content="https?://[^/]+(/[^"]+)"', html)[1]
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    assert "immutable" in response["Cache-Control"]
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)


def test_it_is_drawn_once(client, page, monkeypatch):
    address = share_cards.card_url(page)
    client.get(address)
    monkeypatch.setattr(share_cards, "draw", lambda page: pytest.fail("drawn again"))
    assert client.get(address).status_code == 200


def test_a_new_title_is_a_new_card(client, page):
    before = share_cards.card_url(page)
    page.title = "Mười mái nhà"
    page.save_revision().publish()
    assert share_cards.card_url(StandardPage.objects.get()) != before


def test_nobody_has_cards_drawn_by_inventing_addresses(client, page, monkeypatch):
    monkeypatch.setattr(share_cards, "draw", lambda page: pytest.fail("drawn"))
    for address in (f"/chia-se/{page.pk}-0123456789abcdef.jpg", "/chia-se/999999-0123456789abcdef.jpg"):
        assert client.get(address).status_code == 404


def test_drafts_and_private_pages_have_no_card(client, page):
    address = share_cards.card_url(page)
    client.get(address)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get(address).status_code == 404
    restriction.delete()
    page.unpublish()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "title",
    [
        "A",
        "Ữ Ộ Ễ Ặ Ẫ Đ đ ₫",
        "Một tựa rất dài " * 15,
        "Nghiêng" * 30,
        "🩸 emoji và chữ 中文",
        "<b>đậm</b> & “ngoặc”",
    ],
)
def test_any_title_fits(page, title):
    page.title = title[:255]
    data = share_cards.draw(page)
    assert Image.open(io.BytesIO(data)).size == (1200, 630)
    assert len(data) < 300_000


def test_a_lost_picture_file_costs_the_picture_not_the_card(page):
    default_storage.delete(page.listing_image.file.name)
    assert Image.open(io.BytesIO(share_cards.draw(page))).size == (1200, 630)
