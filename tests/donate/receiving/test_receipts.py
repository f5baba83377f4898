"""Receipt numbers: one after the other, no gap, also after what failed and with ten people at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.utils import timezone

from campaigns import ledger
from donate.models import Pledge, Receipt
from donate.receiving import receipts, recording
from home.safety.actors import SYSTEM, NotAllowed
from tests.donate import factories as make


def give(pledge: Pledge, amount: int = 500_000, by=SYSTEM, **facts) -> Receipt:
    return recording.receive(pledge, by, date=timezone.localdate(), amount=amount, **facts)


def numbers() -> list[int]:
    return list(
        Receipt.objects.filter(year=timezone.localdate().year).order_by("number").values_list("number", flat=True)
    )


class Failed(Exception):
    pass


def give_and_fail(pledge: Pledge) -> None:
    with transaction.atomic():
        give(pledge)
        raise Failed


@pytest.mark.django_db
class TestNumbers:
    def test_they_follow_each_other_and_say_their_year(self):
        given = [give(make.pledge()) for _place in range(3)]
        assert [receipt.number for receipt in given] == [1, 2, 3]
        assert given[0].label == f"00001/{timezone.localdate().year}"

    def test_what_fails_takes_no_number(self):
        pledge = make.pledge()
        give(pledge)
        with pytest.raises(Failed):
            give_and_fail(pledge)
        with pytest.raises(ledger.LedgerError):
            give(pledge, amount=0)
        give(pledge)
        assert numbers() == [1, 2]

    def test_a_void_keeps_its_number_and_says_why(self):
        first, treasurer = give(make.pledge()), make.treasurer()
        for reason, by in (("", treasurer), ("nhầm", make.officer())):
            with pytest.raises(NotAllowed):
                receipts.void(first, by, reason)
        void = receipts.void(first, treasurer, "Viết sai tên")
        assert (void.number, void.void_reason, void.voided_by) == (1, "Viết sai tên", treasurer)
        with pytest.raises(NotAllowed):
            receipts.void(first, treasurer, "lần nữa")
        assert give(make.pledge()).number == 2

    def test_a_walk_in_without_a_pledge_gets_one_too(self):
        receipt = recording.receive_walk_in(
            make.fund(), make.treasurer(), date=timezone.localdate(), amount=50_000, channel="cash", payer="Bà Mẫu"
        )
        assert (receipt.number, receipt.payer, receipt.pledge) == (1, "Bà Mẫu", None)


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="threads and row locks need PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_ten_people_at_once_leave_no_gap_even_when_some_fail():
    pledges = [make.pledge() for _place in range(10)]

    def record(place: int) -> None:
        try:
            with transaction.atomic():
                give(pledges[place % 10])
                if place % 5 == 4:
                    raise Failed
        except Failed:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as people:
        list(people.map(record, range(40)))
    assert numbers() == list(range(1, 33))
    for pledge in pledges:
        assert ledger.verify(pledge.fund) is None
