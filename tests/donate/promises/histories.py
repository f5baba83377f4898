"""Random histories: anybody tries anything with a few pledges, in any order, and nothing ever leaves the table.

Each run of the machine has pledges of its own; people and database behind them stay, so that a run costs little.
"""

from __future__ import annotations

import datetime
import itertools

from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from campaigns import ledger
from campaigns.models import LedgerLine
from donate.letters import reminders
from donate.models import Pledge, Receipt, ReceiptSequence, WriteOffProposal
from donate.privacy import erasing
from donate.privacy import requests as privacy_requests
from donate.promises import lifecycle, limits
from donate.promises.lifecycle import STEPS, Stale
from donate.receiving import receipts, recording, write_offs
from home.safety.actors import DONOR, SYSTEM, NotAllowed
from home.safety.locks import alone
from tests.donate import factories as make

STATES = Pledge.Fulfilment.values
REFUSALS = (NotAllowed, Stale, ledger.LedgerError)
CALLS = ("reached", "not_reached", "will_transfer")
SYSTEMS, DONORS, OFFICERS, TREASURERS, SUPERVISORS = (0,), (1,), (2, 3), (4,), (5, 6)
which = st.integers(0, 1)
seldom = st.sampled_from([False, False, False, True])


def mostly(*able: int):
    """Who tries it: half the time somebody who may, else anybody at all."""
    return st.one_of(st.sampled_from(able), st.integers(0, 6))


def staff_mostly(*able: int):
    return st.one_of(st.sampled_from(able), st.integers(2, 6))


days = st.sampled_from([None, -1, 0, 3, 30, 500])


class Histories(RuleBasedStateMachine):
    people: list = []  # filled once for all runs, inside the test's own database
    taken = refused = 0

    @classmethod
    def gather(cls) -> None:
        cls.people = [
            *(SYSTEM, DONOR, make.officer(), make.officer(), make.treasurer(), make.supervisor(), make.supervisor())
        ]
        cls.taken = cls.refused = 0

    @initialize(
        kind=st.sampled_from(["money", "money", "goods", "blood"]),
        months=st.sampled_from(["", "3"]),
        begun=st.booleans(),
    )
    def begin(self, kind, months, begun):
        more = {"schedule": "monthly", "months": months} if months and kind == "money" else {}
        self.fund = make.fund()
        if kind == "goods":
            more = {"need": str(make.need(self.fund).pk), "quantity": "5", "goods": ""}
        self.pledges = [make.pledge(self.fund, kind, email="x@vidu.example", **more) for _place in range(2)]
        self.touched = self.pledges[0]
        self.has_come = self.is_asked = False
        if begun and kind != "blood":  # a part of the first has come: chance alone seldom gets from there to the ends
            by, much = (OFFICERS, {"quantity": 1}) if kind == "goods" else (TREASURERS, {"amount": 100_000})
            recording.receive(self.touched, self.people[by[0]], date=timezone.localdate(), **much)
            self.has_come = True

    # --- what can be tried -------------------------------------------------------------------------------------------

    def attempt(self, action, place, by):
        """Taken whole, or refused with a sentence and nothing changed."""
        pledge = Pledge.objects.get(pk=self.pledges[place].pk)
        before = (pledge.version, pledge.events.count(), LedgerLine.objects.count(), Receipt.objects.count())
        self.touched = pledge
        try:
            with alone():
                action(pledge, self.people[by])
        except REFUSALS as refusal:
            said = str(refusal)
            type(self).refused += 1
            pledge.refresh_from_db()
            after = (pledge.version, pledge.events.count(), LedgerLine.objects.count(), Receipt.objects.count())
            assert after == before
            assert said
        else:
            type(self).taken += 1
            pledge.refresh_from_db()
            assert pledge.version > before[0]
            assert pledge.events.count() > before[1]
            self.has_come = self.has_come or pledge.fulfilment not in ("submitted", "confirmed", "spam", "cancelled")
            asked = WriteOffProposal.objects.filter(pledge__in=self.pledges, state="proposed")
            self.is_asked = self.has_come and asked.exists()

    @rule(
        place=which, by=mostly(*OFFICERS), name=st.sampled_from(list(STEPS)), reason=st.sampled_from(["", "thử", "thử"])
    )
    def step(self, place, by, name, reason):
        self.attempt(lambda pledge, one: lifecycle.take(pledge, name, one, reason=reason), place, by)

    @rule(place=which, by=mostly(*OFFICERS), behind=st.integers(0, 2))
    def step_from_an_old_page(self, place, by, behind):
        def late(pledge, one):
            lifecycle.take(pledge, "confirm", one, version=pledge.version - behind)

        self.attempt(late, place, by)

    @rule(
        place=which,
        by=mostly(*SYSTEMS, *OFFICERS, *TREASURERS),
        amount=st.sampled_from([-5, 0, 1, 100_000, 300_000, 500_000, 2_000_000]),
    )
    def come_in(self, place, by, amount):
        def receive(pledge, one):
            much = None if pledge.kind == "money" else max(0, amount // 100_000)
            recording.receive(pledge, one, date=timezone.localdate(), amount=amount, quantity=much)

        self.attempt(receive, place, by)

    def half_come(self, place):
        """The pledge of which a part has come, where there is one: otherwise chance seldom gets to the end of it."""
        partly = Pledge.objects.filter(pk__in=[one.pk for one in self.pledges], fulfilment="partly_received").first()
        return place if partly is None else [one.pk for one in self.pledges].index(partly.pk)

    def receipt(self, place):
        return Receipt.objects.filter(pledge=self.pledges[place]).order_by("-voided_at", "-pk").first()

    @precondition(lambda self: self.has_come)
    @rule(place=which, by=mostly(*SUPERVISORS))
    def go_back(self, place, by):
        place = place if self.receipt(place) else 1 - place
        receipt = self.receipt(place)
        if receipt and self.people[by] is not DONOR:
            self.attempt(lambda pledge, one: recording.take_back(receipt, one, "nhầm"), place, by)

    @precondition(lambda self: self.has_come)
    @rule(place=which, by=staff_mostly(*TREASURERS))
    def write_anew(self, place, by):
        receipt = self.receipt(place)
        if receipt:
            self.attempt(lambda pledge, one: receipts.reissue(receipt, one, "sai tên", "Bà L."), place, by)

    @precondition(lambda self: self.has_come)
    @rule(place=which, by=staff_mostly(*OFFICERS, *TREASURERS))
    def ask_for_no_more(self, place, by):
        self.attempt(lambda pledge, one: write_offs.propose(pledge, one, "thử"), place, by)

    @precondition(lambda self: self.has_come)
    @rule(place=which, by=staff_mostly(*SUPERVISORS), approve=st.booleans())
    def two_agree(self, place, by, approve):
        def both(pledge, one):
            asked = write_offs.propose(pledge, self.people[4], "thử")
            write_offs.decide(asked, one, approve)

        self.attempt(both, self.half_come(place), by)

    @precondition(lambda self: self.is_asked)
    @rule(place=which, by=staff_mostly(*SUPERVISORS), approve=st.booleans())
    def decide_about_no_more(self, place, by, approve):
        asked = WriteOffProposal.objects.filter(pledge=self.pledges[place]).order_by("state", "pk").last()
        if asked:
            self.attempt(lambda pledge, one: write_offs.decide(asked, one, approve), place, by)

    @rule(place=which, by=mostly(*OFFICERS), outcome=st.sampled_from([*CALLS, "x"]), ahead=days)
    def call(self, place, by, outcome, ahead):
        day = None if ahead is None else timezone.localdate() + datetime.timedelta(days=ahead)
        self.attempt(lambda pledge, one: lifecycle.contacted(pledge, one, outcome, day, "thử"), place, by)

    @rule(place=which, by=mostly(*OFFICERS), ahead=st.sampled_from([-1, 0, 3, 30, 500]))
    def set_a_day(self, place, by, ahead):
        day = timezone.localdate() + datetime.timedelta(days=ahead)
        self.attempt(lambda pledge, one: lifecycle.schedule(pledge, one, day), place, by)

    @rule(place=which, by=mostly(*OFFICERS, *SUPERVISORS), to=st.sampled_from([None, 2, 3, 4, 5]))
    def hand_on(self, place, by, to):
        person = None if to is None else self.people[to]
        self.attempt(lambda pledge, one: lifecycle.assign(pledge, one, person), place, by)

    @rule(place=which, by=mostly(*OFFICERS), text=st.sampled_from(["", "Gọi sau giờ cơm"]))
    def write_a_note(self, place, by, text):
        self.attempt(lambda pledge, one: lifecycle.note(pledge, one, text), place, by)

    @rule(place=which, by=mostly(*OFFICERS), screen=st.booleans())
    def remind(self, place, by, screen):
        if screen:  # as the desk does it, which waits three days after any contact
            self.attempt(lambda pledge, one: reminders.send(pledge, one, "xin nhắc", pledge.version), place, by)
        else:
            self.attempt(lambda pledge, one: lifecycle.reminded(pledge, one), place, by)

    @rule(place=which, by=mostly(*OFFICERS), how=st.sampled_from(["mail", "letter", "call", "none"]))
    def thank(self, place, by, how):
        self.attempt(lambda pledge, one: lifecycle.thanked(pledge, one, how), place, by)

    @rule(place=which, really=seldom)
    def wish_to_be_erased(self, place, really):
        pledge = Pledge.objects.get(pk=self.pledges[place].pk)
        if really and not pledge.privacy_requests.filter(done_at=None).exists():
            self.attempt(lambda pledge, one: privacy_requests.ask(pledge, "erase", one), place, 1)

    @rule(place=which, by=mostly(*OFFICERS), really=seldom)
    def erase(self, place, by, really):
        if really:  # little happens to a pledge afterwards
            self.attempt(lambda pledge, one: erasing.erase(pledge, one), place, by)

    # --- what always holds -------------------------------------------------------------------------------------------

    @invariant()
    def the_pledge_is_well(self):
        pledge = Pledge.objects.get(pk=self.touched.pk)
        events = list(pledge.events.order_by("pk"))
        assert pledge.fulfilment in STATES
        assert bool(pledge.next_action_on) == pledge.is_open
        handed = [event.after for event in events if event.action == "assign"]
        # Owned, or handed back on purpose: then whoever supervises sees it.
        assert not pledge.is_open or pledge.assignee_id or (handed and handed[-1] == "")
        assert pledge.reminders == sum(event.action == "remind" for event in events) <= limits.MAX_REMINDERS
        assert pledge.contacts == sum(event.action in CALLS for event in events)
        thanks = [event.after for event in events if event.action == "thank"]
        assert pledge.acknowledgement == (thanks[-1] if thanks else "none")
        assert bool(pledge.acknowledged_at) == bool(thanks)
        self.the_past_is_complete(pledge, events)
        self.the_sums_agree(pledge)
        if pledge.erased_at:
            assert (pledge.name, pledge.phone, pledge.email, pledge.message) == ("", "", "", "")
            assert not any(event.note for event in events[: [event.action for event in events].index("erase")])

    @staticmethod
    def the_past_is_complete(pledge, events):
        """Each change of state has its event, and each begins where the one before it ended."""
        moves = [(event.before, event.after) for event in events if event.after in STATES and event.action != "assign"]
        assert moves[0] == ("", "submitted")
        for (_from, reached), (begun, _to) in itertools.pairwise(moves):
            assert begun == reached
        assert moves[-1][1] == pledge.fulfilment
        assert len(events) >= pledge.version  # the first version has an event too

    @staticmethod
    def the_sums_agree(pledge):
        lines = list(LedgerLine.objects.filter(receipts__pledge=pledge, receipts__voided_at=None))
        if pledge.kind == "money":
            assert pledge.received_amount == sum(line.amount for line in lines)
            assert pledge.received_amount == sum(part.received_amount for part in pledge.instalments.all())
            whole = pledge.received_amount >= pledge.total_amount
        else:
            assert pledge.received_quantity == sum(line.quantity for line in lines)
            whole = pledge.received_quantity >= (pledge.quantity or pledge.hours or 1)
        if pledge.fulfilment in ("received", "partly_received"):
            assert (pledge.fulfilment == "received") == whole
        if pledge.fulfilment in ("submitted", "spam", "reversed"):
            assert not pledge.received_amount
            assert not pledge.received_quantity

    def teardown(self):
        if not hasattr(self, "fund"):
            return
        for pledge in self.pledges:
            self.touched = pledge
            self.the_pledge_is_well()
        lines = LedgerLine.objects.filter(fund=self.fund)
        self.fund.refresh_from_db()
        self.fund.forget_totals()
        assert self.fund.totals.received == sum(line.amount for line in lines if line.kind == "money")
        assert ledger.verify(self.fund) is None
        numbers = list(Receipt.objects.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        assert not numbers or ReceiptSequence.objects.get().last == len(numbers)
