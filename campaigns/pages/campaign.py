"""What a campaign's page shows, in a fixed number of queries."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from campaigns.ledger.gifts import latest_gifts
from campaigns.models import CampaignPage, Fund, FundNeed, LedgerLine
from campaigns.pledged import pledged_for
from campaigns.sums_in_words import headline_words

HOUSES_AT_MOST = 24


class NeedRow(NamedTuple):
    need: FundNeed
    got: Decimal
    promised: Decimal
    missing: Decimal


class House(NamedTuple):
    """How much of one house is paid and promised, in units of the drawing's 48."""

    got: float
    promised: float


def need_rows(fund: Fund, promised: dict[int, Decimal]) -> list[NeedRow]:
    rows = []
    received = Q(ledger_lines__direction=LedgerLine.Direction.RECEIVED)
    for need in fund.needs.annotate(got=Coalesce(Sum("ledger_lines__quantity", filter=received), Decimal(0))):
        rows.append(
            NeedRow(need, need.got, promised.get(need.pk, Decimal(0)), max(Decimal(0), need.quantity - need.got))
        )
    return rows


def houses(fund: Fund, promised: int) -> list[House]:
    """One drawing for each house the goal pays for; [] when the fund builds no houses or too many."""
    cost = fund.item_cost
    if not cost or not fund.item_count or fund.item_count > HOUSES_AT_MOST or "nhà" not in fund.item_name:
        return []
    drawn = []
    for number in range(fund.item_count):
        start, end = number * cost, (number + 1) * cost
        got = min(max(fund.totals.received - start, 0), cost) / cost * 48
        both = min(max(fund.totals.received + promised - start, 0), end - start) / cost * 48
        drawn.append(House(round(got, 1), round(both - got, 1)))
    return drawn


def another_open_campaign(than: Fund) -> CampaignPage | None:
    funds = Fund.objects.accepting().exclude(pk=than.pk).values("pk")
    return CampaignPage.objects.live().public().filter(fund__in=funds).order_by("fund__closes_on", "-pk").first()


def campaign_context(page: CampaignPage, request: HttpRequest) -> dict[str, Any]:
    fund = page.fund
    pledged = pledged_for([fund.pk])[fund.pk]
    accepting = fund.is_accepting()
    drawn = houses(fund, pledged.amount)
    return {
        "fund": fund,
        "totals": fund.totals,
        "pledged": pledged,
        "accepting": accepting,
        "words": headline_words(fund),
        "houses": drawn,
        "houses_full": sum(house.got >= 48 for house in drawn),
        "needs": need_rows(fund, pledged.needs),
        "gifts": latest_gifts(fund, 5),
        "updates": list(page.updates.all()),
        "other": None if accepting else another_open_campaign(fund),
        "percent": 100 * fund.totals.received // fund.goal if fund.goal else None,
    }
