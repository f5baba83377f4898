"""What who leads the chapter sees: this month against the last, a year by month, by fund. Sums only, nobody's name."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import LedgerMonth
from campaigns.pages.charts import MonthChart
from donate.desk.parts.drawings import per_cent
from donate.models import Pledge
from donate.reports.periods import Period
from donate.reports.report import pledge_sums
from home.calendar.days import midnight, midnight_after

MONTHS, FUNDS_SHOWN = 12, 7


class MonthRow(NamedTuple):
    month: datetime.date
    received: int
    given: int


class FundRow(NamedTuple):
    name: str
    received: int
    given: int
    in_width: str
    out_width: str


class Compared(NamedTuple):
    """A sum of this month so far, beside the whole of the last."""

    label: str
    now: int
    before: int
    tone: str
    now_width: str
    before_width: str


@dataclass
class Overview:
    month: Period
    before: Period
    compared: list[Compared]
    chart: MonthChart
    funds: list[FundRow]
    year: int

    @property
    def received(self) -> int:
        return self.compared[0].now

    @property
    def given(self) -> int:
        return self.compared[1].now


def now() -> Overview:
    """Four queries."""
    today = timezone.localdate()
    month = Period.month_of(today)
    first = month.first
    for _number in range(MONTHS - 1):
        first = Period.month_of(first - datetime.timedelta(days=1)).first
    summed = LedgerMonth.objects.filter(month__gte=first, month__lte=today).order_by().values("month")
    by_month: dict[datetime.date, tuple[int, int]] = {
        row["month"]: (row["into"], row["out"]) for row in summed.annotate(into=Sum("received"), out=Sum("given"))
    }
    months = [MonthRow(day, *by_month.get(day, (0, 0))) for day in Period(first, today).months()]
    this, last = months[-1], months[-2]
    return Overview(
        month=month,
        before=month.before,
        compared=[
            _compared(_("received"), this.received, last.received, "is-came"),
            _compared(_("handed on"), this.given, last.given, "is-out"),
            _compared(_("pledged"), _pledged(month), _pledged(month.before), "is-wait"),
        ],
        chart=MonthChart.of(months),
        funds=_funds(today.year),
        year=today.year,
    )


def _pledged(period: Period) -> int:
    made = Pledge.objects.filter(created_at__gte=midnight(period.first), created_at__lt=midnight_after(period.last))
    return pledge_sums(made.exclude(fulfilment=Pledge.Fulfilment.SPAM).order_by()).promised


def _compared(label: str, this: int, last: int, tone: str) -> Compared:
    largest = max(this, last)
    return Compared(label, this, last, tone, per_cent(this, largest), per_cent(last, largest))


def _funds(year: int) -> list[FundRow]:
    """Of the year, by what came in; humanitarian addresses together, then the smaller ones together."""
    rows = (
        LedgerMonth.objects.filter(month__year=year)
        .order_by()
        .values("fund__name", is_address=Q(fund__address_page__isnull=False))
        .annotate(into=Sum("received"), out=Sum("given"))
    )
    by_name: dict[str, list[int]] = {}
    for row in rows:
        sums = by_name.setdefault(_("Humanitarian addresses") if row["is_address"] else row["fund__name"], [0, 0])
        sums[0] += row["into"]
        sums[1] += row["out"]
    named: list[tuple[str, int, int]] = [(name, sums[0], sums[1]) for name, sums in by_name.items()]
    ordered = sorted(named, key=lambda row: (-row[1], -row[2], row[0]))
    shown, rest = ordered[:FUNDS_SHOWN], ordered[FUNDS_SHOWN:]
    if rest:
        shown.append((_("Other funds"), sum(row[1] for row in rest), sum(row[2] for row in rest)))
    largest = max((max(into, out) for _name, into, out in shown), default=0)
    return [FundRow(name, into, out, per_cent(into, largest), per_cent(out, largest)) for name, into, out in shown]
