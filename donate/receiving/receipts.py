"""Receipts: numbers without a gap, also with ten people at once and with roll-backs; void and another in its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import LedgerLine
from donate.letters import notices
from donate.models import BankLine, Pledge, Receipt, ReceiptSequence
from donate.promises import lifecycle
from home.safety.actors import Actor, NotAllowed, person, require
from home.text.vietnamese import fold

Fills = list[list[int]]
VOID = "donate.void_receipt"


def issue(
    lines: LedgerLine | Sequence[LedgerLine],
    by: Actor,
    payer: str = "",
    pledge: Pledge | None = None,
    *,
    payer_address: str = "",
    instalment: Any = None,
    fills: Fills | None = None,
    replaces: Receipt | None = None,
    **facts: Any,
) -> Receipt:
    """The next number of this year, inside the caller's transaction: if that fails, the number was never given.

    `lines`: what was handed in at once, of one fund and one day. `facts`: other fields of Receipt. Whoever records
    what came in has asked for the right.
    """
    several = [lines] if isinstance(lines, LedgerLine) else list(lines)
    with transaction.atomic():
        # One moment for both: at midnight between two years the number belongs to the day that it bears.
        moment = lifecycle.now()
        year = timezone.localdate(moment).year
        ReceiptSequence.objects.get_or_create(year=year)
        sequence = ReceiptSequence.objects.select_for_update().get(year=year)
        sequence.last += 1
        sequence.save()
        receipt = Receipt.objects.create(
            year=year,
            number=sequence.last,
            line=several[0],
            pledge=pledge,
            instalment=instalment,
            fills=fills or [],
            replaces=replaces,
            payer=payer,
            payer_address=payer_address,
            folded_payer=fold(payer)[:160],
            issued_at=moment,
            issued_by=person(by),
            **facts,
        )
        receipt.lines.set(several)
    return receipt


def void(receipt: Receipt, by: Actor, reason: str) -> Receipt:
    """The number stays, with its reason. Raises NotAllowed."""
    require(by, VOID)
    return _void(receipt, by, reason)


def reissue(receipt: Receipt, by: Actor, reason: str, payer: str, payer_address: str = "") -> Receipt:
    """Void because of what stands on the paper (a name, an address), and another for the same lines in its place.

    The ledger is not touched. A wrong sum is turned back there instead, by two people. Raises NotAllowed.
    """
    require(by, VOID)
    with lifecycle.changing_if(receipt.pledge) as pledge:
        if pledge is not None and pledge.erased_at:
            raise NotAllowed(_("The donor's data have been erased: nothing is written on paper any more."))
        old = _void(receipt, by, reason)
        standing = standing_lines(old)
        if not standing:
            raise NotAllowed(_("Everything on this receipt has been turned back."))
        new = in_its_place(old, standing, by, payer=payer.strip(), payer_address=payer_address.strip())
        if pledge is not None:
            lifecycle.record(pledge, "reissue", by, before=old.label, after=new.label)
            notices.came_in(new, pledge)
    return new


def in_its_place(void: Receipt, lines: Sequence[LedgerLine], by: Actor, **changed: str) -> Receipt:
    """Another receipt for what still stands of a void one. What was booked from a bank's statement follows."""
    facts = {"payer": void.payer, "payer_address": void.payer_address} | changed
    new = issue(
        lines,
        by,
        pledge=void.pledge,
        instalment=void.instalment,
        fills=void.fills,
        replaces=void,
        consent_how=void.consent_how,
        consent_version=void.consent_version,
        **facts,  # type: ignore[arg-type]
    )
    BankLine.objects.filter(receipt=void).update(receipt=new)
    return new


def standing_lines(receipt: Receipt) -> list[LedgerLine]:
    """Those of its lines that have not been turned back, in the order of the ledger."""
    return list(receipt.lines.filter(reversed_by__isnull=True).order_by("sequence"))


def latest(receipt: Receipt) -> Receipt:
    """The one that stands in its place by now, or itself, as the database has it."""
    receipt = Receipt.objects.get(pk=receipt.pk)
    while after := Receipt.objects.filter(replaces=receipt).first():
        receipt = after
    return receipt


def of_the_same_lines(receipt: Receipt) -> QuerySet[Receipt]:
    """This receipt and those that it replaced or was replaced by."""
    return Receipt.objects.filter(
        pk__in=Receipt.lines.through.objects.filter(ledgerline_id__in=receipt.lines.values("pk")).values("receipt_id")
    )


def of_line(line: LedgerLine) -> Receipt | None:
    """The receipt on which a line stands: the valid one, or the last that was void without another in its place."""
    return line.receipts.order_by(F("voided_at").desc(nulls_first=True), "-pk").first()


def _void(receipt: Receipt, by: Actor, reason: str) -> Receipt:
    if not reason.strip():
        raise NotAllowed(_("Please say why."))
    with transaction.atomic():
        receipt = Receipt.objects.select_for_update().get(pk=receipt.pk)
        if receipt.voided_at:
            raise NotAllowed(_("This receipt is void already."))
        receipt.voided_at, receipt.voided_by, receipt.void_reason = lifecycle.now(), person(by), reason.strip()[:300]
        receipt.save()
    return receipt
