"""The first screen of who works with money: what waits for a second person, and the funds with their two clocks."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from home.vietnamese import amount_in_prose

from .. import waiting
from ..models import Fund

SOON = 14  # days before a clock runs out in which it is marked


class Clock(NamedTuple):
    day: datetime.date
    words: str
    tone: str  # "late", "soon" or ""


class FundRow(NamedTuple):
    fund: Fund
    received: str
    balance: str
    receiving: Clock | None
    distributing: Clock | None


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
                    fund, amount_in_prose(totals.received), amount_in_prose(totals.balance), receiving, distributing
                )
            )
    rows.sort(key=lambda row: min(one.day for one in (row.receiving, row.distributing) if one))
    return rows


class MoneyPanel(Component):
    name = "money"
    order = 40
    template_name = "campaigns/desk/panel.html"

    def __init__(self, request: HttpRequest) -> None:
        self.user: Any = request.user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {
            "waiting": waiting.for_me(self.user),
            "rows": fund_rows(timezone.localdate())[:12],
            "may_move": self.user.has_perm("campaigns.change_fund_state"),
        }
