"""Many at once, with real threads: not one pledge lost, not one double. PostgreSQL only (row locks)."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from donate.following import bulk_steps
from donate.models import BulkDeed, Instalment, Pledge, PledgeEvent
from donate.promises import lifecycle, limits
from donate.receiving import recording
from home.safety.actors import SYSTEM, NotAllowed
from tests.donate import factories as make

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="threads and row locks need PostgreSQL"),
    pytest.mark.django_db(transaction=True),
]


def at_once(how_many: int, work, threads: int = 12) -> list:
    def one(place: int):
        try:
            return work(place)
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as people:
        return list(people.map(one, range(how_many)))


def test_fifty_donors_at_once_all_have_their_pledge():
    fund, officers = make.fund(), [make.officer(), make.officer()]
    with mock.patch.object(limits, "PER_ADDRESS", (1000, limits.PER_ADDRESS[1])):
        answers = at_once(50, lambda place: make.send(Client(), fund, phone=f"09000000{place:02d}"))
    assert Counter(answer.status_code for answer in answers) == {303: 50}
    assert Pledge.objects.count() == 50
    assert len({answer["Location"] for answer in answers}) == 50
    assert len(set(Pledge.objects.values_list("reference", flat=True))) == 50
    assert Instalment.objects.count() == 50
    assert PledgeEvent.objects.count() == 50
    assert set(Pledge.objects.values_list("assignee", flat=True)) <= {officer.pk for officer in officers}


def test_twenty_submissions_of_one_form_are_one_pledge():
    fund, token = make.fund(), make.made()
    make.officer()
    answers = at_once(20, lambda _place: make.send(Client(), fund, luc=token))
    assert Counter(answer.status_code for answer in answers) == {303: 20}
    assert len({answer["Location"] for answer in answers}) == 1
    assert Pledge.objects.count() == 1
    assert PledgeEvent.objects.count() == 1


def test_the_same_step_taken_twice_at_once_is_taken_once():
    pledge = make.pledge()

    def confirm(_place: int) -> bool:
        try:
            lifecycle.take(pledge, "confirm", SYSTEM)
        except NotAllowed:
            return False
        return True

    assert sum(at_once(10, confirm)) == 1
    assert pledge.events.filter(action="confirm").count() == 1


def test_money_recorded_by_many_at_once_adds_up():
    pledge = make.pledge(amount="other", amount_other="2tr")
    at_once(
        20,
        lambda _place: recording.receive(pledge, SYSTEM, date=timezone.localdate(), amount=100_000),
    )
    pledge.refresh_from_db()
    assert (pledge.received_amount, pledge.fulfilment) == (2_000_000, "received")
    assert pledge.instalments.get().received_amount == 2_000_000
    assert sorted(receipt.number for receipt in pledge.receipts.all()) == list(range(1, 21))


def test_one_deed_for_many_pledges_open_in_several_windows_is_done_once_for_each():
    officer, fund = make.officer(), make.fund()
    pledges = [make.pledge(fund) for _ in range(30)]
    facts = Pledge.objects.values_list("pk", "version", "fulfilment")
    deed = bulk_steps.fix(officer, "mark_spam", facts)
    with mock.patch.object(bulk_steps, "AT_ONCE", 4):
        at_once(4, lambda _window: (bulk_steps.start(deed), bulk_steps.work(BulkDeed.objects.get(), officer)))
    deed.refresh_from_db()
    assert (deed.position, deed.done, deed.refused) == (30, 30, {})
    assert PledgeEvent.objects.filter(action="mark_spam").count() == len(pledges)
