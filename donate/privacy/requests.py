"""What people ask of their data, as work with the law's clock on it: ask, answer, do, refuse.

The clock is that of Law 91/2025 and Decree 356/2025; a chapter sets it in DeskSettings.

Asked on the donor's own page, by telephone or at the office; about a pledge, or about a receipt for something handed in
without one. What a person can do alone is done at once: to see what is kept, and to take a name off the public account.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from donate.models import DeskSettings, Pledge, PledgeEvent, PrivacyRequest, Receipt
from donate.promises import lifecycle
from donate.promises.happenings import WishFulfilled, WishRefused
from donate.promises.personal_data import Person
from home.calendar.days import midnight
from home.calendar.working_days import Holidays, read_holidays, working_day_after, working_days_until
from home.safety.actors import DONOR, Actor, NotAllowed, person, require
from home.safety.locks import Held, Row, holding, holding_found, tried_twice

from . import erasing

What = PrivacyRequest.What
MAY_ASK, MAY_DO = "donate.add_privacyrequest", "donate.change_privacyrequest"
REASON_LENGTH = 300
ASKED = {
    What.ACCESS: PledgeEvent.Action.ASK_ACCESS,
    What.WITHDRAW: PledgeEvent.Action.ASK_UNSHOW,
    What.ERASE: PledgeEvent.Action.ASK_ERASURE,
}


class Clock(NamedTuple):
    """Until when, in words, and a tone for the screen: "is-late", "is-wait", "is-came"."""

    due: datetime.date
    words: str
    tone: str


class Terms(NamedTuple):
    """What the chapter's settings say, read once for a whole list."""

    answer_days: int
    done_days: int
    holidays: Holidays

    @classmethod
    def read(cls) -> Terms:
        desk = DeskSettings.load()
        return cls(desk.answer_days, desk.done_days, read_holidays(desk.holidays))

    def answer_by(self, asked_at: datetime.datetime) -> datetime.date:
        return working_day_after(timezone.localdate(asked_at), self.answer_days, self.holidays)

    def done_by(self, asked_at: datetime.datetime) -> datetime.date:
        return timezone.localdate(asked_at) + datetime.timedelta(days=self.done_days)

    def clock(self, request: PrivacyRequest) -> Clock:
        today = timezone.localdate()
        if request.done_at is not None:
            words = _("refused") if request.refused else _("done")
            return Clock(timezone.localdate(request.done_at), words, "" if request.refused else "is-came")
        due = self.done_by(request.asked_at) if request.answered_at else self.answer_by(request.asked_at)
        if due < today:
            late = (today - due).days
            words = (
                ngettext("%(days)d day late: do it", "%(days)d days late: do it", late)
                if request.answered_at
                else ngettext("%(days)d day late: answer", "%(days)d days late: answer", late)
            )
            return Clock(due, words % {"days": late}, "is-late")
        if request.answered_at:
            left = (due - today).days
            words = ngettext("%(days)d day left to do it", "%(days)d days left to do it", left) % {"days": left}
            return Clock(due, words if left else _("has to be done today"), "is-wait")
        left = working_days_until(today, due, self.holidays)
        words = ngettext("%(days)d working day left to answer", "%(days)d working days left to answer", left)
        return Clock(due, words % {"days": left} if left else _("has to be answered today"), "is-wait")


def waiting() -> QuerySet[PrivacyRequest]:
    return PrivacyRequest.objects.filter(done_at=None)


def late(terms: Terms | None = None) -> int:
    """How many wait longer than the law allows."""
    terms = terms or Terms.read()
    return sum(
        terms.clock(request).tone == "is-late" for request in waiting().only("asked_at", "answered_at", "done_at")
    )


# --- Asking ----------------------------------------------------------------------------------------------------------


@tried_twice
def ask(
    about: Pledge | Receipt,
    what: str,
    by: Actor,
    *,
    source: str = Pledge.Source.WEB,
    known_by: str = PrivacyRequest.KnownBy.PAGE,
) -> PrivacyRequest:
    """The wish of the person; the same wish while one waits is that one. Raises NotAllowed."""
    require(by, MAY_ASK, donor=True)
    if what not in What.values:
        raise NotAllowed(_("Choose what is asked."))
    if isinstance(about, Receipt) and about.pledge is not None:
        about = about.pledge
    if isinstance(about, Pledge) and about.erased_at:
        raise NotAllowed(_("Nothing personal is kept any more."))
    if isinstance(about, Receipt):
        with holding(about):
            return _waiting_or_new(about, what, by, source, known_by)[0]
    with holding(about):
        request, new = _waiting_or_new(about, what, by, source, known_by)
        if new:
            with lifecycle.changing(about) as locked:
                if locked.is_open and what == What.ERASE:
                    locked.next_action_on = lifecycle.today()
                lifecycle.record(locked, ASKED[What(what)], by)
    return request


def _waiting_or_new(
    about: Pledge | Receipt, what: str, by: Actor, source: str, known_by: str
) -> tuple[PrivacyRequest, bool]:
    """Under the lock of what it is about: of two at the same moment the second finds the first's."""
    key = {"pledge": about} if isinstance(about, Pledge) else {"receipt": about}
    request = waiting().filter(**key, what=what).first()
    if request is not None:
        return request, False
    facts = {"source": source, "known_by": known_by, "recorded_by": person(by), "asked_at": lifecycle.now()}
    return PrivacyRequest.objects.create(**key, what=what, **facts), True


def _with_waiting(pledge: Pledge, what: str) -> list[Row]:
    """The pledge, and its requests of that kind that wait: what asking and doing in one changes."""
    return [pledge, *waiting().filter(pledge=pledge, what=what)]


@tried_twice
def see_now(pledge: Pledge) -> PrivacyRequest:
    """The donor looks at the copy on their own page: asked, answered and done in one; once a day is enough to note."""
    with holding_found(lambda: _with_waiting(pledge, What.ACCESS)):
        today = midnight(timezone.localdate())
        seen = PrivacyRequest.objects.filter(
            pledge=pledge, what=What.ACCESS, recorded_by=None, done_at__gte=today
        ).first()
        if seen is not None:
            return seen
        request = ask(pledge, What.ACCESS, DONOR)
        _close(request, DONOR)
    return request


@tried_twice
def unshow_now(pledge: Pledge) -> PrivacyRequest:
    """The donor takes their name off the public account: nobody has to do anything for it."""
    with holding_found(lambda: _with_waiting(pledge, What.WITHDRAW)):
        request = ask(pledge, What.WITHDRAW, DONOR)
        erasing.withdraw(pledge, DONOR)
        _close(request, DONOR)
    return request


# --- The desk's part -------------------------------------------------------------------------------------------------


@contextmanager
def _handling(request: PrivacyRequest, by: Actor, *also: Row | None) -> Iterator[PrivacyRequest]:
    """The request, locked and still waiting."""
    require(by, MAY_DO)
    with holding(request, *also) as held:
        yield _still_waiting(held(request))
    request.refresh_from_db()


def _still_waiting(locked: PrivacyRequest) -> PrivacyRequest:
    if locked.done_at is not None:
        raise NotAllowed(_("Somebody has dealt with this request already."))
    return locked


def _close(request: PrivacyRequest, by: Actor) -> None:
    now = lifecycle.now()
    request.answered_at = request.answered_at or now
    request.done_at, request.handled_by = now, person(by)
    request.save()


@tried_twice
def answer(request: PrivacyRequest, by: Actor) -> PrivacyRequest:
    """The person was told that the wish has come in and by when it is done."""
    with _handling(request, by) as locked:
        if locked.answered_at is None:
            locked.answered_at, locked.handled_by = lifecycle.now(), person(by)
            locked.save()
    return request


@tried_twice
def do(request: PrivacyRequest, by: Actor, *, also: Iterable[Pledge] = (), version: int | None = None) -> list[Pledge]:
    """Does what is asked, and tells the person by mail where there is an address.

    `also`: other pledges of the same person for which they asked the same, by word. Gives the pledges it was done for.
    Raises NotAllowed, Stale; then nothing has changed, for none of them.
    """
    require(by, MAY_DO)
    others = [pledge for pledge in also if pledge.pk != request.pledge_id]
    about = [_about(request), *others]
    people = [Person.known_by(subject) for subject in about] if request.what == What.ERASE else []
    with holding_found(lambda: [request, *_rows(request, about, people)]) as held:
        wish = _still_waiting(held(request))
        if wish.pledge is not None and others:
            theirs = set(same_person(held(wish.pledge)).values_list("pk", flat=True))
            if any(other.pk not in theirs for other in others):
                raise NotAllowed(_("This pledge is not of the same person."))
        wishes = [wish, *(ask(other, wish.what, by, source=wish.source, known_by=wish.known_by) for other in others)]
        for fulfilled in wishes:
            WishFulfilled(fulfilled).tell()
            person_asking = next((known for known in people if known.about == _about(fulfilled)), None)
            _done(fulfilled, person_asking, held, by, version if fulfilled is wish else None)
        done = [fulfilled.pledge for fulfilled in wishes if fulfilled.pledge is not None]
    request.refresh_from_db()
    return done


def _about(request: PrivacyRequest) -> Pledge | Receipt:
    about = request.pledge or request.receipt
    assert about is not None  # a constraint of its table
    return about


def _rows(request: PrivacyRequest, about: list[Pledge | Receipt], people: list[Person]) -> list[Row]:
    """What doing it changes: all that a person stands in, or the wish and what it is about."""
    if people:
        return erasing.rows_of(people)
    rows: list[Row] = []
    for subject in about:
        rows += _with_waiting(subject, request.what) if isinstance(subject, Pledge) else [subject]
    return rows


def _done(request: PrivacyRequest, who: Person | None, held: Held, by: Actor, version: int | None) -> None:
    if who is not None:
        erasing.erase_held(who, held, by, version)
        request.refresh_from_db()
    elif request.what == What.WITHDRAW:
        if request.pledge is not None:
            erasing.withdraw(request.pledge, by, version=version)
        elif request.receipt is not None:
            erasing.unshow_receipt(request.receipt, by)
    _close(request, by)


@tried_twice
def refuse(request: PrivacyRequest, by: Actor, reason: str) -> PrivacyRequest:
    """It cannot be done, and the person is told why. Raises NotAllowed."""
    reason = reason.strip()
    if not reason:
        raise NotAllowed(_("Please say why."))
    if len(reason) > REASON_LENGTH:
        raise NotAllowed(_("The reason is too long: %(number)d letters at most.") % {"number": REASON_LENGTH})
    with _handling(request, by, request.pledge) as locked:
        locked.refused, locked.refused_because = True, reason
        _close(locked, by)
        if locked.pledge is not None:
            with lifecycle.changing(locked.pledge) as pledge:
                lifecycle.record(pledge, PledgeEvent.Action.REFUSE_REQUEST, by, after=locked.what)
        WishRefused(locked).tell()
    return request


def same_person(pledge: Pledge) -> QuerySet[Pledge]:
    """Other pledges made with the same telephone: perhaps the same person, perhaps a family. A human asks."""
    if not pledge.phone:
        return Pledge.objects.none()
    others = Pledge.objects.filter(phone=pledge.phone, erased_at=None).exclude(pk=pledge.pk)
    return others.select_related("fund", "need").order_by("-created_at", "-pk")
