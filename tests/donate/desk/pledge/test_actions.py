"""What is done on a pledge's page: one press where one is enough, and only what is allowed."""

import pytest
from django.urls import reverse
from django.utils import timezone

from donate.desk.pledge.actions import ACTIONS
from donate.promises import lifecycle
from tests.donate import factories as make

from .pages import arrived, do, page_of, tomorrow

pytestmark = pytest.mark.django_db


def test_one_press_after_the_call_is_enough(client, officer):
    pledge = make.pledge()
    assert do(client, pledge, "goi-xac-nhan").status_code == 302
    pledge.refresh_from_db()
    assert (pledge.fulfilment, pledge.contacts) == ("confirmed", 1)
    assert pledge.next_action_on > timezone.localdate()


def test_a_day_to_transfer_has_to_be_named_and_is_kept(client, officer):
    pledge = make.pledge()
    answer = do(client, pledge, "hen-chuyen", note="chờ lương")
    assert answer.status_code == 422
    assert "chờ lương" in answer.content.decode()
    assert "Ngày nào?" in answer.content.decode()
    do(client, pledge, "hen-chuyen", note="chờ lương", day=f"{tomorrow(9):%d/%m/%Y}")
    pledge.refresh_from_db()
    assert pledge.next_action_on == tomorrow(9)
    assert pledge.events.get(action="will_transfer").note == "chờ lương"


@pytest.mark.parametrize(
    "day", ["32/13/2026", "hôm nào rảnh", "01/01/2020", "01/01/2999", "\x00", "9" * 5000, "١/١/٢٠٢٧"]
)
def test_a_day_that_is_none_or_cannot_be_is_said_so_and_nothing_is_lost(client, officer, day):
    pledge = make.pledge()
    answer = do(client, pledge, "hen-ngay", day=day, note="giữ lại câu này")
    assert answer.status_code == 422
    assert "giữ lại câu này" in answer.content.decode()
    pledge.refresh_from_db()
    assert pledge.version == 1


def test_a_note_of_any_kind_is_kept_as_text_or_refused_with_a_sentence(client, officer):
    pledge = make.pledge()
    do(client, pledge, "ghi-chu", note="a\x00b <b>đậm</b> {% x %}\u202e")
    assert pledge.events.get(action="note").note == "ab <b>đậm</b> {% x %}"
    assert do(client, pledge, "ghi-chu", note="  ").status_code == 422
    answer = do(client, pledge, "ghi-chu", note="x" * 5000)
    assert answer.status_code == 422
    assert "x" * 5000 in answer.content.decode()


def test_cancelling_and_opening_again_ask_why(client, officer):
    pledge = make.pledge()
    assert do(client, pledge, "huy").status_code == 422
    do(client, pledge, "huy", note="đã góp nơi khác")
    pledge.refresh_from_db()
    assert pledge.fulfilment == "cancelled"
    do(client, pledge, "mo-lai", note="lại muốn góp")
    pledge.refresh_from_db()
    assert pledge.fulfilment == "confirmed"
    assert [event.note for event in pledge.events.order_by("pk")][-2:] == ["đã góp nơi khác", "lại muốn góp"]


def test_spam_and_back(client, officer):
    pledge = make.pledge()
    do(client, pledge, "rac")
    page = page_of(client, pledge)
    assert "Đã đánh dấu là rác" in page
    assert "/goi-duoc/" not in page
    do(client, pledge, "bo-rac")
    pledge.refresh_from_db()
    assert pledge.fulfilment == "submitted"


def test_a_pledge_is_handed_on_and_taken(client, officer):
    other, pledge = make.officer(), make.pledge()
    lifecycle.assign(pledge, officer, None)
    assert "chưa có ai" in page_of(client, pledge)
    do(client, pledge, "giao", to=str(other.pk), note="ở gần hơn")
    pledge.refresh_from_db()
    assert pledge.assignee == other
    do(client, pledge, "nhan-viec")
    pledge.refresh_from_db()
    assert pledge.assignee == officer
    assert "/nhan-viec/" not in page_of(client, pledge)


def test_a_pledge_is_not_handed_to_somebody_outside_the_list(client, officer):
    pledge, treasurer = make.pledge(), make.treasurer()
    for to in (str(treasurer.pk), "999999", "x", "\x00"):
        assert do(client, pledge, "giao", to=to).status_code == 422
    pledge.refresh_from_db()
    assert pledge.assignee == officer


def test_what_the_state_does_not_allow_is_refused_with_a_sentence_and_kept(client, officer):
    pledge = arrived()
    answer = do(client, pledge, "huy", note="một lý do dài")
    assert answer.status_code == 409
    assert "một lý do dài" in answer.content.decode()
    assert "không làm được bước này" in answer.content.decode()
    pledge.refresh_from_db()
    assert pledge.fulfilment == "received"


def test_opening_the_address_of_an_action_leads_back_to_the_pledge(client, officer):
    pledge = make.pledge()
    for slug, action in ACTIONS.items():
        answer = client.get(reverse("donate_pledge_act", args=[pledge.pk, slug]))
        assert answer.status_code == (200 if action.draft else 302)


def test_only_the_actions_there_are_have_an_address(client, officer):
    pledge = make.pledge()
    assert client.post(f"/admin/ban-tiep-nhan/{pledge.pk}/xoa-het/").status_code == 404
