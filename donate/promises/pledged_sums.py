"""What is promised to each fund and still waited for: asked by campaigns through its registry."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Count, F, Sum
from django.db.models.functions import Coalesce, Greatest

from campaigns.pledged import Pledged
from donate.models import Pledge


def pledged_sums(fund_ids: Iterable[int]) -> dict[int, Pledged]:
    """{fund id: Pledged}: open pledges less what came in for them. Two queries, whatever their number."""
    ids = list(fund_ids)
    open_pledges = Pledge.objects.open().filter(fund_id__in=ids).order_by()
    rest = Greatest(F("amount") * Coalesce(F("months"), 1) - F("received_amount"), 0)
    money = open_pledges.filter(kind=Pledge.Kind.MONEY).values("fund_id").annotate(amount=Sum(rest), count=Count("pk"))
    goods = (
        open_pledges.filter(need__isnull=False, quantity__isnull=False)
        .values("fund_id", "need_id")
        .annotate(quantity=Sum(F("quantity") - F("received_quantity")))
    )
    needs: dict[int, dict[int, Decimal]] = {}
    for row in goods:
        needs.setdefault(row["fund_id"], {})[row["need_id"]] = max(Decimal(0), row["quantity"])
    sums = {row["fund_id"]: (row["amount"] or 0, row["count"]) for row in money}
    return {fund_id: Pledged(*sums.get(fund_id, (0, 0)), needs=needs.get(fund_id, {})) for fund_id in {*sums, *needs}}
