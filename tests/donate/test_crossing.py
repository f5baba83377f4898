"""Every pair of services on the same promise, movement of the bank, fund and person, at the same moment, with real
threads: nobody stands in a circle, nobody sees a fault, no sum and nobody's name is left over. PostgreSQL only.

The pairs that once stood in each other's way come first, the others in an order of chance.
"""

from __future__ import annotations

import datetime
import itertools
import random
import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from unittest import mock

import pytest
from django.db import connection, connections
from django.utils import timezone

from campaigns import ledger
from campaigns.approvals import ledger_proposals
from campaigns.models import Fund, LedgerLine, LedgerProposal, PublicName
from donate.bank import booking
from donate.following import bulk_steps, officers
from donate.letters import reminders, thanks
from donate.models import BankLine, BankStatement, Instalment, Pledge, PrivacyRequest, Receipt, WriteOffProposal
from donate.privacy import erasing
from donate.privacy import requests as privacy_requests
from donate.promises import lifecycle, pledging
from donate.promises.form import PledgeForm
from donate.promises.lifecycle import Stale
from donate.receiving import receipts, recording, write_offs
from home.safety import locks
from home.safety.actors import DONOR, SYSTEM, NotAllowed
from home.text.vietnamese import fold

from . import factories as make
from .bank import bank_files

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="threads and row locks need PostgreSQL"),
    pytest.mark.django_db(transaction=True),
]
REFUSALS = (NotAllowed, Stale, ledger.LedgerError)
TODAY = timezone.localdate


class World:
    """People, an account and a fund for all pairs."""

    def __init__(self) -> None:
        self.fund = make.fund()
        self.officer, self.other = make.officer(), make.officer()
        self.treasurer, self.supervisor = make.treasurer(), make.supervisor()
        self.statement = BankStatement.objects.create(
            account=self.fund.account, file_digest="0" * 64, added_by=self.treasurer
        )
        ledger.post(self.fund, "received", 10**9, date=TODAY())
        self.number = 0


class Somebody:
    """A person of its own for each pair of services, with what they need of these, made before they begin."""

    def __init__(self, world: World) -> None:
        world.number += 1
        self.world, self.fund = world, world.fund
        self.name = f"Vy Thị Kín {chr(0x61 + world.number % 20)}{world.number}"
        self.phone = f"+849{world.number:08d}"

    @cached_property
    def open(self) -> Pledge:
        return self._pledge(100_000)

    @cached_property
    def given(self) -> Pledge:
        return self._pledge(100_000)

    @cached_property
    def part(self) -> Pledge:
        """Some of it has come."""
        pledge = self._pledge(300_000)
        recording.receive(pledge, SYSTEM, date=TODAY(), amount=50_000)
        return pledge

    @cached_property
    def line(self) -> BankLine:
        return self._line("mot")

    @cached_property
    def came(self) -> BankLine:
        return self._line("hai")

    @cached_property
    def receipt(self) -> Receipt:
        return booking.book(self.came, self.given, self.world.treasurer)

    @cached_property
    def without(self) -> Receipt:
        """Handed in without a promise."""
        return recording.receive_walk_in(self.fund, SYSTEM, date=TODAY(), amount=10_000, payer=self.name)

    @cached_property
    def wish_open(self) -> PrivacyRequest:
        return PrivacyRequest.objects.create(pledge=self.open, what="erase")

    @cached_property
    def wish_given(self) -> PrivacyRequest:
        return PrivacyRequest.objects.create(pledge=self.given, what="erase")

    @cached_property
    def reversal(self) -> LedgerProposal:
        return LedgerProposal.objects.create(
            what="reverse",
            fund=self.fund,
            line=self.receipt.line,
            reason="Ghi hai lần",
            proposed_by=self.world.treasurer,
        )

    @cached_property
    def no_more(self) -> WriteOffProposal:
        return WriteOffProposal.objects.create(pledge=self.part, reason="thử", proposed_by=self.world.officer)

    def form(self, amount: int, **more: str) -> PledgeForm:
        data = make.filled(amount=str(amount), name=self.name, phone=f"0{self.phone[3:]}", consent_publish="on", **more)
        form = PledgeForm(data, fund=self.fund)
        assert form.is_valid(), form.errors
        return form

    def _pledge(self, amount: int) -> Pledge:
        facts = pledging.facts(self.form(amount).cleaned_data, self.fund)
        pledge = Pledge.objects.create(
            **facts,
            reference=pledging.reference.new(),
            folded_name=fold(self.name),
            consent_version="2026-01",
            consent_publish_at=timezone.now(),
            submission_key=pledging._sameness(facts)[:40] + secrets.token_hex(12),
            assignee=self.world.officer,
            next_action_on=TODAY() - datetime.timedelta(days=1),
            fulfilment="confirmed",
        )
        Instalment.objects.create(pledge=pledge, number=1, due_on=TODAY(), amount=amount)
        return pledge

    def _line(self, place: str) -> BankLine:
        memo = f"{fold(self.name)} {place}".upper()
        facts = {"statement": self.world.statement, "account": self.fund.account, "row": 1, "date": TODAY()}
        return BankLine.objects.create(**facts, key=memo, amount=100_000, memo=memo)


Service = Callable[[Somebody], object]


def once_more(who: Somebody) -> None:
    """The donor goes back, puts the mail address right and sends the form again."""
    pledging.pledge_from(who.form(100_000, email="khac@vidu.example").cleaned_data, who.fund)


def many(who: Somebody) -> None:
    by = who.world.officer
    chosen = Pledge.objects.filter(pk__in=[who.open.pk, who.given.pk, who.part.pk])
    deed = bulk_steps.fix(by, "schedule", chosen.values_list("pk", "version", "fulfilment"))
    bulk_steps.start(deed, day=TODAY())
    bulk_steps.work(deed, by)


def brought(who: Somebody) -> None:
    rows = [(f"{TODAY():%d/%m/%Y}", 100_000, f"{fold(who.name)} ba", "")]
    booking.take_in(bank_files.mb(*rows), who.fund.account, who.world.treasurer)


def erase_both(of: str, also: str) -> Service:
    return lambda who: privacy_requests.do(getattr(who, f"wish_{of}"), who.world.officer, also=[getattr(who, also)])


# name: (what it needs of somebody, the service)
SERVICES: dict[str, tuple[str, Service]] = {
    "book": ("line open", lambda who: booking.book(who.line, who.open, who.world.treasurer)),
    "book to the fund": ("line", lambda who: booking.book_to_fund(who.line, who.fund, who.world.treasurer, who.name)),
    "set aside": ("line", lambda who: booking.set_aside(who.line, who.world.treasurer, f"{who.name} chuyển nhầm")),
    "bring a file": ("", brought),
    "receive": ("open", lambda who: recording.receive(who.open, SYSTEM, date=TODAY(), amount=30_000)),
    "receive more": ("given", lambda who: recording.receive(who.given, SYSTEM, date=TODAY(), amount=30_000)),
    "walk in": (
        "",
        lambda who: recording.receive_walk_in(who.fund, SYSTEM, date=TODAY(), amount=7_000, payer=who.name),
    ),
    "take back": ("receipt", lambda who: recording.take_back(who.receipt, who.world.supervisor, "Nhầm")),
    "void": ("receipt", lambda who: receipts.void(who.receipt, who.world.treasurer, "sai tên")),
    "write anew": ("receipt", lambda who: receipts.reissue(who.receipt, who.world.treasurer, "sai tên", who.name)),
    "write a walk-in anew": (
        "without",
        lambda who: receipts.reissue(who.without, who.world.treasurer, "sai tên", who.name),
    ),
    "agree to a reversal": (
        "reversal",
        lambda who: ledger_proposals.decide(who.reversal, who.world.supervisor, approve=True),
    ),
    "wait no longer": ("no_more", lambda who: write_offs.decide(who.no_more, who.world.supervisor, approve=True)),
    "withdraw": ("open", lambda who: lifecycle.take(who.open, "cancel", DONOR)),
    "call": ("open", lambda who: lifecycle.contacted(who.open, who.world.officer, "reached")),
    "bulk": ("open given part", many),
    "hand on": ("open", lambda who: officers.hand_on(who.world.officer, who.world.supervisor, who.world.other)),
    "remind": ("open", lambda who: reminders.send(who.open, who.world.officer, "xin nhắc")),
    "thank": ("receipt", lambda who: thanks.send(who.given, who.world.officer, "cảm ơn")),
    "send the form again": ("open", once_more),
    "ask": ("given", lambda who: privacy_requests.ask(who.given, "access", DONOR)),
    "take the name off": ("receipt", lambda who: privacy_requests.unshow_now(who.given)),
    "refuse a wish": ("wish_given", lambda who: privacy_requests.refuse(who.wish_given, who.world.officer, "đổi ý")),
    "erase two": ("wish_given open line receipt", erase_both("given", "open")),
    "erase the same two": ("wish_open given line", erase_both("open", "given")),
    "erase": ("receipt line", lambda who: erasing.erase(who.given, who.world.officer)),
    "erase the open one": ("open line", lambda who: erasing.erase(who.open, SYSTEM)),
    "forget by time": ("receipt", lambda who: erasing.erase(who.given, SYSTEM, wished=False)),
    "erase a payer": ("without line", lambda who: erasing.erase_payer(who.without, who.world.officer)),
    "empty old memos": (
        "receipt",
        lambda who: booking.forget_memos(timezone.now() + datetime.timedelta(days=1)),
    ),
    "give": ("", lambda who: ledger.post(who.fund, "distributed", 1_000, date=TODAY())),
    "check the ledger": ("", lambda who: ledger.verify(Fund.objects.get(pk=who.fund.pk))),
}
# These stood in each other's way, or come next to it: every time. Of all others as many as there is time for.
FIRST = [
    *itertools.product(("erase", "erase two"), ("book", "receive", "receive more", "erase", "erase the same two")),
    *itertools.product(("erase two",), ("wait no longer", "bulk", "agree to a reversal", "send the form again")),
    *itertools.product(
        ("take back", "agree to a reversal"), ("void", "write anew", "book", "receive more", "take back")
    ),
    *itertools.product(("bulk",), ("withdraw", "hand on", "book", "bulk", "wait no longer")),
    ("book", "set aside"),
    ("give", "receive"),
    ("remind", "thank"),
]
ERASERS = ("erase", "erase two", "erase the same two")  # all of the person, also out of memos nobody linked
WRITES_THE_NAME = ("set aside", "book to the fund", "bring a file")  # perhaps after it was erased


@dataclass
class Crossing:
    """Two threads that begin their services at one moment; what became of each."""

    start: threading.Barrier

    def run(self, name: str, who: Somebody) -> str:
        _needs, service = SERVICES[name]
        self.start.wait(timeout=120)
        try:
            service(who)
        except REFUSALS as refused:
            return f"refused: {refused}" if str(refused) else "fault: refused without a word"
        except BaseException as error:
            return f"fault: {type(error).__name__} {error}"
        return "done"


def left_over(who: Somebody, names: tuple[str, str], endings: list[str]) -> list[str]:
    """What does not fit of one person's promises, gifts and data."""
    wrong = []
    wished = "forget by time" not in names
    for pledge in Pledge.objects.filter(pk__in=[value.pk for value in vars(who).values() if isinstance(value, Pledge)]):
        lines = LedgerLine.objects.filter(receipts__pledge=pledge, reversed_by__isnull=True).distinct()
        came = sum(line.amount for line in lines)
        parts = sum(part.received_amount for part in pledge.instalments.all())
        if not came == pledge.received_amount == parts:
            wrong.append(f"{pledge}: {came} came, {pledge.received_amount} stands, {parts} in its parts")
        if pledge.erased_at and (pledge.name or pledge.phone):
            wrong.append(f"{pledge} is erased and has a name")
        if pledge.erased_at and wished and pledge.receipts.exclude(payer="").exists():
            wrong.append(f"{pledge} is erased, and a receipt of it is not")
        if pledge.erased_at and wished and PublicName.objects.filter(line__receipts__pledge=pledge).exists():
            wrong.append(f"{pledge} is erased, and its name stands in public")
    lines = BankLine.objects.filter(pk__in=[value.pk for value in vars(who).values() if isinstance(value, BankLine)])
    for line in lines.filter(state="booked").select_related("receipt"):
        if line.receipt.voided_at and Receipt.objects.filter(replaces=line.receipt).exists():
            wrong.append(f"{line} is booked on a receipt that stands no more")
    erased = any(name in ERASERS and ended == "done" for name, ended in zip(names, endings, strict=True))
    if (
        erased
        and wished
        and not set(WRITES_THE_NAME).intersection(names)
        and lines.filter(memo__icontains=fold(who.name)).exists()
    ):
        wrong.append("the person stands in a memo of the bank")
    return wrong


def test_no_two_services_stand_in_each_others_way_whatever_they_touch():
    world, seed = World(), time.time_ns()
    rest = [pair for pair in itertools.combinations_with_replacement(SERVICES, 2) if pair not in FIRST]
    random.Random(seed).shuffle(rest)
    crossing, wrong, done = Crossing(threading.Barrier(2)), [], set()
    deadlocks_before = deadlocks()
    with (
        mock.patch.object(locks, "gave_way", side_effect=AssertionError("the database gave way")) as gave_way,
        ThreadPoolExecutor(2) as people,
    ):
        for pair in (*FIRST, *rest):
            who = Somebody(world)
            for need in " ".join(SERVICES[name][0] for name in pair).split():
                getattr(who, need)
            Pledge.objects.filter(phone=who.phone).update(email="kin@vidu.example")
            endings = list(people.map(crossing.run, pair, (who, who)))
            for name, ended in zip(pair, endings, strict=True):
                if ended == "done":
                    done.add(name)
                elif ended.startswith("fault"):
                    wrong.append(f"{pair} {name}: {ended}")
            wrong += [f"{pair} {endings}: {left}" for left in left_over(who, pair, endings)]
        list(people.map(lambda _person: (crossing.start.wait(120), connections.close_all()), range(2)))
    assert not wrong, "\n".join([f"seed {seed}", *wrong])
    assert not gave_way.called
    assert deadlocks() == deadlocks_before
    assert ledger.verify(world.fund) is None
    numbers = sorted(Receipt.objects.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    # Each of these was really carried out, not only refused.
    assert {name for pair in FIRST for name in pair} - done == set()


def deadlocks() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return cursor.fetchone()[0]
