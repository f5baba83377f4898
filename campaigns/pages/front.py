"""What the front page shows of money: tally, one fund in need, latest lines, addresses. Six queries at any size."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Case, Count, IntegerField, Max, Q, Sum, Value, When, Window
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from campaigns.models import CampaignPage, Fund, HumanitarianAddressPage, LedgerLine, LedgerTotals
from campaigns.pledged import pledged_for
from campaigns.sums_in_words import headline_words
from home.pages.visibility import public
from home.text.vietnamese import amount_in_prose

from .account import lines_with_all, row_of

# Fixed addresses of the site: asking the tree for them would cost two queries on the busiest page.
LINES_IN, LINES_OUT = 3, 2
ACCOUNT, ADDRESSES = "/cong-khai/", "/dia-chi-nhan-dao/"


class Tally(NamedTuple):
    as_of: datetime.date
    received: int
    given: int
    url: str


class Ask(NamedTuple):
    url: str
    give_url: str
    words: str
    missing: int | None
    purpose: str
    got: int
    promised: int
    goal: int | None
    closes: datetime.date | None


class Line(NamedTuple):
    text: str
    note: str
    received: int | None
    given: int | None
    is_turned: bool


class Book(NamedTuple):
    words: str
    lines: list[Line]
    balance: int


class Address(NamedTuple):
    title: str
    url: str
    text: str
    is_helped: bool
    state: str


@dataclass
class FrontMoney:
    tally: Tally | None = None
    ask: Ask | None = None
    book: Book | None = None
    addresses: list[Address] = field(default_factory=list)
    address_count: int = 0
    addresses_url: str = ""


def front_money(request: Any) -> FrontMoney:
    money = FrontMoney(ask=_ask(request))
    sums = LedgerTotals.objects.exclude(fund__state=Fund.State.DRAFT).aggregate(
        received=Sum("received"), given=Sum("given"), last=Max("last_date")
    )
    if sums["last"]:
        money.tally = Tally(sums["last"], sums["received"], sums["given"], ACCOUNT)
        money.book = _book(sums["received"], sums["given"])
    money.addresses, money.address_count = _addresses(request)
    money.addresses_url = ADDRESSES if money.addresses else ""
    return money


def _ask(request: Any) -> Ask | None:
    """The open campaign that closes soonest and still lacks money; else any open one."""
    campaigns = list(
        public(CampaignPage.objects.all())
        .filter(fund__in=Fund.objects.accepting())
        .order_by("fund__closes_on", "-pk")
        .defer("body")[:12]
    )
    if not campaigns:
        return None
    page = next((campaign for campaign in campaigns if campaign.fund.missing), campaigns[0])
    fund = page.fund
    words = headline_words(fund)
    return Ask(
        url=page.get_url(request) or "",
        give_url=f"/ung-ho/{fund.code}/",
        words="" if fund.missing else f"{words.before} {words.sum} {words.after}".strip(),
        missing=fund.missing,
        purpose=fund.purpose,
        got=fund.totals.received,
        promised=pledged_for([fund.pk])[fund.pk].amount,
        goal=fund.goal,
        closes=fund.closes_on,
    )


def _book(received: int, given: int) -> Book:
    rows = [row_of(line) for line in _latest()]
    lines = [
        Line(row.text, f"{date_format(row.date, 'j/n')}, {row.fund.name}", row.received, row.given, row.is_reversal)
        for row in rows
    ]
    words = _("People have given %(received)s. %(given)s have reached those in need.") % {
        "received": amount_in_prose(received),
        "given": amount_in_prose(given),
    }
    return Book(words, lines, received - given)


def _latest() -> Any:
    """The latest that came in and the latest that went out. A line turned back stands beside its reversal in the
    account itself: five lines have no room to explain a mistake."""
    plain = LedgerLine.objects.filter(kind=LedgerLine.Kind.MONEY, reverses=None, reversed_by=None)
    way = LedgerLine.Direction
    newest = Q(pk__in=plain.filter(direction=way.RECEIVED).values("pk")[:LINES_IN])
    newest |= Q(pk__in=plain.filter(direction=way.DISTRIBUTED).values("pk")[:LINES_OUT])
    return lines_with_all().filter(newest).prefetch_related(None)


def _addresses(request: Any) -> tuple[list[Address], int]:
    state = HumanitarianAddressPage.State
    pages = public(HumanitarianAddressPage.objects.all()).exclude(state=state.ENDED)
    rank = Case(
        When(state=state.WAITING, then=Value(0)),
        When(state=state.PARTLY, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    # The window counts all of them before the slice takes three.
    ranked = pages.annotate(rank=rank, number=Window(Count("pk")))
    shown = list(ranked.order_by("rank", "-pk").defer("body")[:3])
    count = shown[0].number if shown else 0
    return [
        Address(page.title, page.get_url(request) or "", page.summary, page.is_helped, page.state_words)
        for page in shown
    ], count
