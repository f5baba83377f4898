"""What donors do by themselves on their page: withdraw, see what is kept, take the name off, ask for erasure."""

from unittest import mock

import pytest
from django.utils import timezone

from campaigns.models import PublicName
from donate.models import PledgeEvent
from donate.privacy import copies
from donate.privacy import requests as privacy_requests
from donate.promises import lifecycle
from donate.receiving import recording
from home.cache import page_cache
from tests.campaigns.factories import public_account
from tests.donate import factories as make

from .test_own_page import page_of

pytestmark = pytest.mark.django_db


def test_withdrawing_asks_once_and_then_does_it(client):
    pledge = make.pledge()
    asked = client.post(pledge.get_absolute_url(), {"viec": "rut"})
    assert "Anh chị muốn rút lời hứa này?" in asked.content.decode()
    pledge.refresh_from_db()
    assert pledge.fulfilment == "submitted"
    done = client.post(pledge.get_absolute_url(), {"viec": "rut", "chac": "co"}, follow=True)
    assert "Đã rút lời hứa" in done.content.decode()
    pledge.refresh_from_db()
    assert (pledge.fulfilment, pledge.next_action_on) == ("cancelled", None)
    assert pledge.events.last().by_donor


def test_what_has_partly_come_in_is_not_withdrawn_here(client):
    pledge = make.pledge()
    recording.receive(pledge, make.treasurer(), date=timezone.localdate(), amount=100_000)
    answer = client.post(pledge.get_absolute_url(), {"viec": "rut", "chac": "co"})
    assert "Hội đã nhận một phần" in answer.content.decode()
    pledge.refresh_from_db()
    assert pledge.fulfilment == "partly_received"


def test_asking_for_erasure_becomes_work_for_today(client):
    pledge = make.pledge()
    client.post(pledge.get_absolute_url(), {"viec": "xoa", "chac": "co"})
    client.post(pledge.get_absolute_url(), {"viec": "xoa", "chac": "co"})
    pledge.refresh_from_db()
    request = pledge.privacy_requests.get()
    assert (request.what, request.source, request.done_at) == ("erase", "web", None)
    assert pledge.next_action_on == timezone.localdate()
    assert [event.action for event in pledge.events.all()] == ["submit", "ask_erasure"]
    day = privacy_requests.Terms.read().answer_by(request.asked_at)
    assert f"Hội trả lời chậm nhất ngày {day.day}/{day.month}/{day.year}" in page_of(client, pledge)


def test_the_donor_sees_all_that_is_kept_and_takes_it_along(client):
    pledge = make.pledge(name=make.NAME, phone=make.PHONE, email=make.MAIL, message=make.WORDS, commune="xã Kín Lìm")
    officer = make.officer()
    lifecycle.contacted(pledge, officer, "reached", note="hẹn chiều thứ Hai")
    recording.receive(pledge, make.treasurer(), date=timezone.localdate(), amount=500_000)
    kept = (make.NAME, "0912 345 678", make.MAIL, make.WORDS, "xã Kín Lìm", "hẹn chiều thứ Hai", "500.000", "00001/")
    seen = client.post(pledge.get_absolute_url(), {"viec": "xem"})
    text = client.post(pledge.get_absolute_url(), {"viec": "tai", "dang": "txt"})
    data = client.post(pledge.get_absolute_url(), {"viec": "tai", "dang": "json"})
    for answer in (seen, text, data):
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        assert [one for one in kept if one not in answer.content.decode()] == []
        assert officer.username not in answer.content.decode()
    assert text["Content-Disposition"] == f'attachment; filename="du-lieu-{pledge.reference}.txt"'
    assert data.json()["reference"] == pledge.reference
    # Noted once a day, not once a look.
    request = pledge.privacy_requests.get()
    assert (request.what, bool(request.answered_at), bool(request.done_at)) == ("access", True, True)


def test_everything_that_may_happen_to_a_pledge_is_said_in_words_to_the_donor():
    # Once the donor is erased there is nobody left to say it to.
    assert set(PledgeEvent.Action) - {PledgeEvent.Action.ERASE} == set(copies.EVENTS)


def test_the_donor_takes_the_name_off_the_account_at_once(client):
    pledge = make.pledge(public_name="Nhóm Áo ấm", consent_publish="on")
    public_account()
    recording.receive(pledge, make.treasurer(), date=timezone.localdate(), amount=200_000)
    account = f"/cong-khai/{pledge.fund.code}/"
    assert "Nhóm Áo ấm" in client.get(account).content.decode()
    asked = client.post(pledge.get_absolute_url(), {"viec": "an-ten"})
    assert "Thôi đăng tên trên sổ công khai?" in asked.content.decode()
    assert "Nhóm Áo ấm" in client.get(account).content.decode()
    with mock.patch.object(page_cache, "clear") as cleared:
        done = client.post(pledge.get_absolute_url(), {"viec": "an-ten", "chac": "co"}, follow=True)
    assert cleared.called
    page_cache.clear()
    assert "Nhóm Áo ấm" not in done.content.decode()
    assert "Nhóm Áo ấm" not in client.get(account).content.decode()
    recording.receive(pledge, make.treasurer(), date=timezone.localdate(), amount=300_000)
    assert not PublicName.objects.exists()
    assert pledge.privacy_requests.get().done_at


@pytest.mark.parametrize("headers", [{"HTTP_ORIGIN": "https://khac.example"}, {"HTTP_SEC_FETCH_SITE": "cross-site"}])
def test_another_site_can_withdraw_nothing(client, headers):
    pledge = make.pledge()
    client.post(pledge.get_absolute_url(), {"viec": "rut", "chac": "co"}, **headers)
    pledge.refresh_from_db()
    assert pledge.fulfilment == "submitted"
