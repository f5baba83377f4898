"""How a pledge and its past are said at the desk: in whole sentences of Vietnamese, whatever happened."""

import datetime
import re

import pytest
from django.utils import timezone

from donate.following import pledge_in_words
from donate.models import Pledge, PledgeEvent
from donate.privacy import erasing
from donate.promises import lifecycle
from donate.promises.lifecycle import STEPS
from donate.receiving import recording
from home.safety.actors import DONOR, SYSTEM
from tests.donate import factories as make

pytestmark = pytest.mark.django_db


def said(pledge: Pledge, people=None) -> list[str]:
    return [
        f"{pledge_in_words.actor_words(event)} {pledge_in_words.event_words(event, people)}"
        for event in pledge.events.select_related("actor").order_by("pk")
    ]


def test_a_past_is_told_with_who_and_what_and_when():
    officer, other = make.officer(), make.officer()
    officer.last_name, officer.first_name = "Nông", "Bích Ngọc"
    officer.save()
    pledge = make.pledge()
    day = timezone.localdate() + datetime.timedelta(days=4)
    lifecycle.contacted(pledge, officer, "will_transfer", day, "cuối tuần")
    lifecycle.assign(pledge, officer, other)
    lifecycle.reminded(pledge, SYSTEM, "mail")
    receipt = recording.receive(pledge, SYSTEM, date=timezone.localdate(), amount=500_000)
    assert said(pledge, {other.pk: "Lâm Đức Long"}) == [
        "Người ủng hộ gửi lời hứa",
        f"Nông Bích Ngọc nghe hẹn sẽ chuyển ngày {day.day}/{day.month}/{day.year}",
        "Nông Bích Ngọc giao cho Lâm Đức Long",
        "Hệ thống nhắc lần 1 qua e-mail",
        f"Hệ thống ghi đã nhận, biên nhận số {receipt.label}",
    ]
    last = pledge.events.order_by("pk").last()
    assert pledge_in_words.change_words(last) == "Mới → Đã nhận đủ"
    assert pledge_in_words.note_words(last) == ""


def test_every_step_there_is_has_its_words_in_vietnamese():
    actions = [*STEPS, "submit", "reached", "not_reached", "will_transfer", "schedule", "assign", "note", "remind"]
    actions += [
        "thank",
        "receive",
        "reverse",
        "erase",
        "ask_erasure",
        "ask_access",
        "ask_unshow",
        "unshow",
        "refuse_request",
        "amend",
    ]
    for action in actions:
        for by_donor in (False, True):
            text = pledge_in_words.event_words(PledgeEvent(action=action, by_donor=by_donor, after="2026-12-05"))
            assert text
            assert action not in text
            assert not re.search(r"\b(the|it|promise|called)\b", text), text


def test_an_unknown_or_emptied_event_is_still_told():
    assert "lạ" in pledge_in_words.event_words(PledgeEvent(action="lạ"))
    assert pledge_in_words.event_words(PledgeEvent(action="receive", note="")) == "ghi đã nhận"
    assert pledge_in_words.event_words(PledgeEvent(action="assign", after="99999"), {}) == "giao cho người khác"
    assert pledge_in_words.event_words(PledgeEvent(action="assign", after="")) == "trả lại cho người kiểm soát giao"


def test_who_withdraws_and_who_cancels_are_told_apart():
    mine, ours = make.pledge(), make.pledge()
    lifecycle.take(mine, "cancel", DONOR)
    lifecycle.take(ours, "cancel", SYSTEM, reason="trùng")
    assert said(mine)[-1] == "Người ủng hộ rút lời hứa"
    assert said(ours)[-1] == "Hệ thống hủy lời hứa"


def test_the_tone_of_a_state_says_late_waiting_come_or_over():
    pledge = make.pledge()
    assert pledge_in_words.state_tone(pledge) == "is-wait"
    assert pledge_in_words.state_tone(pledge, pledge.next_action_on + datetime.timedelta(days=1)) == "is-late"
    for state, tone in (("received", "is-came"), ("cancelled", ""), ("spam", ""), ("written_off", "")):
        pledge.fulfilment = state
        assert pledge_in_words.state_tone(pledge) == tone


def test_goods_that_have_been_erased_are_still_called_something():
    pledge = make.pledge(kind="goods", goods="2 bao gạo của nhà Kín Đáo")
    erasing.erase(pledge, SYSTEM)
    assert pledge_in_words.what_words(pledge) == "đồ dùng"


def test_a_wish_that_staff_wrote_down_is_the_donors_not_theirs():
    by_donor, by_staff = (PledgeEvent(action="ask_erasure", by_donor=by_donor) for by_donor in (True, False))
    assert pledge_in_words.event_words(by_donor) == "đề nghị xóa thông tin cá nhân"
    assert pledge_in_words.event_words(by_staff) == "ghi lại: người ủng hộ xin xóa thông tin cá nhân"
