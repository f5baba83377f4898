"""Something came in: a line in the public ledger, a receipt, and the pledge moves on. All or nothing."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns import ledger
from campaigns.models import Fund, LedgerLine

from . import lifecycle, receipts, traces
from .lifecycle import DONOR, SYSTEM, NotAllowed
from .models import BankLine, Pledge, Receipt

RIGHT_FOR = {
    "money": "campaigns.record_receipt_money",
    "goods": "campaigns.record_receipt_goods",
    "time": "campaigns.record_receipt_goods",
    "blood": "campaigns.record_receipt_goods",
}


def _require(by: Any, kind: str) -> None:
    if by is SYSTEM:
        return
    if by is DONOR or by is None or not by.is_active or not by.has_perm(RIGHT_FOR[kind]):
        raise NotAllowed(_("You do not have the right to do this."))


PUBLIC_WORDS = ("note", "item", "item_unit", "place", "beneficiaries")


def _keep_out(known: traces.Traces, *texts: str) -> None:
    """The ledger is public and never changed: what would name the giver is refused before it gets there."""
    if refusal := traces.refusal(known, *texts):
        raise NotAllowed(refusal)


def receive(
    pledge: Pledge,
    by: Any,
    *,
    date: datetime.date,
    amount: int = 0,
    quantity: Decimal | int | None = None,
    channel: str = LedgerLine.Channel.TRANSFER,
    item: str = "",
    item_unit: str = "",
    version: int | None = None,
) -> Receipt:
    """Record what came for a pledge: `amount` đồng, or `quantity` of goods, hours or blood (`amount`: estimated value).

    Partial and excess both stay visible. Raises NotAllowed, LedgerError, Stale; then nothing is stored.
    """
    _require(by, pledge.kind)
    person = None if by is SYSTEM else by
    with lifecycle.changing(pledge, version) as locked:
        if locked.fulfilment not in lifecycle.MAY_RECEIVE:
            raise NotAllowed(_("Nothing can be received for a pledge marked as spam. Take the mark away first."))
        _keep_out(traces.of_pledge(locked), item, item_unit)
        need = locked.need
        line = ledger.post(
            locked.fund,
            LedgerLine.Direction.RECEIVED,
            amount,
            date=date,
            kind=locked.kind,
            channel=channel,
            item=item or (need.item if need else default_item(locked)),
            item_unit=item_unit or (need.item_unit if need else default_unit(locked)),
            quantity=quantity,
            need=need,
            public_name=locked.public_name if locked.consent_publish_at else "",
            recorder=person,
        )
        instalment = None
        if locked.kind == Pledge.Kind.MONEY:
            locked.received_amount += amount
            instalment = _fill_instalments(locked, amount)
        else:
            locked.received_quantity += Decimal(quantity or 0)
        receipt = receipts.issue(line, person, locked.name, locked, instalment)
        lifecycle.settle(locked, by, "receive", note=receipt.label)
    return receipt


def _fill_instalments(pledge: Pledge, amount: int):
    """The oldest unpaid first; what is left over goes to the last. Gives the instalment that was being paid."""
    first = None
    instalments = list(pledge.instalments.all())
    for instalment in instalments:
        if amount <= 0:
            break
        open_part = instalment.amount - instalment.received_amount
        if open_part <= 0 and instalment is not instalments[-1]:
            continue
        part = amount if instalment is instalments[-1] else min(amount, open_part)
        instalment.received_amount += part
        instalment.save(update_fields=["received_amount"])
        amount -= part
        first = first or instalment
    return first


def default_item(pledge: Pledge) -> str:
    """Never the donor's own words: the ledger is public and for good, and they may hold a name or a number."""
    return {"goods": _("goods"), "time": _("working hours"), "blood": _("blood")}.get(pledge.kind, "")


def default_unit(pledge: Pledge) -> str:
    return {"goods": _("lot"), "time": _("hours"), "blood": _("units of blood")}.get(pledge.kind, "")


def receive_walk_in(
    fund: Fund,
    by: Any,
    *,
    date: datetime.date,
    kind: str = "money",
    payer: str = "",
    public_name: str = "",
    **facts: Any,
) -> Receipt:
    """Something handed in without a pledge. `facts` as for `campaigns.ledger.post`."""
    _require(by, kind)
    _keep_out(traces.of_payer(payer), *(facts.get(name) or "" for name in PUBLIC_WORDS))
    with transaction.atomic():
        person = None if by is SYSTEM else by
        line = ledger.post(
            fund, LedgerLine.Direction.RECEIVED, date=date, kind=kind, public_name=public_name, recorder=person, **facts
        )
        return receipts.issue(line, person, payer)


def take_back(receipt: Receipt, by: Any, reason: str) -> LedgerLine:
    """Undo a wrong entry: the line is reversed, the receipt void, the pledge follows. Two people agreed before.

    `by` is the second person (right `campaigns.approve_reversal`).
    """
    if by is not SYSTEM and not by.has_perm("campaigns.approve_reversal"):
        raise NotAllowed(_("You do not have the right to do this."))
    person = None if by is SYSTEM else by
    _keep_out(traces.of_receipt(receipt), reason)
    with transaction.atomic():
        undo = ledger.reverse(receipt.line, reason, person)
        # The bank's line that brought it waits for its right place again.
        BankLine.objects.filter(receipt__line=receipt.line).update(
            state=BankLine.State.WAITING, receipt=None, pledge=None, settled_by=None, settled_at=None
        )
        if receipt.voided_at is None:
            receipts._void(receipt, person, reason)
        if receipt.pledge:
            with lifecycle.changing(receipt.pledge) as locked:
                if locked.kind == Pledge.Kind.MONEY:
                    locked.received_amount = max(0, locked.received_amount + undo.amount)
                    _empty_instalments(locked, -undo.amount)
                else:
                    locked.received_quantity = max(Decimal(0), locked.received_quantity + (undo.quantity or 0))
                lifecycle.settle(locked, by, "reverse", note=reason)
    return undo


def reverse_line(line: LedgerLine, by: Any, reason: str) -> LedgerLine | None:
    """For campaigns.proposals: a line that has a receipt takes receipt and pledge along; None for any other line."""
    receipt = Receipt.objects.filter(line=line).first()
    return take_back(receipt, by, reason) if receipt else None


def _empty_instalments(pledge: Pledge, amount: int) -> None:
    for instalment in reversed(list(pledge.instalments.all())):
        part = min(amount, instalment.received_amount)
        if part > 0:
            instalment.received_amount -= part
            instalment.save(update_fields=["received_amount"])
            amount -= part
