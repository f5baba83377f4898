"""The desk's lists: which pledges each shows, how many there are, in which order they come.

Nothing hides: every open pledge is in at least one list besides «tất cả», and what has nobody who can follow it up
(nobody at all, or somebody who has left) is in «chưa giao».
"""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from donate.models import DeskSettings, Pledge
from donate.promises import assignment
from home.calendar.days import midnight, midnight_after, sunday_of
from home.models import Unit
from home.unit_tree import beneath

from . import finding

MINE, OVERDUE, NEW, UNASSIGNED = "viec", "qua-hen", "moi", "chua-giao"
THIS_WEEK, MONEY, TO_THANK, ALL = "tuan-nay", "cho-tien", "can-cam-on", "tat-ca"
NAMES = (MINE, OVERDUE, NEW, UNASSIGNED, THIS_WEEK, MONEY, TO_THANK, ALL)
OPEN, MYSELF, NOBODY = "dang-mo", "toi", "chua"  # choices of filters that are no value of a field
S = Pledge.Fulfilment


def supervises(user: Any) -> bool:
    return user.has_perm("donate.write_off_pledge")


def has_work(user: Any) -> bool:
    """Whether «việc của tôi» means something for this person: the treasurer's work is the money that is waited for."""
    return user.has_perm("donate.handle_pledge") or supervises(user)


def names_for(user: Any) -> list[str]:
    return [name for name in NAMES if name != MINE or has_work(user)]


def default_for(user: Any) -> str:
    return MINE if has_work(user) else MONEY


def queue(name: str, user: Any) -> QuerySet[Pledge]:
    """The pledges of one list, not ordered. A name nobody knows is the person's own list."""
    return Pledge.objects.filter(condition(name, user)).order_by()


def condition(name: str, user: Any) -> Q:
    is_open = Q(fulfilment__in=Pledge.OPEN_STATES)
    today = timezone.localdate()
    if name == OVERDUE:
        return is_open & Q(next_action_on__lt=today)
    if name == NEW:
        return Q(fulfilment=S.SUBMITTED)
    if name == UNASSIGNED:
        return is_open & _with_nobody()
    if name == THIS_WEEK:
        return is_open & Q(next_action_on__lte=sunday_of(today))
    if name == MONEY or (name not in NAMES and not has_work(user)):
        return is_open & Q(kind=Pledge.Kind.MONEY)
    if name == TO_THANK:
        received = Q(fulfilment__in=(S.RECEIVED, S.PARTLY, S.WRITTEN_OFF))
        return received & Q(acknowledgement=Pledge.Acknowledgement.NONE, erased_at__isnull=True)
    if name == ALL:
        return Q()
    return is_open & _own(user, today)


def _own(user: Any, today: datetime.date) -> Q:
    """What is due for an officer; for whoever supervises, what has climbed and what nobody has taken."""
    own = Q(pk__in=[])
    if user.has_perm("donate.handle_pledge"):
        own |= Q(assignee=user, next_action_on__lte=today)
    if supervises(user):
        climbed_since = today - datetime.timedelta(days=DeskSettings.load().climbs_after)
        own |= Q(next_action_on__lt=climbed_since) | _with_nobody()
    return own


def _with_nobody() -> Q:
    return Q(assignee__isnull=True) | ~Q(assignee__in=assignment.who_may_follow_up().values("pk"))


def counts(user: Any, within: QuerySet[Pledge] | None = None) -> dict[str, int]:
    """How many pledges each of the person's lists holds, among `within` where it is given.

    Three queries: most lists are of open pledges, and those are few beside all that are over.
    """
    pledges = (Pledge.objects.all() if within is None else within).order_by()
    names = names_for(user)
    of_open = [name for name in names if name not in (TO_THANK, ALL)]
    counted = {f"n{place}": Count("pk", filter=condition(name, user)) for place, name in enumerate(of_open)}
    numbers = pledges.filter(fulfilment__in=Pledge.OPEN_STATES).aggregate(**counted)
    by_name = {name: numbers[f"n{place}"] for place, name in enumerate(of_open)}
    by_name |= {TO_THANK: pledges.filter(condition(TO_THANK, user)).count(), ALL: pledges.count()}
    return {name: by_name[name] for name in names}


def in_order(pledges: QuerySet[Pledge], name: str = "") -> QuerySet[Pledge]:
    """What is longest overdue first, what is over last and newest first. Thanks: who has waited longest."""
    if name == TO_THANK:
        return pledges.order_by("created_at", "pk")
    return pledges.order_by(F("next_action_on").asc(nulls_last=True), "-created_at", "-pk")


# --- filters ------------------------------------------------------------------------------------------------------


def filtered(pledges: QuerySet[Pledge], cleaned: dict[str, Any], user: Any = None) -> QuerySet[Pledge]:
    """The pledges that fit every filter in force; both ends of a range are inside. `cleaned`: of a valid `Filters`."""
    wanted = Q()
    if fund := cleaned.get("quy"):
        wanted &= Q(fund=fund)
    if unit := cleaned.get("don_vi"):
        wanted &= _of_unit(unit)
    if kind := cleaned.get("loai"):
        wanted &= Q(kind=kind)
    if state := cleaned.get("trang_thai"):
        wanted &= Q(fulfilment__in=Pledge.OPEN_STATES) if state == OPEN else Q(fulfilment=state)
    if person := cleaned.get("nguoi"):
        wanted &= _followed_up_by(person, user)
    if first := cleaned.get("tao_tu"):
        wanted &= Q(created_at__gte=midnight(first))
    if last := cleaned.get("tao_den"):
        wanted &= Q(created_at__lt=midnight_after(last))
    if first := cleaned.get("hen_tu"):
        wanted &= Q(next_action_on__gte=first)
    if last := cleaned.get("hen_den"):
        wanted &= Q(next_action_on__lte=last)
    least, most = cleaned.get("tien_tu"), cleaned.get("tien_den")
    if least or most:
        pledges = pledges.alias(promised=F("amount") * Coalesce(F("months"), 1))
        wanted &= Q(kind=Pledge.Kind.MONEY)
        wanted &= Q(promised__gte=least) if least else Q()
        wanted &= Q(promised__lte=most) if most else Q()
    pledges = pledges.filter(wanted)
    return finding.matching(pledges, cleaned["q"]) if cleaned.get("q") else pledges


def _of_unit(pk: int) -> Q:
    """Of the funds of the unit and of all beneath it. A fund without a unit is the whole chapter's."""
    of_unit = Q(fund__unit__in=beneath(pk))
    is_chapter = Unit.objects.filter(pk=pk, parent__isnull=True, kind=Unit.Kind.PROVINCE).exists()
    return of_unit | Q(fund__unit__isnull=True) if is_chapter else of_unit


def _followed_up_by(person: str, user: Any) -> Q:
    if person == NOBODY:
        return _with_nobody()
    return Q(assignee=user) if person == MYSELF else Q(assignee=int(person))
