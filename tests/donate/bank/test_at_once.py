"""Two people with the same file, two presses on the same line. PostgreSQL only (row locks)."""

import datetime

import pytest
from django.db import connection

from campaigns.models import LedgerLine
from donate.bank import booking
from donate.models import BankLine, BankStatement
from home.safety.actors import NotAllowed
from tests.donate import factories as make
from tests.donate.promises.test_concurrency import at_once

from . import bank_files as bank

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="threads and row locks need PostgreSQL"),
    pytest.mark.django_db(transaction=True),
]


def test_the_same_file_brought_in_by_eight_people_at_once_is_kept_once():
    people, account = [make.treasurer() for _number in range(8)], make.account()
    rows = [(f"{datetime.date(2026, 11, 1 + number):%d/%m/%Y}", 10_000 + number, "Ung ho", "") for number in range(20)]
    data = bank.mb(*rows)
    at_once(8, lambda place: booking.take_in(data, account, people[place]))
    assert BankStatement.objects.count() == 8
    assert BankLine.objects.count() == 20


def test_one_line_booked_by_ten_people_at_once_is_booked_once():
    pledge, treasurer = make.pledge(), make.treasurer()
    statement = booking.take_in(bank.mb(("01/11/2026", 500_000, pledge.reference, "")), make.account(), treasurer)
    line = statement.lines.get()

    def press(_place: int) -> bool:
        try:
            booking.book(line, pledge, treasurer)
        except NotAllowed:
            return False
        return True

    assert sum(at_once(10, press)) == 1
    assert LedgerLine.objects.count() == 1
    pledge.refresh_from_db()
    assert pledge.received_amount == 500_000
