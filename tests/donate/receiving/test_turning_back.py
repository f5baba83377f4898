"""A wrong entry is turned back by two people: receipt, pledge, instalments and the line of the bank follow."""

import pytest

from campaigns import ledger
from campaigns.approvals import ledger_proposals
from campaigns.models import BankAccount, LedgerLine
from donate.models import BankLine, BankStatement, Receipt
from donate.promises import lifecycle
from donate.receiving import receipts, recording
from home.safety.actors import SYSTEM
from tests.donate import factories as make
from tests.donate.desk.test_receipts import THINGS, TODAY, give

pytestmark = pytest.mark.django_db


def turn_back(line, reason="Đếm nhầm"):
    asked = ledger_proposals.propose_reversal(line, make.treasurer(), reason)
    return ledger_proposals.decide(asked, make.supervisor(), approve=True)


def test_of_several_things_one_is_turned_back_and_the_rest_gets_another_receipt():
    fund = make.fund()
    need = make.need(fund, "Chăn bông", "chiếc", 40)
    pledge = make.pledge(fund, "goods", goods=None, need=str(need.pk), quantity="40")
    old = recording.receive(pledge, SYSTEM, date=TODAY(), things=THINGS)
    turn_back(old.lines.get(item="Gạo tẻ"))
    old.refresh_from_db()
    new = old.replaced_by
    assert old.is_void
    assert not new.is_void
    assert [line.item for line in new.lines.order_by("sequence")] == ["Chăn bông", "Mì tôm"]
    pledge.refresh_from_db()
    assert (pledge.received_quantity, pledge.fulfilment) == (40, "received")
    turn_back(new.lines.get(item="Chăn bông"))
    pledge.refresh_from_db()
    assert (pledge.received_quantity, pledge.fulfilment) == (0, "partly_received")
    turn_back(LedgerLine.objects.get(item="Mì tôm", reverses=None))
    pledge.refresh_from_db()
    assert pledge.fulfilment == "reversed"
    assert not Receipt.objects.filter(voided_at=None).exists()
    assert ledger.verify(fund) is None


def test_a_receipt_that_replaced_another_is_the_one_that_becomes_void():
    pledge = make.pledge()
    old = give(pledge)
    new = receipts.reissue(old, make.treasurer(), "sai tên", "Bà L.")
    turn_back(old.line)
    new.refresh_from_db()
    pledge.refresh_from_db()
    assert new.is_void
    assert (pledge.received_amount, pledge.fulfilment) == (0, "reversed")
    assert Receipt.objects.count() == 2


def test_the_instalments_that_were_filled_are_emptied_again_and_no_others():
    pledge = make.pledge(amount="100000", schedule="monthly", months="4")
    first, _second = give(pledge, 150_000), give(pledge, 200_000)
    turn_back(first.line)
    pledge.refresh_from_db()
    assert list(pledge.instalments.values_list("received_amount", flat=True)) == [0, 50_000, 100_000, 50_000]
    assert pledge.received_amount == 200_000


def test_a_promise_whose_entry_was_wrong_can_be_taken_up_again_and_its_officer_is_told():
    from post_office.models import Email

    officer = make.officer()
    pledge = make.pledge()
    turn_back(give(pledge).line)
    letter = Email.objects.filter(to=officer.email).latest("pk")
    assert pledge.reference in letter.subject
    assert pledge.name not in letter.message
    lifecycle.take(pledge, "reopen", officer, reason="Vẫn muốn góp")
    pledge.refresh_from_db()
    assert pledge.is_open


def test_a_movement_of_the_bank_follows_the_receipt():
    treasurer = make.treasurer()
    account = BankAccount.objects.get_or_create(bank_bin="970499", number="1", defaults={"holder": "Hội"})[0]
    statement = BankStatement.objects.create(
        account=account, file_digest="x", rows_read=1, rows_known=0, added_by=treasurer
    )
    old = give()
    line = BankLine.objects.create(
        statement=statement, account=account, key="k", row=1, date=TODAY(), amount=500_000, state="booked", receipt=old
    )
    new = receipts.reissue(old, treasurer, "sai tên", "Bà L.")
    line.refresh_from_db()
    assert line.receipt == new
    turn_back(new.line)
    line.refresh_from_db()
    assert (line.state, line.receipt) == ("waiting", None)
