"""Which pledges are suggested for a line of the bank, for which reasons, and which stands first."""

import datetime
from itertools import count

import pytest
import time_machine
from django.utils import timezone

from campaigns.models import BankAccount
from donate.bank import matching
from donate.models import BankLine, BankStatement, Pledge
from donate.promises import lifecycle
from donate.receiving import recording
from home.safety.actors import SYSTEM
from tests.donate import factories as make

pytestmark = pytest.mark.django_db
REFERENCE, OTHER_ACCOUNT = "nội dung có mã lời hứa này", "nhưng quỹ của lời hứa nhận qua tài khoản khác"
OTHER_SUM, SAME_SUM, RECENT = "nhưng số tiền khác", "đúng số tiền", "mới hứa gần đây"
FULL_NAME, LIKE_NAME, PHONE = "đúng tên người gửi", "tên người gửi gần giống", "nội dung có số điện thoại này"
LONG_AGO = 100
NEAR, FAR = [(SAME_SUM, RECENT)], []
_numbers = count(1)


def bank_line(memo: str, amount: int = 500_000, days: int = 0, account: BankAccount | None = None) -> BankLine:
    """`days` from today."""
    account = account or make.account()
    statement = BankStatement.objects.create(account=account, file_digest="0" * 64, added_by=make.treasurer())
    return BankLine.objects.create(
        statement=statement,
        account=account,
        key=str(next(_numbers)),
        row=1,
        date=timezone.localdate() + datetime.timedelta(days=days),
        amount=amount,
        memo=memo,
    )


def old_pledge(**fields) -> Pledge:
    """Of so long ago that its day alone suggests nothing."""
    return make.pledge(at=timezone.now() - datetime.timedelta(days=LONG_AGO), **fields)


def reasons(line: BankLine) -> list[tuple[str, ...]]:
    return [suggestion.why for suggestion in matching.match([line])[0].suggestions]


def suggested(line: BankLine) -> list[Pledge]:
    return [suggestion.pledge for suggestion in matching.match([line])[0].suggestions]


@pytest.mark.parametrize("hour", [0, 3, 6, 7, 12, 23])  # before seven the day has begun here and not in Greenwich
@pytest.mark.parametrize(
    ("days", "why"), [(21, [(SAME_SUM, RECENT)]), (-21, [(SAME_SUM, RECENT)]), (22, []), (-22, [])]
)
def test_a_gift_belongs_to_a_promise_of_the_same_sum_for_three_weeks_and_not_a_day_longer(days, why, hour):
    with time_machine.travel(datetime.datetime(2026, 3, 11, hour, 30, tzinfo=timezone.get_default_timezone())):
        make.pledge(name="Nông Thị Mẫu")
        assert reasons(bank_line("chuyen tien", days=days)) == why


def test_a_month_that_is_due_brings_a_promise_of_long_ago_near_again():
    pledge = old_pledge(schedule="monthly", months="6")
    with lifecycle.as_if(timezone.now() - datetime.timedelta(days=LONG_AGO)):
        recording.receive(pledge, SYSTEM, date=timezone.localdate(), amount=1_500_000)
    due = pledge.instalments.get(number=4).due_on - timezone.localdate()
    assert reasons(bank_line("chuyen tien", days=due.days + 21)) == NEAR
    assert reasons(bank_line("chuyen tien", days=due.days + 22)) == FAR


@pytest.mark.parametrize(
    ("name", "memo", "why"),
    [
        ("Vy Thị Kín Đáo", "VY THI KIN DAO", [(SAME_SUM, FULL_NAME)]),
        ("Vy Thị Kín Đáo", "0123 KIN DAO THI VY chuyen tien", [(SAME_SUM, FULL_NAME)]),
        ("Nông An", "NONG AN chuyen tien", [(SAME_SUM, FULL_NAME)]),
        ("Vy Thị Kín Đáo", "VY T K DAO chuyen tien", [(SAME_SUM, LIKE_NAME)]),
        ("Vy Thị Kín Đáo", "VY THI KIN chuyen tien", []),
        ("Vy Thị Kín Đáo", "THI KIN DAO chuyen tien", []),
        ("Vy Thị Kín Đáo", "THI KIN chuyen tien", []),
        # One letter is no part of a name, two are: «Y» may stand in any memo, «Vi» is a family.
        ("Y Thị Mẫu", "THI MAU chuyen tien", [(SAME_SUM, FULL_NAME)]),
        ("Vi Thị Mẫu", "THI MAU chuyen tien", []),
        # A name of one word stands in too many memos.
        ("Mẫu", "MAU chuyen tien", []),
    ],
)
def test_a_promise_of_long_ago_is_suggested_by_the_name_of_who_sends(name, memo, why):
    old_pledge(name=name)
    assert reasons(bank_line(memo)) == why


@pytest.mark.parametrize(
    ("memo", "why"),
    [
        ("chuyen tien 0912345678", [(SAME_SUM, PHONE)]),
        ("84 912.345.678", [(SAME_SUM, PHONE)]),
        ("chuyen tien 0912345679", []),
        ("chuyen tien", []),
    ],
)
def test_a_promise_of_long_ago_is_suggested_by_the_telephone_in_the_content(memo, why):
    old_pledge(phone="0912345678")
    assert reasons(bank_line(memo)) == why


def test_what_speaks_most_for_a_promise_stands_first_and_four_are_enough():
    day_alone = [make.pledge(name=f"Nông Thị Mẫu {number}") for number in range(3)]
    like = old_pledge(name="Vy Văn Đáo")
    named = old_pledge(name="Vy Thị Đáo")
    called = old_pledge(phone="0912345678")
    in_order = suggested(bank_line("VY THI DAO 0912345678"))
    assert in_order[:3] == [called, named, like]
    assert len(in_order) == 4
    assert in_order[3] in day_alone


def test_a_name_weighs_more_than_a_day_and_a_telephone_more_than_a_name():
    recent = make.pledge(name="Nông Thị Mẫu")
    like = old_pledge(name="Vy Văn Đáo")
    assert suggested(bank_line("VY THI DAO")) == [like, recent]
    named = make.pledge(name="Vy Thị Đáo")
    called = old_pledge(name="Hoàng Thị Mẫu", phone="0912345678")
    assert suggested(bank_line("VY THI DAO 0912345678")) == [called, named, like, recent]


def test_of_two_of_the_same_name_the_one_that_is_due_stands_first():
    waiting = old_pledge(name="Vy Thị Đáo", schedule="monthly", months="6")
    with lifecycle.as_if(timezone.now() - datetime.timedelta(days=LONG_AGO)):
        recording.receive(waiting, SYSTEM, date=timezone.localdate(), amount=1_500_000)
    later = make.pledge(name="Vy Thị Đáo", at=timezone.now() - datetime.timedelta(days=LONG_AGO - 20))
    assert suggested(bank_line("VY THI DAO")) == [waiting, later]


def test_money_that_went_out_belongs_to_no_promise():
    pledge = make.pledge()
    assert matching.match([bank_line(f"tra lai {pledge.reference}", amount=-500_000)]) == []


def test_what_stands_against_a_named_promise_is_told_with_it():
    elsewhere = make.pledge(make.fund(account=BankAccount.objects.create(bank_bin="970499", number="0205999")))
    pledge = make.pledge()
    assert reasons(bank_line(pledge.reference, amount=499_000)) == [(REFERENCE, OTHER_SUM)]
    assert reasons(bank_line(elsewhere.reference))[0] == (REFERENCE, OTHER_ACCOUNT)
    assert reasons(bank_line(elsewhere.reference, amount=1_000)) == [(REFERENCE, OTHER_ACCOUNT, OTHER_SUM)]


def test_a_promise_named_by_its_reference_is_suggested_once_and_before_all_others():
    pledge = make.pledge()
    other = make.pledge(name="Vy Thị Đáo")
    first, again = bank_line(pledge.reference), bank_line(f"{pledge.reference} VY THI DAO")
    matches = matching.match([first, again])
    assert matches[0].sure == pledge
    assert matches[1].sure is None
    assert [suggestion.pledge for suggestion in matches[1].suggestions] == [pledge, other]


def test_certain_is_what_is_due_or_all_that_is_left_to_the_last_dong():
    pledge = make.pledge()
    recording.receive(pledge, SYSTEM, date=timezone.localdate(), amount=499_999)
    assert matching.match([bank_line(pledge.reference, amount=1)])[0].sure == pledge
    recording.receive(pledge, SYSTEM, date=timezone.localdate(), amount=1)
    for amount in (1, 500_000):
        assert matching.match([bank_line(pledge.reference, amount=amount)])[0].sure is None


def test_of_a_monthly_promise_the_whole_and_a_months_rest_are_suggested_too():
    pledge = make.pledge(schedule="monthly", months="2", name="Vy Thị Đáo")
    assert suggested(bank_line("VY THI DAO", amount=1_000_000)) == [pledge]
    recording.receive(pledge, SYSTEM, date=timezone.localdate(), amount=200_000)
    assert suggested(bank_line("VY THI DAO", amount=300_000)) == [pledge]
    assert suggested(bank_line("VY THI DAO", amount=800_000)) == [pledge]
    assert suggested(bank_line("VY THI DAO", amount=500_000)) == []


def test_nobody_is_suggested_who_promised_to_another_account_gave_already_or_is_erased():
    make.pledge(make.fund(account=BankAccount.objects.create(bank_bin="970499", number="0205999")))
    recording.receive(make.pledge(), SYSTEM, date=timezone.localdate(), amount=500_000)
    Pledge.objects.filter(pk=make.pledge().pk).update(erased_at=timezone.now())
    lifecycle.take(make.pledge(), "cancel", SYSTEM, reason="thử")
    set_aside = make.pledge()
    lifecycle.take(set_aside, "lapse", SYSTEM)
    assert suggested(bank_line("chuyen tien")) == [set_aside]


def test_where_only_what_is_certain_is_wanted_nothing_is_suggested():
    pledge, other = make.pledge(name="Vy Thị Đáo"), make.pledge()
    lines = [bank_line("VY THI DAO"), bank_line(other.reference)]
    by_name, by_reference = matching.match(lines, suggest=False)
    assert (by_name.sure, by_name.suggestions, by_reference.sure) == (None, [], other)
    assert pledge in suggested(lines[0])
