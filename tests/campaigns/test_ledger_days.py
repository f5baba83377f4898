"""The ledger summed by day, for the reports: always the sums of the lines, whoever wrote them."""

import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import F, Sum
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns import ledger
from campaigns.ledger import days as ledger_days
from campaigns.models import LedgerDay, LedgerLine, LedgerTotals

from .factories import fund, unit

pytestmark = pytest.mark.django_db
AGREEING = ("fund", "date", "direction", "kind", "channel", "unit")


def ago(days):
    return timezone.localdate() - datetime.timedelta(days=days)


def by_day():
    rows = LedgerDay.objects.order_by(*AGREEING).values_list(*AGREEING)
    return list(rows.annotate(Sum("amount"), Sum("quantity"), Sum("beneficiaries"), Sum("lines")))


def by_line():
    """The same from the lines, one by one."""
    found = {}
    for line in LedgerLine.objects.order_by("pk"):
        key = tuple(getattr(line, f"{name}_id" if name in ("fund", "unit") else name) for name in AGREEING)
        sums = found.setdefault(key, [0, 0, 0, 0])
        people = (line.beneficiary_count or 0) * (-1 if line.reverses_id else 1)
        for place, more in enumerate((line.amount, line.quantity or 0, people, 1)):
            sums[place] += more
    return sorted(((*key, *sums) for key, sums in found.items()), key=str)


def a_few_lines(of):
    where = unit("xã Cao Lộc")
    goods = {"kind": "goods", "item": "chăn", "item_unit": "chiếc"}
    first = ledger.post(of, "received", 500_000, date=ago(40), unit=where)
    ledger.post(of, "received", 700_000, date=ago(40), unit=where)
    ledger.post(of, "received", 300_000, date=ago(40), channel="cash")
    ledger.post(of, "received", 900_000, quantity=9, date=ago(3), **goods)
    ledger.post(of, "distributed", 400_000, date=ago(2), beneficiary_count=12)
    ledger.post(of, "distributed", 300_000, quantity=3, date=ago(2), beneficiary_count=3, **goods)
    ledger.reverse(first, "ghi hai lần")


STEP = st.tuples(
    st.sampled_from("mgbodr"),
    st.integers(1, 10**9),
    st.integers(0, 70),
    st.sampled_from(("transfer", "cash", "box")),
    st.booleans(),
    st.integers(0, 1),
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(STEP, max_size=30))
def test_whatever_is_written_the_days_are_the_sums_of_the_lines(steps):
    funds, where = [fund(), fund()], unit()
    for what, amount, days, channel, placed, which in steps:
        facts = {"date": ago(days), "channel": channel, "unit": where if placed else None}
        try:
            if what == "m":
                ledger.post(funds[which], "received", amount, **facts)
            elif what == "g":
                facts |= {"kind": "goods", "item": f"chăn {amount % 2}", "item_unit": "chiếc", "quantity": amount % 9}
                ledger.post(funds[which], "received", amount, **facts)
            elif what == "b":
                facts |= {"kind": "blood", "item": "máu", "item_unit": "đơn vị", "quantity": 1}
                ledger.post(funds[which], "received", **facts)
            elif what == "o":
                ledger.post(funds[which], "distributed", amount, beneficiary_count=amount % 50, **facts)
            elif what == "d":
                goods = {"kind": "goods", "item": f"chăn {amount % 2}", "item_unit": "chiếc", "quantity": 1}
                ledger.post(funds[which], "distributed", amount, beneficiary_count=2, **facts, **goods)
            elif line := LedgerLine.objects.filter(fund=funds[which]).order_by("?").first():
                ledger.reverse(line, "thử")
        except ledger.LedgerError:
            pass
    mine = {one.pk for one in funds}
    assert sorted((row for row in by_day() if row[0] in mine), key=str) == [row for row in by_line() if row[0] in mine]
    assert [ledger.verify(one) for one in funds] == [None, None]


def test_a_reversal_counts_on_its_own_day_and_is_told_apart():
    of = fund()
    line = ledger.post(of, "received", 500_000, date=ago(40))
    ledger.reverse(line, "ghi hai lần")
    rows = LedgerDay.objects.filter(fund=of).order_by("date")
    assert [(row.date, row.amount, row.turned_back, row.turned_back_amount) for row in rows] == [
        (ago(40), 500_000, 0, 0),
        (ago(0), -500_000, 1, 500_000),
    ]


def test_the_check_says_so_when_a_day_does_not_fit():
    of = fund(code="lech-ngay")
    a_few_lines(of)
    call_command("check_ledger", verbosity=0)
    LedgerDay.objects.filter(fund=of, channel="cash").update(amount=F("amount") + 1)
    with pytest.raises(CommandError, match="lech-ngay"):
        call_command("check_ledger", verbosity=0)


@pytest.mark.parametrize("how", ["the next line", "the next report", "the check"])
def test_lines_that_an_older_version_wrote_are_counted_later(how):
    of = fund()
    a_few_lines(of)
    LedgerDay.objects.filter(fund=of).exclude(date=ago(40)).delete()
    LedgerTotals.objects.filter(fund=of).update(days_through=3)
    if how == "the next line":
        ledger.post(of, "received", 1000, date=ago(1))
    elif how == "the next report":
        ledger_days.catch_up()
    else:
        assert ledger.verify(of) is None
    assert sorted(by_day(), key=str) == by_line()


def test_lines_from_before_are_added_up_when_the_tables_are_made():
    for _number in range(2):
        a_few_lines(fund())
    before = list(LedgerDay.objects.order_by(*LedgerDay.KEY).values_list(*LedgerDay.KEY, *LedgerDay.SUMS))
    filled = import_module("campaigns.migrations.0006_ledger_days_filled")
    filled.empty(apps, None)
    assert not LedgerDay.objects.exists()
    filled.add_up(apps, None)
    assert list(LedgerDay.objects.order_by(*LedgerDay.KEY).values_list(*LedgerDay.KEY, *LedgerDay.SUMS)) == before
    assert not LedgerTotals.objects.exclude(days_through=F("head_sequence")).exists()
