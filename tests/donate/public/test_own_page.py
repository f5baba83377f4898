"""The donor's own page: how the promise stands, how to pay, what became of it."""

import datetime
import re
from decimal import Decimal
from unittest import mock

import pytest
from django.utils import timezone

from campaigns import ledger
from donate.models import Pledge
from donate.promises import lifecycle, vietqr
from donate.receiving import recording
from home.safety.actors import SYSTEM
from tests.donate import factories as make

from . import read_qr

pytestmark = pytest.mark.django_db


def page_of(client, pledge: Pledge) -> str:
    answer = client.get(pledge.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def part_of(page: str, name: str) -> str:
    """The words of one section of the page."""
    return page.split(f'class="{name}"')[1].split("</section>", maxsplit=1)[0]


def test_the_page_is_kept_from_caches_search_and_other_sites(client):
    for method in (client.get, client.post):
        answer = method(make.pledge().get_absolute_url())
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert not answer.cookies


@pytest.mark.parametrize("token", ["x", "a" * 500, "%00", "..%2f..", "%E2%80%AE"])
def test_a_wrong_token_is_not_found(client, token):
    make.pledge()
    assert client.get(f"/ung-ho/cam-on/{token}/").status_code == 404


def test_the_qr_carries_what_is_due_and_the_reference(client):
    pledge = make.pledge(amount="other", amount_other="1.500.000")
    with mock.patch.object(vietqr, "payload", wraps=vietqr.payload) as payload:
        page = page_of(client, pledge)
    payload.assert_called_once_with("970499", "0205000000001", 1_500_000, pledge.reference)
    assert "<svg" in page
    assert pledge.reference in page
    assert ">".join(("1", "500", "000")) in page.replace("<span>", "").replace("</span", "")  # apart, yet copied as one


def test_a_monthly_pledge_asks_for_what_is_left_of_the_month_that_is_due(client):
    pledge = make.pledge(schedule="monthly", months="3")
    recording.receive(pledge, make.treasurer(), date=timezone.localdate(), amount=700_000)
    with mock.patch.object(vietqr, "payload", wraps=vietqr.payload) as payload:
        page = page_of(client, pledge)
    assert payload.call_args.args[2] == 300_000
    assert part_of(page, "mine__plan").count("<tr>") == 4
    assert "Chuyển khoản lần 2" in page


def test_a_telephone_reads_sum_account_and_reference_off_the_page(client):
    pledge = make.pledge(amount="other", amount_other="1tr5")
    drawn = re.search(r'<svg[^>]*class="qr__code".*?</svg>', page_of(client, pledge), re.S)[0]
    assert read_qr.read(drawn) == vietqr.payload("970499", "0205000000001", 1_500_000, pledge.reference)


def test_a_telephone_reads_account_and_fund_off_the_campaign(client):
    fund = make.fund("mai-lanh")
    drawn = client.get(f"/ung-ho/qr/{fund.code}.svg").content.decode()
    assert read_qr.read(drawn) == vietqr.payload("970499", "0205000000001", None, "MAI LANH")


@pytest.mark.parametrize("kind", ["goods", "time", "blood"])
def test_what_is_not_money_has_no_qr(client, kind):
    assert "qr__code" not in page_of(client, make.pledge(kind=kind))


def test_an_account_that_is_closed_is_never_shown_for_a_transfer(client):
    fund = make.fund()
    pledge = make.pledge(fund)
    fund.account.is_active = False
    fund.account.save()
    page = page_of(client, pledge)
    assert "qr__code" not in page
    assert "0205" not in page.split('class="mine__next"')[0]


def take(step):
    return lambda pledge: lifecycle.take(pledge, step, SYSTEM, reason="thử")


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([], "Hội gọi xác nhận"),
        ([take("confirm")], "Tiền về quỹ"),
        ([take("cancel")], "Đã rút"),
        ([take("lapse")], "Tạm gác lại"),
        ([take("mark_spam")], "Đã gác lại"),
    ],
)
def test_the_state_is_said_in_plain_words(client, steps, words):
    pledge = make.pledge()
    for step in steps:
        step(pledge)
    page = page_of(client, pledge)
    now = page.split('aria-current="step"')[1].split("</li>")[0]
    assert words in now


def test_what_came_in_shows_its_receipt(client):
    pledge = make.pledge()
    receipt = recording.receive(pledge, make.treasurer(), date=timezone.localdate(), amount=500_000)
    page = page_of(client, pledge)
    assert receipt.label in page
    assert "qr__code" not in page


# --- What it became --------------------------------------------------------------------------------------------------


def give(fund, amount: int, days_ago: int = 0, **facts):
    day = timezone.localdate() - datetime.timedelta(days=days_ago)
    return ledger.post(fund, "distributed", amount, date=day, **facts)


def test_the_headline_says_how_it_stands(client):
    pledge = make.pledge(amount="other", amount_other="1.000.000", name="Vy Thị Kín")
    say = lambda: page_of(client, pledge).split("<h1>")[1].split("</h1>")[0]  # noqa: E731
    assert say() == f"Cảm ơn Vy Thị Kín. Hội đã ghi lời hứa 1.000.000 ₫ cho “{pledge.fund}”."
    recording.receive(pledge, make.treasurer(), date=timezone.localdate(), amount=400_000)
    assert say() == f"Cảm ơn Vy Thị Kín. Hội đã nhận 400.000 ₫ theo lời hứa 1.000.000 ₫ cho “{pledge.fund}”."
    recording.receive(pledge, make.treasurer(), date=timezone.localdate(), amount=700_000)
    assert say() == f"Cảm ơn Vy Thị Kín. Hội đã nhận 1.100.000 ₫ cho “{pledge.fund}”."


def test_receipts_stand_with_number_day_and_sum_and_add_up_without_the_void_ones(client):
    pledge, treasurer, today = make.pledge(amount="other", amount_other="2tr"), make.treasurer(), timezone.localdate()
    first, wrong, last = (
        recording.receive(pledge, treasurer, date=today, amount=sum) for sum in (300_000, 900_000, 200_000)
    )
    recording.take_back(wrong, make.supervisor(), "của người khác")
    shown = part_of(page_of(client, pledge), "mine__receipts")
    for receipt in (first, wrong, last):
        assert receipt.label in shown
    assert f"{today.day}/{today.month}/{today.year}" in shown
    assert "<s>900.000 ₫</s>" in shown
    assert "Đã hủy" in shown
    assert "của người khác" not in shown
    [address] = re.findall(rf'href="([^"]+)">\s*Biên nhận số {first.label}', shown)
    slip = client.get(address)
    assert slip.status_code == 200
    assert first.label in slip.content.decode()
    assert "no-store" in slip["Cache-Control"]
    assert "500.000 ₫" in shown.split("<tfoot>")[1]


def test_goods_show_what_was_counted_and_no_price(client):
    fund = make.fund()
    pledge = make.pledge(fund, "goods", need=str(make.need(fund).pk), quantity="7")
    recording.receive(pledge, make.officer(), date=timezone.localdate(), quantity=5, amount=1_000_000)
    page = page_of(client, pledge)
    assert "5 chiếc chăn bông" in part_of(page, "mine__receipts")
    assert "1.000.000" not in page
    assert "Hội đã nhận 5 chiếc chăn bông theo lời hứa 7 chiếc chăn bông" in page


def test_it_shows_what_the_fund_handed_on_since_the_gift_and_nothing_older(client):
    pledge = make.pledge(amount="other", amount_other="5tr")
    today = timezone.localdate()
    ledger.post(pledge.fund, "received", 9_000_000, date=today - datetime.timedelta(days=30))
    give(pledge.fund, 1_000_000, days_ago=20, note="Gạo tháng trước")
    recording.receive(pledge, make.treasurer(), date=today - datetime.timedelta(days=10), amount=5_000_000)
    assert "chưa trao khoản nào" in part_of(page_of(client, pledge), "mine__went")
    give(pledge.fund, 2_000_000, days_ago=5, note="Tôn cho hai nhà")
    wrong = give(pledge.fund, 3_000_000, note="Ghi lầm")
    ledger.reverse(wrong, "hai lần")
    give(pledge.fund, 500_000, note="Chuyến xe chở tôn")
    page = page_of(client, pledge)
    went = part_of(page, "mine__went")
    assert "quỹ đã trao 2,5 triệu đồng trong 2 khoản" in went
    assert "Tôn cho hai nhà" in went
    assert "Chuyến xe chở tôn" in went
    assert "Gạo tháng trước" not in went
    assert "Ghi lầm" not in went
    assert f"/cong-khai/{pledge.fund.code}/" in went
    last = part_of(page, "mine__path").split("<li")[-1]
    assert "is-done" in last
    assert "Đến tay người cần" in last


def test_before_anything_came_in_nothing_is_said_of_where_it_went(client):
    pledge = make.pledge()
    ledger.post(pledge.fund, "received", 9_000_000, date=timezone.localdate())
    give(pledge.fund, 1_000_000)
    page = page_of(client, pledge)
    assert "mine__went" not in page
    assert "mine__receipts" not in page


@pytest.mark.parametrize("state", ["received", "cancel", "mark_spam"])
def test_when_nothing_is_to_be_paid_nobody_is_asked_to_pay(client, state):
    pledge = make.pledge()
    if state == "received":
        recording.receive(pledge, make.treasurer(), date=timezone.localdate(), amount=500_000)
    else:
        take(state)(pledge)
    page = page_of(client, pledge)
    for words in ("nội dung chuyển khoản", "Nộp tiền mặt", "qr__code", "0205000000001"):
        assert words not in page


def test_a_lapsed_promise_still_says_how_to_pay(client):
    pledge = make.pledge()
    take("lapse")(pledge)
    assert "qr__code" in page_of(client, pledge)


@pytest.mark.parametrize(
    ("kind", "words"),
    [("money", "Nộp tiền mặt"), ("goods", "Mang đồ đến"), ("time", "Ngày hẹn"), ("blood", "Ngày hẹn")],
)
def test_what_to_do_next_fits_the_kind(client, kind, words):
    heads = {"Nộp tiền mặt", "Mang đồ đến", "Ngày hẹn"}
    page = page_of(client, make.pledge(kind=kind))
    assert {head for head in heads if head in page} == {words}


def test_the_day_chosen_stands_on_the_page(client):
    day = timezone.localdate() + datetime.timedelta(days=9)
    page = page_of(client, make.pledge(kind="blood", blood_day=day.strftime("%d/%m/%Y")))
    assert f"{day.day}/{day.month}/{day.year}" in part_of(page, "mine__next")


def test_a_day_that_has_passed_is_promised_to_nobody(client):
    pledge = make.pledge(at=timezone.now() - datetime.timedelta(days=9))
    assert "Chậm nhất" not in page_of(client, pledge)
    assert "Chậm nhất" in page_of(client, make.pledge())


@pytest.mark.parametrize("kind", ["money", "goods", "time", "blood"])
def test_the_words_of_the_promise_fit_its_kind(client, kind):
    said = {"money": "500.000", "goods": "2 bao gạo", "time": "8 giờ công", "blood": "một lần hiến máu"}[kind]
    assert said in page_of(client, make.pledge(kind=kind)).split("</h1>")[0]


def test_a_needed_thing_is_said_with_its_count(client):
    fund = make.fund()
    pledge = make.pledge(fund, "goods", need=str(make.need(fund).pk), quantity="7")
    assert pledge.quantity == Decimal(7)
    assert "7 chiếc chăn bông" in page_of(client, pledge)


def test_the_page_takes_few_queries(client, django_assert_max_num_queries):
    pledge = make.pledge(schedule="monthly", months="24")
    page_of(client, pledge)
    with django_assert_max_num_queries(8):
        page_of(client, pledge)


def test_the_page_takes_few_queries_whatever_came_of_it(client, django_assert_max_num_queries):
    pledge, treasurer = make.pledge(schedule="monthly", months="24"), make.treasurer()
    for _month in range(12):
        recording.receive(pledge, treasurer, date=timezone.localdate(), amount=500_000)
        give(pledge.fund, 100_000, note="Gạo")
    page_of(client, pledge)
    with django_assert_max_num_queries(12):
        page_of(client, pledge)
