"""Promises whose day has passed, and the letters about them."""

import datetime
from unittest import mock

from django.utils import timezone
from post_office.models import Email

from donate.letters import reminders
from donate.models import Pledge
from donate.promises import lifecycle
from home.safety.actors import SYSTEM
from tests.donate import factories as make


def ago(days: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


def in_days(days: int):
    return mock.patch("django.utils.timezone.now", return_value=ago(-days))


def overdue(days_old: int = 20, confirmed: bool = True, **fields) -> Pledge:
    """Made long ago, perhaps confirmed by telephone, its day long past."""
    with lifecycle.as_if(ago(days_old)):
        pledge = make.pledge(**fields)
        if confirmed:
            lifecycle.contacted(pledge, SYSTEM, "reached")
            lifecycle.take(pledge, "confirm", SYSTEM)
    return pledge


def due() -> list[int]:
    return sorted(reminders.due().values_list("pk", flat=True))


def letters() -> list[Email]:
    return list(Email.objects.filter(subject__startswith="Về lời hứa").order_by("pk"))
