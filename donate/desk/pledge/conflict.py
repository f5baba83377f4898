"""Two people at one pledge: what it was when the form was opened, what it is now, and who did what in between.

A form carries the version it was made from and, signed, the facts as they were shown. It holds nothing personal: the
four axes, and the names of staff.
"""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth.models import User
from django.core import signing
from django.utils.translation import gettext as _

from donate.following import pledge_in_words
from donate.models import Pledge, PledgeEvent
from home.text.vietnamese import format_amount

SALT = "donate.desk.seen"


class Difference(NamedTuple):
    label: str
    before: str
    now: str

    @property
    def differs(self) -> bool:
        return self.before != self.now


def facts(pledge: Pledge) -> list[tuple[str, str]]:
    """(label, value) of what the desk can change. Needs `assignee` joined."""
    came = (
        format_amount(pledge.received_amount)
        if pledge.kind == Pledge.Kind.MONEY
        else f"{pledge.received_quantity.normalize():f}".replace(".", ",")
    )
    nobody = _("nobody yet")
    return [
        (_("State"), str(pledge.get_fulfilment_display())),
        (_("Followed up by"), pledge_in_words.person_words(pledge.assignee) if pledge.assignee else nobody),
        (_("Next step"), pledge_in_words.day_words(pledge.next_action_on) if pledge.next_action_on else "–"),
        (_("Times contacted"), str(pledge.contacts)),
        (_("Reminders sent"), str(pledge.reminders)),
        (_("Received"), came),
        (_("Thanks"), str(pledge.get_acknowledgement_display())),
        (_("Name in public"), _("by consent") if pledge.consent_publish_at else _("none: anonymous")),
        (_("Personal data"), _personal(pledge)),
    ]


def _personal(pledge: Pledge) -> str:
    if pledge.erased_at:
        return _("erased")
    return _("erasure asked for") if pledge.erasure_requested_at else _("kept")


def seen(pledge: Pledge, last_event: int) -> str:
    """For a form's hidden field."""
    values = [value for _label, value in facts(pledge)]
    return signing.dumps([pledge.pk, last_event, values], salt=SALT, compress=True)


class Conflict(NamedTuple):
    rows: list[Difference]
    since: list[PledgeEvent]
    known: bool  # False: what was shown is not known any more, so only the present stands there

    @property
    def changed(self) -> list[Difference]:
        return [row for row in self.rows if row.differs or not self.known]

    @property
    def same(self) -> list[Difference]:
        return [row for row in self.rows if not row.differs]


def compare(current: Pledge, token: str) -> Conflict:
    """What the form had shown, beside what is now. A token that is missing or forged compares with nothing."""
    events = current.events.select_related("actor").order_by("pk")
    try:
        pk, last_event, values = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        pk, last_event, values = None, 0, []
    now = facts(current)
    if pk != current.pk or len(values) != len(now):
        return Conflict([Difference(label, "", value) for label, value in now], list(events.reverse()[:5])[::-1], False)
    rows = [Difference(label, before, value) for (label, value), before in zip(now, values, strict=True)]
    return Conflict(rows, list(events.filter(pk__gt=last_event)), True)


def same_again(conflict: Conflict, by: User, writes: tuple[str, ...], note: str) -> bool:
    """Whether nothing happened in between but this very step by this very person: a button pressed twice."""
    done = [(event.action, event.actor_id) for event in conflict.since]
    notes = {event.note for event in conflict.since} - {""}
    return conflict.known and done == [(action, by.pk) for action in writes] and notes <= {note}
