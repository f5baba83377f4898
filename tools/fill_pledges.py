"""Made-up pledges of every state, and what stands around each: instalments, events, what came in for it."""

from __future__ import annotations

import datetime
import itertools
import random
import secrets
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from fill_tables import Table

YEARS = 4
# (state, how many in a hundred): a desk of some years, most of it done.
STATES = {"received": 62, "partly_received": 6, "confirmed": 8, "submitted": 4, "lapsed": 8, "cancelled": 5, "spam": 3}
STATES |= {"written_off": 3, "reversed": 1}
OPEN = ("submitted", "confirmed", "partly_received")
CAME_IN = ("received", "partly_received", "written_off", "reversed")
KINDS = {"money": 70, "goods": 18, "time": 7, "blood": 5}
NEXT_IN = {-9: 4, -4: 6, -1: 12, 0: 14, 1: 16, 2: 16, 4: 14, 9: 10, 30: 8}  # days: how many in a hundred


def _pick(luck: random.Random, chances: dict[Any, int]) -> Any:
    return luck.choices(list(chances), list(chances.values()))[0]


class Promises:
    def __init__(self, luck: random.Random, officers: list[Any]) -> None:
        from django.utils import timezone

        from donate.demo.pledges import AMOUNTS, COMMUNES, FAMILIES, GIVENS, GOODS, MIDDLES, ORGANISATIONS
        from donate.models import Instalment, Pledge, PledgeEvent
        from home.text.vietnamese import fold, parse_amount

        self.luck, self.officers, self.now = luck, officers, timezone.now()
        self.today = timezone.localdate()
        self.pledges, self.instalments, self.events = Table(Pledge), Table(Instalment), Table(PledgeEvent)
        self.taken = set(Pledge.objects.values_list("reference", flat=True))
        self.amounts = [parse_amount(text) for text in AMOUNTS]
        self.goods, self.communes = GOODS, COMMUNES
        names = [" ".join(words) for words in itertools.product(FAMILIES, MIDDLES, MIDDLES, GIVENS)]
        names += [f"{name} {place}" for place in range(300) for name in ORGANISATIONS]
        self.names = [(name, fold(name)) for name in names]

    def make(self, number: int, funds: list[Any]) -> Iterator[SimpleNamespace]:
        """The pledges, written on the way. What came in for one: `gift_on`, `gift_amount`, `gift_quantity`."""
        for place in range(number):
            state = _pick(self.luck, STATES)
            row = self._promise(place, state, self.luck.choice(funds))
            if state in CAME_IN:
                self._came(row)
            self.pledges.add(row)
            self._instalments(row)
            self._happened(row)
            yield row
        for table in (self.pledges, self.instalments, self.events):
            table.finish()

    def _promise(self, place: int, state: str, fund: Any) -> SimpleNamespace:
        from donate.promises import consents

        luck = self.luck
        # What is open is young; the rest goes back some years, more of it lately.
        days = int(luck.expovariate(1 / 12)) % 90 if state in OPEN else int(YEARS * 365 * luck.random() ** 1.6)
        made = self.now - datetime.timedelta(days=days, seconds=luck.randrange(86_400))
        kind = "money" if state == "partly_received" else _pick(luck, KINDS)
        monthly = kind == "money" and state != "received" and luck.random() < 0.1
        row = SimpleNamespace(**self.pledges.blank)
        row.id, row.reference, row.fund_id = next(self.pledges.keys), self._reference(), fund.pk
        row.token, row.submission_key = secrets.token_hex(20), secrets.token_hex(32)
        row.kind, row.fulfilment = kind, state
        row.amount = luck.choice(self.amounts) if kind == "money" else None
        row.months, row.schedule = (luck.choice((3, 6, 12)), "monthly") if monthly else (None, "once")
        row.goods = luck.choice(self.goods) if kind == "goods" else ""
        row.quantity = luck.randint(2, 30) if kind == "goods" and luck.random() < 0.5 else None
        row.hours = luck.choice((4, 8, 16)) if kind == "time" else None
        row.blood_group = luck.choice(("O", "A", "B", "AB", "unknown")) if kind == "blood" else ""
        row.consent_version, row.created_at, row.consented_at = consents.CURRENT, made, made
        row.source = _pick(luck, {"web": 80, "phone": 12, "walk_in": 8})
        row.assignee_id = luck.choice(self.officers).pk if luck.random() > 0.02 else None
        row.contacts = luck.randrange(4)
        row.next_action_on = self.today + datetime.timedelta(days=_pick(luck, NEXT_IN)) if state in OPEN else None
        if state == "received" and days > 730:
            row.erased_at, row.goods = self.now, ""
            return row
        row.name, row.folded_name = luck.choice(self.names)
        row.donor_type = "organisation" if row.name[-1].isdigit() else "person"
        row.phone, row.commune = f"+849{luck.randrange(80_000):08d}", luck.choice(self.communes)
        row.email = f"nguoi{place}@vidu.example" if place % 3 == 0 else ""
        return row

    def _reference(self) -> str:
        from donate.promises import reference

        while (new := reference.new()) in self.taken:
            pass
        self.taken.add(new)
        return new

    def _came(self, row: SimpleNamespace) -> None:
        yesterday = self.today - datetime.timedelta(days=1)
        row.gift_on = min(row.created_at.date() + datetime.timedelta(days=self.luck.randrange(1, 30)), yesterday)
        if row.kind == "money":
            share = 1 if row.fulfilment in ("received", "reversed") else 0.5
            row.gift_amount, row.gift_quantity = int(row.amount * share), 0
        else:
            row.gift_amount = 300_000 if row.kind == "goods" else 0
            row.gift_quantity = row.quantity or row.hours or 1
        if row.fulfilment != "reversed":
            row.received_amount = row.gift_amount if row.kind == "money" else 0
            row.received_quantity = row.gift_quantity
        if row.fulfilment == "received" and self.luck.random() < 0.9:
            row.acknowledgement, row.acknowledged_at = self.luck.choice(("mail", "letter", "call")), self.now

    def _instalments(self, row: SimpleNamespace) -> None:
        for place in range((row.months or 1) if row.kind == "money" else 0):
            due_on = row.created_at.date() + datetime.timedelta(days=30 * place)
            facts = {"pledge_id": row.id, "number": place + 1, "due_on": due_on, "amount": row.amount}
            self.instalments.add(facts | {"received_amount": row.received_amount if place == 0 else 0})

    def _happened(self, row: SimpleNamespace) -> None:
        def say(hours: int, action: str, **facts: Any) -> None:
            at = min(row.created_at + datetime.timedelta(hours=hours), self.now)
            self.events.add({"pledge_id": row.id, "at": at, "action": action} | facts)

        say(0, "submit", by_donor=True, after="submitted")
        for call in range(row.contacts):
            note = "" if row.erased_at else "Đã gọi, hẹn lại"
            say(8 + call, "not_reached" if call else "reached", actor_id=row.assignee_id, note=note)
        if row.fulfilment != "submitted":
            say(30, "confirm" if row.fulfilment == "confirmed" else "receive", after=row.fulfilment)
