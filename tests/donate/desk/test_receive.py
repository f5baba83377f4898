"""Recording what came: by who may, once, with every doubt asked, nothing typed lost, and the promise beside it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns import ledger
from campaigns.desk.once import new_key
from campaigns.models import LedgerLine, PublicName, Submission
from donate.models import DataAccess, Receipt
from donate.promises import lifecycle
from donate.receiving import recording
from home.safety import rights
from home.safety.actors import SYSTEM
from tests.donate import factories as make

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def day(ago: int = 0) -> str:
    return f"{TODAY() - datetime.timedelta(days=ago):%d/%m/%Y}"


def money(**more) -> dict[str, str]:
    return {"once": new_key(), "amount": "500k", "channel": "cash", "date": day(), **more}


def things(*rows: tuple[str, str, str, str], **more) -> dict[str, str]:
    data = {"once": new_key(), "date": day(), "rows": "4"}
    for place, row in enumerate(rows):
        data |= {f"{name}_{place}": text for name, text in zip(("item", "quantity", "unit", "value"), row, strict=True)}
    return data | more


def address(pledge) -> str:
    return reverse("donate_receive", args=[pledge.pk])


COUNTER = "/admin/tiep-nhan/"


@pytest.fixture
def treasurer(client):
    user = make.treasurer()
    client.force_login(user)
    return user


@pytest.fixture
def officer(client):
    user = make.officer()
    client.force_login(user)
    return user


# --- For a promise ---------------------------------------------------------------------------------------------------


def test_money_is_recorded_as_people_type_it_and_leads_to_the_receipt(client, treasurer):
    pledge = make.pledge(amount="other", amount_other="2tr")
    page = client.get(address(pledge))
    assert 'value="2.000.000"' in page.content.decode()
    answer = client.post(address(pledge), money(amount="1,5 triệu", channel="transfer", version=pledge.version))
    receipt = Receipt.objects.get()
    assert answer["Location"] == reverse("donate_receipt", args=[receipt.pk])
    pledge.refresh_from_db()
    assert (pledge.received_amount, pledge.fulfilment) == (1_500_000, "partly_received")
    assert (receipt.line.amount, receipt.line.channel, receipt.issued_by) == (1_500_000, "transfer", treasurer)
    shown = client.get(answer["Location"]).content.decode()
    for words in (receipt.label, "1.500.000", "Một triệu năm trăm nghìn đồng", "còn 500.000", "In biên nhận"):
        assert words in shown, words
    assert reverse("campaigns_ledger:inspect", args=[receipt.line.pk]) in shown


def test_the_field_holds_what_is_due_on_the_oldest_unpaid_month_and_the_receipt_says_what_it_filled(client, treasurer):
    pledge = make.pledge(amount="200000", schedule="monthly", months="3")
    recording.receive(pledge, treasurer, date=TODAY(), amount=250_000)
    assert 'value="150.000"' in client.get(address(pledge)).content.decode()
    client.post(address(pledge), money(amount="300.000"))
    receipt = Receipt.objects.latest("pk")
    assert receipt.fills == [[2, 150_000], [3, 150_000]]
    assert list(pledge.instalments.values_list("received_amount", flat=True)) == [200_000, 200_000, 150_000]
    assert "tháng thứ 2–3 trên 3" in client.get(reverse("donate_receipt", args=[receipt.pk])).content.decode()


def test_more_than_promised_stays_visible(client, treasurer):
    pledge = make.pledge()
    client.post(address(pledge), money(amount="700k"))
    assert (
        "nhiều hơn đã hứa 200.000"
        in client.get(reverse("donate_receipt", args=[Receipt.objects.get().pk])).content.decode()
    )


def test_several_things_of_one_promise_stand_on_one_receipt(client, officer):
    fund = make.fund()
    need = make.need(fund, "Chăn bông", "chiếc", 40)
    pledge = make.pledge(fund, "goods", goods=None, need=str(need.pk), quantity="10")
    page = client.get(address(pledge)).content.decode()
    assert 'value="Chăn bông"' in page
    assert 'value="10"' in page
    rows = [("chăn bông", "6", "Chiếc", "1,2tr"), ("Áo ấm trẻ em", "2,5", "kg", ""), ("", "", "", "")]
    answer = client.post(address(pledge), things(*rows))
    receipt = Receipt.objects.get()
    assert answer["Location"] == reverse("donate_receipt", args=[receipt.pk])
    lines = [(line.item, line.item_unit, line.quantity, line.amount) for line in receipt.lines.order_by("sequence")]
    assert lines == [("Chăn bông", "chiếc", 6, 1_200_000), ("Áo ấm trẻ em", "kg", 2.5, 0)]
    assert receipt.lines.get(item="Chăn bông").need == need
    pledge.refresh_from_db()
    assert (pledge.received_quantity, pledge.fulfilment) == (6, "partly_received")
    shown = client.get(answer["Location"]).content.decode()
    assert "Áo ấm trẻ em" in shown
    assert "còn 4 chiếc chăn bông" in shown
    assert ledger.verify(fund) is None


def test_other_things_than_promised_leave_the_promise_open(client, officer):
    fund = make.fund()
    need = make.need(fund)
    pledge = make.pledge(fund, "goods", goods=None, need=str(need.pk), quantity="10")
    client.post(address(pledge), things(("Gạo", "20", "kg", "")))
    pledge.refresh_from_db()
    assert (pledge.received_quantity, pledge.fulfilment) == (0, "partly_received")


@pytest.mark.parametrize(("kind", "typed", "quantity"), [("time", "6,5", 6.5), ("blood", "1", 1)])
def test_hours_and_blood_are_recorded_as_attended(client, officer, kind, typed, quantity):
    pledge = make.pledge(kind=kind)
    answer = client.post(address(pledge), {"once": new_key(), "quantity": typed, "date": day(1)})
    assert answer.status_code == 302
    line = LedgerLine.objects.get()
    assert (line.kind, line.quantity, line.amount) == (kind, quantity, 0)


def test_the_very_same_form_sent_again_counts_once(client, treasurer):
    pledge, data = make.pledge(amount="other", amount_other="2tr"), money()
    first, second = client.post(address(pledge), data), client.post(address(pledge), data)
    assert first["Location"] == second["Location"]
    assert LedgerLine.objects.count() == 1
    assert "đã gửi một lần" in client.get(second["Location"]).content.decode()
    assert client.post(address(pledge), data | {"once": new_key()})["Location"] != first["Location"]
    assert LedgerLine.objects.count() == 2


@pytest.mark.parametrize("key", ["", "x", "a" * 44, "ấ" * 30, "\x00" * 30])
def test_a_form_without_its_key_is_shown_again_with_what_was_typed(client, treasurer, key):
    answer = client.post(address(make.pledge()), money(once=key, amount="123.456"))
    assert answer.status_code == 200
    assert "123.456" in answer.content.decode()
    assert not LedgerLine.objects.exists()


def test_who_was_overtaken_sees_both_and_loses_nothing(client, treasurer):
    pledge = make.pledge(amount="other", amount_other="2tr")
    seen = pledge.version
    other = make.treasurer("nguoi-kia")
    recording.receive(pledge, other, date=TODAY(), amount=300_000)
    answer = client.post(address(pledge), money(amount="456.000", version=seen))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "456.000" in page
    assert "300.000" in page
    assert LedgerLine.objects.count() == 1
    again = client.post(address(pledge), money(amount="456.000", version=answer.context["version"]))
    assert again.status_code == 302
    pledge.refresh_from_db()
    assert pledge.received_amount == 756_000


@pytest.mark.parametrize(
    ("more", "doubt"),
    [
        ({"date": day(90)}, "hơn hai tháng"),
        ({"amount": "50tr"}, "nhiều hơn hẳn"),
    ],
)
def test_what_is_unusual_is_asked_about_once(client, treasurer, more, doubt):
    pledge, data = make.pledge(), money(**more)
    answer = client.post(address(pledge), data)
    assert doubt in answer.content.decode()
    assert not LedgerLine.objects.exists()
    assert not Submission.objects.exists()
    assert client.post(address(pledge), data | {"sure": "x"}).status_code == 200
    sure = answer.context["form"].sure_key
    assert client.post(address(pledge), data | {"sure": sure}).status_code == 302


def test_a_day_before_the_fund_opened_and_a_closed_fund_are_asked_about_and_taken(client, treasurer):
    fund = make.fund(opens_on=TODAY())
    pledge = make.pledge(fund)
    fund.state = "closed"
    fund.save()
    answer = client.post(address(pledge), data := money(date=day(3)))
    page = answer.content.decode()
    assert "mới mở" in page
    assert "không còn nhận" in page
    client.post(address(pledge), data | {"sure": answer.context["form"].sure_key})
    assert LedgerLine.objects.get().fund == fund


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"amount": ""}, "amount"),
        ({"amount": "-5"}, "amount"),
        ({"amount": "mười nghìn"}, "amount"),
        ({"amount": "9" * 60}, "amount"),
        ({"channel": ""}, "channel"),
        ({"channel": "gold"}, "channel"),
        ({"date": ""}, "date"),
        ({"date": "31/02/2026"}, "date"),
        ({"date": day(-1)}, "date"),
        ({"date": "01/01/0026"}, "date"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(client, treasurer, wrong, field):
    answer = client.post(address(make.pledge()), money(**wrong))
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert not LedgerLine.objects.exists()


@pytest.mark.parametrize(
    ("rows", "fields"),
    [
        ([], ["item_0"]),
        ([("Gạo", "", "kg", "")], ["quantity_0"]),
        ([("Gạo", "0", "kg", "")], ["quantity_0"]),
        ([("Gạo", "2,555", "kg", "")], ["quantity_0"]),
        ([("Gạo", "9" * 19, "kg", "")], ["quantity_0"]),
        ([("", "3", "kg", "")], ["item_0"]),
        ([("Gạo", "3", "", "")], ["unit_0"]),
        ([("Gạo", "3", "kg", "nhiều")], ["value_0"]),
        ([("G" * 121, "3", "kg", "")], ["item_0"]),
        ([("Gạo của 0912 345 678", "3", "kg", "")], ["item_0"]),
        ([("Gạo", "3", "kg", ""), ("GẠO", "2", "Kg", "")], ["__all__"]),
    ],
)
def test_goods_that_cannot_be_are_refused_beside_their_field(client, officer, rows, fields):
    answer = client.post(address(make.pledge(kind="goods")), things(*rows))
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == fields
    assert not LedgerLine.objects.exists()


def test_more_rows_keep_what_was_typed_and_twenty_are_the_most(client, officer):
    pledge = make.pledge(kind="goods")
    answer = client.post(address(pledge), things(("Gạo", "3", "kg", "")) | {"more": "1"})
    assert answer.context["form"].row_number == 8
    assert 'value="Gạo"' in answer.content.decode()
    assert not LedgerLine.objects.exists()
    for rows in ("999", "-1", "x", "9" * 30):
        answer = client.post(address(pledge), things() | {"rows": rows, "more": "1"})
        assert answer.context["form"].row_number <= 20


def test_the_donors_name_does_not_get_into_the_ledger(client, officer):
    pledge = make.pledge(kind="goods", name=make.NAME)
    answer = client.post(address(pledge), things((f"Gạo nhà {make.NAME}", "3", "kg", "")))
    assert answer.status_code == 200
    assert not LedgerLine.objects.exists()


def test_for_spam_nothing_is_recorded_and_the_screen_says_why(client, treasurer):
    pledge = make.pledge()
    lifecycle.take(pledge, "mark_spam", SYSTEM)
    assert "thư rác" in client.get(address(pledge)).content.decode()
    client.post(address(pledge), money())
    assert not LedgerLine.objects.exists()


def test_a_lapsed_promise_comes_back_by_itself(client, treasurer):
    pledge = make.pledge(amount="other", amount_other="2tr")
    lifecycle.take(pledge, "lapse", SYSTEM)
    client.post(address(pledge), money())
    pledge.refresh_from_db()
    assert pledge.fulfilment == "partly_received"
    assert pledge.next_action_on


# --- Without a promise -----------------------------------------------------------------------------------------------


def test_somebody_at_the_counter_may_stay_unnamed(client, treasurer):
    fund = make.fund()
    client.post(COUNTER, money(fund=str(fund.pk), amount="50.000"))
    receipt = Receipt.objects.get()
    assert (receipt.payer, receipt.pledge, receipt.line.fund) == ("", None, fund)
    assert not PublicName.objects.exists()
    assert "không nêu tên" in client.get(reverse("donate_receipt", args=[receipt.pk])).content.decode()


def test_a_name_is_shown_by_its_own_tick_with_the_consent_noted(client, treasurer):
    fund = make.fund()
    base = money(fund=str(fund.pk), payer="Bà Lường Thị Mẫu", payer_address="xã Mẫu Sơn")
    client.post(COUNTER, base)
    assert not PublicName.objects.exists()
    assert "consent_how" in client.post(COUNTER, base | {"is_shown": "on", "once": new_key()}).context["form"].errors
    client.post(COUNTER, base | {"is_shown": "on", "consent_how": "paper", "once": new_key()})
    receipt = Receipt.objects.latest("pk")
    assert PublicName.objects.get().name == "Bà Lường Thị Mẫu"
    assert (receipt.consent_how, bool(receipt.consent_version)) == ("paper", True)


@pytest.mark.parametrize(
    ("channel", "note"), [("box", "Hòm quyên góp chợ Kỳ Lừa"), ("programme", "Cổng nhân đạo 1400")]
)
def test_a_box_or_a_programme_stands_in_the_account_by_what_it_is_called(client, treasurer, channel, note):
    fund = make.fund()
    data = money(fund=str(fund.pk), channel=channel)
    assert "note" in client.post(COUNTER, data).context["form"].errors
    assert "payer" in client.post(COUNTER, data | {"note": note, "payer": "Ai đó"}).context["form"].errors
    client.post(COUNTER, data | {"note": note})
    line = LedgerLine.objects.get()
    assert (line.channel, line.note) == (channel, note)
    assert note in client.get(reverse("donate_receipts")).content.decode()


def test_an_officer_records_goods_without_a_promise_and_no_money(client, officer):
    fund = make.fund()
    page = client.get(COUNTER).content.decode()
    assert "loai=do" in page
    assert "loai=tien" not in page
    assert client.get(COUNTER + "?loai=tien").context["kind"] == "goods"
    answer = client.post(COUNTER + "?loai=do", things(("Gạo", "20", "kg", "400k"), fund=str(fund.pk), payer="Ông Mẫu"))
    assert answer.status_code == 302, answer.context["form"].errors
    assert (LedgerLine.objects.get().kind, Receipt.objects.get().payer) == ("goods", "Ông Mẫu")
    client.post(COUNTER + "?loai=mau", {"once": new_key(), "fund": str(fund.pk), "quantity": "1", "date": day()})
    assert LedgerLine.objects.latest("pk").kind == "blood"


def test_a_fund_in_preparation_is_not_offered_and_a_closed_one_says_so(client, treasurer):
    draft, closed = make.fund(state="draft", name="Chưa mở"), make.fund(state="archived", name="Đã xong")
    page = client.get(COUNTER).content.decode()
    assert "Chưa mở" not in page
    assert "Đã xong (" in page
    assert "fund" in client.post(COUNTER, money(fund=str(draft.pk))).context["form"].errors
    assert closed.ledger_lines.count() == 0


def test_the_same_walk_in_form_counts_once(client, treasurer):
    data = money(fund=str(make.fund().pk))
    assert client.post(COUNTER, data)["Location"] == client.post(COUNTER, data)["Location"]
    assert LedgerLine.objects.count() == 1


def test_a_promise_is_found_at_the_counter_in_any_spelling(client, treasurer):
    pledge, goods = make.pledge(name=make.NAME), make.pledge(kind="goods", name=make.NAME)
    for words in (make.NAME.upper(), "kin dao", pledge.reference.lower(), f"0{pledge.phone[3:]}"):
        page = client.get(COUNTER, {"q": words}).content.decode()
        assert address(pledge) in page, words
        assert address(goods) not in page
    assert DataAccess.objects.filter(user=treasurer, action="list").exists()
    for words in ("%%%", "\x00", "=" * 500, "khong ai ca"):
        assert client.get(COUNTER, {"q": words}).status_code == 200


# --- Who may ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("group", rights.GROUPS)
@pytest.mark.parametrize("kind", ["money", "goods", "time", "blood"])
def test_money_is_the_treasurers_and_things_are_the_officers(client, group, kind):
    may = group == (rights.TREASURY if kind == "money" else rights.INTAKE)
    pledge = make.pledge(kind=kind)
    client.force_login(make.person(group))
    assert (client.get(address(pledge)).status_code == 200) == may
    data = money() if kind == "money" else things(("Gạo", "1", "kg", "")) | {"quantity": "1"}
    client.post(address(pledge), data)
    assert LedgerLine.objects.exists() == may
    assert (client.get(COUNTER).status_code == 200) == (group in (rights.TREASURY, rights.INTAKE))


def test_nobody_gets_there_without_a_login(client):
    pledge = make.pledge()
    for url in (address(pledge), COUNTER, reverse("donate_receipts"), reverse("donate_write_offs")):
        assert client.get(url).status_code == 302
        client.post(url, money())
    assert not LedgerLine.objects.exists()


def test_a_look_at_a_pledge_is_noted(client, treasurer):
    pledge = make.pledge()
    client.get(address(pledge))
    assert DataAccess.objects.get().pledge == pledge


def test_the_screens_take_few_queries_whatever_their_number_of_rows(client, treasurer, django_assert_max_num_queries):
    pledge = make.pledge(amount="other", amount_other="50tr")
    for _time in range(12):
        recording.receive(pledge, treasurer, date=TODAY(), amount=10_000)
        make.pledge(name="Nông Văn Mẫu")
    client.get(address(pledge))
    with django_assert_max_num_queries(25):
        client.get(address(pledge))
    with django_assert_max_num_queries(25):
        client.get(COUNTER, {"q": "nong van mau"})
