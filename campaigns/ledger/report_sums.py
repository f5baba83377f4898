"""Sums of the public ledger for a range of days, a unit and a fund: read from its days, never from the lines.

A line counts for its own unit, else for its fund's. Everything is đồng unless it says otherwise; reversals have been
taken off, and are told beside the sums (`back_*`).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, TruncMonth

from campaigns.models import LedgerDay, LedgerLine, LedgerMonth
from home.calendar.days import first_of_month
from home.report_figures import Scope

IN, OUT = Q(direction=LedgerLine.Direction.RECEIVED), Q(direction=LedgerLine.Direction.DISTRIBUTED)
MONEY, GOODS = Q(kind=LedgerLine.Kind.MONEY), Q(kind=LedgerLine.Kind.GOODS)
PLACE = Coalesce("unit_id", "fund__unit_id")


@dataclass
class Sums:
    money_in: int = 0
    money_out: int = 0
    goods_in: int = 0  # estimated value
    goods_out: int = 0
    gifts: int = 0  # lines of what came in
    handed: int = 0  # lines of what went out
    people: int = 0  # those it went to, as the lines say it; one who was helped twice counts twice
    back: int = 0  # reversing lines
    back_in: int = 0
    back_out: int = 0

    def __add__(self, other: Sums) -> Sums:
        return Sums(*(getattr(self, column.name) + getattr(other, column.name) for column in fields(self)))

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, column.name) for column in fields(self))


def _measures() -> dict[str, Any]:
    plain = F("lines") - F("turned_back")
    return {
        "money_in": Sum("amount", filter=IN & MONEY, default=0),
        "money_out": Sum("amount", filter=OUT & MONEY, default=0),
        "goods_in": Sum("amount", filter=IN & GOODS, default=0),
        "goods_out": Sum("amount", filter=OUT & GOODS, default=0),
        "gifts": Sum(plain, filter=IN, default=0),
        "handed": Sum(plain, filter=OUT, default=0),
        "people": Sum("beneficiaries", filter=OUT, default=0),
        "back": Sum("turned_back", default=0),
        "back_in": Sum("turned_back_amount", filter=IN, default=0),
        "back_out": Sum("turned_back_amount", filter=OUT, default=0),
    }


def days(scope: Scope, fund_id: int | None = None) -> QuerySet[LedgerDay]:
    rows = LedgerDay.objects.filter(date__range=scope.days).order_by()
    if fund_id:
        rows = rows.filter(fund_id=fund_id)
    if scope.units is not None:
        rows = rows.annotate(at_unit=PLACE).filter(scope.at("at_unit"))
    return rows


def total(scope: Scope, fund_id: int | None = None) -> Sums:
    return Sums(**days(scope, fund_id).aggregate(**_measures()))


def by_month_and_fund(scope: Scope, fund_id: int | None = None) -> dict[tuple[datetime.date, int], Sums]:
    """By the first day of the month and the fund; what has no line is not there."""
    rows = days(scope, fund_id).values(month=TruncMonth("date"), of_fund=F("fund_id")).annotate(**_measures())
    return {(row.pop("month"), row.pop("of_fund")): Sums(**row) for row in rows}


def by_place_and_channel(scope: Scope, fund_id: int | None = None) -> dict[tuple[int | None, str], Sums]:
    """By unit (None for what belongs to none) and the way it came."""
    rows = days(scope, fund_id).values(of_place=PLACE, way=F("channel")).annotate(**_measures())
    return {(row.pop("of_place"), row.pop("way")): Sums(**row) for row in rows}


class Thing(NamedTuple):
    """Goods, hours or blood of one name, as they were counted. `value_*`: đồng, estimated."""

    kind: str
    item: str
    item_unit: str
    received: Decimal
    given: Decimal
    value_in: int
    value_out: int


def in_kind(scope: Scope, fund_id: int | None = None) -> list[Thing]:
    """What is not money; the most valuable first."""
    rows = days(scope, fund_id).exclude(MONEY).values("kind", "item", "item_unit")
    summed = rows.annotate(
        received=Sum("quantity", filter=IN, default=Decimal(0)),
        given=Sum("quantity", filter=OUT, default=Decimal(0)),
        value_in=Sum("amount", filter=IN, default=0),
        value_out=Sum("amount", filter=OUT, default=0),
    )
    things = [Thing(**row) for row in summed]
    return sorted(things, key=lambda thing: (-thing.value_in, -thing.value_out, -thing.received, thing.item))


def balance_before(day: datetime.date, fund_id: int | None = None) -> int:
    """Money in hand at the beginning of the day: whole months from their sums, the rest from the days."""
    first = first_of_month(day)
    months = LedgerMonth.objects.filter(month__lt=first).order_by()
    rest = LedgerDay.objects.filter(MONEY, date__gte=first, date__lt=day).order_by()
    if fund_id:
        months, rest = months.filter(fund_id=fund_id), rest.filter(fund_id=fund_id)
    one_group: dict[str, Any] = {"all_of_it": Value(1)}
    in_months = months.values(**one_group).annotate(into=Sum("received", default=0), out=Sum("given", default=0))
    in_days = rest.values(**one_group).annotate(
        into=Sum("amount", filter=IN, default=0), out=Sum("amount", filter=OUT, default=0)
    )
    return sum(
        into - out
        for into, out in in_months.values_list("into", "out").union(in_days.values_list("into", "out"), all=True)
    )


def reversals(scope: Scope, fund_id: int | None = None) -> QuerySet[LedgerLine]:
    """The reversing lines of the range, newest first, each with what it turns back."""
    lines = LedgerLine.objects.filter(reverses__isnull=False, date__range=scope.days)
    if fund_id:
        lines = lines.filter(fund_id=fund_id)
    if scope.units is not None:
        lines = lines.annotate(at_unit=PLACE).filter(scope.at("at_unit"))
    return lines.select_related("fund", "reverses").order_by("-date", "-pk")
