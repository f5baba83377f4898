"""Requests about personal data: the law's clock, who may do what, told by mail, never done twice."""

import datetime
from unittest import mock

import pytest
from django.core import mail as outbox
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from post_office.models import Email

from donate.models import DeskSettings, Pledge, PrivacyRequest
from donate.privacy import requests as privacy_requests
from donate.promises import lifecycle
from donate.promises.lifecycle import Stale
from donate.receiving import recording
from home.calendar.working_days import read_holidays, working_day_after, working_days_until
from home.safety.actors import DONOR, NotAllowed
from tests.donate import factories as make

pytestmark = pytest.mark.django_db
DAY = datetime.date


def at(day: DAY, hour: int = 9):
    moment = timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour)))
    return mock.patch("django.utils.timezone.now", return_value=moment)


def words(request: PrivacyRequest) -> tuple[str, str]:
    request.refresh_from_db()
    clock = privacy_requests.Terms.read().clock(request)
    return clock.words, clock.tone


# --- The clock --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "number", "answer_by"),
    [
        (DAY(2026, 11, 23), 2, DAY(2026, 11, 25)),  # Monday → Wednesday
        (DAY(2026, 11, 26), 2, DAY(2026, 11, 30)),  # Thursday → Monday
        (DAY(2026, 11, 27), 2, DAY(2026, 12, 1)),  # Friday → Tuesday
        (DAY(2026, 11, 28), 2, DAY(2026, 12, 1)),  # Saturday → Tuesday
        (DAY(2026, 8, 31), 2, DAY(2026, 9, 4)),  # 2 and 3 September are holidays
        (DAY(2026, 12, 31), 1, DAY(2027, 1, 4)),
    ],
)
def test_working_days_are_monday_to_friday_without_the_holidays_written_down(day, number, answer_by):
    holidays = read_holidays("1/1\n2/9\n3/9/2026\n")
    assert working_day_after(day, number, holidays) == answer_by
    assert working_days_until(day, answer_by, holidays) == number


@pytest.mark.parametrize("text", ["32/1", "hai tháng chín", "29/2/2026", "2/9 nghỉ", "1/13"])
def test_a_line_that_is_no_day_is_named(text):
    with pytest.raises(ValidationError, match="không phải một ngày"):
        read_holidays(f"2/9\n{text}")
    assert DAY(2028, 2, 29) in read_holidays("29/2")


def test_the_clock_is_said_in_words_and_late_is_late():
    pledge, officer = make.pledge(), make.officer()
    with at(DAY(2026, 11, 27)):  # a Friday
        request = privacy_requests.ask(pledge, "erase", DONOR)
        assert words(request) == ("còn 2 ngày làm việc để trả lời", "is-wait")
    with at(DAY(2026, 11, 30)):
        assert words(request) == ("còn 1 ngày làm việc để trả lời", "is-wait")
    with at(DAY(2026, 12, 1)):
        assert words(request) == ("phải trả lời trong hôm nay", "is-wait")
        assert privacy_requests.late() == 0
    with at(DAY(2026, 12, 4)):
        assert words(request) == ("trễ 3 ngày, cần trả lời ngay", "is-late")
        assert privacy_requests.late() == 1
        privacy_requests.answer(request, officer)
        assert words(request) == ("còn 8 ngày để làm xong", "is-wait")
    with at(DAY(2026, 12, 12)):
        assert words(request) == ("phải làm xong trong hôm nay", "is-wait")
    with at(DAY(2026, 12, 13)):
        assert words(request) == ("trễ 1 ngày, cần làm ngay", "is-late")
        privacy_requests.do(request, officer)
        assert words(request) == ("đã xong", "is-came")


def test_the_days_are_a_setting():
    desk = DeskSettings.load()
    desk.answer_days, desk.done_days, desk.holidays = 5, 30, "30/11"
    desk.full_clean()
    desk.save()
    with at(DAY(2026, 11, 27)):
        request = privacy_requests.ask(make.pledge(), "erase", DONOR)
        terms = privacy_requests.Terms.read()
        assert terms.answer_by(request.asked_at) == DAY(2026, 12, 7)
        assert terms.done_by(request.asked_at) == DAY(2026, 12, 27)
    desk.holidays = "Tết"
    with pytest.raises(ValidationError):
        desk.full_clean()


# --- Asking -----------------------------------------------------------------------------------------------------------


def test_the_same_wish_while_one_waits_is_that_one():
    pledge = make.pledge()
    first = privacy_requests.ask(pledge, "erase", DONOR)
    assert privacy_requests.ask(pledge, "erase", make.officer(), source="phone") == first
    assert privacy_requests.ask(pledge, "access", DONOR) != first
    with pytest.raises(IntegrityError), transaction.atomic():
        PrivacyRequest.objects.create(pledge=pledge, what="erase")
    with pytest.raises(IntegrityError), transaction.atomic():
        PrivacyRequest.objects.create(what="erase")


def test_who_may_not_record_or_do_is_refused():
    pledge = make.pledge()
    for somebody in (make.treasurer(), make.supervisor(), None):
        with pytest.raises(NotAllowed):
            privacy_requests.ask(pledge, "erase", somebody)
    request = privacy_requests.ask(pledge, "erase", DONOR)
    for somebody in (make.treasurer(), make.supervisor(), DONOR, None):
        for work in (privacy_requests.answer, privacy_requests.do):
            with pytest.raises(NotAllowed):
                work(request, somebody)
        with pytest.raises(NotAllowed):
            privacy_requests.refuse(request, somebody, "không")
    request.refresh_from_db()
    assert (request.answered_at, request.done_at) == (None, None)
    with pytest.raises(NotAllowed):
        privacy_requests.ask(pledge, "burn", DONOR)


# --- Doing ------------------------------------------------------------------------------------------------------------


def test_what_is_done_is_told_by_mail_and_the_outbox_keeps_no_address(django_capture_on_commit_callbacks):
    pledge, officer = make.pledge(email=make.MAIL), make.officer()
    request = privacy_requests.ask(pledge, "erase", DONOR)
    with django_capture_on_commit_callbacks(execute=True):
        privacy_requests.do(request, officer)
    (letter,) = outbox.outbox
    assert letter.to == [make.MAIL]
    assert "đã xóa tên, số điện thoại, e-mail" in letter.body
    assert make.NAME in letter.body
    assert not Email.objects.filter(to=make.MAIL).exists()
    request.refresh_from_db()
    pledge.refresh_from_db()
    assert (request.handled_by, bool(request.done_at), bool(pledge.erased_at)) == (officer, True, True)


def test_a_mail_server_that_is_away_undoes_nothing(django_capture_on_commit_callbacks, caplog):
    pledge = make.pledge(email=make.MAIL)
    request = privacy_requests.ask(pledge, "erase", DONOR)
    broken = mock.patch(
        "donate.letters.privacy_letters.get_connection", side_effect=OSError(f"cannot reach {make.MAIL}")
    )
    with broken, django_capture_on_commit_callbacks(execute=True):
        privacy_requests.do(request, make.officer())
    pledge.refresh_from_db()
    assert pledge.erased_at
    assert "could not be sent" in caplog.text
    assert make.MAIL not in caplog.text


def test_taking_back_the_consent_leaves_everything_else(django_capture_on_commit_callbacks):
    pledge = make.pledge(email=make.MAIL, public_name="Nhóm Áo ấm", consent_publish="on")
    request = privacy_requests.ask(pledge, "withdraw", make.officer(), source="phone", known_by="call")
    with django_capture_on_commit_callbacks(execute=True):
        privacy_requests.do(request, make.officer())
    pledge.refresh_from_db()
    assert (pledge.public_name, pledge.consent_publish_at, pledge.name) == ("", None, make.NAME)
    assert "thôi đăng tên" in outbox.outbox[0].body


def test_other_pledges_of_the_same_person_only_when_they_are_named():
    officer = make.officer()
    pledge, other, third = (make.pledge(phone=make.PHONE) for _place in range(3))
    stranger = make.pledge()
    request = privacy_requests.ask(pledge, "erase", DONOR)
    with pytest.raises(NotAllowed):
        privacy_requests.do(request, officer, also=[other, stranger])
    assert not Pledge.objects.exclude(erased_at=None).exists()
    done = privacy_requests.do(request, officer, also=[other])
    assert {each.pk for each in done} == {pledge.pk, other.pk}
    erased = set(Pledge.objects.exclude(erased_at=None).values_list("pk", flat=True))
    assert erased == {pledge.pk, other.pk}
    third.refresh_from_db()
    assert third.name
    assert PrivacyRequest.objects.filter(what="erase", done_at__isnull=False).count() == 2


def test_one_that_cannot_be_erased_stops_all_of_them():
    officer = make.officer()
    pledge, partly = (make.pledge(phone=make.PHONE) for _place in range(2))
    recording.receive(partly, make.treasurer(), date=timezone.localdate(), amount=100_000)
    request = privacy_requests.ask(pledge, "erase", DONOR)
    with pytest.raises(NotAllowed):
        privacy_requests.do(request, officer, also=[partly])
    pledge.refresh_from_db()
    request.refresh_from_db()
    assert pledge.name
    assert request.done_at is None


def test_a_pledge_changed_meanwhile_is_not_erased_unseen():
    pledge, officer = make.pledge(), make.officer()
    request = privacy_requests.ask(pledge, "erase", DONOR)
    pledge.refresh_from_db()
    seen = pledge.version
    lifecycle.note(pledge, officer, "gọi lại: thôi, không xóa nữa")
    with pytest.raises(Stale):
        privacy_requests.do(request, officer, version=seen)
    pledge.refresh_from_db()
    request.refresh_from_db()
    assert pledge.name
    assert request.done_at is None
    privacy_requests.do(request, officer, version=pledge.version)


def test_a_refusal_says_why_to_the_desk_and_to_the_donor(django_capture_on_commit_callbacks):
    pledge, officer = make.pledge(email=make.MAIL), make.officer()
    request = privacy_requests.ask(pledge, "erase", DONOR)
    for reason in ("", "   ", "x" * 301):
        with pytest.raises(NotAllowed):
            privacy_requests.refuse(request, officer, reason)
    with django_capture_on_commit_callbacks(execute=True):
        privacy_requests.refuse(request, officer, "Khoản này đang được đối chiếu, xong sẽ xóa.")
    assert "đang được đối chiếu" in outbox.outbox[0].body
    assert words(request) == ("không làm được", "")
    # It may be asked again.
    assert privacy_requests.ask(pledge, "erase", DONOR) != request


def test_nothing_is_dealt_with_twice():
    pledge, officer = make.pledge(), make.officer()
    request = privacy_requests.ask(pledge, "erase", DONOR)
    same = PrivacyRequest.objects.get()
    privacy_requests.refuse(request, officer, "Đang đối chiếu")
    for work in (lambda: privacy_requests.do(same, officer), lambda: privacy_requests.refuse(same, officer, "không")):
        with pytest.raises(NotAllowed):
            work()
    pledge.refresh_from_db()
    assert pledge.name


def test_a_wish_to_be_erased_is_todays_work_and_other_wishes_leave_the_promises_day():
    officer = make.officer()
    pledge = make.pledge()
    day = timezone.localdate() + datetime.timedelta(days=20)
    lifecycle.schedule(pledge, officer, day)
    privacy_requests.ask(pledge, "access", DONOR)
    pledge.refresh_from_db()
    assert pledge.next_action_on == day
    privacy_requests.ask(pledge, "erase", DONOR)
    pledge.refresh_from_db()
    assert pledge.next_action_on == timezone.localdate()


def test_of_who_is_forgotten_nothing_can_be_asked_any_more():
    officer, pledge = make.officer(), make.pledge()
    privacy_requests.do(privacy_requests.ask(pledge, "erase", DONOR), officer)
    pledge.refresh_from_db()
    for what in PrivacyRequest.What.values:
        with pytest.raises(NotAllowed):
            privacy_requests.ask(pledge, what, officer, source="phone", known_by="call")
    assert PrivacyRequest.objects.count() == 1
