"""The one body: each block explains itself, can be looked at before it is chosen, and forgives a half-written draft."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from home.pages.blocks import BodyBlock, LinkBlock, PictureBlock
from home.safety.rights import EDITORS
from tests.home.people import draft, member, picture, posted

pytestmark = pytest.mark.django_db
BODY = BodyBlock()


@pytest.mark.parametrize("name", list(BODY.child_blocks))
def test_every_block_has_a_description_and_a_preview_in_the_sites_own_css(client, name):
    picture()
    client.force_login(member(EDITORS, "lan"))
    block = BODY.child_blocks[name]
    assert block.get_description()
    assert block.is_previewable
    answer = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "css/tokens.css" in html
    assert "css/components.css" in html


def test_a_link_is_to_a_page_or_to_an_address_and_never_to_a_script():
    block = LinkBlock()
    good = {"label": "Xem", "page": None, "url": "/lien-he/"}
    assert block.clean(block.normalize(good)).href == "/lien-he/"
    for url in ("", "javascript:alert(1)", "lien-he"):
        with pytest.raises(ValidationError):
            block.clean(block.normalize({**good, "url": url}))


def test_a_link_to_a_page_that_is_not_published_is_no_link():
    page = draft()
    block = LinkBlock()
    assert block.normalize({"label": "", "page": page, "url": ""}).href == ""
    page.get_latest_revision().publish()
    page.refresh_from_db()
    assert block.normalize({"label": "", "page": page, "url": ""}).href.endswith("/bep-chao-thu-ba/")


def test_a_picture_needs_words_unless_it_is_decoration():
    block, image = PictureBlock(), picture(description="")
    value = {"image": image, "alt": "", "decorative": False, "caption": "", "layout": "wide"}
    with pytest.raises(ValidationError):
        block.clean(block.normalize(value))
    block.clean(block.normalize({**value, "decorative": True}))
    block.clean(block.normalize({**value, "alt": "Một mâm cơm"}))


def test_a_half_written_draft_is_saved_all_the_same(client):
    writer = member(EDITORS, "lan")
    page, image = draft(author=writer), picture(description="")
    client.force_login(writer)
    body = {
        "body-count": "2",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "picture",
        "body-0-id": "",
        "body-0-value-image": image.pk,
        "body-0-value-alt": "",
        "body-0-value-caption": "",
        "body-0-value-layout": "inline",
        "body-1-deleted": "",
        "body-1-order": "1",
        "body-1-type": "call_to_action",
        "body-1-id": "",
        "body-1-value-text": "",
        "body-1-value-link-label": "",
        "body-1-value-link-page": "",
        "body-1-value-link-url": "",
    }
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), posted(page, **body))
    page.refresh_from_db()
    assert len(page.get_latest_revision_as_object().body) == 2
