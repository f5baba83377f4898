"""The screen of reminders: whose they are, what is sent, and that nobody is written to twice."""

import pytest
from django.urls import reverse

from donate.models import DataAccess, Pledge
from donate.promises import lifecycle
from home.safety import rights
from tests.campaigns.factories import person
from tests.donate import factories as make

from .overdue import due, letters, overdue

pytestmark = pytest.mark.django_db
SCREEN = "/admin/nhac-hen/"


@pytest.fixture
def officer(client):
    user = make.officer()
    client.force_login(user)
    return user


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
