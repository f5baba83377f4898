"""The ledger summed by day, for the reports: kept by campaigns/ledger/posting.py in the transaction that writes a line.

`LedgerTotals.days_through` is the number of the last line that the days of its fund hold. Whoever finds them behind
(lines written by an older version while the tables were already new) brings them up to date.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models

from campaigns.models import Fund, LedgerDay, LedgerLine, LedgerTotals
from home.safety.locks import holding

Sums = dict[str, Any]


def key_of(line: LedgerLine) -> tuple[Any, ...]:
    """Where the line counts, in the order of LedgerDay.KEY."""
    item = ("", "") if line.is_money else (line.item, line.item_unit)
    return (line.fund_id, line.date, line.direction, line.kind, line.channel, line.unit_id, *item)


def sums_of(line: LedgerLine) -> Sums:
    """What the line adds to its day."""
    back = line.reverses_id is not None
    return {
        "amount": line.amount,
        "quantity": Decimal(line.quantity or 0),
        "beneficiaries": (-1 if back else 1) * (line.beneficiary_count or 0),
        "lines": 1,
        "turned_back": int(back),
        "turned_back_amount": -line.amount if back else 0,
    }


def count(line: LedgerLine, totals: LedgerTotals) -> None:
    """Add a line just written, under its fund's lock. The caller saves `totals`."""
    if totals.days_through == line.sequence - 1:
        _add(line)
        totals.days_through = line.sequence
    else:
        _add_rest(totals)


def follow(totals: LedgerTotals) -> None:
    """Count what is not counted yet, under the fund's lock; saves."""
    if totals.days_through < totals.head_sequence:
        _add_rest(totals)
        totals.save(update_fields=["days_through"])


BEHIND = models.Q(ledger_totals__days_through__lt=models.F("ledger_totals__head_sequence"))  # of a fund


def catch_up() -> None:
    """Before the days are read: count what an older version wrote."""
    behind = LedgerTotals.objects.filter(days_through__lt=models.F("head_sequence"))
    for fund_id in behind.values_list("fund_id", flat=True):
        with holding((Fund, fund_id)):
            follow(LedgerTotals.objects.get(fund_id=fund_id))


def _add(line: LedgerLine) -> None:
    sums = sums_of(line)
    row, made = LedgerDay.objects.get_or_create(**dict(zip(LedgerDay.KEY, key_of(line), strict=True)), defaults=sums)
    if not made:
        for name, value in sums.items():
            setattr(row, name, getattr(row, name) + value)
        row.save(update_fields=LedgerDay.SUMS)


def _add_rest(totals: LedgerTotals) -> None:
    lines = LedgerLine.objects.filter(fund_id=totals.fund_id, sequence__gt=totals.days_through)
    for line in lines.order_by("sequence").iterator(chunk_size=2000):
        _add(line)
        totals.days_through = line.sequence


class Tally:
    """The days as the lines give them, to compare with what is stored."""

    def __init__(self, fund: Fund) -> None:
        self.fund = fund
        self.days: dict[tuple[Any, ...], Sums] = {}

    def add(self, line: LedgerLine) -> None:
        sums, more = self.days.setdefault(key_of(line), dict.fromkeys(LedgerDay.SUMS, 0)), sums_of(line)
        for name, value in more.items():
            sums[name] += value

    def fits(self) -> bool:
        stored = LedgerDay.objects.filter(fund=self.fund).values_list(*LedgerDay.KEY, *LedgerDay.SUMS)
        known = len(LedgerDay.KEY)
        seen = 0
        for row in stored.iterator(chunk_size=2000):
            sums = self.days.get(row[:known])
            if sums is None or tuple(sums[name] for name in LedgerDay.SUMS) != row[known:]:
                return False
            seen += 1
        return seen == len(self.days)
