"""The chapter's report: a period × a unit × a fund. Sums and numbers of people only, never who they are.

Money and goods are the public ledger's own sums (campaigns.ledger.report_sums). Pledges count for the unit of
their fund.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Case, Count, ExpressionWrapper, F, Max, Min, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce, Least
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.ledger import report_sums
from campaigns.ledger.days import BEHIND, catch_up
from campaigns.ledger.report_sums import Sums, Thing
from campaigns.models import Fund, LedgerLine
from donate.models import Pledge, Receipt
from home.calendar.days import midnight, midnight_after
from home.report_figures import ADDRESSES, BLOOD, MOVEMENT, Figure, Scope, figures_for
from home.unit_tree import UnitTree

from .periods import Period

S = Pledge.Fulfilment
REVERSALS_SHOWN = 100


class FundFacts(NamedTuple):
    pk: int
    name: str
    is_address: bool
    is_behind: bool | None  # lines of it are not yet counted in the days


class Selection(NamedTuple):
    """What somebody wants to know. `unit`, `fund`: None for all."""

    period: Period
    tree: UnitTree
    funds: dict[int, FundFacts]
    unit: int | None = None
    fund: int | None = None

    def scope(self, period: Period | None = None) -> Scope:
        first, last = period or self.period
        if self.unit is None:
            return Scope(first, last)
        return Scope(first, last, self.tree.beneath(self.unit), self.unit == self.tree.province)

    @property
    def unit_name(self) -> str:
        return self.tree.names[self.unit] if self.unit else ""

    @property
    def fund_name(self) -> str:
        return self.funds[self.fund].name if self.fund else ""


def all_funds() -> dict[int, FundFacts]:
    """Funds that can have lines, by name, humanitarian addresses last."""
    funds = Fund.objects.exclude(state=Fund.State.DRAFT).order_by("name", "pk")
    conditions: tuple[Any, ...] = (Q(address_page__isnull=False), BEHIND)
    rows = [FundFacts(*row) for row in funds.values_list("pk", "name", *conditions)]
    return {row.pk: row for row in sorted(rows, key=lambda row: row.is_address)}


class Row(NamedTuple):
    name: str
    sums: Sums


class MonthRow(NamedTuple):
    month: datetime.date
    received: int
    given: int
    sums: Sums


class ReversalRow(NamedTuple):
    date: datetime.date
    fund: str
    number: int
    of_number: int
    of_date: datetime.date
    came_in: bool  # what is turned back had come in; else it had gone out
    amount: int  # đồng, positive
    is_older: bool  # what is turned back was told in an earlier report


@dataclass
class PledgeSums:
    """Pledges made in the period, without spam. `promised`, `kept`: đồng, `kept` never more than was promised."""

    count: int = 0
    full: int = 0
    partly: int = 0
    waiting: int = 0
    ended: int = 0  # cancelled, withdrawn, lapsed, turned back
    promised: int = 0
    kept: int = 0
    by_kind: dict[str, int] = field(default_factory=dict)
    hours: int = 0
    erased: int = 0  # whose donor is not known any more

    @property
    def rate_by_count(self) -> int | None:
        """Per cent, rounded down: 99 is not all."""
        return 100 * self.full // self.count if self.count else None

    @property
    def rate_by_money(self) -> int | None:
        return 100 * self.kept // self.promised if self.promised else None


@dataclass
class People:
    """How many, told apart by telephone. One whose data were erased counts once for each pledge."""

    promised: int = 0
    new: int = 0
    organisations: int = 0
    gave: int = 0
    without_pledge: int = 0  # receipts for what was handed in without one
    worked: int = 0


@dataclass
class Report:
    selection: Selection
    sums: Sums
    before: Sums
    opening: int | None
    months: list[MonthRow]
    funds: list[Row]
    units: list[Row]
    channels: list[Row]
    goods: list[Thing]
    blood: list[Thing]
    work: list[Thing]
    pledges: PledgeSums
    people: People
    figures: dict[str, list[Figure]]
    reversals: list[ReversalRow]

    @property
    def closing(self) -> int | None:
        return None if self.opening is None else self.opening + self.sums.money_in - self.sums.money_out

    @property
    def before_opening(self) -> int | None:
        return None if self.opening is None else self.opening - self.before.money_in + self.before.money_out

    @property
    def is_empty(self) -> bool:
        return self.sums.is_empty and not self.pledges.count and not any(self.all_figures)

    @property
    def all_figures(self) -> list[int]:
        return [figure.value for group in self.figures.values() for figure in group]

    @property
    def hours(self) -> Decimal:
        return sum((thing.received for thing in self.work), Decimal(0))

    @property
    def blood_units(self) -> Decimal:
        return sum((thing.received for thing in self.blood), Decimal(0))


def report(selection: Selection) -> Report:
    """Some fifteen queries, whatever the number of lines."""
    if any(facts.is_behind for facts in selection.funds.values()):
        catch_up()
    scope, fund = selection.scope(), selection.fund
    cells = report_sums.by_month_and_fund(scope, fund)
    places = report_sums.by_place_and_channel(scope, fund)
    in_kind = report_sums.in_kind(scope, fund)
    pledges = pledge_sums(_pledges(selection))
    figures: dict[str, list[Figure]] = {BLOOD: [], MOVEMENT: [], ADDRESSES: []}
    if fund is None:  # they belong to no fund
        for figure in figures_for(scope):
            figures[figure.group].append(figure)
    return Report(
        selection=selection,
        sums=sum(cells.values(), Sums()),
        before=report_sums.total(selection.scope(selection.period.before), fund),
        opening=report_sums.balance_before(selection.period.first, fund) if selection.unit is None else None,
        months=_months(selection, cells),
        funds=_funds(selection, cells),
        units=_units(selection, places),
        channels=_channels(places),
        goods=[thing for thing in in_kind if thing.kind == LedgerLine.Kind.GOODS],
        blood=[thing for thing in in_kind if thing.kind == LedgerLine.Kind.BLOOD],
        work=[thing for thing in in_kind if thing.kind == LedgerLine.Kind.TIME],
        pledges=pledges,
        people=_people(selection, pledges.erased),
        figures=figures,
        reversals=_reversals(selection) if any(sums.back for sums in cells.values()) else [],
    )


# --- The ledger's part ---------------------------------------------------------------------------------------------

Cells = dict[tuple[datetime.date, int], Sums]
Places = dict[tuple[int | None, str], Sums]


def _months(selection: Selection, cells: Cells) -> list[MonthRow]:
    """Every month of the period that has begun, also one without a line."""
    by_month = {month: Sums() for month in selection.period.months() if month <= timezone.localdate()}
    for (month, _fund), sums in cells.items():
        by_month[month] = by_month.get(month, Sums()) + sums
    return [MonthRow(month, sums.money_in, sums.money_out, sums) for month, sums in sorted(by_month.items())]


def _funds(selection: Selection, cells: Cells) -> list[Row]:
    """The largest first; all humanitarian addresses together, for their funds bear a person's traits as a name."""
    by_name: dict[str, Sums] = {}
    for (_month, pk), sums in cells.items():
        facts = selection.funds.get(pk)
        grouped = selection.fund is None and facts is not None and facts.is_address
        name = _("Humanitarian addresses") if grouped else facts.name if facts else ""
        by_name[name] = by_name.get(name, Sums()) + sums
    return _largest_first(by_name)


def _units(selection: Selection, places: Places) -> list[Row]:
    """The parts of the unit asked for (of the chapter, where none was), each with all that belongs to it."""
    top = selection.unit or selection.tree.province
    by_part: dict[int | None, Sums] = {}
    for (pk, _channel), sums in places.items():
        part = selection.tree.part(pk, top)
        by_part[part] = by_part.get(part, Sums()) + sums
    own = by_part.pop(top, None)
    rows = _largest_first({selection.tree.names[pk]: sums for pk, sums in by_part.items() if pk is not None})
    if own is not None and not own.is_empty:
        name = selection.tree.names[top] if top else _("The chapter itself")
        rows.insert(0, Row(_("%(unit)s itself") % {"unit": name} if rows and top else name, own))
    return rows


def _channels(places: Places) -> list[Row]:
    """Which way it came in."""
    labels = dict(LedgerLine.Channel.choices)
    by_label: dict[str, Sums] = {}
    for (_place, name), sums in places.items():
        if sums.gifts or sums.money_in or sums.goods_in:
            label = str(labels.get(name, name))
            by_label[label] = by_label.get(label, Sums()) + sums
    return _largest_first(by_label)


def _largest_first(by_name: dict[str, Sums]) -> list[Row]:
    rows = [Row(name, sums) for name, sums in by_name.items() if not sums.is_empty]
    return sorted(rows, key=lambda row: (-(row.sums.money_in + row.sums.goods_in), -row.sums.money_out, row.name))


def _reversals(selection: Selection) -> list[ReversalRow]:
    lines = report_sums.reversals(selection.scope(), selection.fund)[:REVERSALS_SHOWN]
    return [
        ReversalRow(
            date=line.date,
            fund=_("Humanitarian addresses") if selection.funds[line.fund_id].is_address else line.fund.name,
            number=line.sequence,
            of_number=line.reverses.sequence,
            of_date=line.reverses.date,
            came_in=line.is_received,
            amount=-line.amount,
            is_older=line.reverses.date < selection.period.first,
        )
        for line in lines
        if line.reverses is not None
    ]


# --- The pledges' part ---------------------------------------------------------------------------------------------


def _moments(period: Period) -> dict[str, datetime.datetime]:
    """From midnight to midnight, here."""
    return {"created_at__gte": midnight(period.first), "created_at__lt": midnight_after(period.last)}


def _pledges(selection: Selection) -> QuerySet[Pledge]:
    pledges = Pledge.objects.filter(selection.scope().at("fund__unit"), **_moments(selection.period)).exclude(
        fulfilment=S.SPAM
    )
    return (pledges.filter(fund_id=selection.fund) if selection.fund else pledges).order_by()


def pledge_sums(pledges: QuerySet[Pledge]) -> PledgeSums:
    money, dong = Q(kind=Pledge.Kind.MONEY), BigIntegerField()
    total = ExpressionWrapper(F("amount") * Coalesce(F("months"), 1), output_field=dong)
    rows = pledges.values("kind", "fulfilment").annotate(
        number=Count("pk"),
        promised=Sum(total, filter=money, default=0),
        kept=Sum(Least(total, F("received_amount")), filter=money, default=0),
        hours_said=Sum("hours", default=0),
        nameless=Count("pk", filter=Q(phone="")),
    )
    sums = PledgeSums()
    places: dict[str, str] = {S.RECEIVED: "full", S.PARTLY: "partly", S.WRITTEN_OFF: "partly"}
    places |= dict.fromkeys((S.SUBMITTED, S.CONFIRMED), "waiting")
    for row in rows:
        number, place = row["number"], places.get(row["fulfilment"], "ended")
        sums.count += number
        setattr(sums, place, getattr(sums, place) + number)
        sums.promised += row["promised"]
        sums.kept += row["kept"]
        sums.hours += row["hours_said"]
        sums.erased += row["nameless"]
        sums.by_kind[row["kind"]] = sums.by_kind.get(row["kind"], 0) + number
    return sums


def _people(selection: Selection, erased: int) -> People:
    """`erased`: pledges of the period whose donor is not known any more. Two queries, each once over its rows."""
    within = Q(selection.scope().at("fund__unit"), **_moments(selection.period))
    if selection.fund:
        within &= Q(fund_id=selection.fund)
    begins, ends = _moments(selection.period).values()
    organisation = within & Q(donor_type=Pledge.DonorType.ORGANISATION)
    by_phone = (
        Pledge.objects.filter(created_at__lt=ends)
        .exclude(fulfilment=S.SPAM)
        .exclude(phone="")
        .order_by()
        .values("phone")
        .annotate(here=_any(within), organisation=_any(organisation), first=Min("created_at"))
    )
    promised = by_phone.filter(here=1).aggregate(
        known=Count("phone"),
        new=Count("phone", filter=Q(first__gte=begins)),
        organisations=Sum("organisation", default=0),
    )
    came = _came_by_phone(selection).aggregate(
        known=Count("phone", filter=Q(phone__gt="")),
        erased=Sum("pledges", filter=Q(phone=""), default=0),
        bare=Sum("receipts", filter=Q(phone__isnull=True), default=0),
        worked=Count("phone", filter=Q(phone__gt="", works__gt=0)),
        worked_erased=Sum("works", filter=Q(phone=""), default=0),
    )
    return People(
        promised=promised["known"] + erased,
        new=promised["new"],
        organisations=promised["organisations"],
        gave=came["known"] + came["erased"],
        without_pledge=came["bare"],
        worked=came["worked"] + came["worked_erased"],
    )


def _any(condition: Q) -> Max:
    """1 where one of a group's rows fits."""
    return Max(Case(When(condition, then=1), default=0))


def _came_by_phone(selection: Selection) -> Any:
    """Valid receipts of lines of the period, by the telephone of their pledge: "" when erased, None without pledge."""
    scope = selection.scope()
    receipts = Receipt.objects.filter(voided_at__isnull=True, line__date__range=scope.days).order_by()
    if selection.fund:
        receipts = receipts.filter(line__fund_id=selection.fund)
    if scope.units is not None:
        receipts = receipts.annotate(at_unit=Coalesce("line__unit_id", "line__fund__unit_id"))
        receipts = receipts.filter(scope.at("at_unit"))
    return receipts.values(phone=F("pledge__phone")).annotate(
        receipts=Count("pk"),
        pledges=Count("pledge", distinct=True),
        works=Count("pledge", distinct=True, filter=Q(pledge__kind=Pledge.Kind.TIME)),
    )


def selection_for(period: Period, **more: Any) -> Selection:
    return Selection(period, UnitTree.load(), all_funds(), **more)
