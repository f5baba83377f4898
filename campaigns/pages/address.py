"""What the page of a humanitarian address shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from campaigns.ledger.gifts import latest_gifts
from campaigns.models import HumanitarianAddressPage


def address_context(page: HumanitarianAddressPage, request: HttpRequest) -> dict[str, Any]:
    return {
        "fund": page.fund,
        "totals": page.fund.totals,
        "supporters": list(page.supporters.all()),
        "visits": list(page.visits.all()),
        "gifts": latest_gifts(page.fund, 4),
    }
