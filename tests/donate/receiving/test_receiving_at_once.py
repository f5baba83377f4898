"""Ten people at the counter at once, with real threads: no number missing, nothing twice, nobody stuck. PostgreSQL."""

import datetime
from collections import Counter
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaigns import ledger
from campaigns.approvals import ledger_proposals
from campaigns.desk.once import new_key
from campaigns.models import LedgerLine
from donate.models import Receipt, WriteOffProposal
from donate.receiving import receipts, recording, write_offs
from donate.receiving.recording import Thing
from home.safety.actors import SYSTEM, NotAllowed
from home.safety.locks import work
from tests.donate import factories as make
from tests.donate.promises.test_concurrency import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="threads and row locks need PostgreSQL"),
    pytest.mark.django_db(transaction=True),
]
TODAY = timezone.localdate


class Failed(Exception):
    pass


def numbers(year: int) -> list[int]:
    return list(Receipt.objects.filter(year=year).order_by("number").values_list("number", flat=True))


def test_ten_people_in_ten_funds_leave_no_gap_though_every_third_is_rolled_back():
    funds = [make.fund() for _place in range(10)]
    things = [Thing("Gạo", "kg", 5), Thing("Chăn", "chiếc", 1)]

    def record(place: int) -> bool:
        facts = {"kind": "goods", "things": things} if place % 2 else {"amount": 10_000}
        try:
            with work():
                recording.receive_walk_in(funds[place % 10], SYSTEM, date=TODAY(), **facts)
                if place % 3 == 2:
                    raise Failed
        except Failed:
            return False
        return True

    kept = sum(at_once(60, record, threads=10))
    assert kept == 40
    assert numbers(TODAY().year) == list(range(1, 41))
    assert [ledger.verify(fund) for fund in funds] == [None] * 10


def test_at_midnight_between_two_years_both_have_all_their_numbers():
    fund = make.fund()
    midnight = datetime.datetime(2027, 1, 1, tzinfo=timezone.get_default_timezone())
    before, after = midnight - datetime.timedelta(seconds=1), midnight + datetime.timedelta(seconds=1)

    class Clock:
        ticks = 0

    def now() -> datetime.datetime:
        Clock.ticks += 1
        return after if Clock.ticks % 2 else before

    with mock.patch("donate.receiving.receipts.timezone.now", side_effect=now):
        # What the ledger itself asks of the clock is of no account here.
        at_once(
            40,
            lambda _place: recording.receive_walk_in(fund, SYSTEM, date=datetime.date(2026, 11, 1), amount=1_000),
            threads=10,
        )
    for year in (2026, 2027):
        assert numbers(year) == list(range(1, len(numbers(year)) + 1))
    assert len(numbers(2026)) + len(numbers(2027)) == 40
    for receipt in Receipt.objects.all():
        assert timezone.localtime(receipt.issued_at).year == receipt.year


def test_the_first_receipt_of_a_year_is_rolled_back_and_the_next_has_its_number():
    fund = make.fund()

    def record(place: int) -> None:
        try:
            with work():
                recording.receive_walk_in(fund, SYSTEM, date=TODAY(), amount=1_000)
                if place < 5:
                    raise Failed
        except Failed:
            pass

    at_once(10, record, threads=10)
    assert numbers(TODAY().year) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("promised", [True, False])
def test_one_form_sent_ten_times_at_once_counts_once(promised):
    treasurer, pledge = make.treasurer(), make.pledge()
    address = reverse("donate_receive", args=[pledge.pk]) if promised else reverse("donate_receive_walk_in")
    data = {"once": new_key(), "amount": "500k", "channel": "cash", "date": f"{TODAY():%d/%m/%Y}"}
    data |= {"version": str(pledge.version)} if promised else {"fund": str(pledge.fund_id)}

    def send(_place: int):
        client = Client()
        client.force_login(treasurer)
        return client.post(address, data)

    answers = at_once(10, send, threads=10)
    assert Counter(answer.status_code for answer in answers) == {302: 10}
    assert len({answer["Location"] for answer in answers}) == 1
    assert (LedgerLine.objects.count(), Receipt.objects.count()) == (1, 1)


def attempt(work) -> bool:
    try:
        work()
    except (NotAllowed, ledger.LedgerError):
        return False
    return True


def test_the_same_receipt_voided_by_many_at_once_has_one_in_its_place():
    treasurer = make.treasurer()
    receipt = recording.receive(make.pledge(), SYSTEM, date=TODAY(), amount=500_000)
    done = at_once(8, lambda place: attempt(lambda: receipts.reissue(receipt, treasurer, "sai tên", f"Bà {place}")))
    assert sum(done) == 1
    assert Receipt.objects.count() == 2
    assert Receipt.objects.filter(voided_at=None).count() == 1


def test_receiving_turning_back_and_voiding_at_once_neither_block_each_other_nor_lose_a_sum():
    treasurer, supervisor = make.treasurer(), make.supervisor()
    fund = make.fund()
    pledges = [make.pledge(fund, amount="other", amount_other="50tr") for _place in range(3)]
    given = [recording.receive(pledges[place % 3], SYSTEM, date=TODAY(), amount=100_000) for place in range(12)]
    proposals = [ledger_proposals.propose_reversal(receipt.line, treasurer, "Nhầm") for receipt in given[:6]]

    def work(place: int) -> bool:
        if place < 6:
            return attempt(lambda: ledger_proposals.decide(proposals[place], supervisor, approve=True))
        if place < 12:
            return attempt(lambda: receipts.reissue(given[place], treasurer, "sai tên", "Bà L."))
        return attempt(lambda: recording.receive(pledges[place % 3], SYSTEM, date=TODAY(), amount=100_000))

    assert sum(at_once(24, work)) == 24
    for pledge in pledges:
        pledge.refresh_from_db()
        lines = LedgerLine.objects.filter(receipts__pledge=pledge, receipts__voided_at=None)
        assert pledge.received_amount == sum(line.amount for line in lines)
        assert pledge.received_amount == sum(part.received_amount for part in pledge.instalments.all())
    assert sum(pledge.received_amount for pledge in pledges) == 1_800_000
    assert ledger.verify(fund) is None
    assert numbers(TODAY().year) == list(range(1, 31))


def test_a_write_off_is_asked_for_once_and_decided_once():
    pledge = make.pledge(amount="other", amount_other="2tr")
    recording.receive(pledge, SYSTEM, date=TODAY(), amount=500_000)
    officers, supervisors = [make.officer() for _one in range(6)], [make.supervisor() for _one in range(6)]
    assert sum(at_once(6, lambda place: attempt(lambda: write_offs.propose(pledge, officers[place], "thử")))) == 1
    proposal = WriteOffProposal.objects.get()
    decided = at_once(6, lambda place: attempt(lambda: write_offs.decide(proposal, supervisors[place], place % 2 == 0)))
    assert sum(decided) == 1
    proposal.refresh_from_db()
    pledge.refresh_from_db()
    assert (pledge.fulfilment == "written_off") == (proposal.state == "approved")
    assert pledge.events.filter(action__in=("write_off", "refuse_write_off")).count() == 1
