"""The morning's mail: what is due for each officer, what waits for whoever supervises. References, never names.

One mail a day for each person, also when it is asked for twice; none for whom nothing waits.
"""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from campaigns.approvals import waiting
from donate.following import queues
from donate.following.pledge_in_words import person_words
from donate.models import DeskSettings, Pledge
from donate.privacy import requests as privacy_requests
from donate.promises import throttling
from home import outbox
from home.safety.locks import work

from . import reminders

SHOWN = 20  # references in one mail; the rest is a number
BACKEND = "django.contrib.auth.backends.ModelBackend"


class Part(NamedTuple):
    """One paragraph: what it is, how many, the first of them, where they are."""

    title: str
    number: int
    references: str
    url: str


def send(today: datetime.date | None = None, dry_run: bool = False) -> int:
    """How many mails go into the outbox (would go, in a dry run)."""
    today = today or timezone.localdate()
    if not DeskSettings.load().morning_digest:
        return 0
    sent = 0
    for user in _readers():
        parts = [part for part in parts_for(user, today) if part.number]
        if parts and (dry_run or _once(user, today, parts)):
            sent += 1
    return sent


def _readers() -> list[Any]:
    """Officers and whoever supervises, with an address; administrators only where they are one of these."""
    users = get_user_model().objects
    keys: set[int] = set()
    for right in ("donate.handle_pledge", "donate.write_off_pledge"):
        holders = users.with_perm(right, include_superusers=False, backend=BACKEND)  # type: ignore[attr-defined]
        keys |= set(holders.exclude(email="").values_list("pk", flat=True))
    return list(users.filter(pk__in=keys).order_by("pk"))


def _once(user: Any, today: datetime.date, parts: list[Part]) -> bool:
    """Puts the mail into the outbox, unless today's is there already; both or neither."""
    with work():
        row = throttling.lock("digest", f"{user.pk}:{today.isoformat()}")
        if row.count:
            return False
        row.count = 1
        row.save()
        facts = {"name": person_words(user), "parts": parts, "desk": _address("donate_desk"), "shown": SHOWN}
        subject = _("Work of %(day)s: %(what)s") % {
            "day": date_format(today, "j/n/Y"),
            "what": ", ".join(f"{part.number} {part.title}" for part in parts[:3]),
        }
        text = render_to_string("donate/mail/digest.txt", facts).strip() + "\n"
        outbox.send_many([{"recipients": [user.email], "subject": subject, "message": text}])
    return True


def parts_for(user: Any, today: datetime.date) -> list[Part]:
    parts: list[Part] = []
    if user.has_perm("donate.handle_pledge"):
        parts += _own_work(user, today)
    if queues.supervises(user):
        parts += _supervised(user, today)
    return parts


def _own_work(user: Any, today: datetime.date) -> list[Part]:
    mine = Pledge.objects.open().filter(assignee=user)
    thanks = queues.queue(queues.TO_THANK, user).filter(assignee=user)
    requests = privacy_requests.waiting().count() if user.has_perm(privacy_requests.MAY_DO) else 0
    return [
        _part(_("overdue"), mine.filter(next_action_on__lt=today), _list(queues.MINE)),
        _part(_("due today"), mine.filter(next_action_on=today), _list(queues.MINE)),
        Part(_("requests about personal data waiting"), requests, "", _address("donate_privacy_requests")),
        _part(_("to thank"), thanks, _list(queues.TO_THANK)),
        _part(_("reminders drafted"), reminders.due().filter(assignee=user), _address("donate_reminders")),
    ]


def _supervised(user: Any, today: datetime.date) -> list[Part]:
    days = DeskSettings.load().climbs_after
    climbed = Pledge.objects.open().filter(next_action_on__lt=today - datetime.timedelta(days=days))
    decisions = len(waiting.for_me(user))
    late = privacy_requests.late() if user.has_perm("donate.view_privacyrequest") else 0
    return [
        _part(_("overdue for more than %(days)d days") % {"days": days}, climbed, _list(queues.OVERDUE)),
        _part(_("with nobody to follow up"), queues.queue(queues.UNASSIGNED, user), _list(queues.UNASSIGNED)),
        Part(_("waiting for your decision"), decisions, "", _address("wagtailadmin_home")),
        Part(_("requests about personal data beyond the law's days"), late, "", _address("donate_privacy_requests")),
    ]


def _part(title: str, pledges: QuerySet[Pledge], url: str) -> Part:
    ordered = pledges.order_by("next_action_on", "pk").values_list("reference", flat=True)
    first = list(ordered[: SHOWN + 1])
    number = len(first) if len(first) <= SHOWN else ordered.count()
    return Part(title, number, ", ".join(first[:SHOWN]), url)


def _list(name: str) -> str:
    return f"{_address('donate_desk')}?hang={name}"


def _address(name: str) -> str:
    return settings.SITE_URL + reverse(name)
