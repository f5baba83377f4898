"""A pledge as one line of the desk's list: whom to call, when, and why."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from donate.following.pledge_in_words import person_words, state_tone, what_words
from donate.models import Pledge, PrivacyRequest
from donate.promises import reference
from home.calendar.spoken import weekday
from home.text.vietnamese import format_amount, format_phone


@dataclass
class Row:
    pledge: Pledge
    reference: str
    phone: str
    what: str
    tone: str
    due: str
    made: str
    is_late: bool
    why: str
    owner: str
    owner_left: bool

    @property
    def key(self) -> str:
        """What a ticked box says: which pledge, and which version of it was on the screen."""
        return f"{self.pledge.pk}-{self.pledge.version}"


def due_words(day: datetime.date, today: datetime.date | None = None) -> str:
    """«quá 3 ngày», «hôm nay», «mai», «thứ Sáu 27/11», «5/1/2027»."""
    today = today or timezone.localdate()
    days = (day - today).days
    if days < 0:
        return _("%(days)d days late") % {"days": -days}
    if days < 2:
        return [_("today"), _("tomorrow")][days]
    if days < 7:
        return f"{weekday(day)} {date_format(day, 'j/n')}"
    return date_format(day, "j/n" if day.year == today.year else "j/n/Y")


def why_words(pledge: Pledge, asks_erasure: bool = False) -> str:
    """What there is to do about it, or what was done last: «chưa gọi lần nào», «còn 300.000 ₫ · đã gọi 2 lần»."""
    parts = []
    if asks_erasure:
        parts.append(_("asks to be erased"))
    if pledge.is_open:
        if pledge.fulfilment == Pledge.Fulfilment.PARTLY and pledge.outstanding:
            parts.append(
                pgettext("money still to come", "%(sum)s to come") % {"sum": format_amount(pledge.outstanding)}
            )
        calls = {"number": pledge.contacts}
        parts.append(_("called %(number)d times") % calls if pledge.contacts else _("not called yet"))
        if pledge.reminders:
            parts.append(_("reminded %(number)d times") % {"number": pledge.reminders})
    elif _thanks_matter(pledge):
        parts.append(pledge.get_acknowledgement_display())
    return " · ".join(parts)


def _thanks_matter(pledge: Pledge) -> bool:
    came = pledge.fulfilment in (Pledge.Fulfilment.RECEIVED, Pledge.Fulfilment.WRITTEN_OFF)
    return pledge.acknowledgement != Pledge.Acknowledgement.NONE or (came and pledge.erased_at is None)


def rows(pledges: Sequence[Pledge], staff: Collection[int]) -> list[Row]:
    """`staff`: keys of those who may follow up pledges. One query."""
    today = timezone.localdate()
    requests = PrivacyRequest.objects.filter(pledge__in=pledges, what=PrivacyRequest.What.ERASE, done_at=None)
    to_erase = set(requests.values_list("pledge_id", flat=True))
    return [_row(pledge, staff, pledge.pk in to_erase, today) for pledge in pledges]


def _row(pledge: Pledge, staff: Collection[int], asks_erasure: bool, today: datetime.date) -> Row:
    owner: Any = pledge.assignee
    day = pledge.next_action_on
    return Row(
        pledge=pledge,
        reference=reference.grouped(pledge.reference),
        phone=format_phone(pledge.phone),
        what=what_words(pledge),
        tone=state_tone(pledge, today),
        due=due_words(day, today) if day else "",
        made=date_format(timezone.localdate(pledge.created_at), "j/n/Y"),
        is_late=bool(day and day < today),
        why=why_words(pledge, asks_erasure),
        owner=person_words(owner) if owner else "",
        owner_left=bool(owner and owner.pk not in staff and pledge.is_open),
    )
