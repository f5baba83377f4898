"""A promise made by telephone or at the counter: the public form's words and rules, the consent as it was given."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from campaigns.models import Fund
from donate.models import DataAccess, Pledge
from donate.promises import limits
from home.safety import rights
from tests.campaigns.factories import person
from tests.donate import factories as make

pytestmark = pytest.mark.django_db
ENTRY = "/admin/ban-tiep-nhan/ghi-moi/"


@pytest.fixture
def officer(client):
    user = make.officer()
    client.force_login(user)
    return user


def said(of: Fund, kind: str = "money", /, **fields) -> dict[str, str]:
    base = make.filled(kind, quy=of.code, source="phone", consent_how="oral", confirmed="on")
    data = base | fields
    return {name: value for name, value in data.items() if value is not None}


def write(client, of: Fund, kind: str = "money", /, **fields):
    return client.post(ENTRY, said(of, kind, **fields))


@pytest.mark.parametrize("group", rights.GROUPS)
def test_only_who_takes_promises_in_writes_them_down(client, group):
    fund = make.fund()
    client.force_login(person(group))
    assert (client.get(ENTRY).status_code == 200) == (group == rights.INTAKE)
    write(client, fund)
    assert Pledge.objects.exists() == (group == rights.INTAKE)


def test_what_was_said_is_kept_with_who_wrote_it_down_and_how_consent_was_given(client, officer):
    fund = make.fund()
    answer = write(client, fund, amount="1tr5", message="gọi buổi tối", source="walk_in", consent_how="paper")
    pledge = Pledge.objects.get()
    assert answer["Location"] == reverse("donate_pledge", args=[pledge.pk])
    assert (pledge.amount, pledge.source, pledge.consent_how) == (1_500_000, "walk_in", "paper")
    assert (pledge.consent_recorded_by, pledge.assignee, pledge.fulfilment) == (officer, officer, "confirmed")
    assert pledge.next_action_on == timezone.localdate() + limits.AFTER_CONTACT
    assert [event.action for event in pledge.events.order_by("pk")] == ["submit", "confirm"]
    assert pledge.public_name == ""
    assert pledge.instalments.get().amount == 1_500_000


def test_where_something_is_open_still_it_stays_to_be_confirmed_and_the_day_is_kept(client, officer):
    day = timezone.localdate() + datetime.timedelta(days=11)
    write(client, make.fund(), confirmed=None, next_on=f"{day:%d/%m/%Y}")
    pledge = Pledge.objects.get()
    assert (pledge.fulfilment, pledge.next_action_on) == ("submitted", day)


@pytest.mark.parametrize("kind", ["money", "goods", "time", "blood"])
def test_every_kind_is_written_down_as_the_public_form_would(client, officer, kind):
    fund = make.fund()
    write(client, fund, kind)
    ours = Pledge.objects.get()
    theirs = make.pledge(fund, kind)
    names = ("kind", "amount", "goods", "quantity", "hours", "blood_group", "schedule", "months", "consent_version")
    assert [getattr(ours, name) for name in names] == [getattr(theirs, name) for name in names]


def test_a_name_is_shown_only_by_a_tick_of_its_own(client, officer):
    fund = make.fund()
    write(client, fund, consent_publish="on", public_name="Cô Vy ở chợ")
    write(client, fund, "goods", public_name="không được đánh dấu", **{"da-xem": Pledge.objects.get().reference})
    shown, hidden = Pledge.objects.order_by("pk")
    assert (shown.public_name, hidden.public_name) == ("Cô Vy ở chợ", "")
    assert shown.consent_publish_at
    assert not hidden.consent_publish_at


def test_no_consent_is_ticked_beforehand_and_the_wording_is_there_to_be_read_out(client, officer):
    make.fund()
    page = client.get(ENTRY).content.decode()
    assert "Tôi đồng ý để Hội dùng tên, số điện thoại" in page
    for name in ("consent_processing", "consent_publish"):
        assert "checked" not in page.split(f'name="{name}"')[1].split(">")[0]
    for name in ("source", "consent_how"):
        assert "checked" not in page.split(f'name="{name}"')[1].split("</div>")[0]


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("consent_processing", "Người ủng hộ chưa đồng ý thì chưa được giữ gì"),
        ("name", "Chưa có họ tên người ủng hộ"),
        ("amount", "Người ủng hộ góp bao nhiêu?"),
        ("source", "Nghe qua điện thoại hay gặp tại Hội?"),
        ("consent_how", "Đồng ý bằng lời hay ký trên giấy?"),
        ("phone", "Chưa có số điện thoại của người ủng hộ"),
        ("kind", "Người ủng hộ góp tiền, đồ dùng, công sức hay máu?"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(client, officer, missing, words):
    answer = write(client, make.fund(), **{missing: None, "message": "câu rất dài vừa nghe"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "bà con" not in answer.context["form"].errors.as_text().lower()
    assert "câu rất dài vừa nghe" in page
    assert not Pledge.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"amount": "abc"},
        {"amount": "9" * 400},
        {"phone": "\x00"},
        {"source": "web"},
        {"consent_how": "form"},
        {"next_on": "31/02/2027"},
        {"next_on": "01/01/2020"},
        {"next_on": "x" * 3000},
        {"kind": "gold"},
        {"need": "99999", "kind": "goods"},
    ],
)
def test_hostile_or_impossible_answers_get_a_sentence(client, officer, fields):
    answer = write(client, make.fund(), **fields)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not Pledge.objects.exists()


# --- Funds -----------------------------------------------------------------------------------------------------------


def test_choosing_another_fund_keeps_what_was_typed_and_brings_its_own_questions(client, officer):
    money_only = make.fund(accepts_goods=False, accepts_time=False, accepts_blood=False)
    with_needs = make.fund()
    make.need(with_needs, "Chăn bông")
    typed = said(money_only, name="Vy Thị Đổi Quỹ", phone="09", consent_processing="on")
    page = client.post(ENTRY, typed | {"quy": with_needs.code, "doi-quy": "1"})
    assert page.status_code == 200
    text = page.content.decode()
    assert "Chăn bông (chiếc)" in text
    assert 'value="Vy Thị Đổi Quỹ"' in text
    assert 'value="09"' in text
    assert "checked" in text.split('name="consent_processing"')[1].split(">")[0]
    assert "error-message" not in text
    assert not Pledge.objects.exists()


def test_a_kind_that_the_new_fund_does_not_take_is_not_kept(client, officer):
    everything = make.fund()
    money_only = make.fund(accepts_goods=False, accepts_time=False, accepts_blood=False)
    page = client.post(ENTRY, said(everything, "goods") | {"quy": money_only.code, "doi-quy": "1"}).content.decode()
    assert "checked" in page.split('value="money"')[1].split(">")[0]
    assert 'value="goods"' not in page


def test_a_fund_that_closed_meanwhile_is_said_and_nothing_typed_is_lost(client, officer):
    make.fund()
    closed = make.fund(state=Fund.State.CLOSED)
    for code in (closed.code, "không-có", "\x00", ""):
        answer = write(client, closed, quy=code, name="Vy Thị Giữ Lại")
        assert answer.status_code == 409
        assert "đã ngừng nhận" in answer.content.decode()
        assert 'value="Vy Thị Giữ Lại"' in answer.content.decode()
    assert not Pledge.objects.exists()


def test_without_an_open_fund_it_says_whom_to_ask(client, officer):
    Fund.objects.update(state=Fund.State.CLOSED)
    assert "chưa quỹ nào nhận ủng hộ" in client.get(ENTRY).content.decode()
    assert client.post(ENTRY, {"quy": "quy-chung"}).status_code == 200


# --- The same person once more ---------------------------------------------------------------------------------------


def test_open_promises_from_the_same_telephone_are_shown_before_another_is_written_down(client, officer):
    fund = make.fund()
    first = make.pledge(fund, amount="200000", phone=make.PHONE)
    answer = write(client, fund)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert reverse("donate_pledge", args=[first.pk]) in page
    assert f'value="{make.NAME}"' in page
    assert Pledge.objects.count() == 1
    assert DataAccess.objects.filter(action="list", user=officer, rows=1).exists()
    assert write(client, fund, **{"da-xem": first.reference}).status_code == 302
    assert Pledge.objects.count() == 2


def test_a_promise_that_is_over_is_no_reason_to_ask(client, officer):
    fund = make.fund()
    old = make.pledge(fund, amount="200000", phone=make.PHONE)
    Pledge.objects.filter(pk=old.pk).update(fulfilment="cancelled", next_action_on=None)
    assert write(client, fund).status_code == 302


def test_the_button_pressed_twice_is_one_promise(client, officer):
    fund = make.fund()
    first, second = write(client, fund), write(client, fund)
    assert Pledge.objects.count() == 1
    assert first["Location"] == second["Location"]
    assert Pledge.objects.get().events.filter(action="confirm").count() == 1


def test_the_donor_gets_the_promise_by_mail_and_no_call_is_announced(client, officer):
    Email.objects.all().delete()
    write(client, make.fund(), email=make.MAIL)
    letter = Email.objects.get()  # and none to the officer who wrote it down
    assert letter.to == [make.MAIL]
    assert "gọi lại trong hai ngày" not in letter.message


def test_the_page_takes_few_queries_however_many_funds(client, officer, django_assert_max_num_queries):
    for _place in range(12):
        make.need(make.fund())
    client.get(ENTRY)
    with django_assert_max_num_queries(20):
        client.get(ENTRY)
