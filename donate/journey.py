"""Where a promise is, in plain words and in order: what is done, what is happening, what comes."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from .models import Pledge

S = Pledge.Fulfilment


class StepShown(NamedTuple):
    title: str
    note: str
    state: str  # done, now, or "" for to come


def next_steps(pledge: Pledge) -> list[StepShown]:
    made = date_format(localtime(pledge.created_at), "H:i, j/n/Y")
    done = [StepShown(_("Promised"), made, "done")]
    ended: dict[str, tuple[str, str]] = {
        S.CANCELLED: (
            _("Withdrawn"),
            _("Nothing more is to be done. If you change your mind, promise anew or call us."),
        ),
        S.SPAM: (_("Set aside"), _("Please call us if this is a mistake.")),
        S.LAPSED: (
            _("Set aside for now"),
            _("If you still wish to give, just transfer with the same reference: it comes back by itself."),
        ),
        S.WRITTEN_OFF: (_("Closed"), _("Thank you for what you gave.")),
        S.REVERSED: (_("Corrected"), _("An entry was turned back. The chapter calls you.")),
    }
    if pledge.fulfilment in ended:
        title, note = ended[pledge.fulfilment]
        return [*done, StepShown(title, note, "now")]
    came = {
        "money": (_("The money reaches the fund"), _("This page changes the same day")),
        "goods": (_("The goods are counted at the office"), _("With a receipt for what was counted")),
        "time": (_("The day of work"), _("The chapter agrees the day with you")),
        "blood": (_("The day of donating"), _("Eat well and sleep well the night before")),
    }[pledge.kind]
    call_by = pledge.next_action_on if pledge.fulfilment == S.SUBMITTED else None
    confirmed = StepShown(
        _("The chapter calls to confirm"),
        _("By %(day)s at the latest") % {"day": _day(call_by)} if call_by else "",
        "now" if pledge.fulfilment == S.SUBMITTED else "done",
    )
    arrival = (
        "done" if pledge.fulfilment == S.RECEIVED else "now" if pledge.fulfilment in (S.CONFIRMED, S.PARTLY) else ""
    )
    steps = [*done, confirmed, StepShown(*came, arrival)]
    has_receipt = pledge.fulfilment in (S.RECEIVED, S.PARTLY)
    steps.append(
        StepShown(
            _("Receipt"),
            _("Below on this page") if has_receipt else _("Shown on this page"),
            "done" if has_receipt else "",
        )
    )
    steps.append(
        StepShown(
            _("It reaches those it is meant for"),
            _("You will see where the fund's money went"),
            "now" if pledge.fulfilment == S.RECEIVED else "",
        )
    )
    return steps


WEEKDAYS = (
    pgettext_lazy("by", "Monday"),
    pgettext_lazy("by", "Tuesday"),
    pgettext_lazy("by", "Wednesday"),
    pgettext_lazy("by", "Thursday"),
    pgettext_lazy("by", "Friday"),
    pgettext_lazy("by", "Saturday"),
    pgettext_lazy("by", "Sunday"),
)


def _day(day: datetime.date) -> str:
    """«thứ Tư 25/11/2026», inside a sentence."""
    return f"{WEEKDAYS[day.weekday()]} {date_format(day, 'j/n/Y')}"
