"""What the public account shows: the four-line sum, month by month, where the money went, line by line."""

from __future__ import annotations

import datetime
import re
from itertools import groupby
from typing import Any, NamedTuple

from django.core.cache import cache
from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.db.models import Case, F, Q, Sum, When
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from campaigns.ledger.gifts import channel_words, quantity_words, who_gave
from campaigns.models import Fund, LedgerLine, LedgerMonth, PublicAccountPage
from home.calendar.days import first_of_month, last_of_month
from home.pages.listing import Choice, Filter
from home.text.vietnamese import amount_in_prose
from home.wagtail_private.fetched import was_fetched

from .charts import MonthChart, Share

LINES_ON_A_PAGE = 40
MOST_SHARES = 8


class Sums(NamedTuple):
    """Money of a year in đồng: what was there, came in, went out, is left. Goods stand apart."""

    opening: int
    received: int
    given: int
    goods: int
    year: int

    @property
    def balance(self) -> int:
        return self.opening + self.received - self.given


class Row(NamedTuple):
    """`balance`: money in the fund (or all funds) after this line; None where only some of the lines are shown."""

    number: int
    fund: Fund
    date: datetime.date
    text: str
    note: str
    received: int | None
    given: int | None
    goods: str
    is_reversal: bool
    is_reversed: bool
    files: list[Any]
    balance: int | None = None


class Lines(Paginator):
    """Pages of a ledger of a million lines: counted by the sums, found in the index, and only then read.

    `known` is the number of lines where the sums know it; `key` names the choice whose count is kept for a while.
    """

    object_list: Any
    known: int | None = None
    key = ""

    @cached_property
    def count(self) -> int:
        if self.known is not None:
            return self.known
        counted: Any = cache.get_or_set(self.key, self.object_list.count, 3600)
        return counted

    def page(self, number: Any) -> PageOfList:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        pks = list(self.object_list.values_list("pk", flat=True)[first : first + self.per_page])
        return PageOfList(list(lines_with_all().filter(pk__in=pks)), number, self)


def sums_of_year(months: list[LedgerMonth], year: int, goods: int) -> Sums:
    before = [month for month in months if month.month.year < year]
    within = [month for month in months if month.month.year == year]
    return Sums(
        opening=sum(month.received - month.given for month in before),
        received=sum(month.received for month in within),
        given=sum(month.given for month in within),
        goods=goods,
        year=year,
    )


def _months(fund: Fund | None) -> list[LedgerMonth]:
    rows = LedgerMonth.objects.filter(fund=fund) if fund else LedgerMonth.objects.all()
    summed = rows.values("month").annotate(received=Sum("received"), given=Sum("given")).order_by("month")
    return [LedgerMonth(month=row["month"], received=row["received"], given=row["given"]) for row in summed]


def row_of(line: LedgerLine, of: Fund | None = None) -> Row:
    """`of`: the fund whose own page it is, which need not be named on every line."""
    signed = line.amount if line.is_money else None
    if line.reverses:
        text = _("Line %(number)d turned back: %(reason)s") % {"number": line.reverses.sequence, "reason": line.reason}
    elif line.is_received:
        text = who_gave(line)
    else:
        text = line.note or line.beneficiaries or str(line.fund)
    channel = channel_words(line) if line.is_received else ""
    note = ["" if of else line.fund.name, channel, line.beneficiaries, line.place]
    if line.decision_number:
        note.append(_("decision %(number)s") % {"number": line.decision_number})
    if line.kind == line.Kind.GOODS:
        note.append(_("goods, about %(sum)s, not counted in the balance") % {"sum": amount_in_prose(abs(line.amount))})
    return Row(
        number=line.sequence,
        fund=line.fund,
        date=line.date,
        text=text,
        note=", ".join(part for part in note if part and part != text),
        received=signed if line.is_received else None,
        given=None if line.is_received else signed,
        goods="" if line.is_money else quantity_words(line),
        is_reversal=bool(line.reverses_id),
        is_reversed=hasattr(line, "reversed_by"),
        files=_public_files(line),
    )


def _public_files(line: LedgerLine) -> list[Any]:
    """Only where the evidence was fetched with the lines: a short list on the front page does not ask for it."""
    if not was_fetched(line, "evidence"):
        return []
    return [file for file in line.evidence.all() if file.is_public and (file.document_id or file.image_id)]


def lines_with_all() -> Any:
    return LedgerLine.objects.select_related("fund", "public_name", "reverses", "reversed_by").prefetch_related(
        "evidence__document", "evidence__image"
    )


def _filters(request: HttpRequest, funds: list[Fund], fund: Fund | None, months: list[LedgerMonth]) -> list[Filter]:
    filters = [
        Filter.read(
            request.GET,
            "loai",
            _("Kind"),
            _("In and out"),
            [
                Choice("thu", _("Only what came in")),
                Choice("chi", _("Only what went out")),
                Choice("hien-vat", _("Only goods")),
            ],
        ),
        Filter.read(
            request.GET,
            "thang",
            _("Month"),
            _("All months"),
            [
                Choice(f"{month.month:%Y-%m}", f"{month.month.month}/{month.month.year}")
                for month in reversed(months[-36:])
            ],
        ),
    ]
    if fund is None:
        choices = [Choice(to_choose.code, to_choose.name) for to_choose in funds]
        filters.insert(0, Filter.read(request.GET, "quy", _("Fund"), _("All funds"), choices))
    return filters


def _page_of_lines(
    request: HttpRequest, filters: list[Filter], fund: Fund | None, funds: list[Fund], total: int
) -> PageOfList:
    lines = LedgerLine.objects.order_by("-date", "-pk")
    chosen = {choice.name: choice.value for choice in filters if choice.value}
    if fund:
        lines = lines.filter(fund=fund)
    if code := chosen.get("quy"):
        lines = lines.filter(fund__in=[candidate.pk for candidate in funds if candidate.code == code])
    if kind := chosen.get("loai"):
        lines = {
            "thu": lines.filter(direction="received", kind="money"),
            "chi": lines.filter(direction="distributed", kind="money"),
            "hien-vat": lines.exclude(kind="money"),
        }[kind]
    if month := chosen.get("thang"):
        year, number = map(int, re.findall(r"\d+", month))
        first = datetime.date(year, number, 1)
        lines = lines.filter(date__gte=first, date__lte=last_of_month(first))
    paginator = Lines(lines, LINES_ON_A_PAGE)
    paginator.known = None if chosen else total
    # The number of all lines is part of the name: one more line, and it is counted anew.
    paginator.key = ":".join(["ledger-count", str(total), str(fund.pk if fund else 0), *sorted(chosen.values())])
    return paginator.get_page(request.GET.get("page", "1")[:9])


def _with_balances(
    rows: list[Row], first: LedgerLine, fund: Fund | None, months: list[LedgerMonth], now: int, newest: bool
) -> list[Row]:
    """Each row with what was left after it. `now`: money in hand today; newer months are summed from their sums."""
    balance = now
    if not newest:
        month = first_of_month(first.date)
        balance -= sum(sums.received - sums.given for sums in months if sums.month > month)
        newer = LedgerLine.objects.filter(kind=LedgerLine.Kind.MONEY, date__lte=last_of_month(month))
        newer = newer.filter(Q(date__gt=first.date) | Q(date=first.date, pk__gt=first.pk))
        if fund:
            newer = newer.filter(fund=fund)
        signed = Case(When(direction=LedgerLine.Direction.RECEIVED, then=F("amount")), default=-F("amount"))
        balance -= newer.aggregate(sum=Sum(signed))["sum"] or 0
    with_balances = []
    for row in rows:
        with_balances.append(row._replace(balance=balance))
        balance -= (row.received or 0) - (row.given or 0)
    return with_balances


def public_fund(code: str) -> Fund:
    """The fund whose account everybody may see. Raises Http404."""
    fund = Fund.objects.select_related("ledger_totals").exclude(state=Fund.State.DRAFT).filter(code=code).first()
    if fund is None:
        raise Http404
    return fund


def show_account(page: PublicAccountPage, request: HttpRequest, code: str = "") -> HttpResponse:
    """Of one fund, or of all together."""
    fund = public_fund(code) if code else None
    return page.render(request, context_overrides=account_context(page, request, fund))


def account_context(page: PublicAccountPage, request: HttpRequest, fund: Fund | None) -> dict[str, Any]:
    funds = list(Fund.objects.exclude(state=Fund.State.DRAFT).select_related("ledger_totals").order_by("name"))
    months = _months(fund)
    of_interest = [fund] if fund else funds
    totals = [shown.totals for shown in of_interest]
    goods = sum(total.goods_received for total in totals)
    year = months[-1].month.year if months else timezone.localdate().year
    filters = _filters(request, [candidate for candidate in funds if candidate.totals.head_sequence], fund, months)
    listed = _page_of_lines(request, filters, fund, funds, sum(total.head_sequence for total in totals))
    lines = list(listed.object_list)
    rows = [row_of(line, fund) for line in lines]
    if lines and not any(choice.value for choice in filters):
        in_hand = sum(total.balance for total in totals)
        rows = _with_balances(rows, lines[0], fund, months, in_hand, newest=listed.number == 1)
    base = page.get_url(request) or "/cong-khai/"
    sums = sums_of_year(months, year, goods)
    shares = [] if fund else _shares(year)
    context = {
        "fund": fund,
        "sums": sums,
        "as_of": max((total.last_date for total in totals if total.last_date), default=None),
        "chart": MonthChart.of(_every_month(months, year), year),
        "shares": shares,
        "shares_add_up": len(shares) > 1 and sum(share.amount for share in shares) == sums.given,
        "filters": filters,
        "is_filtered": any(choice.value for choice in filters),
        "lines": listed,
        "list_number": listed.number,
        "line_count": listed.paginator.count,
        "days": [(day, list(of_day)) for day, of_day in groupby(rows, key=lambda row: row.date)],
        "page_in": sum(row.received or 0 for row in rows),
        "page_out": sum(row.given or 0 for row in rows),
        "balance": rows[0].balance if rows else None,
        "funds": [candidate for candidate in funds if candidate.totals.head_sequence],
        "base_url": base,
        "export_url": f"{base}{fund.code}/" if fund else base,
        "head_digest": fund.totals.head_digest if fund else "",
        "last_number": fund.totals.head_sequence if fund else None,
    }
    if fund:
        context["page_title"] = _("Public account of the fund %(fund)s") % {"fund": fund.name}
    return context


def _every_month(months: list[LedgerMonth], year: int) -> list[LedgerMonth]:
    """January to the last month of the year with a line; a month without one stands there empty."""
    known = {sums.month.month: sums for sums in months if sums.month.year == year}
    return [
        known.get(number) or LedgerMonth(month=datetime.date(year, number, 1))
        for number in range(1, max(known, default=0) + 1)
    ]


def _shares(year: int) -> list[Share]:
    """Money given in the year, fund by fund, the smallest together; so are all humanitarian addresses."""
    rows = (
        LedgerMonth.objects.filter(month__year=year)
        .exclude(fund__state=Fund.State.DRAFT)
        .values("fund__name", is_address=Q(fund__address_page__isnull=False))
        .annotate(sum=Sum("given"))
    )
    given: dict[str, int] = {}
    for row in rows:
        name = _("Humanitarian addresses") if row["is_address"] else row["fund__name"]
        given[name] = given.get(name, 0) + row["sum"]
    ordered = sorted(((name, amount) for name, amount in given.items() if amount > 0), key=lambda pair: -pair[1])
    if len(ordered) > MOST_SHARES:
        rest = sum(amount for _name, amount in ordered[MOST_SHARES - 1 :])
        ordered[MOST_SHARES - 1 :] = [(_("Other funds"), rest)]
    largest = max((amount for _name, amount in ordered), default=0)
    return [Share(name, amount, f"{100 * amount / largest:.1f}") for name, amount in ordered]
