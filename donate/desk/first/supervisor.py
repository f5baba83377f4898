"""What whoever supervises has to see: what waits for a second person, what has climbed, who carries how much."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.approvals.waiting import Waiting, for_me
from campaigns.models import LedgerCheck
from donate.desk.parts.drawings import Part, stacked
from donate.following.pledge_in_words import person_words
from donate.models import DeskSettings, Pledge, PrivacyRequest
from donate.privacy.requests import Clock, Terms, waiting
from donate.promises import assignment
from home.calendar.working_days import read_holidays

SHOWN = 6
OFFICERS_SHOWN = 12
CHECK_EVERY = datetime.timedelta(days=2)


class RequestRow(NamedTuple):
    request: PrivacyRequest
    clock: Clock


class Load(NamedTuple):
    """Open pledges of one officer, in parts of the largest load."""

    name: str
    number: int
    late: int
    parts: list[Part]


@dataclass
class Watch:
    approvals: list[Waiting]
    climbed: int
    climbs_after: int
    unassigned: int
    requests: list[RequestRow]
    requests_more: int
    loads: list[Load]
    loads_more: int
    check: LedgerCheck | None

    @property
    def to_decide(self) -> int:
        return len(self.approvals)

    @property
    def check_is_old(self) -> bool:
        return self.check is None or timezone.now() - self.check.at > CHECK_EVERY


def of(user: Any) -> Watch:
    """A fixed number of queries."""
    desk = DeskSettings.load()
    loads, climbed, unassigned = _loads(desk.climbs_after)
    requests = _requests(Terms(desk.answer_days, desk.done_days, read_holidays(desk.holidays)))
    return Watch(
        approvals=for_me(user),
        climbed=climbed,
        climbs_after=desk.climbs_after,
        unassigned=unassigned,
        requests=requests[:SHOWN],
        requests_more=max(0, len(requests) - SHOWN),
        loads=loads[:OFFICERS_SHOWN],
        loads_more=max(0, len(loads) - OFFICERS_SHOWN),
        check=LedgerCheck.objects.first(),
    )


def _requests(terms: Terms) -> list[RequestRow]:
    """What runs out first on top."""
    rows = [RequestRow(request, terms.clock(request)) for request in waiting()[:200]]
    return sorted(rows, key=lambda row: row.clock.due)


def _loads(climbs_after: int) -> tuple[list[Load], int, int]:
    """(each officer's load, the heaviest first; how many have climbed; how many nobody follows up). Two queries."""
    today = timezone.localdate()
    since = today - datetime.timedelta(days=climbs_after)
    by_person: dict[Any, dict[str, Any]] = {
        row["assignee"]: dict(row)
        for row in Pledge.objects.open()
        .order_by()
        .values("assignee")
        .annotate(
            number=Count("pk"),
            late=Count("pk", filter=Q(next_action_on__lt=today)),
            climbed=Count("pk", filter=Q(next_action_on__lt=since)),
        )
    }
    officers = assignment.who_may_follow_up().filter(is_superuser=False)
    people = {person.pk: person_words(person) for person in officers}
    climbed = sum(row["climbed"] for row in by_person.values())
    unassigned = sum(row["number"] for pk, row in by_person.items() if pk not in people)
    nothing: dict[str, Any] = {"number": 0, "late": 0}
    loads = ((name, by_person.get(pk, nothing)) for pk, name in people.items())
    rows: list[tuple[str, int, int]] = [(name, load["number"], load["late"]) for name, load in loads]
    rows.sort(key=lambda row: (-row[1], row[0]))
    largest = max((number for _name, number, _late in rows), default=0)
    return (
        [Load(name, number, late, _parts(number, late, largest)) for name, number, late in rows],
        climbed,
        unassigned,
    )


def _parts(number: int, late: int, largest: int) -> list[Part]:
    return stacked([(_("overdue"), late, "is-late"), (_("in time"), number - late, "is-wait")], whole=largest)
