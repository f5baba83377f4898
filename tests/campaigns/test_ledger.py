"""The ledger: lines are never changed, sums are right at any time, the chain tells when somebody tried."""

import datetime
import threading
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, models, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns import ledger
from campaigns.models import Fund, LedgerLine, LedgerMonth, LedgerTotals, PublicName

from .factories import fund, person

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


def received(of, amount=100_000, **facts):
    return ledger.post(of, "received", amount, date=facts.pop("date", today()), **facts)


def given_out(of, amount, **facts):
    return ledger.post(of, "distributed", amount, date=today(), note="gạo", **facts)


def sums(of):
    totals = LedgerTotals.objects.get(fund=of)
    return totals.received, totals.given


def test_lines_of_a_fund_are_numbered_and_chained():
    of = fund()
    lines = [received(of, 1000 * number) for number in (1, 2, 3)]
    assert [line.sequence for line in lines] == [1, 2, 3]
    assert len({line.digest for line in lines}) == 3
    assert ledger.verify(of) is None


OTHER = {
    "fund_id": 2,
    "sequence": 8,
    "direction": "distributed",
    "kind": "goods",
    "amount": 1001,
    "item": "gạo",
    "item_unit": "kg",
    "quantity": Decimal("1.5"),
    "date": datetime.date(2026, 1, 2),
    "channel": "cash",
    "unit_id": 3,
    "note": "khác",
    "beneficiaries": "hộ bà L.",
    "beneficiary_count": 4,
    "place": "chợ",
    "decision_number": "1/QĐ",
    "over_balance_reason": "bão",
    "reverses_id": 5,
    "reason": "nhầm",
    "recorded_at": datetime.datetime(2026, 1, 1, 0, 0, 0, 1, datetime.UTC),
}


@pytest.mark.parametrize("field", OTHER)
def test_every_public_fact_of_a_line_is_in_its_digest(field):
    def line(**facts):
        written = {"fund_id": 1, "sequence": 7, "direction": "received", "kind": "money", "amount": 1000}
        when = {"date": datetime.date(2026, 1, 1), "recorded_at": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)}
        return LedgerLine(**{**written, **when, **facts})

    assert ledger.digest_of(line(**{field: OTHER[field]}), "a") != ledger.digest_of(line(), "a")
    assert ledger.digest_of(line(), "a") != ledger.digest_of(line(), "b")


def test_a_gift_that_was_turned_back_is_no_gift_any_more():
    of = fund()
    wrong = received(of)
    received(of)
    ledger.reverse(wrong, "ghi hai lần")
    assert LedgerTotals.objects.get(fund=of).gifts == 1


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_itself_refuses_to_change_a_line(change):
    line = received(fund())
    rows = LedgerLine.objects.filter(pk=line.pk)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        rows.update(amount=1) if change == "update" else rows._raw_delete(rows.db)
    assert LedgerLine.objects.get(pk=line.pk).amount == 100_000


def test_a_line_that_was_tampered_with_is_named(capsys):
    of = fund(code="gian-lan")
    received(of)
    line = received(of, 5000)
    received(of)
    behind_its_back("UPDATE campaigns_ledgerline SET amount = 50000 WHERE id = %s", line.pk)
    with pytest.raises(CommandError, match="gian-lan: dòng 2 "):
        call_command("check_ledger")


def test_a_reversal_takes_the_amount_back_and_keeps_both_lines():
    of = fund()
    line = received(of, 500_000)
    undo = ledger.reverse(line, "ghi hai lần", person())
    assert undo.amount == -500_000
    assert undo.reverses == line
    assert sums(of) == (0, 0)
    assert LedgerLine.objects.filter(fund=of).count() == 2
    with pytest.raises(ledger.LedgerError):
        ledger.reverse(line, "lần nữa")
    with pytest.raises(ledger.LedgerError):
        ledger.reverse(undo, "đảo của đảo")
    with pytest.raises(ledger.LedgerError):
        ledger.reverse(received(of), "  ")


def test_never_more_is_given_than_the_fund_holds_unless_somebody_says_why():
    of = fund()
    received(of, 300_000)
    with pytest.raises(ledger.LedgerError, match=r"300\.000"):
        given_out(of, 300_001)
    assert sums(of) == (300_000, 0)
    given_out(of, 400_000, over_balance_reason="ứng trước theo quyết định")
    assert LedgerTotals.objects.get(fund=of).balance == -100_000


def test_goods_are_counted_apart_from_money_and_cannot_be_given_twice():
    of = fund()
    goods = {"kind": "goods", "item": "chăn", "item_unit": "chiếc"}
    received(of, 2_000_000, quantity=10, **goods)
    assert sums(of) == (0, 0)
    given_out(of, 1_600_000, quantity=8, **goods)
    for more in (3, Decimal("2.5")):
        with pytest.raises(ledger.LedgerError, match="2 chiếc"):
            given_out(of, 600_000, quantity=more, **goods)
    assert LedgerTotals.objects.get(fund=of).goods_received == 2_000_000


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 0},
        {"amount": -1},
        {"date": timezone.localdate() + datetime.timedelta(days=2)},
        {"kind": "goods", "item": "gạo"},
        {"kind": "goods", "quantity": 3},
    ],
)
def test_nonsense_is_refused_with_a_sentence_and_nothing_is_written(wrong):
    of = fund()
    with pytest.raises(ledger.LedgerError, match=r"\w+ \w+"):
        received(of, wrong.pop("amount", 1000), **wrong)
    assert not LedgerLine.objects.filter(fund=of).exists()


def test_a_fund_in_preparation_takes_no_line():
    with pytest.raises(ledger.LedgerError):
        received(fund(state="draft"))


def test_a_name_can_be_erased_without_touching_the_chain():
    of = fund()
    line = received(of, 1000, public_name="Lớp 9A")
    PublicName.objects.filter(line=line).delete()
    assert ledger.verify(of) is None
    assert sums(of) == (1000, 0)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from("ioxr"), st.integers(1, 10**9)), max_size=25))
def test_whatever_happens_the_sums_are_the_sums_of_the_lines(steps):
    of = fund()
    for what, amount in steps:
        try:
            if what == "i":
                received(of, amount, date=today() - datetime.timedelta(days=amount % 400))
            elif what == "o":
                given_out(of, amount)
            elif what == "x":
                given_out(of, amount, over_balance_reason="ứng")
            else:
                line = LedgerLine.objects.filter(fund=of).order_by("?").first()
                if line:
                    ledger.reverse(line, "thử")
        except ledger.LedgerError:
            pass
    lines = LedgerLine.objects.filter(fund=of)
    by_direction = dict(lines.order_by().values_list("direction").annotate(models.Sum("amount")))
    totals = LedgerTotals.objects.filter(fund=of).first() or LedgerTotals(fund=of)
    assert (totals.received, totals.given) == (by_direction.get("received", 0), by_direction.get("distributed", 0))
    months = LedgerMonth.objects.filter(fund=of).aggregate(models.Sum("received"), models.Sum("given"))
    assert (months["received__sum"] or 0, months["given__sum"] or 0) == (totals.received, totals.given)
    assert ledger.verify(of) is None


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (LedgerTotals, {"received": 1}),
        (LedgerTotals, {"gifts": 7}),
        (LedgerMonth, {"received": 1}),
        (LedgerMonth, {"given": 1}),
    ],
)
def test_sums_that_somebody_changed_are_found(model, change):
    of = fund()
    received(of)
    assert ledger.verify(of) is None
    model.objects.filter(fund=of).update(**change)
    assert "tổng" in (ledger.verify(of) or "")


def behind_its_back(statement: str, *values) -> None:
    """As who has the server in their hands and takes the guard away first."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for event in ("UPDATE", "DELETE"):
                cursor.execute(f"DROP TRIGGER campaigns_ledgerline_{event}")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks outstanding cannot be altered
            cursor.execute("ALTER TABLE campaigns_ledgerline DISABLE TRIGGER campaigns_ledgerline_guard")
        cursor.execute(statement, values)
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE campaigns_ledgerline ENABLE TRIGGER campaigns_ledgerline_guard")


@pytest.mark.parametrize("gone", [1, 2, 3])
def test_a_line_that_is_gone_is_named(gone):
    of = fund(code="mat-dong")
    for amount in (1000, 2000, 3000):
        received(of, amount)
    behind_its_back("DELETE FROM campaigns_ledgerline WHERE fund_id = %s AND sequence = %s", of.pk, gone)
    assert ledger.verify(of) == f"mat-dong: thiếu dòng {gone}."


def test_a_last_line_that_was_written_anew_with_a_fitting_digest_is_named():
    of = fund(code="viet-lai")
    first, last = received(of, 1000), received(of, 2000)
    last.note = "người khác"
    behind_its_back(
        "UPDATE campaigns_ledgerline SET note = %s, digest = %s WHERE id = %s",
        last.note,
        ledger.digest_of(last, first.digest),
        last.pk,
    )
    assert "dòng 2" in (ledger.verify(of) or "")


@pytest.mark.parametrize(
    "wrong",
    [
        {"date": datetime.date(26, 1, 1)},
        {"kind": "goods", "item": "gạo" * 60, "item_unit": "kg", "quantity": 1},
        {"kind": "goods", "item": "gạo", "item_unit": "kg", "quantity": "0.001"},
        {"note": "x" * 201},
        {"channel": "dove"},
    ],
)
def test_what_does_not_fit_the_book_is_refused_with_a_sentence(wrong):
    of = fund()
    facts = {"date": today(), **wrong}
    if "quantity" in facts:
        facts["quantity"] = Decimal(facts["quantity"])
    with pytest.raises(ledger.LedgerError, match=r"\w+ \w+"):
        ledger.post(of, "received", 1000, **facts)
    assert not LedgerLine.objects.filter(fund=of).exists()
    assert ledger.verify(of) is None


def test_the_book_begins_with_the_year_2000():
    of = fund()
    with pytest.raises(ledger.LedgerError, match="Xem lại năm"):
        received(of, date=datetime.date(1999, 12, 31))
    assert not LedgerLine.objects.filter(fund=of).exists()
    assert received(of, date=datetime.date(2000, 1, 1)).sequence == 1


@pytest.mark.parametrize("state", ["closed", "distributing", "settled", "archived"])
def test_what_comes_late_for_a_closed_fund_is_taken_and_seen(state):
    of = fund(state=state)
    received(of, 5000)
    assert sums(of) == (5000, 0)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_twenty_people_posting_at_once_leave_one_unbroken_chain():
    if connection.vendor != "postgresql":
        pytest.fail("this test runs on PostgreSQL only")
    of = fund()
    faults = []

    def post():
        try:
            for _time in range(5):
                received(Fund.objects.get(pk=of.pk), 1000)
        except Exception as error:
            faults.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=post) for _number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert sums(of) == (100_000, 0)
    assert ledger.verify(of) is None
