"""Two people at one pledge: the second sees both versions side by side, loses nothing, overwrites nothing."""

import re

import pytest
from django.urls import reverse

from donate.models import Pledge
from donate.promises import lifecycle
from donate.receiving import recording
from home.safety.actors import DONOR, SYSTEM
from tests.donate import factories as make

from .pages import TEXT, arrived, tomorrow

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    first, second = make.officer("mot"), make.officer("hai")
    first.last_name, first.first_name = "Lâm", "Đức Long"
    first.save()
    return first, second


def opened(client, pledge: Pledge) -> dict[str, str]:
    """What the hidden fields of the forms hold that somebody opened."""
    page = client.get(reverse("donate_pledge", args=[pledge.pk])).content.decode()
    return {name: re.search(f'name="{name}" value="([^"]+)"', page)[1] for name in ("version", "seen")}


def send(client, pledge: Pledge, slug: str, hidden: dict[str, str], **typed):
    return client.post(reverse("donate_pledge_act", args=[pledge.pk, slug]), hidden | typed)


def hidden_in(answer) -> dict[str, str]:
    page = answer.content.decode()
    return {name: re.search(f'name="{name}" value="([^"]+)"', page)[1] for name in ("version", "seen")}


def test_the_second_person_sees_both_versions_who_did_what_and_their_own_words(client, two):
    first, second = two
    pledge = make.pledge()
    client.force_login(second)
    hidden = opened(client, pledge)
    lifecycle.take(pledge, "confirm", first, reason="chị ấy gọi lại")
    lifecycle.assign(pledge, first, first)
    answer = send(client, pledge, "huy", hidden, note="câu tôi đã gõ rất lâu")
    page = answer.content.decode()
    assert answer.status_code == 409
    pledge.refresh_from_db()
    assert pledge.fulfilment == "confirmed"
    state = page.split("Tình trạng</th>")[1].split("</tr>")[0]
    assert "Mới" in state
    assert "Đã xác nhận" in state
    assert "đã đổi" in state
    assert "Lâm Đức Long</b> xác nhận lời hứa" in page
    assert "chị ấy gọi lại" in page
    assert "gửi lời hứa" not in page.split('class="promise__past"')[1]  # that was before
    assert "câu tôi đã gõ rất lâu" in page


def test_one_button_does_it_all_the_same(client, two):
    first, second = two
    pledge = make.pledge()
    client.force_login(second)
    hidden = opened(client, pledge)
    lifecycle.contacted(pledge, first, "reached")
    answer = send(client, pledge, "huy", hidden, note="đã góp nơi khác")
    assert answer.status_code == 409
    again = send(client, pledge, "huy", hidden_in(answer), note="đã góp nơi khác")
    assert again.status_code == 302
    pledge.refresh_from_db()
    assert (pledge.fulfilment, pledge.contacts) == ("cancelled", 1)


def test_what_is_impossible_now_is_not_offered_but_what_was_typed_is_there_to_copy(client, two):
    _first, second = two
    pledge = make.pledge()
    client.force_login(second)
    hidden = opened(client, pledge)
    recording.receive(pledge, SYSTEM, date=tomorrow(0), amount=500_000)
    answer = send(client, pledge, "hen-ngay", hidden, day=f"{tomorrow():%d/%m/%Y}", note="hẹn ở chợ Kỳ Lừa")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "hẹn ở chợ Kỳ Lừa" in page
    assert f"{tomorrow():%d/%m/%Y}" in page
    assert "/hen-ngay/" not in page
    assert "500.000" in page


def test_the_donor_may_be_the_one_who_was_quicker(client, two):
    pledge = make.pledge()
    client.force_login(two[1])
    hidden = opened(client, pledge)
    lifecycle.take(pledge, "cancel", DONOR)
    answer = send(client, pledge, "goi-xac-nhan", hidden, note="nghe máy ngay")
    assert answer.status_code == 409
    assert "Người ủng hộ</b> rút lời hứa" in answer.content.decode()
    assert "nghe máy ngay" in answer.content.decode()


def test_a_button_pressed_twice_is_one_step_and_no_conflict(client, two):
    pledge = make.pledge()
    client.force_login(two[0])
    hidden = opened(client, pledge)
    for _press in range(2):
        assert send(client, pledge, "goi-xac-nhan", hidden, note="được").status_code == 302
    pledge.refresh_from_db()
    assert pledge.contacts == 1
    assert pledge.events.filter(action="reached").count() == 1


def test_the_same_step_by_another_person_or_with_other_words_is_a_conflict(client, two):
    first, second = two
    mine, theirs = make.pledge(), make.pledge()
    client.force_login(second)
    hidden = opened(client, theirs)
    lifecycle.contacted(theirs, first, "reached")
    assert send(client, theirs, "goi-duoc", hidden).status_code == 409
    hidden = opened(client, mine)
    assert send(client, mine, "ghi-chu", hidden, note="câu thứ nhất").status_code == 302
    answer = send(client, mine, "ghi-chu", hidden, note="câu thứ hai")
    assert answer.status_code == 409
    assert "câu thứ hai" in answer.content.decode()


@pytest.mark.parametrize("version", [None, "", "x", "-1", "0", "99", "1.0", "١", "9" * 40, "\x00"])
def test_without_the_right_version_nothing_is_done(client, two, version):
    pledge = make.pledge()
    client.force_login(two[0])
    answer = send(client, pledge, "ghi-chu", {} if version is None else {"version": version}, note="chữ của tôi")
    assert answer.status_code == 409
    assert "chữ của tôi" in answer.content.decode()
    assert not pledge.events.filter(action="note").exists()


@pytest.mark.parametrize("seen", ["", "bịa", "x:y:z", "\x00"])
def test_a_forged_memory_compares_with_nothing(client, two, seen):
    pledge = make.pledge()
    client.force_login(two[0])
    answer = send(client, pledge, "ghi-chu", {"version": "7", "seen": seen}, note="chữ của tôi")
    assert answer.status_code == 409
    assert "Lúc anh chị mở" not in answer.content.decode()
    assert "Bây giờ" in answer.content.decode()


def test_the_memory_of_another_pledge_compares_with_nothing(client, two):
    one, other = make.pledge(), make.pledge()
    client.force_login(two[0])
    hidden = opened(client, other)
    answer = send(client, one, "ghi-chu", hidden | {"version": "7"}, note="x")
    assert "Lúc anh chị mở" not in answer.content.decode()


def test_what_a_form_remembers_holds_nothing_personal(client, two):
    from django.core import signing

    pledge = make.pledge(name=make.NAME, phone=make.PHONE, email=make.MAIL, message=make.WORDS)
    client.force_login(two[0])
    memory = str(signing.loads(opened(client, pledge)["seen"], salt="donate.desk.seen"))
    for trace in (make.NAME, "912345678", make.MAIL, make.WORDS, pledge.token):
        assert trace not in memory


def test_a_letter_written_while_somebody_else_thanked_is_kept(client, two):
    first, second = two
    pledge = arrived(email=make.MAIL)
    client.force_login(second)
    pledge.refresh_from_db()
    hidden = {"version": str(pledge.version)}
    lifecycle.thanked(pledge, first, "call")
    answer = send(client, pledge, "cam-on", hidden, text=TEXT)
    assert answer.status_code == 409
    assert TEXT in answer.content.decode()
    pledge.refresh_from_db()
    assert pledge.acknowledgement == "call"
