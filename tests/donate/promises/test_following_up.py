"""Calls, dates, owners, reminders: who follows a pledge up, and when it comes back to the desk."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from post_office.models import Email

from donate.models import Pledge
from donate.privacy import erasing
from donate.privacy import requests as privacy_requests
from donate.promises import lifecycle, limits
from donate.receiving import recording, write_offs
from home.safety.actors import DONOR, SYSTEM, NotAllowed
from home.safety.rights import INTAKE
from tests.donate import factories as make

pytestmark = pytest.mark.django_db


def in_days(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def received(pledge: Pledge, amount: int, by=SYSTEM):
    recording.receive(pledge, by, date=timezone.localdate(), amount=amount)
    pledge.refresh_from_db()
    return pledge


def test_a_call_sets_the_next_date_and_counts():
    pledge, officer = make.pledge(), make.officer()
    day = timezone.localdate() + datetime.timedelta(days=9)
    lifecycle.contacted(pledge, officer, "will_transfer", day, "thứ Sáu")
    lifecycle.contacted(pledge, officer, "not_reached")
    pledge.refresh_from_db()
    assert pledge.contacts == 2
    assert pledge.next_action_on == timezone.localdate() + limits.AFTER_CONTACT
    for outcome, date in (("maybe", None), ("reached", timezone.localdate() - datetime.timedelta(days=1))):
        with pytest.raises(NotAllowed):
            lifecycle.contacted(pledge, officer, outcome, date)


def test_a_reminder_gives_the_donor_some_days():
    pledge, officer = make.pledge(), make.officer()
    lifecycle.schedule(pledge, officer, in_days(0))
    lifecycle.reminded(pledge, officer)
    pledge.refresh_from_db()
    assert pledge.next_action_on == in_days(limits.AFTER_CONTACT.days)


def test_reminders_are_two_at_most():
    pledge, officer = make.pledge(), make.officer()
    lifecycle.reminded(pledge, officer)
    lifecycle.reminded(pledge, officer)
    with pytest.raises(NotAllowed):
        lifecycle.reminded(pledge, officer)


def test_a_pledge_goes_only_to_somebody_who_may_follow_it_up():
    pledge, officer = make.pledge(), make.officer()
    lifecycle.assign(pledge, officer, officer)
    with pytest.raises(NotAllowed):
        lifecycle.assign(pledge, officer, make.treasurer())
    lifecycle.assign(pledge, officer, None)
    pledge.refresh_from_db()
    assert pledge.assignee is None


def test_new_pledges_are_shared_out_by_load():
    first, second = make.officer(), make.officer()
    fund = make.fund()
    owners = [make.pledge(fund).assignee for _place in range(4)]
    assert owners == [first, second, first, second]


def test_a_reminder_is_never_sent_to_somebody_who_asked_for_erasure():
    pledge, officer = make.pledge(), make.officer()
    privacy_requests.ask(pledge, "erase", DONOR)
    with pytest.raises(NotAllowed):
        lifecycle.reminded(pledge, officer)


def test_who_writes_a_promise_down_keeps_it_and_who_only_receives_does_not():
    idle, busy = make.officer(), make.officer()
    fund = make.fund()
    for _place in range(3):
        assert make.pledge(fund, by=busy, source="phone").assignee == busy
    assert make.pledge(fund).assignee == idle
    treasurer = make.treasurer()
    treasurer.user_permissions.add(Permission.objects.get(codename="add_pledge"))
    assert make.pledge(fund, by=treasurer, source="walk_in").assignee == idle


def test_who_may_not_write_promises_down_is_refused_by_the_service_itself():
    with pytest.raises(NotAllowed):
        make.pledge(by=make.treasurer(), source="walk_in")
    assert not Pledge.objects.exists()


@pytest.mark.parametrize("how", ["left", "moved"])
def test_a_pledge_that_comes_back_does_not_go_to_somebody_who_cannot_follow_it_up_any_more(how):
    left, here = make.officer(), make.officer()
    pledge = make.pledge(by=left, source="phone")
    lifecycle.take(pledge, "cancel", here, reason="đã góp nơi khác")
    if how == "left":
        left.is_active = False
        left.save()
    else:
        left.groups.clear()
    pledge = Pledge.objects.get(pk=pledge.pk)
    lifecycle.take(pledge, "reopen", here, reason="vẫn muốn góp")
    assert pledge.assignee == here


# --- After a part has come -------------------------------------------------------------------------------------------


def test_who_gives_monthly_is_asked_again_when_the_next_month_is_due():
    pledge = make.pledge(schedule="monthly", months="3")
    second, third = pledge.instalments.all()[1:]
    received(pledge, 500_000)
    assert pledge.next_action_on == second.due_on + limits.INSTALMENT_GRACE
    received(pledge, 200_000)
    assert pledge.next_action_on == second.due_on + limits.INSTALMENT_GRACE
    received(pledge, 300_000)
    assert pledge.next_action_on == third.due_on + limits.INSTALMENT_GRACE


def test_who_is_behind_with_the_months_is_not_asked_again_the_day_the_money_came():
    pledge = make.pledge(schedule="monthly", months="3", at=timezone.now() - datetime.timedelta(days=80))
    received(pledge, 500_000)
    assert pledge.next_action_on == timezone.localdate() + limits.AFTER_CONTACT


def test_after_a_part_of_a_single_gift_an_agreed_later_day_stays():
    agreed, open_ended = make.pledge(), make.pledge()
    lifecycle.schedule(agreed, make.officer(), in_days(20))
    assert received(agreed, 100_000).next_action_on == in_days(20)
    assert received(open_ended, 100_000).next_action_on == timezone.localdate() + limits.AFTER_CONTACT


# --- The donor takes it back -----------------------------------------------------------------------------------------


def withdrawn(pledge: Pledge) -> list[Email]:
    Email.objects.all().delete()
    lifecycle.take(pledge, "cancel", DONOR)
    return list(Email.objects.all())


def test_who_follows_it_up_is_told_and_learns_no_name(client):
    officer = make.officer()
    pledge = make.pledge(name=make.NAME, phone=make.PHONE, email=make.MAIL)
    (letter,) = withdrawn(pledge)
    assert letter.to == [officer.email]
    assert pledge.reference in letter.subject
    for trace in (make.NAME, "912345678", "912 345 678", make.MAIL, pledge.token):
        assert trace not in letter.subject + letter.message


def test_where_nobody_follows_it_up_whoever_supervises_is_told():
    supervisor, officer = make.supervisor(), make.officer()
    nobodys, leavers = make.pledge(), make.pledge()
    lifecycle.assign(nobodys, officer, None)
    assert [letter.to for letter in withdrawn(nobodys)] == [[supervisor.email]]
    officer.is_active = False
    officer.save()
    assert [letter.to for letter in withdrawn(leavers)] == [[supervisor.email]]


def test_when_staff_cancel_nobody_is_written_to():
    pledge, officer = make.pledge(), make.officer()
    Email.objects.all().delete()
    lifecycle.take(pledge, "cancel", officer, reason="đã góp nơi khác")
    assert not Email.objects.exists()


def test_what_is_recorded_as_if_then_bears_that_day():
    officer = make.person(INTAKE)
    then = timezone.now() - datetime.timedelta(days=30)
    with lifecycle.as_if(then):
        pledge = make.pledge()
        lifecycle.contacted(pledge, officer, "reached")
    assert timezone.localdate(pledge.created_at) == timezone.localdate(then)
    assert pledge.next_action_on == timezone.localdate(then) + limits.AFTER_CONTACT
    assert {event.at for event in pledge.events.all()} == {then}


# --- After the end ---------------------------------------------------------------------------------------------------


def test_what_is_over_is_handed_to_nobody_and_what_waits_for_thanks_is():
    officer, other = make.officer(), make.officer()
    over, came = make.pledge(), make.pledge()
    lifecycle.take(over, "mark_spam", officer)
    recording.receive(came, make.treasurer(), date=timezone.localdate(), amount=500_000)
    with pytest.raises(NotAllowed):
        lifecycle.assign(over, officer, other)
    lifecycle.assign(came, officer, other)
    lifecycle.thanked(came, officer, "call")
    with pytest.raises(NotAllowed):
        lifecycle.assign(came, officer, officer)
    came.refresh_from_db()
    assert came.assignee == other
    assert not over.events.filter(action="assign").exists()


def test_after_erasure_nobody_is_called_written_about_or_promised_for_again():
    officer = make.officer()
    pledge = make.pledge()
    erasing.erase(pledge, officer)
    before = pledge.version
    for attempt in (
        lambda: lifecycle.take(pledge, "reopen", officer, reason="thử"),
        lambda: lifecycle.note(pledge, officer, f"{make.NAME} gọi lại"),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    pledge.refresh_from_db()
    assert (pledge.version, pledge.fulfilment) == (before, "cancelled")


def test_money_that_comes_after_erasure_counts_and_can_be_closed_but_nobody_is_bothered():
    officer, treasurer = make.officer(), make.treasurer()
    pledge = make.pledge()
    erasing.erase(pledge, officer)
    recording.receive(pledge, treasurer, date=timezone.localdate(), amount=100_000)
    pledge.refresh_from_db()
    assert pledge.fulfilment == "partly_received"
    for attempt in (
        lambda: lifecycle.contacted(pledge, officer, "reached"),
        lambda: lifecycle.reminded(pledge, officer),
        lambda: lifecycle.thanked(pledge, officer, "call"),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    write_offs.decide(write_offs.propose(pledge, treasurer, "không còn ai"), make.supervisor(), approve=True)
    pledge.refresh_from_db()
    assert pledge.fulfilment == "written_off"
