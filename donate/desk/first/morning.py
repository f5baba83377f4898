"""What an officer and a treasurer find in the morning. Every number agrees with the list that its link opens."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Count, ExpressionWrapper, F, Q, Sum
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from campaigns.desk.proposals import own_waiting
from campaigns.ledger import report_sums
from campaigns.models import BankAccountChange
from donate.desk.list.rows import Row, rows
from donate.desk.parts.drawings import Part, columns, per_cent
from donate.following import queues
from donate.models import BankLine, Pledge, Receipt, WriteOffProposal
from home.calendar.days import midnight, monday_of
from home.calendar.spoken import short_weekdays
from home.report_figures import Scope

S = Pledge.Fulfilment
TO_CALL, FUNDS_SHOWN = 5, 6


class Counted(NamedTuple):
    """A number that leads to its list; `tone` "is-late" where it should be nothing."""

    number: int
    label: str
    query: str
    tone: str = ""


@dataclass
class Week:
    """Pledges by day, this week beside the last; `received` and `turned_back`: đồng since Monday."""

    days: list[Any]
    this: int
    last: int
    received: int
    turned_back: int
    gifts: int


@dataclass
class OfficerMorning:
    due: int
    late: int
    counted: list[Counted]
    to_call: list[Row]
    week: Week

    @property
    def more(self) -> int:
        return self.due - len(self.to_call)


def of_officer(user: Any) -> OfficerMorning:
    """Six queries."""
    today = timezone.localdate()
    names = (queues.MINE, queues.NEW, queues.THIS_WEEK)
    counts = {f"n{place}": Count("pk", filter=queues.condition(name, user)) for place, name in enumerate(names)}
    numbers = (
        Pledge.objects.open()
        .order_by()
        .aggregate(late=Count("pk", filter=Q(assignee=user, next_action_on__lt=today)), **counts)
    )
    to_thank = queues.queue(queues.TO_THANK, user).count()
    first = queues.in_order(queues.queue(queues.MINE, user))[:TO_CALL]
    return OfficerMorning(
        due=numbers["n0"],
        late=numbers["late"],
        counted=[
            Counted(numbers["n1"], pgettext("pledges", "new"), f"hang={queues.NEW}"),
            Counted(numbers["n2"], _("due by Sunday"), f"hang={queues.THIS_WEEK}"),
            Counted(to_thank, _("to thank"), f"hang={queues.TO_THANK}"),
        ],
        to_call=rows(list(first.select_related("fund", "need", "assignee")), [user.pk]),
        week=week(today),
    )


def week(today: datetime.date) -> Week:
    """Two queries."""
    monday = monday_of(today)
    before = monday - datetime.timedelta(days=7)
    made = Pledge.objects.filter(created_at__gte=midnight(before)).exclude(fulfilment=S.SPAM).order_by()
    by_day = dict(made.values(day=TruncDate("created_at")).annotate(count=Count("pk")).values_list("day", "count"))
    pairs = [
        (
            by_day.get(before + datetime.timedelta(days=place), 0),
            by_day.get(monday + datetime.timedelta(days=place), 0),
        )
        for place in range(7)
    ]
    sums = report_sums.total(Scope(monday, today))
    return Week(
        days=columns(short_weekdays(), pairs, now=today.weekday()),
        last=sum(last for last, _this in pairs),
        this=sum(this for _last, this in pairs),
        received=sums.money_in + sums.back_in,
        turned_back=sums.back_in,
        gifts=sums.gifts,
    )


class Waited(NamedTuple):
    fund: str
    query: str
    amount: int
    number: int
    width: str


@dataclass
class TreasurerMorning:
    """Sums are đồng."""

    waited: int
    promises: int
    not_confirmed: int
    funds: list[Waited]
    other_funds: Part | None
    today: int
    today_receipts: int
    week: int
    week_receipts: int
    newest: Receipt | None
    bank_lines: int
    own: list[Any]
    own_write_offs: int
    own_account_changes: int

    @property
    def asks(self) -> int:
        return len(self.own) + self.own_write_offs + self.own_account_changes


def of_treasurer(user: Any) -> TreasurerMorning:
    """Seven queries."""
    funds, not_confirmed = waited_for()
    waited, promises = sum(fund.amount for fund in funds), sum(fund.number for fund in funds)
    rest = funds[FUNDS_SHOWN:]
    today = timezone.localdate()
    receipts = Receipt.objects.filter(issued_at__gte=midnight(monday_of(today)), voided_at__isnull=True).order_by()
    since = Q(issued_at__gte=midnight(today))
    money = Q(line__kind=Pledge.Kind.MONEY)
    came = receipts.aggregate(
        week=Count("pk"),
        today=Count("pk", filter=since),
        week_sum=Sum("line__amount", filter=money, default=0),
        today_sum=Sum("line__amount", filter=money & since, default=0),
    )
    proposed = WriteOffProposal.State.PROPOSED
    return TreasurerMorning(
        waited=waited,
        promises=promises,
        not_confirmed=not_confirmed,
        funds=funds[:FUNDS_SHOWN],
        other_funds=Part(_("other funds"), sum(fund.amount for fund in rest), "", "0", "0") if rest else None,
        today=came["today_sum"],
        today_receipts=came["today"],
        week=came["week_sum"],
        week_receipts=came["week"],
        newest=Receipt.objects.order_by("-year", "-number").only("year", "number").first(),
        bank_lines=BankLine.objects.filter(state=BankLine.State.WAITING).count(),
        own=own_waiting(user),
        own_write_offs=WriteOffProposal.objects.filter(state=proposed, proposed_by=user).count(),
        own_account_changes=BankAccountChange.objects.filter(
            state=BankAccountChange.State.PROPOSED, proposed_by=user
        ).count(),
    )


def waited_for() -> tuple[list[Waited], int]:
    """(money of confirmed pledges still to come, by fund, the largest first; đồng not even confirmed). One query."""
    rest = ExpressionWrapper(
        Greatest(F("amount") * Coalesce(F("months"), 1) - F("received_amount"), 0), output_field=BigIntegerField()
    )
    confirmed = ~Q(fulfilment=S.SUBMITTED)
    pledges = Pledge.objects.open().filter(kind=Pledge.Kind.MONEY).order_by()
    by_fund = pledges.values("fund_id", "fund__name").annotate(
        waited=Sum(rest, filter=confirmed, default=0),
        number=Count("pk", filter=confirmed),
        unconfirmed=Sum(rest, filter=~confirmed, default=0),
    )
    by_sum = sorted(by_fund, key=lambda row: -row["waited"])
    largest = by_sum[0]["waited"] if by_sum else 0
    funds = [
        Waited(
            row["fund__name"],
            f"hang={queues.MONEY}&quy={row['fund_id']}",
            row["waited"],
            row["number"],
            per_cent(row["waited"], largest),
        )
        for row in by_sum
        if row["number"]
    ]
    return funds, sum(row["unconfirmed"] for row in by_sum)
