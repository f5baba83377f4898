"""Made-up lines of many funds, each chained to the one before it as `campaigns.ledger` does it, and their sums."""

from __future__ import annotations

import datetime
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from home.calendar.days import first_of_month

ITEMS = (("Chăn bông", "chiếc"), ("Gạo", "kg"), ("Áo ấm trẻ em", "chiếc"), ("Tôn lợp", "m²"), ("Sách vở", "bộ"))
FOR_WHAT = ("Hỗ trợ lợp mái", "Quà Tết", "Bếp cháo bệnh viện", "Học bổng tháng", "Cứu trợ sau lũ", "Khám chữa bệnh")


class Chain:
    """One fund's lines in order. `received`, `given` and `undone` give the line; its sums are kept beside it."""

    def __init__(self, fund: Any, unit_ids: list[int], recorders: list[int], luck: random.Random, blank: dict) -> None:
        from campaigns.ledger import digest_of

        self.fund, self.units, self.recorders, self.luck = fund, unit_ids, recorders, luck
        self.blank, self.digest_of = blank, digest_of
        self.head, self.number, self.gifts = "", 0, 0
        self.sums: Counter[str] = Counter()
        self.months: dict[datetime.date, Counter[str]] = defaultdict(Counter)
        self.stock: Counter[tuple[str, str]] = Counter()
        self.last: datetime.date | None = None
        self.balance = 0

    def _add(self, pk: int, date: datetime.date, **facts: Any) -> SimpleNamespace:
        self.number += 1
        line = SimpleNamespace(**self.blank)
        line.__dict__.update(facts)
        line.id, line.fund_id, line.sequence, line.date = pk, self.fund.pk, self.number, date
        line.recorder_id = self.luck.choice(self.recorders)
        line.recorded_at = datetime.datetime.combine(
            date, datetime.time(3, self.number // 60 % 60, self.number % 60), datetime.UTC
        )
        line.digest = self.head = self.digest_of(line, self.head)
        self.last = max(self.last or date, date)
        side = "received" if line.direction == "received" else "given"
        if line.kind == "money":
            self.sums[side] += line.amount
            self.months[first_of_month(date)][side] += line.amount
            self.balance += line.amount if side == "received" else -line.amount
        else:
            if line.kind == "goods":
                self.sums[f"goods_{side}"] += line.amount
            self.stock[(line.item, line.item_unit)] += line.quantity if side == "received" else -line.quantity
        if side == "received":
            self.gifts += -1 if line.reverses_id else 1
        return line

    def received(self, pk: int, date: datetime.date, kind: str, amount: int, quantity: int = 0) -> SimpleNamespace:
        facts: dict[str, Any] = {"direction": "received", "kind": kind, "amount": amount}
        if kind == "money":
            facts["channel"] = self.luck.choices(("transfer", "cash", "box", "programme"), (80, 12, 6, 2))[0]
        else:
            item, unit = {"time": ("giờ công", "giờ"), "blood": ("máu", "đơn vị")}.get(kind) or self.luck.choice(ITEMS)
            facts |= {"channel": "counter", "item": item, "item_unit": unit, "quantity": Decimal(quantity or 1)}
        if self.luck.random() < 0.4:
            facts["unit_id"] = self.luck.choice(self.units)
        return self._add(pk, date, **facts)

    def given(self, pk: int, date: datetime.date) -> SimpleNamespace | None:
        """Money or goods, never more than the fund holds; None where it holds too little."""
        facts: dict[str, Any] = {
            "direction": "distributed",
            "unit_id": self.luck.choice(self.units),
            "note": self.luck.choice(FOR_WHAT),
            "beneficiaries": f"{self.luck.randint(1, 40)} hộ khó khăn",
            "beneficiary_count": self.luck.randint(1, 120),
            "place": "xã Mẫu Sơn",
            "decision_number": f"{self.number}/QĐ-CTĐ",
        }
        goods = self.luck.choice(ITEMS)
        held = self.stock[goods]
        if held > 2 and self.luck.random() < 0.2:
            facts |= {"kind": "goods", "item": goods[0], "item_unit": goods[1], "channel": "counter"}
            share = int(held) // 2
            return self._add(pk, date, **facts, amount=share * 50_000, quantity=Decimal(share))
        amount = int(self.balance * self.luck.uniform(0.1, 0.6)) // 1000 * 1000
        if amount < 500_000:
            return None
        return self._add(pk, date, **facts, kind="money", amount=amount, channel="transfer")

    def undone(self, pk: int, date: datetime.date, line: SimpleNamespace) -> SimpleNamespace:
        same = {name: getattr(line, name) for name in ("direction", "kind", "item", "item_unit", "channel", "unit_id")}
        quantity = None if line.quantity is None else -line.quantity
        return self._add(
            pk, date, **same, amount=-line.amount, quantity=quantity, reverses_id=line.id, reason="Ghi nhầm người"
        )

    def totals(self) -> dict[str, Any]:
        return {
            "fund_id": self.fund.pk,
            **{name: self.sums[name] for name in ("received", "given", "goods_received", "goods_given")},
            "gifts": self.gifts,
            "head_sequence": self.number,
            "head_digest": self.head,
            "last_date": self.last,
        }

    def month_rows(self) -> Iterator[dict[str, Any]]:
        for month, sums in self.months.items():
            yield {
                "fund_id": self.fund.pk,
                "month": month,
                "received": sums["received"],
                "given": sums["given"],
            }


def lines_of(
    chain: Chain,
    gifts: Iterable[tuple[datetime.date, Any]],
    more: int,
    first_day: datetime.date,
    keys: Iterator[int],
) -> Iterator[tuple[SimpleNamespace, Any]]:
    """(line, the pledge it came for or None): the pledges' gifts, in order of days, among `more` other lines.

    One gift in two hundred without a pledge is reversed a little later; one line in six is a distribution.
    """
    luck = chain.luck
    yesterday = datetime.date.today() - datetime.timedelta(days=1)  # noqa: DTZ011
    days = (yesterday - first_day).days
    others = [(first_day + datetime.timedelta(days=luck.randint(0, days)), None) for _ in range(more)]
    for date, pledge in sorted([*gifts, *others], key=lambda pair: pair[0]):
        if pledge is not None:
            line = chain.received(next(keys), date, pledge.kind, pledge.gift_amount, pledge.gift_quantity)
            yield line, pledge
            if pledge.fulfilment == "reversed":
                yield chain.undone(next(keys), date, line), None
            continue
        chance = luck.random()
        if chance < 0.16 and (line := chain.given(next(keys), date)):
            yield line, None
            continue
        goods = chance > 0.92
        amount = luck.choice((50, 100, 200, 300, 500, 500, 1000, 2000, 5000)) * 1000
        line = chain.received(next(keys), date, "goods" if goods else "money", amount, luck.randint(1, 40))
        yield line, None
        if 0.5 < chance < 0.505 and chain.balance > line.amount and not goods:
            yield chain.undone(next(keys), date, line), None
