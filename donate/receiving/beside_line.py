"""What hangs on a ledger line here, for who turns the line back: receipts, the pledge, movements of the bank."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from campaigns.models import LedgerLine
from donate.models import BankLine, ReceiptSequence
from donate.promises import lifecycle
from home.safety.locks import Row

from . import receipts


def rows_beside(line: LedgerLine) -> Iterable[Row | None]:
    """The rows that donate.receiving.recording.reverse_line looks at and changes, beside the line's fund."""
    receipt = receipts.of_line(line)
    if receipt is None:
        return []
    several = list(receipts.of_the_same_lines(receipt))
    year = timezone.localdate(lifecycle.now()).year
    ReceiptSequence.objects.get_or_create(year=year)  # another receipt is issued for what stays of several things
    return [receipt.pledge, *several, *BankLine.objects.filter(receipt__in=several), (ReceiptSequence, year)]
