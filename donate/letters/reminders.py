"""Reminders to donors: whom one would reach today, what it says, that it went out. Never more than two for a pledge.

Nobody is reminded within three days of a call or of the last reminder, nobody who asked for erasure, nobody whose
promise is over, or whose rest somebody proposed not to wait for. Who was never called is reminded of money only, and
not in the first week: the chapter's part is to call.
"""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from donate.models import Pledge, PledgeEvent, PrivacyRequest, WriteOffProposal
from donate.promises import lifecycle, limits
from home.calendar.days import midnight
from home.models import ChapterSettings
from home.safety.actors import Actor, NotAllowed, require
from home.safety.locks import holding, tried_twice

from . import drafts

RIGHT = "donate.handle_pledge"


class Draft(NamedTuple):
    subject: str
    text: str  # by mail
    short: str  # to paste into a message, or to read out


def _quiet_since() -> datetime.datetime:
    """A contact from this moment on keeps a reminder back."""
    return midnight(timezone.localdate() - datetime.timedelta(days=limits.BETWEEN_CONTACTS - 1))


def due() -> Any:
    """Pledges whose day has passed, or whose instalment is due (its day is the pledge's next), oldest first."""
    to_erase = PrivacyRequest.objects.filter(pledge=OuterRef("pk"), what=PrivacyRequest.What.ERASE, done_at=None)
    no_longer = WriteOffProposal.objects.filter(pledge=OuterRef("pk"), state=WriteOffProposal.State.PROPOSED)
    lately = PledgeEvent.objects.filter(pledge=OuterRef("pk"), action__in=PledgeEvent.CONTACTS, at__gte=_quiet_since())
    too_soon = ~Q(kind=Pledge.Kind.MONEY) | Q(created_at__gt=timezone.now() - limits.REMIND_UNCALLED_AFTER)
    return (
        Pledge.objects.open()
        .filter(next_action_on__lt=timezone.localdate(), reminders__lt=limits.MAX_REMINDERS)
        .exclude(too_soon, fulfilment=Pledge.Fulfilment.SUBMITTED, contacts=0)
        .filter(~Exists(lately), ~Exists(to_erase), ~Exists(no_longer), erased_at=None)
        .select_related("fund__account", "need", "assignee")
        .order_by("next_action_on", "pk")
    )


def why_not(pledge: Pledge) -> str:
    """Why nobody should be reminded of this pledge today, as a sentence; "" where one may. A person may be sooner than
    `due`: before the day that was set, or in the first week."""
    if not pledge.is_open:
        return _("This pledge is closed.")
    if pledge.erased_at or pledge.erasure_requested_at:
        return _("The donor asked for erasure: no reminders any more.")
    if pledge.write_offs.filter(state=WriteOffProposal.State.PROPOSED).exists():
        return _("Somebody proposed not to wait for the rest: nobody is reminded until that is decided.")
    if pledge.reminders >= limits.MAX_REMINDERS:
        return _("Two reminders have been sent: no more.")
    if pledge.events.filter(action__in=PledgeEvent.CONTACTS, at__gte=_quiet_since()).exists():
        return _("Somebody was in touch within the last three days: leave the donor in peace for now.")
    return ""


def draft(pledge: Pledge, of: ChapterSettings | None = None) -> Draft:
    """What the system proposes to write. Needs `fund__account` and `need` joined. `of`: where many are drafted."""
    to_pay, due_on = 0, None
    if pledge.kind == Pledge.Kind.MONEY:
        parts = [part for part in pledge.instalments.all() if not part.is_paid]
        if parts:
            to_pay = parts[0].amount - parts[0].received_amount
            due_on = parts[0].due_on if pledge.is_monthly else None
    return Draft(
        drafts.reminder_subject(pledge),
        drafts.reminder(pledge, to_pay, due_on, of),
        drafts.reminder_in_short(pledge, to_pay, due_on, of),
    )


@tried_twice
def send(pledge: Pledge, by: Actor, text: str, version: int | None = None) -> None:
    """By mail: recorded and put into the outbox, both or neither. Raises NotAllowed, Stale."""
    require(by, RIGHT)
    with holding(pledge) as held:
        locked = held(pledge)
        if not locked.email:
            raise NotAllowed(_("There is no mail address: use a message or the telephone."))
        _fitting(locked)
        lifecycle.reminded(pledge, by, PledgeEvent.Way.MAIL, version)
        drafts.send(locked, drafts.reminder_subject(locked), text)


@tried_twice
def passed_on(pledge: Pledge, by: Actor, version: int | None = None) -> None:
    """By message or telephone: somebody did it and says so. Raises NotAllowed, Stale."""
    require(by, RIGHT)
    with holding(pledge) as held:
        _fitting(held(pledge))
        lifecycle.reminded(pledge, by, PledgeEvent.Way.WORDS, version)


def _fitting(pledge: Pledge) -> None:
    because = why_not(pledge)
    if because:
        raise NotAllowed(because)
