"""Reminders: whom they reach, what they say, that there are never more than two, and what comes after."""

import datetime
import re
from unittest import mock

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from donate.letters import reminders
from donate.models import DataAccess, DeskSettings, Pledge
from donate.privacy import requests as privacy_requests
from donate.promises import lifecycle
from donate.receiving import recording, write_offs
from home.safety import rights
from home.safety.actors import DONOR, SYSTEM, NotAllowed
from tests.campaigns.factories import person
from tests.donate import factories as make

pytestmark = pytest.mark.django_db
SCREEN = "/admin/nhac-hen/"


def ago(days: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


def in_days(days: int):
    return mock.patch("django.utils.timezone.now", return_value=ago(-days))


def overdue(days_old: int = 20, confirmed: bool = True, **fields) -> Pledge:
    """Made long ago, perhaps confirmed by telephone, its day long past."""
    with lifecycle.as_if(ago(days_old)):
        pledge = make.pledge(**fields)
        if confirmed:
            lifecycle.contacted(pledge, SYSTEM, "reached")
            lifecycle.take(pledge, "confirm", SYSTEM)
    return pledge


def due() -> list[int]:
    return sorted(reminders.due().values_list("pk", flat=True))


def letters() -> list[Email]:
    return list(Email.objects.filter(subject__startswith="Về lời hứa").order_by("pk"))


@pytest.fixture
def officer(client):
    user = make.officer()
    client.force_login(user)
    return user


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


# --- The screen ------------------------------------------------------------------------------------------------------


def on_screen(client, **asked) -> str:
    answer = client.get(SCREEN, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def sending(*pledges: Pledge, **more) -> dict[str, str]:
    data: dict[str, str] = {}
    for pledge in pledges:
        pledge.refresh_from_db()
        data |= {f"thu-{pledge.pk}": f"Kính gửi, lời nhắc của tôi {pledge.pk}", f"ban-{pledge.pk}": str(pledge.version)}
    return data | more


@pytest.mark.parametrize("group", rights.GROUPS)
def test_only_who_follows_up_sees_and_sends_reminders(client, group):
    pledge = overdue(email=make.MAIL)
    client.force_login(person(group))
    page = client.get(SCREEN, {"cua": "tat-ca"})
    assert (make.NAME in page.content.decode()) == (group == rights.INTAKE)
    client.post(SCREEN, sending(pledge, gui=str(pledge.pk)))
    assert bool(letters()) == (group == rights.INTAKE)


def test_my_own_and_nobodys_come_first_the_others_on_request(client, officer):
    other = make.officer()
    mine, nobodys, theirs = overdue(), overdue(), overdue()
    Pledge.objects.filter(pk=mine.pk).update(assignee=officer)
    Pledge.objects.filter(pk=nobodys.pk).update(assignee=None)
    Pledge.objects.filter(pk=theirs.pk).update(assignee=other)
    page = on_screen(client)
    assert (mine.reference in page, nobodys.reference in page, theirs.reference in page) == (True, True, False)
    assert theirs.reference in on_screen(client, cua="tat-ca")
    assert DataAccess.objects.filter(user=officer, action="list").exists()


def test_a_letter_is_changed_and_sent_with_the_donors_own_page_beneath(client, officer):
    pledge = overdue(email=make.MAIL)
    assert pledge.token not in on_screen(client, cua="tat-ca")
    client.post(SCREEN, sending(pledge, gui=str(pledge.pk)))
    (letter,) = letters()
    assert letter.to == [make.MAIL]
    assert letter.message.startswith(f"Kính gửi, lời nhắc của tôi {pledge.pk}")
    assert pledge.get_absolute_url() in letter.message
    pledge.refresh_from_db()
    assert pledge.reminders == 1
    event = pledge.events.get(action="remind")
    assert (event.actor, event.before, event.after) == (officer, "mail", "1")
    assert pledge.reference not in on_screen(client, cua="tat-ca")


def test_all_letters_of_the_page_go_out_at_once_and_who_has_no_address_stays(client, officer):
    with_mail = [overdue(email=f"a{place}@vidu.example") for place in range(3)]
    without = overdue()
    client.post(SCREEN, sending(*with_mail, without, gui="tat-ca", cua="tat-ca"))
    assert len(letters()) == 3
    assert due() == [without.pk]
    client.post(SCREEN, sending(without, da=str(without.pk), cua="tat-ca"))
    assert due() == []
    assert without.events.get(action="remind").before == "words"
    assert len(letters()) == 3


def test_what_somebody_else_changed_is_not_sent_and_the_words_stay(client, officer):
    quick, slow = overdue(email="a@vidu.example"), overdue(email="b@vidu.example")
    data = sending(quick, slow, gui="tat-ca", cua="tat-ca")
    lifecycle.contacted(slow, make.officer(), "reached")
    answer = client.post(SCREEN, data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert [letter.to for letter in letters()] == [["a@vidu.example"]]
    assert f"lời nhắc của tôi {slow.pk}" in page
    assert "người khác đổi lời hứa này" in page
    assert f"lời nhắc của tôi {quick.pk}" not in page


def test_words_changed_in_another_letter_are_not_lost_when_one_is_sent(client, officer):
    first, second = overdue(email="a@vidu.example"), overdue(email="b@vidu.example")
    page = client.post(SCREEN, sending(first, second, gui=str(first.pk), cua="tat-ca")).content.decode()
    assert len(letters()) == 1
    assert f"lời nhắc của tôi {second.pk}" in page


def test_the_button_pressed_twice_sends_one_letter(client, officer):
    pledge = overdue(email=make.MAIL)
    data = sending(pledge, gui=str(pledge.pk))
    for _press in range(2):
        assert client.post(SCREEN, data).status_code == 302
    assert len(letters()) == 1


@pytest.mark.parametrize("text", ["", "   ", "x" * 5000, "\x00"])
def test_an_empty_or_endless_letter_is_not_sent(client, officer, text):
    pledge = overdue(email=make.MAIL)
    answer = client.post(SCREEN, sending(pledge, gui=str(pledge.pk)) | {f"thu-{pledge.pk}": text})
    assert answer.status_code == 409
    assert not letters()


@pytest.mark.parametrize(
    "hostile",
    [
        {"gui": "x"},
        {"gui": "999999999999"},
        {"gui": "\x00"},
        {"da": ""},
        {"thu-abc": "x", "gui": "abc"},
        {"thu-1" + "0" * 40: "x", "gui": "tat-ca"},
        {"p": "-3"},
        {"thu-99999": "x", "ban-99999": "1", "gui": "99999"},
    ],
)
def test_hostile_answers_change_nothing(client, officer, hostile):
    overdue(email=make.MAIL)
    assert client.post(SCREEN, hostile).status_code in (200, 302)
    assert not letters()
    assert client.get(SCREEN, {"p": "x\x00", "cua": "<b>"}).status_code == 200


def test_the_screen_takes_few_queries_however_many_are_due(client, officer, django_assert_max_num_queries):
    overdue()
    on_screen(client, cua="tat-ca")
    with django_assert_max_num_queries(25) as few:
        on_screen(client, cua="tat-ca")
    for place in range(14):
        overdue(email=f"a{place}@vidu.example", schedule="monthly", months="3")
    with django_assert_max_num_queries(25) as many:
        page = on_screen(client, cua="tat-ca")
    assert len(many) <= len(few)
    assert "Trang 1 trên 2" in page


def test_from_the_pledges_own_page_a_reminder_goes_out_too(client, officer):
    pledge = make.pledge(email=make.MAIL)
    address = reverse("donate_pledge_act", args=[pledge.pk, "nhac"])
    page = client.get(address).content.decode()
    assert "Lần nhắc 1 trên 2" in page
    client.post(address, {"version": pledge.version, "text": "Kính gửi chị"})
    assert letters()[0].message.startswith("Kính gửi chị")
    page = client.get(address).content.decode()
    assert "ba ngày qua" in page
    pledge.refresh_from_db()
    answer = client.post(address, {"version": pledge.version, "text": "Kính gửi chị lần nữa"})
    assert answer.status_code == 409
    assert "Kính gửi chị lần nữa" in answer.content.decode()
    assert len(letters()) == 1


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
