"""What became of a gift: the receipts it got, and what its fund has handed on since."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q, Sum

from campaigns.ledger.gifts import channel_words, quantity_words
from campaigns.models import LedgerLine
from campaigns.pages.account import Row, lines_with_all, row_of
from donate.models import Pledge, Receipt
from home.text.vietnamese import format_amount

SHOWN = 5


class ReceiptShown(NamedTuple):
    receipt: Receipt
    label: str
    date: datetime.date
    channel: str
    what: str  # «500.000 ₫», «7 chiếc chăn bông»
    is_void: bool


class HandedOn(NamedTuple):
    """Since `since`, the day the gift arrived. Money in đồng; the lines newest first, at most SHOWN of them."""

    since: datetime.date
    number: int
    money: int
    lines: list[Row]


def receipts_of(pledge: Pledge) -> list[ReceiptShown]:
    """In the order of their days. Goods, hours and blood as they were counted, with no value put on them."""
    receipts = pledge.receipts.select_related("line").order_by("line__date", "pk")
    if pledge.kind != Pledge.Kind.MONEY:
        receipts = receipts.prefetch_related("lines")
    return [
        ReceiptShown(
            receipt,
            receipt.label,
            receipt.line.date,
            channel_words(receipt.line),
            format_amount(receipt.line.amount)
            if receipt.line.is_money
            else ", ".join(quantity_words(line) for line in receipt.lines.all()),
            receipt.voided_at is not None,
        )
        for receipt in receipts
    ]


def handed_on(pledge: Pledge, receipts: list[ReceiptShown]) -> HandedOn | None:
    """What the fund has given since the first gift of this pledge came in; None while nothing has. Two queries."""
    days = [receipt.date for receipt in receipts if not receipt.is_void]
    if not days:
        return None
    given = LedgerLine.objects.filter(
        fund=pledge.fund_id,
        direction=LedgerLine.Direction.DISTRIBUTED,
        date__gte=min(days),
        reverses__isnull=True,
        reversed_by__isnull=True,
    )
    sums: dict[str, Any] = given.aggregate(count=Count("pk"), money=Sum("amount", filter=Q(kind="money")))
    lines = lines_with_all().filter(pk__in=given.values("pk")).prefetch_related(None).order_by("-date", "-pk")[:SHOWN]
    rows = [row_of(line, pledge.fund) for line in lines] if sums["count"] else []
    return HandedOn(min(days), sums["count"], sums["money"] or 0, rows)
