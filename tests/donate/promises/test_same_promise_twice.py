"""Double click, reload, two tabs: one pledge. Floods are slowed; nobody loses a word."""

import datetime
from unittest import mock

import pytest
from django.core import signing
from django.utils import timezone
from post_office.models import Email

from donate.models import Pledge, Throttle
from donate.promises import limits, reference, throttling
from tests.donate import factories as make

pytestmark = pytest.mark.django_db


def later(**delta):
    return mock.patch("django.utils.timezone.now", return_value=timezone.now() + datetime.timedelta(**delta))


# --- The same promise ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["money", "goods", "time", "blood"])
def test_the_same_form_sent_twice_is_one_pledge_with_one_page(client, kind):
    fund, token = make.fund(), make.made()
    first = make.send(client, fund, kind, luc=token)
    second = make.send(client, fund, kind, luc=token)
    assert Pledge.objects.count() == 1
    assert second["Location"] == first["Location"]


def test_two_tabs_and_another_spelling_are_still_one_pledge(client):
    fund = make.fund()
    make.send(client, fund, amount="500000", phone="0912 345 678")
    make.send(
        client, fund, amount="other", amount_other="500k", phone="+84912345678", name="vy thi kin dao", message="à"
    )
    assert Pledge.objects.count() == 1


def test_what_was_put_right_and_sent_again_counts(client):
    """Back in the browser, the address corrected, sent once more: one promise, and the mail goes where it should."""
    fund = make.fund()
    make.send(client, fund, email="kin.doa@vidu.example", message="")
    again = make.send(client, fund, email=make.MAIL, message="Gọi sau 17 giờ", commune="xã Mẫu Sơn")
    pledge = Pledge.objects.get()
    assert again["Location"] == pledge.get_absolute_url()
    assert (pledge.email, pledge.message, pledge.commune) == (make.MAIL, "Gọi sau 17 giờ", "xã Mẫu Sơn")
    assert [letter.to for letter in Email.objects.order_by("pk")] == [["kin.doa@vidu.example"], [make.MAIL]]
    assert [event.action for event in pledge.events.all()] == ["submit", "amend"]
    make.send(client, fund, email=make.MAIL)
    assert Email.objects.count() == 2


def test_sending_again_takes_a_name_back_but_never_shows_one(client):
    fund = make.fund()
    make.send(client, fund)
    make.send(client, fund, consent_publish="on", public_name="Vy Kín")
    assert Pledge.objects.get().public_name == ""
    make.send(client, fund, amount="200000", consent_publish="on", public_name="Vy Kín")
    make.send(client, fund, amount="200000")
    shown = Pledge.objects.get(amount=200_000)
    assert (shown.public_name, shown.consent_publish_at) == ("", None)


@pytest.mark.parametrize(
    "other",
    [
        {"amount": "200000"},
        {"name": "Người Khác Nhà"},
        {"phone": "0912 345 679"},
        {"schedule": "monthly", "months": "3"},
    ],
)
def test_another_sum_person_or_plan_is_another_pledge(client, other):
    fund = make.fund()
    make.send(client, fund)
    make.send(client, fund, **other)
    assert Pledge.objects.count() == 2


def test_the_same_to_another_fund_is_another_pledge(client):
    make.send(client, make.fund())
    make.send(client, make.fund())
    assert Pledge.objects.count() == 2


def test_the_same_gift_on_another_day_is_another_pledge(client):
    fund = make.fund()
    make.send(client, fund)
    with later(hours=limits.SAME_PLEDGE.total_seconds() / 3600 + 1):
        make.send(client, fund)
    assert Pledge.objects.count() == 2


def test_who_withdrew_may_promise_the_same_again(client):
    fund = make.fund()
    page = make.send(client, fund)["Location"]
    client.post(page, {"viec": "rut", "chac": "co"})
    make.send(client, fund)
    assert sorted(Pledge.objects.values_list("fulfilment", flat=True)) == ["cancelled", "submitted"]


def test_a_reference_that_is_taken_already_costs_nobody_their_pledge(client):
    fund = make.fund()
    make.send(client, fund)
    taken, free = Pledge.objects.get().reference, reference.new()
    with mock.patch.object(reference, "new", side_effect=[taken, taken, free]):
        assert make.send(client, fund, amount="200000").status_code == 303
    assert set(Pledge.objects.values_list("reference", flat=True)) == {taken, free}


# --- Floods ----------------------------------------------------------------------------------------------------------


def keeps_what_was_typed(answer, status: int) -> None:
    page = answer.content.decode()
    assert answer.status_code == status
    assert f'value="{make.NAME}"' in page
    assert 'role="alert"' in page
    assert answer["Cache-Control"] == "no-store"


def test_one_telephone_makes_only_so_many_pledges_an_hour(client):
    fund = make.fund()
    allowed, _within = limits.PER_PHONE
    for place in range(allowed):
        assert make.send(client, fund, amount="other", amount_other=f"{place + 1}00k").status_code == 303
    keeps_what_was_typed(make.send(client, fund, amount="other", amount_other="9tr"), 429)
    assert Pledge.objects.count() == allowed
    with later(hours=1, minutes=1):
        assert make.send(client, fund, amount="other", amount_other="9tr").status_code == 303


def test_sending_the_same_again_never_counts_against_a_telephone(client):
    fund = make.fund()
    for _place in range(limits.PER_PHONE[0] + 3):
        assert make.send(client, fund).status_code == 303


def test_one_address_is_slowed_and_another_is_not(client):
    fund = make.fund()
    with mock.patch.object(limits, "PER_ADDRESS", (2, datetime.timedelta(hours=1))):
        for place in range(2):
            assert make.send(client, fund, phone=f"091234567{place}").status_code == 303
        keeps_what_was_typed(make.send(client, fund, phone="0912345679"), 429)
        assert make.send(client, fund, phone="0912345679", address="198.51.100.7").status_code == 303


def test_in_all_there_is_a_limit_too(client):
    fund = make.fund()
    with mock.patch.object(limits, "IN_ALL", (1, datetime.timedelta(hours=1))):
        assert make.send(client, fund).status_code == 303
        keeps_what_was_typed(make.send(client, fund, phone="0912345679", address="198.51.100.7"), 429)


def test_a_form_with_errors_counts_against_nobody(client):
    fund = make.fund()
    for _place in range(limits.PER_ADDRESS[0] + 5):
        make.send(client, fund, phone="12")
    assert make.send(client, fund).status_code == 303


def test_throttles_hold_neither_address_nor_telephone(client):
    make.send(client, make.fund(), address="203.0.113.77")
    keys = "".join(Throttle.objects.values_list("key", flat=True))
    assert Throttle.objects.count() == 3
    assert "203.0.113.77" not in keys
    assert "912345678" not in keys


def test_old_throttles_are_forgotten(client):
    make.send(client, make.fund())
    assert throttling.forget_old() == 0
    with later(days=2):
        assert throttling.forget_old() == 3


# --- Robots ----------------------------------------------------------------------------------------------------------


def test_the_field_that_people_do_not_see_stores_nothing_and_loses_nothing(client):
    fund = make.fund()
    answer = make.send(client, fund, website="http://vidu.example")
    keeps_what_was_typed(answer, 409)
    assert not Pledge.objects.exists()
    assert "http://vidu.example" not in answer.content.decode()
    # A browser had filled it in by itself: sent once more, it is empty.
    assert make.send(client, fund, luc=answer.context["issue_time"]).status_code == 303


def test_too_fast_is_asked_to_send_once_more_and_then_passes(client):
    fund = make.fund()
    answer = make.send(client, fund, luc=make.made(seconds_ago=0))
    keeps_what_was_typed(answer, 429)
    with later(seconds=5):
        assert make.send(client, fund, luc=answer.context["issue_time"]).status_code == 303


@pytest.mark.parametrize(
    "token",
    [
        None,
        "",
        "giả",
        make.made()[:-2] + "xx",
        signing.dumps(1, salt="another"),
    ],
    ids=["missing", "empty", "no token", "altered", "for something else"],
)
def test_a_missing_or_forged_token_loses_nothing_and_the_new_one_works(client, token):
    fund = make.fund()
    answer = make.send(client, fund, luc=token)
    keeps_what_was_typed(answer, 409)
    assert not Pledge.objects.exists()
    with later(seconds=5):
        assert make.send(client, fund, luc=answer.context["issue_time"]).status_code == 303


def test_a_page_left_open_over_night_still_sends_and_a_day_later_loses_nothing(client):
    fund, token, now = make.fund(), make.made(), timezone.now().timestamp()
    with later(hours=20), mock.patch("time.time", return_value=now + 20 * 3600):
        assert make.send(client, fund, luc=token).status_code == 303
    with later(hours=30), mock.patch("time.time", return_value=now + 30 * 3600):
        keeps_what_was_typed(make.send(client, fund, luc=token, amount="200000"), 409)


@pytest.mark.parametrize("headers", [{"HTTP_ORIGIN": "https://khac.example"}, {"HTTP_SEC_FETCH_SITE": "cross-site"}])
def test_another_site_cannot_pledge_for_people(client, headers):
    fund = make.fund()
    answer = client.post(f"/ung-ho/{fund.code}/", make.filled(), **headers)
    keeps_what_was_typed(answer, 403)
    assert not Pledge.objects.exists()
