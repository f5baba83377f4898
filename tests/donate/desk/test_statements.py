"""The treasurer drops in the bank's file, and the money finds its pledges: each row once, nothing by guesswork."""

import datetime
import re
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from campaigns import ledger
from campaigns.models import BankAccount, LedgerLine
from donate.bank import booking, matching
from donate.models import BankLine, BankStatement, DataAccess, Pledge, Receipt
from donate.promises import lifecycle
from home.safety import rights
from home.safety.actors import SYSTEM
from tests.donate import factories as make
from tests.donate.bank import bank_files as bank

pytestmark = pytest.mark.django_db


def today() -> str:
    return f"{timezone.localdate():%d/%m/%Y}"


def drop(client, data: bytes, account=None, name: str = "sao-ke.xlsx"):
    upload = SimpleUploadedFile(name, data)
    return client.post(reverse("donate_bank"), {"account": (account or make.account()).pk, "file": upload}, follow=True)


def brought(*rows, account=None, by=None) -> BankStatement:
    data = bank.mb(*[(today(), amount, memo, sender) for amount, memo, sender in rows])
    return booking.take_in(data, account or make.account(), by or make.treasurer())


def book_sure(client, statement):
    page = client.get(reverse("donate_bank_statement", args=[statement.pk])).content.decode()
    ticked = re.findall(r'name="dong" value="(\d+)"', page)
    return client.post(reverse("donate_bank_book_sure"), {"dong": ticked}, follow=True), ticked


@pytest.fixture
def treasurer(client):
    person = make.treasurer()
    client.force_login(person)
    return person


def test_a_file_is_dropped_in_and_the_certain_lines_are_booked_at_one_press(client, treasurer):
    fund = make.fund()
    pledges = [make.pledge(fund, amount="other", amount_other=f"{number}00k") for number in (2, 3)]
    memos = [f"MBVCB.99.{pledge.reference}.CT tu 0123 toi 0205" for pledge in pledges]
    page = drop(
        client, bank.vietcombank(*[(today(), pledge.amount, memo) for pledge, memo in zip(pledges, memos, strict=True)])
    )
    assert page.status_code == 200
    for pledge in pledges:
        assert pledge.reference in page.content.decode()
    assert not LedgerLine.objects.exists()  # nothing is booked before a person has seen it
    answer, ticked = book_sure(client, BankStatement.objects.get())
    assert len(ticked) == 2
    assert "500.000" in answer.content.decode()
    for pledge in pledges:
        pledge.refresh_from_db()
        assert pledge.fulfilment == "received"
        line = pledge.receipts.get().line
        assert (line.amount, line.channel, line.date) == (pledge.amount, "transfer", timezone.localdate())
    assert ledger.verify(fund) is None


@pytest.mark.parametrize(
    "mangled",
    [
        "MBVCB.3278907687.812345.{code} ung ho.CT tu 0123456789 LUONG VAN MAU toi 0205000000001",
        "CT nhanh 247 den: {code}",
        "Chuyen tien den tu NAPAS Noi dung: {lower}",
        "IBFT {code}-110924-16:40:45 924870",
        "Vietinbank;0123;UNGHO{code}FT24255123",
        "0900000001-{spaced}",
    ],
)
def test_a_reference_is_found_in_a_mangled_memo(mangled):
    pledge = make.pledge()
    code = pledge.reference
    memo = mangled.format(code=code, lower=code.lower(), spaced=f"{code[:4]} {code[4:]}")
    statement = brought((500_000, memo, ""))
    assert matching.match(statement.lines.all())[0].sure == pledge


def test_only_reference_account_and_sum_together_are_certain():
    other = BankAccount.objects.create(bank_bin="970499", number="0205999", bank_name="Ngân hàng Mẫu", holder="Hội")
    pledge = make.pledge()
    elsewhere = make.pledge(make.fund(account=other))
    statement = brought(
        (499_000, pledge.reference, ""),
        (500_000, elsewhere.reference, ""),
        (500_000, f"{make.NAME} chuyen tien", ""),
        (500_000, f"{pledge.reference} {elsewhere.reference}", ""),
    )
    matches = matching.match(statement.lines.order_by("row"))
    assert [match.sure for match in matches] == [None] * 4
    assert matches[0].suggestions[0].pledge == pledge
    assert matches[1].suggestions[0].pledge == elsewhere
    # The name and the sum: for a person to decide.
    assert pledge in [suggestion.pledge for suggestion in matches[2].suggestions]


def test_the_same_sum_with_the_same_reference_twice_is_booked_once_and_then_looked_at():
    pledge = make.pledge()
    statement = brought((500_000, pledge.reference, "A"), (500_000, pledge.reference, "B"))
    matches = matching.match(statement.lines.order_by("row"))
    assert [bool(match.sure) for match in matches] == [True, False]


def test_a_months_payment_of_a_monthly_pledge_is_certain_too():
    pledge = make.pledge(schedule="monthly", months="6")
    statement = brought((500_000, pledge.reference, ""), (3_000_000, f"{pledge.reference} ca sau thang", ""))
    assert all(match.sure == pledge for match in matching.match(statement.lines.all()))


def test_a_pledge_set_aside_comes_back_when_its_money_comes(client, treasurer):
    pledge = make.pledge()
    lifecycle.take(pledge, "lapse", SYSTEM)
    book_sure(client, brought((500_000, pledge.reference, "")))
    pledge.refresh_from_db()
    assert pledge.fulfilment == "received"


def test_the_same_file_twice_adds_nothing_and_two_genuine_twins_both_count(client, treasurer):
    rows = [(today(), 100_000, "Ung ho"), (today(), 100_000, "Ung ho"), (today(), 200_000, "Chi Lan")]
    drop(client, bank.vietcombank(*rows))
    assert BankLine.objects.count() == 3
    page = drop(client, bank.vietcombank(*rows)).content.decode()
    assert BankLine.objects.count() == 3
    assert "3" in page
    # Another kind of file, with one more row and the same three: only the new one comes.
    drop(client, bank.mb(*[(*row, "") for row in rows], (today(), 50_000, "Them", "")))
    assert BankLine.objects.count() == 4
    assert BankStatement.objects.latest("pk").rows_known == 3


def test_of_several_funds_in_the_words_of_a_transfer_the_longest_of_this_account_is_meant():
    elsewhere = BankAccount.objects.create(bank_bin="970499", number="77777", bank_name="B", holder="H")
    make.fund(code="mai-am")
    longer = make.fund(code="mai-am-2")
    make.fund(code="mai-am-2027", account=elsewhere)
    line = brought((70_000, "ung ho MAI AM 2027", "")).lines.get()
    assert matching.match([line])[0].fund == longer


def test_a_line_without_a_pledge_goes_to_a_fund_of_its_account_and_no_other(client, treasurer):
    fund = make.fund(code="mai-am")
    stranger = make.fund(
        account=BankAccount.objects.create(bank_bin="970499", number="77777", bank_name="B", holder="H")
    )
    line = brought((70_000, "ung ho MAI AM", "")).lines.get()
    assert matching.match([line])[0].fund == fund
    address = reverse("donate_bank_line", args=[line.pk])
    page = client.post(address, {"viec": "quy", "quy": stranger.pk}, follow=True)
    assert page.status_code == 200
    assert not LedgerLine.objects.exists()
    client.post(address, {"viec": "quy", "quy": fund.pk, "nguoi": "Bà Mẫu"})
    receipt = Receipt.objects.get()
    assert (receipt.line.fund, receipt.line.amount, receipt.payer) == (fund, 70_000, "Bà Mẫu")
    client.post(address, {"viec": "quy", "quy": fund.pk})  # pressed twice
    assert LedgerLine.objects.count() == 1


def test_what_is_no_gift_is_set_aside_with_its_reason_and_may_come_back(client, treasurer):
    line = brought((3_000, "Lai nhap goc", "")).lines.get()
    address = reverse("donate_bank_line", args=[line.pk])
    client.post(address, {"viec": "khong", "vi_sao": " "})
    line.refresh_from_db()
    assert line.state == "waiting"
    client.post(address, {"viec": "khong", "vi_sao": "Lãi"})
    line.refresh_from_db()
    assert (line.state, line.why_aside) == ("aside", "Lãi")
    client.post(address, {"viec": "lai"})
    line.refresh_from_db()
    assert line.state == "waiting"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"viec": "hua", "ma": ""},
        {"viec": "hua", "ma": "LSXXXXXXX"},
        {"viec": "hua", "ma": "\x00" * 30},
        {"viec": "quy", "quy": "9" * 40},
        {"viec": "quy", "quy": "-1"},
        {"viec": "nổ", "ve": "https://elsewhere.example/"},
        {"viec": "khong"},
    ],
)
def test_nonsense_for_a_line_is_answered_with_a_sentence_and_books_nothing(client, treasurer, data):
    line = brought((70_000, "x", "")).lines.get()
    page = client.post(reverse("donate_bank_line", args=[line.pk]), data, follow=True)
    assert page.status_code == 200
    assert "messages" in page.content.decode()
    assert page.redirect_chain[0][0].startswith("/admin/")
    assert not LedgerLine.objects.exists()


def test_money_that_went_out_is_never_booked_as_a_gift(client, treasurer):
    fund = make.fund()
    data = bank.bidv((today(), 90_000, 0, "Phi"), (today(), 0, 80_000, "Ung ho"))
    statement = booking.take_in(data, make.account(), treasurer)
    out = statement.lines.get(amount__lt=0)
    client.post(reverse("donate_bank_line", args=[out.pk]), {"viec": "quy", "quy": fund.pk})
    client.post(reverse("donate_bank_line", args=[out.pk]), {"viec": "lai"})
    out.refresh_from_db()
    assert out.state == "aside"
    assert not LedgerLine.objects.exists()


def test_a_file_of_another_of_our_accounts_is_refused(client, treasurer):
    BankAccount.objects.create(bank_bin="970499", number="0205888888", bank_name="Ngân hàng Mẫu", holder="Hội")
    page = drop(client, bank.vietcombank((today(), 5_000, "x"), account="0205888888"))
    assert not BankStatement.objects.exists()
    assert page.context["form"].errors["file"]


@pytest.mark.parametrize("data", [b"", b"rubbish", b"%PDF-1.4", b"PK\x03\x04"])
def test_a_file_that_is_no_statement_comes_back_with_a_sentence(client, treasurer, data):
    page = drop(client, data)
    assert page.status_code == 200
    assert page.context["form"].errors["file"]
    assert not BankStatement.objects.exists()


def test_rows_that_could_not_be_read_and_balances_that_do_not_fit_are_said(client, treasurer):
    data = bank.xlsx(
        [
            ["Số dư đầu kỳ: 1.000.000"],
            ["Ngày", "Có", "Nội dung"],
            [today(), 500_000, "được"],
            ["32/13/2026", 500_000, "hỏng"],
            ["Tổng"],
            ["Số dư cuối kỳ: 9.000.000"],
        ]
    )
    page = drop(client, data).content.decode()
    assert "Dòng 4" in page
    assert "7.500.000" in page


def test_a_statement_is_named_for_the_day_in_viet_nam(client, treasurer):
    statement = brought((5_000, "x", ""))
    late = datetime.datetime(2026, 11, 25, 18, 30, tzinfo=datetime.UTC)
    BankStatement.objects.filter(pk=statement.pk).update(added_at=late)
    assert "26/11/2026" in client.get(reverse("donate_bank_statement", args=[statement.pk])).content.decode()


def test_a_line_turned_back_by_two_people_waits_for_its_right_place(client, treasurer):
    from campaigns.approvals import ledger_proposals

    pledge = make.pledge()
    statement = brought((500_000, pledge.reference, ""))
    book_sure(client, statement)
    line = LedgerLine.objects.get()
    proposal = ledger_proposals.propose_reversal(line, treasurer, "Nhầm người")
    ledger_proposals.decide(proposal, make.supervisor(), approve=True)
    assert statement.lines.get().state == "waiting"
    pledge.refresh_from_db()
    assert pledge.fulfilment == "reversed"


@pytest.mark.parametrize("group", [*rights.GROUPS, None])
def test_only_treasury_books_and_only_control_may_look_besides(client, group):
    pledge = make.pledge()
    statement = brought((500_000, f"{pledge.reference} {make.NAME}", ""))
    line = statement.lines.get()
    client.force_login(make.person(group) if group else make.officer())
    may_look, may_book = group in (rights.TREASURY, rights.SUPERVISORS), group == rights.TREASURY
    for address in (
        reverse("donate_bank"),
        reverse("donate_bank_waiting"),
        reverse("donate_bank_statement", args=[statement.pk]),
    ):
        page = client.get(address)
        assert (page.status_code == 200) == may_look
        if not may_look:
            assert make.NAME not in page.content.decode()
    client.post(reverse("donate_bank_line", args=[line.pk]), {"viec": "hua", "ma": pledge.reference})
    client.post(reverse("donate_bank_book_sure"), {"dong": [line.pk]})
    drop(client, bank.vietcombank((today(), 1_000, "y")))
    assert LedgerLine.objects.exists() == may_book
    assert (BankStatement.objects.count() == 2) == may_book


def test_looking_is_noted_and_memos_are_forgotten_in_time(client, treasurer):
    pledge = make.pledge()
    statement = brought((500_000, f"{pledge.reference} {make.NAME}", ""), (9_000, "Cho viec khac", ""))
    book_sure(client, statement)
    assert DataAccess.objects.filter(user=treasurer, action="list").exists()
    assert booking.forget_memos(timezone.now() - datetime.timedelta(days=1)) == 0
    assert booking.forget_memos(timezone.now() + datetime.timedelta(minutes=1)) == 1
    assert make.NAME not in str(list(BankLine.objects.values_list("memo", flat=True)))
    assert BankLine.objects.get(state="waiting").memo


def test_a_thousand_lines_cost_no_more_questions_than_ten(client, treasurer):
    fund = make.fund()

    def questions() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(reverse("donate_bank_waiting")).status_code == 200
        return len(queries)

    brought((500_000, make.pledge(fund).reference, ""), *[(10_000 + number, f"a{number}", "") for number in range(10)])
    client.get(reverse("donate_bank_waiting"))
    few = questions()
    late = [make.pledge(fund) for _number in range(10)]
    brought(*[(20_000 + number, f"b{number}", "") for number in range(1000)], (500_000, late[-1].reference, ""))
    assert questions() <= few <= 25
    assert late[-1].reference in client.get(reverse("donate_bank_waiting")).content.decode()


def test_nothing_is_half_booked_when_the_ledger_refuses(client, treasurer):
    pledge = make.pledge()
    line = brought((500_000, pledge.reference, "")).lines.get()
    with mock.patch("donate.receiving.receipts.issue", side_effect=ledger.LedgerError("không được")):
        client.post(reverse("donate_bank_book_sure"), {"dong": [line.pk]})
    line.refresh_from_db()
    assert line.state == "waiting"
    assert not LedgerLine.objects.exists()
    assert Pledge.objects.get().fulfilment == "submitted"
