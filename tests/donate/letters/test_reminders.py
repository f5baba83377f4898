"""Reminders: whom they reach, what they say, that there are never more than two, and what comes after."""

import datetime
import re

import pytest
from django.core.management import call_command
from django.utils import timezone

from donate.letters import reminders
from donate.models import DeskSettings, Pledge
from donate.privacy import requests as privacy_requests
from donate.promises import lifecycle
from donate.receiving import recording, write_offs
from home.safety.actors import DONOR, SYSTEM, NotAllowed
from tests.donate import factories as make

from .overdue import ago, due, in_days, letters, overdue

pytestmark = pytest.mark.django_db


# --- Whom ------------------------------------------------------------------------------------------------------------


def test_whose_day_has_passed_is_due_and_whose_day_is_to_come_is_not():
    late, today, later = overdue(), overdue(), overdue()
    for pledge, day in ((today, 0), (later, 5)):
        Pledge.objects.filter(pk=pledge.pk).update(next_action_on=timezone.localdate() + datetime.timedelta(days=day))
    assert due() == [late.pk]


def test_a_month_that_has_not_come_is_due_after_its_grace():
    pledge = overdue(70, schedule="monthly", months="6")
    with lifecycle.as_if(ago(60)):
        recording.receive(pledge, SYSTEM, date=timezone.localdate(), amount=500_000)
    assert due() == [pledge.pk]
    drafted = reminders.draft(pledge)
    second = pledge.instalments.get(number=2)
    assert f"{second.due_on.day}/{second.due_on.month}/{second.due_on.year}" in drafted.text
    recording.receive(pledge, SYSTEM, date=timezone.localdate(), amount=1_000_000)
    assert due() == []


@pytest.mark.parametrize(
    "touch",
    [
        lambda pledge: lifecycle.contacted(pledge, SYSTEM, "reached"),
        lambda pledge: lifecycle.contacted(pledge, SYSTEM, "not_reached"),
        lambda pledge: reminders.passed_on(pledge, SYSTEM),
    ],
    ids=["reached", "not reached", "reminded"],
)
def test_nobody_is_reminded_within_three_days_of_a_call_or_a_reminder(touch):
    pledge = overdue()
    touch(pledge)
    Pledge.objects.filter(pk=pledge.pk).update(next_action_on=timezone.localdate() - datetime.timedelta(days=1))
    for days in (0, 1, 2):
        with in_days(days):
            assert due() == []
            assert reminders.why_not(pledge)
    with in_days(3):
        assert due() == [pledge.pk]
        assert reminders.why_not(pledge) == ""


def test_after_the_second_reminder_there_is_no_third():
    pledge = overdue(email=make.MAIL)
    for days in (0, 5, 10, 15):
        with in_days(days):
            due_now = pledge.pk in due()
            assert due_now == (days < 10), days
            if due_now:
                reminders.send(pledge, SYSTEM, "xin nhắc")
    with in_days(30):
        assert "hai lần" in reminders.why_not(pledge)
        with pytest.raises(NotAllowed):
            reminders.send(pledge, SYSTEM, "xin nhắc")
    assert len(letters()) == 2


@pytest.mark.parametrize("end", ["cancel", "mark_spam"])
def test_what_is_over_is_not_reminded_of(end):
    pledge = overdue()
    lifecycle.take(pledge, end, SYSTEM, reason="thử")
    assert due() == []
    with pytest.raises(NotAllowed):
        reminders.passed_on(pledge, SYSTEM)


def test_who_asked_to_be_erased_is_left_alone_until_that_is_refused():
    pledge = overdue()
    request = privacy_requests.ask(pledge, "erase", DONOR)
    with in_days(5):
        assert due() == []
        assert reminders.why_not(pledge)
    privacy_requests.refuse(request, make.officer(), "đã nhận một phần")
    with in_days(5):
        assert due() == [pledge.pk]


def test_while_somebody_proposes_not_to_wait_for_the_rest_nobody_is_reminded_of_it():
    pledge = overdue()
    recording.receive(pledge, SYSTEM, date=timezone.localdate(), amount=100_000)
    asked = write_offs.propose(pledge, make.officer(), "gia đình gặp khó khăn")
    with in_days(10):
        assert due() == []
        assert reminders.why_not(pledge)
    write_offs.decide(asked, make.supervisor(), approve=False)
    with in_days(10):
        assert due() == [pledge.pk]


def test_who_was_never_called_is_reminded_of_money_only_and_not_in_the_first_week():
    money, fresh, goods = overdue(9, False), overdue(5, False), overdue(30, False, kind="goods")
    assert fresh.next_action_on < timezone.localdate()
    assert goods.next_action_on < timezone.localdate()
    assert due() == [money.pk]


# --- What it says ----------------------------------------------------------------------------------------------------


def test_the_draft_says_what_was_promised_when_and_how_to_transfer_it():
    pledge = overdue(email=make.MAIL)
    drafted = reminders.draft(pledge)
    made = timezone.localdate(pledge.created_at)
    for words in (make.NAME, f"{made.day}/{made.month}/{made.year}", "500.000", "0205000000001", pledge.reference):
        assert words in drafted.text
        assert words in drafted.short
    assert make.NAME not in drafted.subject
    assert pledge.token not in drafted.text + drafted.short + drafted.subject
    assert "lần nhắc cuối" not in drafted.text
    assert re.search(r"\b(the|promise|you)\b", drafted.text + drafted.short) is None


def test_the_last_one_says_that_it_is_the_last():
    pledge = overdue()
    Pledge.objects.filter(pk=pledge.pk).update(reminders=1)
    pledge.refresh_from_db()
    assert "lần nhắc cuối" in reminders.draft(pledge).text


@pytest.mark.parametrize("kind", ["goods", "time", "blood"])
def test_what_is_not_money_asks_for_a_day_and_names_no_account(kind):
    drafted = reminders.draft(overdue(kind=kind))
    assert "Ngày nào tiện" in drafted.text
    assert "0205" not in drafted.text + drafted.short


def test_a_closed_account_is_named_nowhere():
    pledge = overdue()
    pledge.fund.account.is_active = False
    pledge.fund.account.save()
    drafted = reminders.draft(Pledge.objects.get(pk=pledge.pk))
    assert "0205" not in drafted.text + drafted.short


# --- By itself -------------------------------------------------------------------------------------------------------


def run(capsys, **options) -> str:
    call_command("remind_donors", **options)
    return capsys.readouterr().out


def by_itself(on: bool = True) -> None:
    desk = DeskSettings.load()
    desk.reminds_by_itself = on
    desk.save()


def test_nothing_goes_out_by_itself_unless_the_chapter_wants_it(capsys):
    overdue(email=make.MAIL)
    run(capsys)
    assert not letters()


def test_where_it_is_switched_on_mails_go_out_once(capsys):
    by_itself()
    with_mail, without = overdue(email=make.MAIL), overdue()
    assert run(capsys, dry_run=True) == "1 reminders to send\n"
    assert not letters()
    for _time in range(2):
        run(capsys)
    (letter,) = letters()
    assert make.NAME in letter.message
    assert with_mail.get_absolute_url() in letter.message
    event = with_mail.events.get(action="remind")
    assert (event.actor, event.by_donor) == (None, False)
    assert due() == [without.pk]


def test_from_the_first_reminder_to_setting_aside_and_back_when_the_money_comes(client, capsys):
    by_itself()
    pledge = overdue(email=make.MAIL)
    for days in range(40):
        with in_days(days):
            call_command("remind_donors")
            call_command("tidy_pledges")
    pledge.refresh_from_db()
    assert pledge.fulfilment == "lapsed"
    assert len(letters()) == 2
    assert "Tạm gác" in client.get(pledge.get_absolute_url()).content.decode()
    recording.receive(pledge, make.treasurer(), date=timezone.localdate(), amount=500_000)
    pledge.refresh_from_db()
    assert pledge.fulfilment == "received"
    assert "Hội đã nhận" in client.get(pledge.get_absolute_url()).content.decode()


def test_the_logs_name_nobody(capsys, caplog):
    by_itself()
    overdue(email=make.MAIL)
    with caplog.at_level("DEBUG"):
        said = run(capsys)
    lines = said + "\n".join(one.getMessage() for one in caplog.records if one.name != "django.db.backends")
    for trace in (make.NAME, make.MAIL, "Kín Đáo"):
        assert trace not in lines
