"""The only writer of the public ledger: `post`, `reverse`, `verify`. It asks nobody's right: the services do that
call it (campaigns.ledger.distributing, campaigns.approvals, donate.receiving), and no screen calls it itself.

Amounts are whole đồng. Each line's digest is chained to the line before it in its fund; the sums of a fund are written
in the same transaction, under the fund's row lock, so they are right at any time and never summed over the whole table.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import Fund, FundNeed, LedgerLine, LedgerMonth, LedgerTotals, PublicName
from home.calendar.days import first_of_month
from home.models import Unit
from home.safety.actors import NotAllowed
from home.safety.locks import holding
from home.text.vietnamese import format_amount, nfc

from . import days

FIRST_DAY = datetime.date(2000, 1, 1)  # an older date is a slip of the hand: «1/1/0026»


class LedgerError(NotAllowed):
    """What the ledger refuses, with a sentence for the screen."""


class NotEnough(LedgerError):
    """More would be given than the fund holds: only a second person can allow it."""


def digest_of(line: LedgerLine, previous: str) -> str:
    """sha256 over the digest before it and every public fact of the line, as canonical JSON."""
    quantity = None if line.quantity is None else f"{Decimal(line.quantity):.2f}"
    facts = [
        previous,
        line.fund_id,
        line.sequence,
        line.direction,
        line.kind,
        line.amount,
        line.item,
        line.item_unit,
        quantity,
        line.date.isoformat(),
        line.channel,
        line.unit_id,
        line.note,
        line.beneficiaries,
        line.beneficiary_count,
        line.place,
        line.decision_number,
        line.over_balance_reason,
        line.reverses_id,
        line.reason,
        line.recorded_at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
    ]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _totals_of(fund: Fund) -> LedgerTotals:
    """Guarded by the fund's lock."""
    return LedgerTotals.objects.get_or_create(fund_id=fund.pk)[0]


def _append(line: LedgerLine, totals: LedgerTotals) -> LedgerLine:
    line.sequence = totals.head_sequence + 1
    line.recorded_at = timezone.now()
    line.digest = digest_of(line, totals.head_digest)
    try:
        line.full_clean(exclude=["digest", "reverses"])
    except ValidationError as error:
        raise LedgerError(" ".join(error.messages)) from None
    line.save(force_insert=True)

    totals.head_sequence, totals.head_digest = line.sequence, line.digest
    totals.last_date = max(filter(None, (totals.last_date, line.date)))
    _add(totals, line)
    if line.is_money:
        month, _made = LedgerMonth.objects.get_or_create(fund_id=line.fund_id, month=first_of_month(line.date))
        field = "received" if line.is_received else "given"
        LedgerMonth.objects.filter(pk=month.pk).update(**{field: models.F(field) + line.amount})
    days.count(line, totals)
    totals.save()
    return line


def _add(sums: LedgerTotals, line: LedgerLine) -> None:
    """Where a line counts in the sums of its fund: hours and blood are counted as gifts, not as money."""
    if line.is_money:
        field = "received" if line.is_received else "given"
        setattr(sums, field, getattr(sums, field) + line.amount)
    elif line.kind == LedgerLine.Kind.GOODS:
        field = "goods_received" if line.is_received else "goods_given"
        setattr(sums, field, getattr(sums, field) + line.amount)
    if line.is_received:
        sums.gifts += -1 if line.reverses_id else 1


def post(
    fund: Fund,
    direction: str,
    amount: int = 0,
    *,
    date: datetime.date,
    kind: str = LedgerLine.Kind.MONEY,
    channel: str = LedgerLine.Channel.TRANSFER,
    item: str = "",
    item_unit: str = "",
    quantity: Decimal | int | None = None,
    need: FundNeed | None = None,
    unit: Unit | None = None,
    note: str = "",
    beneficiaries: str = "",
    beneficiary_count: int | None = None,
    place: str = "",
    decision_number: str = "",
    public_name: str = "",
    recorder: User | None = None,
    over_balance_reason: str = "",
) -> LedgerLine:
    """One new line at the end of the fund's chain.

    `amount` is đồng (goods: estimated value; hours and blood: 0); goods, hours and blood need `item` and `quantity`.
    `recorder` is written down beside the line; whether they may was asked by the service that calls.
    `over_balance_reason` lets a distribution exceed what the fund holds: two people agreed on it.
    A fund that is closed, settled or archived still takes what comes late: it is there, so it has to be seen.
    Raises LedgerError, in words for the screen, for a future date, a missing amount or thing, a fund in preparation,
    or more money given than the fund holds.
    """
    if date > timezone.localdate():
        raise LedgerError(_("The date lies in the future."))
    if date < FIRST_DAY:
        raise LedgerError(_("The date lies too far back. Look at the year."))
    # One thing in one spelling: what came in as «chăn bông » has to be found when it goes out.
    item, item_unit = nfc(" ".join(item.split())), nfc(" ".join(item_unit.split()))
    if amount < 0 or (kind == LedgerLine.Kind.MONEY and amount == 0):
        raise LedgerError(_("The amount must be more than zero."))
    if kind != LedgerLine.Kind.MONEY and (not item or not quantity or quantity <= 0):
        raise LedgerError(_("Say what it is and how many."))
    with holding(fund):
        totals = _totals_of(fund)
        if fund.state == Fund.State.DRAFT:
            raise LedgerError(_("This fund is still being prepared: open it before anything is recorded."))
        if direction == LedgerLine.Direction.DISTRIBUTED and not over_balance_reason:
            _refuse_more_than_held(fund, totals, kind, amount, item, item_unit, quantity)
        line = _append(
            LedgerLine(
                fund=fund,
                direction=direction,
                kind=kind,
                amount=amount,
                item=item,
                item_unit=item_unit,
                quantity=quantity,
                need=need,
                date=date,
                channel=channel,
                unit=unit,
                note=note,
                beneficiaries=beneficiaries,
                beneficiary_count=beneficiary_count,
                place=place,
                decision_number=decision_number,
                recorder=recorder,
                over_balance_reason=over_balance_reason,
            ),
            totals,
        )
        if public_name:
            PublicName.objects.create(line=line, name=public_name)
    fund.forget_totals()
    return line


def _refuse_more_than_held(
    fund: Fund,
    totals: LedgerTotals,
    kind: str,
    amount: int,
    item: str,
    item_unit: str,
    quantity: Decimal | int | None,
) -> None:
    if kind == LedgerLine.Kind.MONEY:
        if amount > totals.balance:
            raise NotEnough(_("The fund holds only %(balance)s.") % {"balance": format_amount(max(0, totals.balance))})
        return
    held = stock(fund, kind, item, item_unit)
    if (quantity or 0) > held:
        raise NotEnough(
            _("The fund holds only %(held)s %(unit)s of this.") % {"held": f"{held.normalize():f}", "unit": item_unit}
        )


def stock(fund: Fund, kind: str, item: str, item_unit: str) -> Decimal:
    """How much of one thing the fund holds: received less given."""
    sums = LedgerLine.objects.filter(fund=fund, kind=kind, item=item, item_unit=item_unit).aggregate(
        received=models.Sum("quantity", filter=models.Q(direction=LedgerLine.Direction.RECEIVED)),
        given=models.Sum("quantity", filter=models.Q(direction=LedgerLine.Direction.DISTRIBUTED)),
    )
    return (sums["received"] or Decimal(0)) - (sums["given"] or Decimal(0))


def reverse(line: LedgerLine, reason: str, recorder: User | None = None) -> LedgerLine:
    """A line that undoes `line`: same facts, negative amount and quantity. Once only; a reversal is not reversed.

    Whether `recorder` may, and that two people agreed, was asked by the service that calls. Raises LedgerError.
    """
    if not reason.strip():
        raise LedgerError(_("Say why the line is reversed."))
    with holding((Fund, line.fund_id)):
        totals = _totals_of(line.fund)
        if line.reverses_id:
            raise LedgerError(_("A reversal cannot be reversed: record the right line anew."))
        if LedgerLine.objects.filter(reverses=line).exists():
            raise LedgerError(_("This line has been reversed already."))
        undo = _append(
            LedgerLine(
                fund=line.fund,
                direction=line.direction,
                kind=line.kind,
                amount=-line.amount,
                item=line.item,
                item_unit=line.item_unit,
                quantity=None if line.quantity is None else -line.quantity,
                need=line.need,
                date=timezone.localdate(),
                channel=line.channel,
                unit=line.unit,
                note=line.note,
                beneficiaries=line.beneficiaries,
                beneficiary_count=line.beneficiary_count,
                place=line.place,
                decision_number=line.decision_number,
                reverses=line,
                reason=reason.strip(),
                recorder=recorder,
            ),
            totals,
        )
    line.fund.forget_totals()
    return undo


def lines_in_order(fund: Fund, after: int = 0) -> Iterator[LedgerLine]:
    return LedgerLine.objects.filter(fund=fund, sequence__gt=after).order_by("sequence").iterator(chunk_size=2000)


def verify(fund: Fund) -> str | None:
    """None when the chain and the sums hold; else a sentence that names the first line that does not fit."""
    walk = _Walk(fund)
    fault = walk.on()
    if fault is None:
        with holding(fund):  # what was written meanwhile, and then the sums while nobody writes
            fault = walk.on() or walk.sums_fault()
    return fault


class _Walk:
    """Along the chain of one fund, adding up on the way."""

    def __init__(self, fund: Fund) -> None:
        self.fund = fund
        self.last, self.digest = 0, ""
        self.sums = LedgerTotals(fund=fund)
        self.months: dict[datetime.date, list[int]] = defaultdict(lambda: [0, 0])
        self.days = days.Tally(fund)

    def on(self) -> str | None:
        """From where it stands to the end; a sentence for the first line that does not fit."""
        names = {"fund": self.fund.code, "line": self.last + 1}
        for line in lines_in_order(self.fund, after=self.last):
            names["line"] = self.last + 1
            if line.sequence != self.last + 1:
                return _("%(fund)s: line %(line)s is missing.") % names
            if line.digest != digest_of(line, self.digest):
                return _("%(fund)s: line %(line)s was changed after it was written.") % names
            self.last, self.digest = line.sequence, line.digest
            _add(self.sums, line)
            if line.is_money:
                month = self.months[first_of_month(line.date)]
                month[0 if line.is_received else 1] += line.amount
            self.days.add(line)
        return None

    def sums_fault(self) -> str | None:
        names = {"fund": self.fund.code, "line": self.last + 1}
        stored = LedgerTotals.objects.filter(fund=self.fund).first() or LedgerTotals(fund=self.fund)
        if stored.head_sequence > self.last:
            return _("%(fund)s: line %(line)s is missing.") % names
        for field in ("received", "given", "goods_received", "goods_given", "gifts"):
            if getattr(stored, field) != getattr(self.sums, field):
                return _("%(fund)s: the sums do not fit the lines.") % names
        if stored.head_sequence != self.last or stored.head_digest != self.digest:
            return _("%(fund)s: line %(line)s is not the one that was written.") % (names | {"line": self.last})
        months = {row.month: [row.received, row.given] for row in LedgerMonth.objects.filter(fund=self.fund)}
        if months != self.months:
            return _("%(fund)s: the sums of the months do not fit the lines.") % names
        days.follow(stored)
        if not self.days.fits():
            return _("%(fund)s: the sums of the days do not fit the lines.") % names
        return None
