"""The first screen of who works with money: the funds with their two clocks."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from campaigns.models import Fund
from home.text.vietnamese import amount_in_prose

SOON = 14  # days before a clock runs out in which it is marked
SHOWN = 8


class Clock(NamedTuple):
    day: datetime.date
    words: str
    tone: str  # "late", "soon" or ""


class Track(NamedTuple):
    """The time of a fund as one line, in per cent: receiving, then handing on, then what is over its last day."""

    receiving: str  # its end
    distributing: str  # its end; what lies behind it is late
    today: str
    passed: str  # how much of the receiving is over
    handed: str  # width of the time of handing on that is over


class FundRow(NamedTuple):
    fund: Fund
    received: str
    balance: str
    receiving: Clock | None
    distributing: Clock | None
    track: Track | None


def clock(day: datetime.date | None, today: datetime.date) -> Clock | None:
    if day is None:
        return None
    left = (day - today).days
    if left < 0:
        words = ngettext("%(number)d day late", "%(number)d days late", -left) % {"number": -left}
        return Clock(day, words, "late")
    words = (
        _("today") if left == 0 else ngettext("%(number)d day left", "%(number)d days left", left) % {"number": left}
    )
    return Clock(day, words, "soon" if left <= SOON else "")


def track(fund: Fund, today: datetime.date) -> Track | None:
    receives, hands_on = fund.receiving_ends_on, fund.distribution_ends_on
    if receives is None or hands_on is None:
        return None
    begins = min(fund.opens_on or receives - datetime.timedelta(days=settings.RECEIVING_DAYS), receives)
    ends = max(hands_on, today, receives)
    whole = max((ends - begins).days, 1)

    def place(day: datetime.date) -> float:
        return 100 * min(max((day - begins).days, 0), whole) / whole

    now, first, second = place(today), place(receives), place(hands_on)
    passed, handed = min(now, first), min(max(now - first, 0), second - first)
    return Track(*(f"{number:.2f}" for number in (first, second, now, passed, handed)))


def fund_rows(today: datetime.date) -> list[FundRow]:
    """Funds that are not finished and have a clock running, the one that runs out first on top.

    A humanitarian address has no end that a decree sets: it is left out.
    """
    state = Fund.State
    funds = Fund.objects.filter(
        state__in=[state.OPEN, state.CLOSED, state.DISTRIBUTING], address_page__isnull=True
    ).select_related("ledger_totals")
    rows = []
    for fund in funds:
        receiving = clock(fund.receiving_ends_on, today) if fund.state == state.OPEN else None
        distributing = clock(fund.distribution_ends_on, today)
        if receiving or distributing:
            totals = fund.totals
            rows.append(
                FundRow(
                    fund,
                    amount_in_prose(totals.received),
                    amount_in_prose(totals.balance),
                    receiving,
                    distributing,
                    track(fund, today),
                )
            )
    rows.sort(key=lambda row: min(term.day for term in (row.receiving, row.distributing) if term))
    return rows


class FundsPanel(Component):
    """The funds with their two clocks, for who records, moves on, checks or answers for them."""

    name = "funds"
    order = 50
    template_name = "campaigns/desk/panel.html"
    RIGHTS = ("campaigns.record_distribution", "campaigns.change_fund_state", "campaigns.view_ledgerproposal")

    def __init__(self, request: HttpRequest) -> None:
        self.user: Any = request.user

    @classmethod
    def shows_to(cls, user: Any) -> bool:
        return any(user.has_perm(right) for right in cls.RIGHTS)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        rows = fund_rows(timezone.localdate())
        return {
            "rows": rows[:SHOWN],
            "more": max(0, len(rows) - SHOWN),
            "may_move": self.user.has_perm("campaigns.change_fund_state"),
        }
