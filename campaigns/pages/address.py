"""What the page of a humanitarian address shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from campaigns.ledger.gifts import latest_gifts

if TYPE_CHECKING:
    from campaigns.models import HumanitarianAddressPage


def address_context(page: HumanitarianAddressPage) -> dict[str, Any]:
    return {
        "fund": page.fund,
        "totals": page.fund.totals,
        "supporters": list(page.supporters.all()),
        "visits": list(page.visits.all()),
        "gifts": latest_gifts(page.fund, 4),
    }
