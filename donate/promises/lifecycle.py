"""What may happen to a pledge, and by whom. Every change of a pledge goes through here, under its row's lock.

Four axes, never one field: fulfilment, follow-up (assignee, next date, contacts), acknowledgement, disclosure. Each
change writes a PledgeEvent and raises `version`, so that two people never overwrite each other unseen.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from donate.letters import notices
from donate.models import Pledge, PledgeEvent
from home.cache import page_cache
from home.safety.actors import Actor, Donor, NotAllowed, System, may, person, require

from . import assignment, limits

S = Pledge.Fulfilment


class Stale(Exception):
    """Somebody else changed the pledge meanwhile. Carries the pledge as it is now."""

    def __init__(self, current: Pledge) -> None:
        super().__init__(_("Somebody else has changed this pledge meanwhile."))
        self.current = current


@dataclass(frozen=True)
class Step:
    """From which states, to which, with which right. `donor`: the donor may take it too; `reason`: it must say why;
    `two_people`: one asks, another agrees (donate/receiving/write_offs.py), so that no button takes it alone."""

    before: tuple[str, ...]
    after: str
    right: str
    donor: bool = False
    reason: bool = False
    two_people: bool = False


STEPS: dict[str, Step] = {
    "confirm": Step((S.SUBMITTED,), S.CONFIRMED, "donate.handle_pledge"),
    "cancel": Step((S.SUBMITTED, S.CONFIRMED, S.LAPSED), S.CANCELLED, "donate.handle_pledge", donor=True, reason=True),
    "reopen": Step((S.CANCELLED, S.LAPSED, S.REVERSED), S.CONFIRMED, "donate.handle_pledge", reason=True),
    "mark_spam": Step((S.SUBMITTED, S.CONFIRMED), S.SPAM, "donate.handle_pledge"),
    "unmark_spam": Step((S.SPAM,), S.SUBMITTED, "donate.handle_pledge"),
    "lapse": Step((S.SUBMITTED, S.CONFIRMED), S.LAPSED, "donate.handle_pledge"),
    "write_off": Step((S.PARTLY,), S.WRITTEN_OFF, "donate.write_off_pledge", reason=True, two_people=True),
}
# Money, goods, hours or blood come in: from these states, and a lapsed or cancelled promise comes back by itself.
MAY_RECEIVE = (S.SUBMITTED, S.CONFIRMED, S.PARTLY, S.RECEIVED, S.LAPSED, S.CANCELLED, S.WRITTEN_OFF, S.REVERSED)
# Something has come in, and somebody says thank you for it.
MAY_THANK = (S.RECEIVED, S.PARTLY, S.WRITTEN_OFF)
_as_if: ContextVar[datetime.datetime | None] = ContextVar("as_if", default=None)


@contextmanager
def as_if(moment: datetime.datetime) -> Iterator[None]:
    """What is recorded inside bears this moment: for the demo and for taking over old records, never for a screen."""
    token = _as_if.set(moment)
    try:
        yield
    finally:
        _as_if.reset(token)


def now() -> datetime.datetime:
    """The moment that is being recorded: this one, or that of `as_if`."""
    return _as_if.get() or timezone.now()


def today() -> datetime.date:
    return timezone.localdate(now())


@contextmanager
def changing(pledge: Pledge, version: int | None = None) -> Iterator[Pledge]:
    """The pledge, locked and fresh; saved with a new version at the end. Raises Stale when `version` is not current."""
    with transaction.atomic():
        locked = Pledge.objects.select_for_update().get(pk=pledge.pk)
        if version is not None and version != locked.version:
            raise Stale(locked)
        yield locked
        locked.version += 1
        locked.save()
        transaction.on_commit(page_cache.clear)
    pledge.refresh_from_db()


@contextmanager
def changing_if(pledge: Pledge | None) -> Iterator[Pledge | None]:
    """`changing`, or a plain transaction where there is no pledge."""
    if pledge is None:
        with transaction.atomic():
            yield None
    else:
        with changing(pledge) as locked:
            yield locked


def record(pledge: Pledge, action: str, by: Actor, before: str = "", after: str = "", note: str = "") -> PledgeEvent:
    return PledgeEvent.objects.create(
        pledge=pledge,
        at=now(),
        action=action,
        actor=person(by),
        by_donor=isinstance(by, Donor),
        before=before,
        after=after,
        note=note,
    )


def can_be_thanked(pledge: Pledge) -> bool:
    return pledge.fulfilment in MAY_THANK and not pledge.erased_at


def is_work(pledge: Pledge) -> bool:
    """Whether somebody has something to do for it: until then it can be handed on."""
    unthanked = can_be_thanked(pledge) and pledge.acknowledgement == Pledge.Acknowledgement.NONE
    return pledge.is_open or unthanked


def _somebody_is_there(locked: Pledge) -> None:
    """After erasure nobody can be called, written to or written about; sums may still be put right."""
    if locked.erased_at:
        raise NotAllowed(_("The donor's data have been erased."))


def allowed_steps(pledge: Pledge, by: Actor) -> list[str]:
    """The steps that this person may take now, for the buttons."""
    return [
        name
        for name, step in STEPS.items()
        if pledge.fulfilment in step.before and not step.two_people and may(by, step.right, donor=step.donor)
    ]


def take(
    pledge: Pledge,
    step_name: str,
    by: Actor,
    reason: str = "",
    version: int | None = None,
    asked_by: User | None = None,
) -> Pledge:
    """Take a step of the table. Raises NotAllowed, Stale.

    `asked_by`: who proposed it, for a step that takes two people; `by` is then the other one.
    """
    step = STEPS[step_name]
    require(by, step.right, donor=step.donor)
    if step.two_people and not isinstance(by, System) and asked_by in (None, by):
        raise NotAllowed(_("One person alone cannot do this: another has to propose it."))
    if step.reason and not reason.strip() and not isinstance(by, Donor):
        raise NotAllowed(_("Please say why."))
    with changing(pledge, version) as locked:
        if locked.fulfilment not in step.before:
            raise NotAllowed(
                _("A pledge in the state “%(state)s” cannot take this step.")
                % {"state": locked.get_fulfilment_display()}
            )
        if not step.two_people:
            _somebody_is_there(locked)
        before = locked.fulfilment
        _move(locked, step.after)
        record(locked, step_name, by, before, step.after, reason.strip())
        if isinstance(by, Donor) and step_name == "cancel":
            notices.pledge_withdrawn(locked)
    return pledge


def _move(pledge: Pledge, state: str) -> None:
    """Sets the state; an open pledge gets an owner and a date, a closed one needs no date any more."""
    was_open = pledge.is_open
    pledge.fulfilment = state
    if pledge.is_open:
        if pledge.next_action_on is None:
            pledge.next_action_on = today() + limits.FIRST_STEP_AFTER
        if not was_open or pledge.assignee_id is None:
            owner = pledge.assignee
            keeps = owner is not None and owner.is_active and owner.has_perm("donate.handle_pledge")
            pledge.assignee = owner if keeps else assignment.owner_for(pledge)
    else:
        pledge.next_action_on = None


def opened(pledge: Pledge, by: Actor) -> None:
    """For a pledge not saved yet: owner and first date. The caller saves it and calls `record`.

    Who wrote it down has spoken with the donor, and keeps it; what donors send by themselves is shared out.
    """
    keeper = person(by) if may(by, "donate.handle_pledge") else None
    pledge.assignee = keeper or assignment.owner_for(pledge)
    pledge.next_action_on = today() + (limits.AFTER_CONTACT if keeper else limits.FIRST_STEP_AFTER)


def contacted(
    pledge: Pledge,
    by: Actor,
    outcome: str,
    next_on: datetime.date | None = None,
    note: str = "",
    version: int | None = None,
) -> Pledge:
    """Somebody called: outcome is "reached", "not_reached" or "will_transfer". Sets the next date."""
    require(by, "donate.handle_pledge")
    if outcome not in ("reached", "not_reached", "will_transfer"):
        raise NotAllowed(_("Choose what came of the call."))
    with changing(pledge, version) as locked:
        if not locked.is_open:
            raise NotAllowed(_("This pledge is closed."))
        _somebody_is_there(locked)
        locked.contacts += 1
        locked.next_action_on = day_to_come(next_on) or today() + limits.AFTER_CONTACT
        record(locked, outcome, by, after=locked.next_action_on.isoformat(), note=note.strip())
    return pledge


def day_to_come(day: datetime.date | None) -> datetime.date | None:
    """The day as it is, if the next step may lie on it. Raises NotAllowed."""
    if day is not None and day < today():
        raise NotAllowed(_("The next date lies in the past."))
    if day is not None and day > today() + datetime.timedelta(days=400):
        raise NotAllowed(_("The next date is more than a year away."))
    return day


def schedule(pledge: Pledge, by: Actor, day: datetime.date, note: str = "", version: int | None = None) -> Pledge:
    require(by, "donate.handle_pledge")
    with changing(pledge, version) as locked:
        if not locked.is_open:
            raise NotAllowed(_("This pledge is closed."))
        before = locked.next_action_on
        locked.next_action_on = day_to_come(day)
        record(locked, "schedule", by, before.isoformat() if before else "", day.isoformat(), note.strip())
    return pledge


def assign(pledge: Pledge, by: Actor, to: User | None, note: str = "", version: int | None = None) -> Pledge:
    """To an active officer, or to nobody (None): then whoever supervises sees it."""
    require(by, "donate.assign_pledge")
    if to is not None and not (to.is_active and to.has_perm("donate.handle_pledge")):
        raise NotAllowed(_("This person cannot follow up pledges."))
    with changing(pledge, version) as locked:
        if not is_work(locked):
            raise NotAllowed(_("It is over: nobody has to follow it up."))
        before = str(locked.assignee_id or "")
        locked.assignee = to
        record(locked, "assign", by, before, str(to.pk if to else ""), note.strip())
    return pledge


def note(pledge: Pledge, by: Actor, text: str, version: int | None = None) -> Pledge:
    require(by, "donate.handle_pledge")
    if not text.strip():
        raise NotAllowed(_("The note is empty."))
    with changing(pledge, version) as locked:
        _somebody_is_there(locked)
        record(locked, "note", by, note=text.strip())
    return pledge


def reminded(pledge: Pledge, by: Actor, how: str = "", version: int | None = None) -> Pledge:
    """A reminder went out, `how` "mail" or "words" (a message, or read aloud); never more than two.

    When one is fitting is for donate.letters.reminders to say; here is what can never be.
    """
    require(by, "donate.handle_pledge")
    with changing(pledge, version) as locked:
        if not locked.is_open:
            raise NotAllowed(_("This pledge is closed."))
        _somebody_is_there(locked)
        if locked.erasure_requested_at is not None:
            raise NotAllowed(_("The donor asked for erasure: no reminders any more."))
        if locked.reminders >= limits.MAX_REMINDERS:
            raise NotAllowed(_("Two reminders have been sent: no more."))
        locked.reminders += 1
        locked.next_action_on = today() + limits.AFTER_CONTACT
        record(locked, "remind", by, before=how, after=str(locked.reminders))
    return pledge


def thanked(pledge: Pledge, by: Actor, how: str, version: int | None = None) -> Pledge:
    require(by, "donate.handle_pledge")
    if how not in (Pledge.Acknowledgement.MAIL, Pledge.Acknowledgement.LETTER, Pledge.Acknowledgement.CALL):
        raise NotAllowed(_("Choose how the donor was thanked."))
    with changing(pledge, version) as locked:
        if locked.fulfilment not in MAY_THANK:
            raise NotAllowed(_("Nothing has been received for this pledge yet."))
        _somebody_is_there(locked)
        before = locked.acknowledgement
        locked.acknowledgement, locked.acknowledged_at = how, now()
        record(locked, "thank", by, before, how)
    return pledge


def settle(locked: Pledge, by: Actor, action: str, note: str = "") -> None:
    """Called by donate.receiving.recording inside `changing`: the state follows from what has been received."""
    before = locked.fulfilment
    if locked.fulfilment not in MAY_RECEIVE:
        raise NotAllowed(_("Nothing can be received for a pledge marked as spam. Take the mark away first."))
    got: int | Decimal
    wanted: int | Decimal
    if locked.kind == Pledge.Kind.MONEY:
        got, wanted = locked.received_amount, locked.total_amount
    else:
        got, wanted = locked.received_quantity, locked.quantity or locked.hours or 1
    if got <= 0 and not locked.receipts.filter(voided_at=None).exists():
        state = S.REVERSED
    else:  # other things than were promised came: a part, until an officer says otherwise
        state = S.RECEIVED if got >= wanted else S.PARTLY
    if state != before or state == S.PARTLY:
        _move(locked, state)
    if state == S.PARTLY:
        locked.next_action_on = _after_a_part(locked)
    record(locked, action, by, before, state, note)


def _after_a_part(locked: Pledge) -> datetime.date:
    """Somebody who stands by an address is asked again when the next month is due; who gave once, in a few days.

    Money has just come: never sooner than a few days from now. A later day that was agreed stays.
    """
    soon = today() + limits.AFTER_CONTACT
    if locked.is_monthly:
        unpaid = next((part for part in locked.instalments.all() if not part.is_paid), None)
        return max(soon, unpaid.due_on + limits.INSTALMENT_GRACE) if unpaid else soon
    return max(soon, locked.next_action_on or soon)
