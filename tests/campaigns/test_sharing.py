"""The card that other sites show says how far a campaign has come, and is a new one when money arrives."""

import io
import re

import pytest
from django.utils import timezone
from PIL import Image

from campaigns import ledger
from home.pictures import share_cards

from . import factories as make

pytestmark = pytest.mark.django_db
GREEN = (43, 130, 89)


def greens(page) -> int:
    card = Image.open(io.BytesIO(share_cards.draw(page))).convert("RGB")
    near = [sum(abs(a - b) for a, b in zip(pixel, GREEN, strict=True)) < 40 for pixel in card.getdata()]
    return sum(near)


def test_the_card_of_a_campaign_grows_with_what_came_in(client):
    page = make.campaign()
    before, address = greens(page), share_cards.card_url(page)
    ledger.post(page.fund, "received", 5_000_000, date=timezone.localdate())
    page = type(page).objects.get(pk=page.pk)
    assert greens(page) > before + 3000
    assert share_cards.card_url(page) != address

    [shown] = set(
        re.findall(r'property="og:image" content="[^"]*?(/chia-se/[^"]+)"', client.get(page.url).content.decode())
    )
    assert shown == share_cards.card_url(page)
    assert client.get(shown)["Content-Type"] == "image/jpeg"


def test_a_campaign_beyond_its_goal_and_one_without_a_goal_have_a_card():
    rich = make.campaign("Nhiều hơn mong đợi")
    ledger.post(rich.fund, "received", 99_000_000, date=timezone.localdate())
    rich = type(rich).objects.get(pk=rich.pk)
    assert share_cards.draw(rich)
    assert share_cards.draw(make.campaign("Không mục tiêu " * 8, fund=make.fund(goal=None)))
