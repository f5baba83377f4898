"""Something came in: a line in the public ledger, a receipt, and the pledge moves on. All or nothing."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from campaigns import ledger
from campaigns.models import Fund, LedgerLine
from donate.models import BankLine, Pledge, PledgeEvent, Receipt
from donate.promises import identity, lifecycle
from donate.promises.happenings import CameIn, TurnedBack
from home.safety.actors import Actor, NotAllowed, may, person, require
from home.safety.locks import Held, Row, holding, holding_found, tried_twice
from home.text.vietnamese import fold

from . import receipts

RIGHT_FOR = {
    "money": "campaigns.record_receipt_money",
    "goods": "campaigns.record_receipt_goods",
    "time": "campaigns.record_receipt_goods",
    "blood": "campaigns.record_receipt_goods",
}
TURN_BACK = "campaigns.approve_reversal"


@dataclass(frozen=True)
class Thing:
    """One kind of thing as it was counted: goods, hours, units of blood. `value`: estimated, đồng."""

    item: str
    item_unit: str
    quantity: Decimal | int
    value: int = 0


def may_receive(by: Actor, kind: str) -> bool:
    return may(by, RIGHT_FOR[kind])


PUBLIC_WORDS = ("note", "place", "beneficiaries")


def _keep_out(known: identity.Traces, *texts: str) -> None:
    """The ledger is public and never changed: what would name the giver is refused before it gets there."""
    if refusal := identity.refusal(known, *texts):
        raise NotAllowed(refusal)


def _words_of(things: Sequence[Thing]) -> list[str]:
    return [word for thing in things for word in (thing.item, thing.item_unit)]


def _post(
    fund: Fund, by: Actor, kind: str, amount: int, things: Sequence[Thing], channel: str, **facts: Any
) -> list[LedgerLine]:
    """One line for money, one for each thing. A thing that the fund looks for counts towards its need."""
    money = kind == Pledge.Kind.MONEY
    facts |= {
        "kind": kind,
        "recorder": person(by),
        "channel": channel or (LedgerLine.Channel.TRANSFER if money else LedgerLine.Channel.COUNTER),
    }
    if money:
        return [ledger.post(fund, LedgerLine.Direction.RECEIVED, amount, **facts)]
    if not things:
        raise ledger.LedgerError(_("Say what it is and how many."))
    needs = {(fold(need.item), fold(need.item_unit)): need for need in fund.needs.all()}
    lines = []
    for thing in things:
        need = needs.get((fold(thing.item), fold(thing.item_unit)))
        lines.append(
            ledger.post(
                fund,
                LedgerLine.Direction.RECEIVED,
                thing.value,
                item=need.item if need else thing.item,
                item_unit=need.item_unit if need else thing.item_unit,
                quantity=thing.quantity,
                need=need,
                **facts,
            )
        )
    return lines


def rows_for(pledge: Pledge) -> list[Row]:
    """What `receive` changes, for who begins the transaction."""
    return [pledge, (Fund, pledge.fund_id), *receipts.numbers()]


def rows_for_walk_in(fund: Fund) -> list[Row]:
    """The same for `receive_walk_in`."""
    return [fund, *receipts.numbers()]


@tried_twice
def receive(
    pledge: Pledge,
    by: Actor,
    *,
    date: datetime.date,
    amount: int = 0,
    quantity: Decimal | int | None = None,
    channel: str = "",
    item: str = "",
    item_unit: str = "",
    things: Sequence[Thing] = (),
    version: int | None = None,
) -> Receipt:
    """Record what came for a pledge: `amount` đồng, or `things` as they were counted (or one `quantity`, `amount` its
    estimated value). Several things at once are several lines on one receipt.

    Partial and excess both stay visible. Raises NotAllowed, LedgerError, Stale; then nothing is stored.
    """
    require(by, RIGHT_FOR[pledge.kind])
    with holding(*rows_for(pledge)) as held, lifecycle.changing(pledge, version) as locked:
        if locked.fulfilment not in lifecycle.MAY_RECEIVE:
            raise NotAllowed(_("Nothing can be received for a pledge marked as spam. Take the mark away first."))
        _keep_out(identity.of_pledge(locked), item, item_unit, *_words_of(things))
        need = locked.need
        if not things and quantity:
            named = item or (need.item if need else default_item(locked))
            counted = item_unit or (need.item_unit if need else default_unit(locked))
            things = [Thing(named, counted, quantity, amount)]
        lines = _post(
            held((Fund, locked.fund_id)),
            by,
            locked.kind,
            amount,
            things,
            channel,
            date=date,
            public_name=locked.public_name if locked.consent_publish_at else "",
        )
        fills: receipts.Fills = []
        if locked.kind == Pledge.Kind.MONEY:
            locked.received_amount += amount
            fills = _fill_instalments(locked, amount)
        else:
            locked.received_quantity += counted_for(locked, lines)
        receipt = receipts.issue(
            lines,
            by,
            locked.name,
            locked,
            payer_address=locked.commune,
            instalment=locked.instalments.filter(number=fills[0][0]).first() if fills else None,
            fills=fills,
        )
        lifecycle.settle(locked, by, PledgeEvent.Action.RECEIVE, note=receipt.label)
        CameIn(receipt, locked).tell()
    return receipt


def counted_for(pledge: Pledge, lines: Sequence[LedgerLine]) -> Decimal:
    """How much of these lines counts towards what was promised: of a need, that thing alone."""
    return sum(
        (line.quantity or Decimal(0) for line in lines if pledge.need_id in (None, line.need_id)), start=Decimal(0)
    )


def _fill_instalments(pledge: Pledge, amount: int) -> receipts.Fills:
    """The oldest unpaid first; what is left over goes to the last. Gives [number, đồng] of each that took some."""
    fills: receipts.Fills = []
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
        fills.append([instalment.number, part])
    return fills


def default_item(pledge: Pledge) -> str:
    """Never the donor's own words: the ledger is public and for good, and they may hold a name or a number."""
    return {"goods": _("goods"), "time": _("working hours"), "blood": _("blood")}.get(pledge.kind, "")


def default_unit(pledge: Pledge) -> str:
    return {"goods": _("lot"), "time": _("hours"), "blood": _("units of blood")}.get(pledge.kind, "")


@tried_twice
def receive_walk_in(
    fund: Fund,
    by: Actor,
    *,
    date: datetime.date,
    kind: str = "money",
    amount: int = 0,
    things: Sequence[Thing] = (),
    channel: str = "",
    payer: str = "",
    payer_address: str = "",
    public_name: str = "",
    consent_how: str = "",
    consent_version: str = "",
    **facts: Any,
) -> Receipt:
    """Something handed in without a pledge: by somebody at the counter, out of a box, through a national programme.

    `facts` as for `campaigns.ledger.post`. Raises NotAllowed, LedgerError; then nothing is stored.
    """
    require(by, RIGHT_FOR[kind])
    _keep_out(identity.of_payer(payer), *(facts.get(name) or "" for name in PUBLIC_WORDS), *_words_of(things))
    with holding(*rows_for_walk_in(fund)) as held:
        lines = _post(held(fund), by, kind, amount, things, channel, date=date, public_name=public_name, **facts)
        receipt = receipts.issue(
            lines,
            by,
            payer,
            payer_address=payer_address,
            consent_how=consent_how if public_name else "",
            consent_version=consent_version if public_name else "",
        )
    fund.forget_totals()
    return receipt


@tried_twice
def take_back(receipt: Receipt, by: Actor, reason: str, line: LedgerLine | None = None) -> LedgerLine:
    """Undo a wrong entry: the line is turned back, the receipt void, the pledge follows. Two people agreed before.

    One line of several: what still stands gets another receipt in its place. `by` is the second person (right
    `campaigns.approve_reversal`). Gives the (last) line that turns back. Raises NotAllowed, LedgerError.
    """
    require(by, TURN_BACK)
    _keep_out(identity.of_receipt(receipt), reason)
    with holding_found(lambda: rows_beside(receipt)) as held:
        if receipt.pledge is None:
            return _taken_back(receipt, held, by, reason, line, None)[-1]
        with lifecycle.changing(receipt.pledge) as locked:
            return _taken_back(receipt, held, by, reason, line, locked)[-1]


def rows_beside(receipt: Receipt) -> list[Row]:
    """What `take_back` changes, for who begins the transaction; found anew once it is held."""
    return [(Fund, receipt.line.fund_id), *receipts.beside(receipt)]


def _taken_back(
    receipt: Receipt, held: Held, by: Actor, reason: str, line: LedgerLine | None, pledge: Pledge | None
) -> list[LedgerLine]:
    receipt = held(receipts.latest(receipt))
    wrong = [line] if line is not None else receipts.standing_lines(receipt)
    undone = [ledger.reverse(wrong_line, reason, person(by)) for wrong_line in wrong]
    if not undone:
        raise ledger.LedgerError(_("This line has been reversed already."))
    if receipt.voided_at is None:
        receipts._void(receipt, by, reason)
    standing = receipts.standing_lines(receipt)
    if standing:
        receipts.in_its_place(receipt, standing, by)
    else:  # a movement of the bank waits for its right place again
        BankLine.objects.filter(receipt=receipt).update(
            state=BankLine.State.WAITING, receipt=None, pledge=None, settled_by=None, settled_at=None
        )
    if pledge is not None:
        if pledge.kind == Pledge.Kind.MONEY:
            amount = -sum(reversal.amount for reversal in undone)
            pledge.received_amount = max(0, pledge.received_amount - amount)
            _empty_instalments(pledge, receipt.fills, amount)
        else:
            back = counted_for(pledge, undone)
            pledge.received_quantity = max(Decimal(0), pledge.received_quantity + back)
        lifecycle.settle(pledge, by, PledgeEvent.Action.REVERSE, note=reason)
        TurnedBack(pledge).tell()
    return undone


def reverse_line(line: LedgerLine, by: Actor, reason: str) -> LedgerLine | None:
    """For campaigns.approvals: a line that has a receipt takes receipt and pledge along; None for any other line."""
    receipt = receipts.of_line(line)
    return take_back(receipt, by, reason, line) if receipt else None


def rows_beside_line(line: LedgerLine) -> list[Row]:
    """What `reverse_line` changes: for campaigns.approvals, which begins the transaction."""
    receipt = receipts.of_line(line)
    return rows_beside(receipt) if receipt else []


def _empty_instalments(pledge: Pledge, fills: receipts.Fills, amount: int) -> None:
    """Those that the receipt had filled; where that is not known, the latest first."""
    instalments = list(pledge.instalments.all())
    filled = {fill[0]: fill[1] for fill in fills}
    if not filled:
        filled = {instalment.number: instalment.received_amount for instalment in instalments}
    for instalment in reversed(instalments):
        part = min(amount, instalment.received_amount, filled.get(instalment.number, 0))
        if part > 0:
            instalment.received_amount -= part
            instalment.save(update_fields=["received_amount"])
            amount -= part
