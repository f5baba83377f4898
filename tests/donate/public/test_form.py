"""The pledge form: what it takes, what it says, and that nothing typed is lost."""

import datetime
import re
from html import escape

import pytest
from django.utils import timezone

from donate.models import Instalment, Pledge, PledgeEvent
from tests.donate import factories as make

pytestmark = pytest.mark.django_db


def errors_of(answer) -> dict[str, str]:
    return dict(answer.context["errors"])


# --- What it takes ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["money", "goods", "time", "blood"])
def test_each_kind_becomes_a_pledge_with_an_owner_a_date_and_a_first_event(client, kind):
    officer, fund = make.officer(), make.fund()
    answer = make.send(client, fund, kind)
    pledge = Pledge.objects.get()
    assert answer.status_code == 303
    assert answer["Location"] == pledge.get_absolute_url()
    assert (pledge.kind, pledge.fund, pledge.fulfilment) == (kind, fund, "submitted")
    assert (pledge.assignee, pledge.next_action_on) == (officer, timezone.localdate() + datetime.timedelta(days=1))
    assert [event.action for event in pledge.events.all()] == ["submit"]
    assert pledge.instalments.count() == (1 if kind == "money" else 0)
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("typed", "dong"),
    [
        ("500k", 500_000),
        ("500K", 500_000),
        ("2tr", 2_000_000),
        ("2tr5", 2_500_000),
        ("1,5 triệu", 1_500_000),
        ("1 triệu rưỡi", 1_500_000),
        ("1.500.000", 1_500_000),
        ("1,500,000", 1_500_000),
        ("1 500 000", 1_500_000),
        ("1500000đ", 1_500_000),
        ("500 nghìn", 500_000),
        ("10000", 10_000),
        ("20 tỷ", 20_000_000_000),
    ],
)
def test_amounts_are_read_however_people_type_them(client, typed, dong):
    make.send(client, make.fund(), amount="other", amount_other=typed)
    assert Pledge.objects.get().amount == dong


def test_an_amount_typed_without_choosing_other_counts(client):
    make.send(client, make.fund(), amount=None, amount_other="750k")
    assert Pledge.objects.get().amount == 750_000


def test_a_monthly_pledge_has_an_instalment_for_each_month(client):
    make.send(client, make.fund(), schedule="monthly", months="12")
    pledge = Pledge.objects.get()
    days = list(pledge.instalments.values_list("due_on", flat=True))
    assert (pledge.months, pledge.total_amount, len(days)) == (12, 6_000_000, 12)
    assert days == sorted(set(days))
    assert days[0] == timezone.localdate()


def test_a_fund_that_closes_within_a_month_asks_no_question_with_one_answer(client):
    fund = make.fund(closes_on=timezone.localdate() + datetime.timedelta(days=20))
    page = client.get(f"/ung-ho/{fund.code}/").content.decode()
    assert '<input type="hidden" name="schedule" value="once">' in page
    assert 'type="radio" name="schedule"' not in page
    answer = make.send(client, fund, schedule="monthly", months="3")
    assert answer.status_code == 422
    assert 'id="schedule"' in answer.content.decode()  # where the summary's link goes


def test_a_needed_thing_is_counted_and_stays_bound_to_its_need(client):
    fund = make.fund()
    wanted = make.need(fund)
    make.send(client, fund, "goods", need=str(wanted.pk), quantity="7", goods="")
    pledge = Pledge.objects.get()
    assert (pledge.need, pledge.quantity) == (wanted, 7)


@pytest.mark.parametrize("typed", ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"])
def test_days_are_written_day_first(client, typed):
    day = timezone.localdate() + datetime.timedelta(days=20)
    make.send(client, make.fund(), "blood", blood_day=day.strftime(typed))
    assert Pledge.objects.get().available_on == day


@pytest.mark.parametrize("typed", ["0912345678", "0912.345.678", "+84 912 345 678", "84912345678", "(0912) 345-678"])
def test_telephones_are_kept_in_one_spelling(client, typed):
    make.send(client, make.fund(), phone=typed)
    assert Pledge.objects.get().phone == "+84912345678"


def test_anonymous_is_the_default_and_a_name_needs_its_own_tick(client):
    fund = make.fund()
    make.send(client, fund, public_name="Vy Kín")
    make.send(client, fund, amount="100000", public_name="Vy Kín", consent_publish="on")
    make.send(client, fund, amount="200000", public_name="", consent_publish="on")
    shown = list(Pledge.objects.order_by("pk").values_list("public_name", flat=True))
    assert shown == ["", "Vy Kín", make.NAME]
    assert Pledge.objects.order_by("pk").first().consent_publish_at is None


def test_neither_consent_is_ticked_before_the_donor_does(client):
    page = client.get(f"/ung-ho/{make.fund().code}/").content.decode()
    for name in ("consent_processing", "consent_publish"):
        assert "checked" not in re.search(f'<input[^>]*name="{name}"[^>]*>', page)[0]


def test_the_wording_agreed_to_and_the_hour_are_kept(client):
    make.send(client, make.fund())
    pledge = Pledge.objects.get()
    assert pledge.consent_version
    assert abs(pledge.consented_at - timezone.now()) < datetime.timedelta(minutes=1)


# --- What it says ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "fields", "field"),
    [
        ("money", {"kind": None}, "kind"),
        ("money", {"kind": "gold"}, "kind"),
        ("money", {"amount": None}, "amount"),
        ("money", {"amount": "other"}, "amount_other"),
        ("money", {"amount": "other", "amount_other": "vài đồng"}, "amount_other"),
        ("money", {"amount": "other", "amount_other": "-500000"}, "amount_other"),
        ("money", {"amount": "other", "amount_other": "0"}, "amount_other"),
        ("money", {"amount": "other", "amount_other": "0,5"}, "amount_other"),
        ("money", {"amount": "other", "amount_other": "9999"}, "amount_other"),
        ("money", {"amount": "other", "amount_other": "1" + "0" * 30}, "amount_other"),
        ("money", {"amount": "other", "amount_other": "20000000001"}, "amount_other"),
        ("money", {"amount": "other", "amount_other": "1" * 10_000}, "amount_other"),
        ("money", {"schedule": "weekly"}, "schedule"),
        ("money", {"schedule": "monthly"}, "months"),
        ("money", {"schedule": "monthly", "months": "1"}, "months"),
        ("money", {"schedule": "monthly", "months": "37"}, "months"),
        ("money", {"schedule": "monthly", "months": "٣"}, "months"),
        ("money", {"schedule": "monthly", "months": str(10**9)}, "months"),
        ("money", {"schedule": "monthly", "months": "9" * 10_000}, "months"),
        ("goods", {"goods": ""}, "goods"),
        ("goods", {"goods": "x" * 301}, "goods"),
        ("goods", {"need": "999999", "quantity": "2"}, "need"),
        ("goods", {"need": "'; drop table", "quantity": "2"}, "need"),
        ("goods", {"need": "9" * 10_000, "quantity": "2"}, "need"),
        ("time", {"hours": ""}, "hours"),
        ("time", {"hours": "0"}, "hours"),
        ("time", {"hours": "501"}, "hours"),
        ("time", {"hours": "2.5"}, "hours"),
        ("time", {"hours": "9" * 10_000}, "hours"),
        ("time", {"available_on": "31/02/2027"}, "available_on"),
        ("time", {"available_on": "00/00/0000"}, "available_on"),
        ("time", {"available_on": "9999-12-31"}, "available_on"),
        ("time", {"available_on": "1" * 10_000}, "available_on"),
        ("time", {"available_on": "01/01/2020"}, "available_on"),
        ("blood", {"blood_group": "C"}, "blood_group"),
        ("blood", {"blood_day": "mai"}, "blood_day"),
        ("money", {"donor_type": "robot"}, "donor_type"),
        ("money", {"name": ""}, "name"),
        ("money", {"name": "\u202e \u200b"}, "name"),
        ("money", {"name": "…!!"}, "name"),
        ("money", {"name": "x" * 161}, "name"),
        ("money", {"phone": ""}, "phone"),
        ("money", {"phone": "12"}, "phone"),
        ("money", {"phone": "0123456789012"}, "phone"),
        ("money", {"phone": "9" * 10_000}, "phone"),
        ("money", {"email": "khong-phai-thu"}, "email"),
        ("money", {"email": "a" * 300 + "@vidu.example"}, "email"),
        ("money", {"commune": "x" * 121}, "commune"),
        ("money", {"message": "x" * 10_000}, "message"),
        ("money", {"consent_publish": "on", "public_name": "x" * 161}, "public_name"),
        ("money", {"consent_processing": None}, "consent_processing"),
    ],
)
def test_an_error_stands_beside_its_field_and_nothing_is_stored(client, kind, fields, field):
    fund = make.fund()
    make.need(fund)
    answer = make.send(client, fund, kind, **fields)
    assert answer.status_code == 422
    assert list(errors_of(answer)) == [field]
    page = answer.content.decode()
    assert f'href="#{field}"' in page
    assert f'id="{field}"' in page
    assert f'id="{field}-sai"' in page
    # In our own words: what the framework says by itself counts characters and explains nothing.
    assert not re.search("kí tự|ký tự không hợp lệ", errors_of(answer)[field])
    assert not Pledge.objects.exists()
    assert not Instalment.objects.exists()
    assert not PledgeEvent.objects.exists()


def test_all_errors_are_said_at_once(client):
    answer = client.post(
        f"/ung-ho/{make.fund().code}/",
        {"luc": make.made(), "kind": "money", "amount": "other", "amount_other": "abc", "schedule": "monthly"},
    )
    assert list(errors_of(answer)) == ["amount_other", "months", "name", "phone", "consent_processing"]


def test_nothing_typed_is_lost_when_something_is_wrong(client):
    typed = {
        "amount": "other",
        "amount_other": "1 triệu rưỡi",
        "schedule": "monthly",
        "months": "6",
        "donor_type": "organisation",
        "name": 'Nhóm "Áo ấm" <b>',
        "phone": "12",
        "email": "ao.am@vidu.example",
        "commune": "xã Mẫu Sơn",
        "message": "Chúc bà con ấm\n& vui",
        "public_name": "Nhóm Áo ấm",
        "consent_publish": "on",
    }
    page = make.send(client, make.fund(), **typed).content.decode()
    for name in ("amount_other", "months", "name", "phone", "email", "commune", "public_name"):
        assert f'value="{escape(typed[name])}"' in page, name
    assert escape(typed["message"]) in page
    for name in ("consent_processing", "consent_publish"):
        assert f'name="{name}"' in page
        assert "checked" in page.split(f'name="{name}"')[1].split(">")[0]
