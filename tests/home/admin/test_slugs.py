"""Addresses in plain letters, in the editor's field as in the saved page."""

import json
import re

import pytest
from django.urls import reverse

from home.admin.editing import SLUG_STEPS
from home.models import HomePage, StandardPage
from home.safety.rights import EDITORS
from home.text.vietnamese import slugify_vietnamese
from tests.home.people import draft, member, posted

pytestmark = pytest.mark.django_db

TITLES = [
    ("Hội Chữ thập đỏ tỉnh Lạng Sơn", "hoi-chu-thap-do-tinh-lang-son"),
    ("Ho\u0302\u0323i Chu\u031b\u0303 tha\u0302\u0323p đo\u0309", "hoi-chu-thap-do"),
    ("LỄ HỘI XUÂN HỒNG – Chủ nhật đỏ 2023/2024", "le-hoi-xuan-hong-chu-nhat-do-2023-2024"),
    ("«Dân vận khéo»: 5,7 tỷ đồng!", "dan-van-kheo-5-7-ty-dong"),
    ("Ỷ Tý – ỷ lại, ngỡ ngàng, sữa, ướt", "y-ty-y-lai-ngo-ngang-sua-uot"),
]


@pytest.mark.parametrize(("title", "slug"), TITLES)
def test_a_saved_page_gets_it(title, slug):
    assert draft(title).slug == slug


@pytest.mark.parametrize(("title", "slug"), TITLES)
def test_the_editors_script_is_told_the_same_steps(title, slug):
    text = title.strip()
    for pattern, plain in SLUG_STEPS:
        text = re.sub(pattern, plain, text)
    assert text.lower() == slug == slugify_vietnamese(title)


def test_two_pages_of_one_name_get_two_addresses():
    assert [draft("Họp mặt").slug, draft("Họp mặt").slug] == ["hop-mat", "hop-mat-2"]


def test_a_title_without_any_letter_still_gets_an_address():
    assert draft("……").slug == "trang"


def test_the_editors_field_carries_the_steps(client):
    writer = member(EDITORS, "lan")
    client.force_login(writer)
    html = client.get(
        reverse("wagtailadmin_pages:add", args=["home", "standardpage", HomePage.objects.get().pk])
    ).content.decode()
    steps = re.search(r'data-w-slug-formatters-value="([^"]+)"', html).group(1).replace("&quot;", '"')
    assert len(json.loads(steps)) == len(SLUG_STEPS)


def test_without_script_a_typed_slug_is_folded_when_it_arrives(client):
    writer = member(EDITORS, "lan")
    page = draft(author=writer)
    client.force_login(writer)
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), posted(page, slug="Bếp Cháo Mới"))
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().slug == "bep-chao-moi"


def test_a_copy_is_offered_the_same_field(client, admin_user):
    page = draft()
    client.force_login(admin_user)
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    fields = {"new_title": "Bản sao", "new_slug": "Bản sao đỏ", "new_parent_page": page.get_parent().pk}
    client.post(url, fields)
    assert StandardPage.objects.filter(slug="ban-sao-do").exists()


def test_an_address_left_empty_is_made_from_the_title(client):
    writer = member(EDITORS, "lan")
    page = draft("Trang trắng", author=writer)
    client.force_login(writer)
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), posted(page, title="Họp mặt cuối năm", slug=""))
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().slug == "hop-mat-cuoi-nam"


def test_writing_a_second_page_of_one_name_is_no_mistake(client):
    writer = member(EDITORS, "lan")
    draft("Họp mặt", author=writer)
    page = draft("Bài khác", author=writer)
    client.force_login(writer)
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), posted(page, title="Họp mặt", slug="hop-mat"))
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().slug == "hop-mat-2"
