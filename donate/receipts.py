"""Receipt numbers: one sequence a year, no gap, also with ten people at once and with roll-backs."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import LedgerLine

from .lifecycle import NotAllowed
from .models import Receipt, ReceiptSequence


def issue(line: LedgerLine, by: Any, payer: str = "", pledge: Any = None, instalment: Any = None) -> Receipt:
    """The next number of this year, inside the caller's transaction: if that fails, the number was never given."""
    with transaction.atomic():
        year = timezone.localdate().year
        ReceiptSequence.objects.get_or_create(year=year)
        sequence = ReceiptSequence.objects.select_for_update().get(year=year)
        sequence.last += 1
        sequence.save()
        return Receipt.objects.create(
            year=year, number=sequence.last, line=line, pledge=pledge, instalment=instalment, payer=payer, issued_by=by
        )


def void(receipt: Receipt, by: Any, reason: str) -> Receipt:
    """The number stays, with its reason. Raises NotAllowed."""
    if not by.has_perm("donate.void_receipt"):
        raise NotAllowed(_("You do not have the right to do this."))
    return _void(receipt, by, reason)


def _void(receipt: Receipt, by: Any, reason: str) -> Receipt:
    if not reason.strip():
        raise NotAllowed(_("Please say why."))
    with transaction.atomic():
        receipt = Receipt.objects.select_for_update().get(pk=receipt.pk)
        if receipt.voided_at:
            raise NotAllowed(_("This receipt is void already."))
        receipt.voided_at, receipt.voided_by, receipt.void_reason = timezone.now(), by, reason.strip()[:300]
        receipt.save()
    return receipt
