"""Policies for the browser, the closed sign-in, uploads that run nothing."""

import re

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from home.models import HomePage
from home.safety.rights import EDITORS, GROUPS
from tests.home.people import draft, member, picture

pytestmark = pytest.mark.django_db
INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|\son[a-z]+=\"", re.IGNORECASE)


def policy(response):
    return response.headers["Content-Security-Policy"]


def test_the_public_policy_allows_nothing_inline(client):
    response = client.get("/")
    assert "default-src 'none'" in policy(response)
    assert "unsafe" not in policy(response)


def test_the_admin_allows_no_inline_script_either(client):
    client.force_login(member(EDITORS, "lan"))
    response = client.get(reverse("wagtailadmin_home"))
    assert re.search(r"script-src 'self'(;|$)", policy(response))


def test_the_editors_screens_hold_no_inline_script(client, admin_user):
    page = draft(listing_image=picture())
    client.force_login(admin_user)
    front = HomePage.objects.get()
    for url in (
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:edit", args=[front.pk]),
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        reverse("wagtailimages:add"),
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailsettings:edit", args=["home", "chaptersettings"]),
    ):
        html = client.get(url, follow=True).content.decode()
        assert not INLINE.search(html), (url, INLINE.search(html))


def test_a_half_filled_sign_in_is_in_vietnamese_and_names_the_chapter(client):
    html = client.get(reverse("wagtailadmin_login")).content.decode()
    assert "Hội Chữ thập đỏ tỉnh Lạng Sơn" in html
    assert "Wagtail</" not in html


def test_too_many_wrong_passwords_close_the_sign_in_with_a_sentence(client, settings):
    settings.AXES_ENABLED = True
    user = member(EDITORS, "lan")
    url = reverse("wagtailadmin_login")
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        answer = client.post(url, {"username": user.username, "password": "wrong"})
    assert answer.status_code == 429
    assert "một khắc" in answer.content.decode() or "15 phút" in answer.content.decode()
    answer = client.post(url, {"username": user.username, "password": "secret-for-tests"})
    assert answer.status_code == 429


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_can_sign_in_and_see_its_first_screen(client, group):
    client.force_login(member(group, "lan"))
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_a_profile_picture_is_drawn_anew(client):
    from wagtail.users.models import UserProfile

    from tests.home.pictures.test_uploads import with_position

    profile = UserProfile.get_for_user(member(EDITORS, "lan"))
    profile.avatar = ContentFile(with_position(800, 600), name="toi.jpg")
    profile.save()
    with profile.avatar.open() as stored:
        assert b"Hang dien thoai" not in stored.read()
