"""Receipts: numbers without a gap, also with ten people at once and with roll-backs; void and another in its place."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import LedgerLine
from donate.models import BankLine, Pledge, PledgeEvent, Receipt, ReceiptSequence
from donate.promises import lifecycle
from donate.promises.happenings import CameIn
from home.safety.actors import Actor, NotAllowed, person, require
from home.safety.locks import Row, begun, holding, holding_found, tried_twice
from home.text.vietnamese import fold

Fills = list[list[int]]
VOID = "donate.void_receipt"


def numbers() -> list[Row]:
    """What whoever issues receipts has to hold: the numbers of this year; around the new year of both years."""
    if begun():  # whoever began the transaction holds them, also when the clock has struck meanwhile
        return []
    hour = datetime.timedelta(hours=1)
    years = {timezone.localdate(lifecycle.now() + aside).year for aside in (-hour, 0 * hour, hour)}
    for year in years:
        ReceiptSequence.objects.get_or_create(year=year)
    return [(ReceiptSequence, year) for year in years]


def beside(receipt: Receipt) -> list[Row]:
    """What hangs on a receipt, and on those in whose place it stands: they, their pledge, movements of the bank."""
    same = list(of_the_same_lines(receipt))
    rows: list[Row] = [*same, *BankLine.objects.filter(receipt__in=same), *numbers()]
    return [*rows, (Pledge, receipt.pledge_id)] if receipt.pledge_id else rows


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

    `lines`: what was handed in at once, of one fund and one day. `facts`: other fields of Receipt. The caller has asked
    for the right to record it, and holds `numbers()`.
    """
    several = [lines] if isinstance(lines, LedgerLine) else list(lines)
    # One moment for both: at midnight between two years the number belongs to the day that it bears.
    moment = lifecycle.now()
    numbers_of_year = (ReceiptSequence, timezone.localdate(moment).year)
    with holding(numbers_of_year) as held:
        sequence = held(numbers_of_year)
        sequence.last += 1
        sequence.save()
        receipt = Receipt.objects.create(
            year=sequence.year,
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


@tried_twice
def void(receipt: Receipt, by: Actor, reason: str) -> Receipt:
    """The number stays, with its reason. Raises NotAllowed."""
    require(by, VOID)
    with holding(receipt) as held:
        return _void(held(receipt), by, reason)


@tried_twice
def reissue(receipt: Receipt, by: Actor, reason: str, payer: str, payer_address: str = "") -> Receipt:
    """Void because of what stands on the paper (a name, an address), and another for the same lines in its place.

    The ledger is not touched. A wrong sum is turned back there instead, by two people. Raises NotAllowed.
    """
    require(by, VOID)
    with holding_found(lambda: beside(receipt)) as held:
        if receipt.pledge is None:
            return _reissued(held(receipt), by, reason, payer, payer_address)
        with lifecycle.changing(receipt.pledge) as pledge:
            if pledge.erased_at:
                raise NotAllowed(_("The donor's data have been erased: nothing is written on paper any more."))
            new = _reissued(held(receipt), by, reason, payer, payer_address)
            lifecycle.record(pledge, PledgeEvent.Action.REISSUE, by, before=receipt.label, after=new.label)
            CameIn(new, pledge).tell()
    return new


def _reissued(held: Receipt, by: Actor, reason: str, payer: str, payer_address: str) -> Receipt:
    old = _void(held, by, reason)
    standing = standing_lines(old)
    if not standing:
        raise NotAllowed(_("Everything on this receipt has been turned back."))
    return in_its_place(old, standing, by, payer=payer.strip(), payer_address=payer_address.strip())


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


def _void(held: Receipt, by: Actor, reason: str) -> Receipt:
    if not reason.strip():
        raise NotAllowed(_("Please say why."))
    if held.voided_at:
        raise NotAllowed(_("This receipt is void already."))
    held.voided_at, held.voided_by, held.void_reason = lifecycle.now(), person(by), reason.strip()[:300]
    held.save()
    return held
