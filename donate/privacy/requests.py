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

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from donate.letters import privacy_letters
from donate.models import DeskSettings, Pledge, PrivacyRequest, Receipt
from donate.promises import lifecycle
from home.calendar.working_days import Holidays, read_holidays, working_day_after, working_days_until
from home.safety.actors import DONOR, Actor, NotAllowed, person, require

from . import erasing

What = PrivacyRequest.What
MAY_ASK, MAY_DO = "donate.add_privacyrequest", "donate.change_privacyrequest"
REASON_LENGTH = 300
ASKED: dict[str, str] = {
    What.ACCESS: "ask_access",
    What.WITHDRAW: "ask_unshow",
    What.ERASE: "ask_erasure",
}  # events on the pledge


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
    return sum(terms.clock(one).tone == "is-late" for one in waiting().only("asked_at", "answered_at", "done_at"))


# --- Asking ----------------------------------------------------------------------------------------------------------


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
    key = {"pledge": about} if isinstance(about, Pledge) else {"receipt": about}
    try:
        with transaction.atomic():
            found = waiting().filter(**key, what=what).first()
            if found is not None:
                return found
            request = PrivacyRequest.objects.create(
                **key,
                what=what,
                source=source,
                known_by=known_by,
                recorded_by=person(by),
                asked_at=lifecycle.now(),
            )
            if isinstance(about, Pledge):
                with lifecycle.changing(about) as locked:
                    if locked.is_open and what == What.ERASE:
                        locked.next_action_on = lifecycle.today()
                    lifecycle.record(locked, ASKED[what], by)
    except IntegrityError:  # the other of two at the same moment was first
        return waiting().get(**key, what=what)
    return request


def see_now(pledge: Pledge) -> PrivacyRequest:
    """The donor looks at the copy on their own page: asked, answered and done in one; once a day is enough to note."""
    with transaction.atomic():
        today = timezone.make_aware(datetime.datetime.combine(timezone.localdate(), datetime.time.min))
        seen = PrivacyRequest.objects.filter(
            pledge=pledge, what=What.ACCESS, recorded_by=None, done_at__gte=today
        ).first()
        if seen is not None:
            return seen
        request = ask(pledge, What.ACCESS, DONOR)
        _close(request, DONOR)
    return request


def unshow_now(pledge: Pledge) -> PrivacyRequest:
    """The donor takes their name off the public account: nobody has to do anything for it."""
    with transaction.atomic():
        request = ask(pledge, What.WITHDRAW, DONOR)
        erasing.withdraw(pledge, DONOR)
        _close(request, DONOR)
    return request


# --- The desk's part -------------------------------------------------------------------------------------------------


@contextmanager
def _handling(request: PrivacyRequest, by: Actor) -> Iterator[PrivacyRequest]:
    """The request, locked and still waiting."""
    require(by, MAY_DO)
    with transaction.atomic():
        locked = PrivacyRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        if locked.done_at is not None:
            raise NotAllowed(_("Somebody has dealt with this request already."))
        yield locked
    request.refresh_from_db()


def _close(request: PrivacyRequest, by: Actor) -> None:
    now = lifecycle.now()
    request.answered_at = request.answered_at or now
    request.done_at, request.handled_by = now, person(by)
    request.save()


def answer(request: PrivacyRequest, by: Actor) -> PrivacyRequest:
    """The person was told that the wish has come in and by when it is done."""
    with _handling(request, by) as locked:
        if locked.answered_at is None:
            locked.answered_at, locked.handled_by = lifecycle.now(), person(by)
            locked.save()
    return request


def do(request: PrivacyRequest, by: Actor, *, also: Iterable[Pledge] = (), version: int | None = None) -> list[Pledge]:
    """Does what is asked, and tells the person by mail where there is an address.

    `also`: other pledges of the same person for which they asked the same, by word. Gives the pledges it was done for.
    Raises NotAllowed, Stale; then nothing has changed, for none of them.
    """
    letters: list[privacy_letters.Letter] = []
    done: list[Pledge] = []
    with _handling(request, by) as locked:
        if locked.pledge is None:
            _do_for_receipt(locked, by)
        else:
            others = [one for one in also if one.pk != locked.pledge_id]
            theirs = set(same_person(locked.pledge).values_list("pk", flat=True)) if others else set()
            if any(one.pk not in theirs for one in others):
                raise NotAllowed(_("This pledge is not of the same person."))
            requests = [locked, *(_beside(locked, pledge, by) for pledge in others)]
            for each in requests:
                letters += privacy_letters.done(each)
                _do_for_pledge(each, by, version if each is locked else None)
            done = [each.pledge for each in requests if each.pledge]
        _send(letters)
    return done


def _beside(request: PrivacyRequest, pledge: Pledge, by: Actor) -> PrivacyRequest:
    """The same wish for another pledge, recorded in its own right."""
    found = ask(pledge, request.what, by, source=request.source, known_by=request.known_by)
    return PrivacyRequest.objects.select_related("pledge").get(pk=found.pk)


def _do_for_pledge(request: PrivacyRequest, by: Actor, version: int | None) -> None:
    pledge = request.pledge
    if pledge is None:
        return
    if request.what == What.ERASE:
        erasing.erase(pledge, by, version=version)
        request.refresh_from_db()
    elif request.what == What.WITHDRAW:
        erasing.withdraw(pledge, by, version=version)
    _close(request, by)


def _do_for_receipt(request: PrivacyRequest, by: Actor) -> None:
    receipt = request.receipt
    if receipt is None:
        return
    if request.what == What.ERASE:
        erasing.erase_payer(receipt, by)
        request.refresh_from_db()
    elif request.what == What.WITHDRAW:
        erasing.unshow_receipt(receipt, by)
    _close(request, by)


def refuse(request: PrivacyRequest, by: Actor, reason: str) -> PrivacyRequest:
    """It cannot be done, and the person is told why. Raises NotAllowed."""
    reason = reason.strip()
    if not reason:
        raise NotAllowed(_("Please say why."))
    if len(reason) > REASON_LENGTH:
        raise NotAllowed(_("The reason is too long: %(number)d letters at most.") % {"number": REASON_LENGTH})
    with _handling(request, by) as locked:
        locked.refused, locked.refused_because = True, reason
        _close(locked, by)
        if locked.pledge is not None:
            with lifecycle.changing(locked.pledge) as pledge:
                lifecycle.record(pledge, "refuse_request", by, after=locked.what)
        _send(privacy_letters.refused(locked))
    return request


def _send(letters: list[privacy_letters.Letter]) -> None:
    if letters:
        transaction.on_commit(lambda: privacy_letters.send(letters))


def same_person(pledge: Pledge) -> QuerySet[Pledge]:
    """Other pledges made with the same telephone: perhaps the same person, perhaps a family. A human asks."""
    if not pledge.phone:
        return Pledge.objects.none()
    others = Pledge.objects.filter(phone=pledge.phone, erased_at=None).exclude(pk=pledge.pk)
    return others.select_related("fund", "need").order_by("-created_at", "-pk")
