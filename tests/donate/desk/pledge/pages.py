"""A pledge's page as an officer opens it, and what is pressed on it."""

import datetime

from django.urls import reverse
from django.utils import timezone

from donate.models import Pledge
from donate.receiving import recording
from home.safety.actors import SYSTEM
from tests.donate import factories as make

TEXT = "Kính gửi anh chị, Hội xin cảm ơn."


def page_of(client, pledge: Pledge, status: int = 200) -> str:
    answer = client.get(reverse("donate_pledge", args=[pledge.pk]))
    assert answer.status_code == status
    return answer.content.decode()


def do(client, pledge: Pledge, slug: str, **typed):
    pledge.refresh_from_db()
    data = {"version": pledge.version} | typed
    return client.post(reverse("donate_pledge_act", args=[pledge.pk, slug]), data)


def tomorrow(days: int = 1) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def arrived(amount: int = 500_000, **fields) -> Pledge:
    pledge = make.pledge(**fields)
    recording.receive(pledge, SYSTEM, date=timezone.localdate(), amount=amount)
    return pledge
