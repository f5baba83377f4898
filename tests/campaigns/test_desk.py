"""Who may do what with funds, ledger and accounts, on the screens."""

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from campaigns import ledger
from campaigns.approvals import accounts
from campaigns.ledger import evidence
from campaigns.models import BankAccount, BankAccountChange, Fund
from home.safety import rights
from home.safety.actors import SYSTEM

from . import factories as make

pytestmark = pytest.mark.django_db
EVERY_GROUP = rights.GROUPS
MONEY = {rights.TREASURY, rights.SUPERVISORS, rights.LEADERS, rights.INTAKE}
NEW_ACCOUNT = {
    "bank_bin": "970436",
    "bank_name": "Ngân hàng Thử",
    "number": "0123456789",
    "holder": "Hội",
    "purpose": "",
}


def signed_in(client, group):
    user = make.person(group)
    client.force_login(user)
    return user


def is_open(client, address):
    response = client.get(address)
    assert response.status_code in (200, 302, 403), address
    return response.status_code == 200


@pytest.mark.parametrize("group", EVERY_GROUP)
def test_each_group_opens_only_the_screens_it_has_a_right_to(client, group):
    of = make.fund()
    line = ledger.post(of, "received", 1000, date=timezone.localdate())
    account = make.account()
    signed_in(client, group)
    matrix = {
        reverse("campaigns_ledger:index"): MONEY,
        reverse("campaigns_ledger:inspect", args=[line.pk]): MONEY,
        reverse("campaigns_ledger:add"): set(),
        reverse("campaigns_ledger:edit", args=[line.pk]): set(),
        reverse("campaigns_ledger:delete", args=[line.pk]): set(),
        reverse("campaigns_accounts:index"): MONEY,
        reverse("campaigns_accounts:edit", args=[account.pk]): set(),
        reverse("campaigns_accounts:delete", args=[account.pk]): set(),
        reverse("campaigns_funds:add"): {rights.TREASURY},
        reverse("campaigns_funds:edit", args=[of.pk]): {rights.TREASURY},
        reverse("campaigns_fund_state", args=[of.pk]): {rights.TREASURY, rights.SUPERVISORS},
        reverse("campaigns_account_changes"): MONEY,
    }
    wrong = {
        address: is_open(client, address)
        for address, groups in matrix.items()
        if is_open(client, address) != (group in groups)
    }
    assert not wrong


def test_the_treasurer_makes_a_fund_typing_sums_as_people_do(client):
    signed_in(client, rights.TREASURY)
    data = {
        "name": "Mái ấm",
        "code": "mai-am",
        "unit": "",
        "account": "",
        "goal": "160tr",
        "item_name": "căn nhà",
        "item_count": "8",
        "purpose": "để đủ mái",
        "suggested_amounts": "100.000; 200k; 1tr",
        "accepts_money": "on",
        "opens_on": "21/09/2026",
        "closes_on": "15/12/2026",
        "distribute_by": "",
        "needs-TOTAL_FORMS": "1",
        "needs-INITIAL_FORMS": "0",
        "needs-MIN_NUM_FORMS": "0",
        "needs-MAX_NUM_FORMS": "1000",
        "needs-0-item": "Tôn",
        "needs-0-item_unit": "m²",
        "needs-0-quantity": "960",
        "needs-0-ORDER": "1",
        "needs-0-DELETE": "",
        "needs-0-id": "",
    }
    response = client.post(reverse("campaigns_funds:add"), data)
    assert response.status_code == 302, response.context["form"].errors
    made = Fund.objects.get(code="mai-am")
    assert made.goal == 160_000_000
    assert made.suggested_amounts == [100_000, 200_000, 1_000_000]
    assert (made.opens_on.day, made.opens_on.month) == (21, 9)
    assert made.needs.get().item == "Tôn"


def test_a_fund_with_lines_is_not_deleted_and_the_screen_says_why(client):
    of = make.fund()
    ledger.post(of, "received", 1000, date=timezone.localdate())
    signed_in(client, rights.TREASURY)
    for method in (client.get, client.post):
        page = method(reverse("campaigns_funds:delete", args=[of.pk]), follow=True)
        assert "không xóa được" in page.content.decode()
    assert Fund.objects.filter(pk=of.pk).exists()


def test_a_fund_goes_its_way_step_by_step_and_every_step_is_kept(client):
    of = make.fund()
    user = signed_in(client, rights.TREASURY)
    address = reverse("campaigns_fund_state", args=[of.pk])
    client.post(address, {"to": "settled", "reason": ""})
    of.refresh_from_db()
    assert of.state == "open"
    client.post(address, {"to": "closed", "reason": "Hết hạn"})
    of.refresh_from_db()
    assert of.state == "closed"
    change = of.state_changes.get()
    assert (change.by, change.reason) == (user, "Hết hạn")


def test_an_account_changes_only_when_a_second_person_agrees(client):
    proposer = signed_in(client, rights.TREASURY)
    page = reverse("campaigns_account_changes")
    client.post(page, {"what": "open", "reason": "Mở tài khoản", **NEW_ACCOUNT})
    change = BankAccountChange.objects.get()
    assert change.proposed_by == proposer
    assert not BankAccount.objects.exists()

    decide = reverse("campaigns_account_change_decide", args=[change.pk])
    assert client.post(decide, {"decision": "approve"}).status_code == 302 or True
    assert not BankAccount.objects.exists()

    signed_in(client, rights.SUPERVISORS)
    client.post(decide, {"decision": "approve"})
    assert BankAccount.objects.get().number == "0123456789"
    assert Email.objects.filter(to__contains=proposer.email).exists() or mail.outbox


def test_nobody_approves_a_change_of_their_own():
    user = make.person(rights.TREASURY)
    change = accounts.propose("open", user, "vì", after=NEW_ACCOUNT)
    with pytest.raises(ValueError):
        accounts.decide(change, user, approve=True)


@pytest.mark.parametrize(
    "wrong", [{"bank_bin": "12"}, {"number": "12 34"}, {"number": "1" * 20}, {"bank_bin": "abcdef"}]
)
def test_an_account_that_cannot_be_is_refused_beside_its_field(client, wrong):
    signed_in(client, rights.TREASURY)
    page = client.post(reverse("campaigns_account_changes"), {"what": "open", "reason": "vì", **NEW_ACCOUNT, **wrong})
    assert page.status_code == 200
    assert page.context["form"].errors
    assert not BankAccountChange.objects.exists()


def test_every_approved_change_stands_in_public(client):
    make.official_accounts()
    change = accounts.propose("open", make.person(rights.TREASURY), "Mở tài khoản", after=NEW_ACCOUNT)
    accounts.decide(change, make.person(rights.SUPERVISORS), approve=True)
    refused = accounts.propose("close", make.person(rights.TREASURY), "Lý do kín", account=BankAccount.objects.get())
    accounts.decide(refused, make.person(rights.SUPERVISORS), approve=False)
    page = client.get("/tai-khoan-chinh-thuc/").content.decode()
    assert "Mở tài khoản" in page
    assert "Lý do kín" not in page
    assert BankAccount.objects.get().is_active


def test_a_change_is_decided_once(client):
    change = accounts.propose("open", make.person(rights.TREASURY), "Mở tài khoản", after=NEW_ACCOUNT)
    accounts.decide(change, make.person(rights.SUPERVISORS), approve=False)
    with pytest.raises(ValueError, match="rồi"):
        accounts.decide(change, make.person(rights.SUPERVISORS), approve=True)
    assert not BankAccount.objects.exists()


def test_the_explorer_shows_what_an_editor_asks_about_in_few_queries(client, django_assert_max_num_queries):
    places = []
    for number in range(8):
        of = make.fund(goal=10_000_000)
        ledger.post(of, "received", 1_500_000, date=timezone.localdate())
        places.append(make.campaign(f"Chiến dịch {number}", fund=of).get_parent())
        places.append(make.address(f"Bà {number}", unit=make.unit(f"xã {number}")).get_parent())
    signed_in(client, rights.EDITORIAL_BOARD)
    for place in places[-2:]:
        with django_assert_max_num_queries(45):
            page = client.get(reverse("wagtailadmin_explore", args=[place.pk])).content.decode()
        assert "1,5\u00a0triệu" in page or "500\u00a0nghìn" in page


def test_a_need_that_somebody_gave_for_is_not_taken_out(client):
    of = make.fund()
    need = of.needs.model.objects.create(fund=of, item="Chăn", item_unit="chiếc", quantity=10)
    facts = {"kind": "goods", "item": "Chăn", "item_unit": "chiếc", "quantity": 2, "need": need, "channel": "counter"}
    ledger.post(of, "received", 0, date=timezone.localdate(), **facts)
    signed_in(client, rights.TREASURY)
    data = {
        "name": of.name,
        "code": of.code,
        "goal": "10tr",
        "purpose": "để thử",
        "accepts_money": "on",
        "needs-TOTAL_FORMS": "1",
        "needs-INITIAL_FORMS": "1",
        "needs-MIN_NUM_FORMS": "0",
        "needs-MAX_NUM_FORMS": "1000",
        "needs-0-id": need.pk,
        "needs-0-item": "Chăn",
        "needs-0-item_unit": "chiếc",
        "needs-0-quantity": "10",
        "needs-0-ORDER": "1",
        "needs-0-DELETE": "1",
    }
    answer = client.post(reverse("campaigns_funds:edit", args=[of.pk]), data)
    assert answer.status_code == 200
    assert "Chăn" in str(answer.context["form"].non_field_errors())
    assert of.needs.count() == 1


def test_a_document_behind_a_line_is_not_deleted_on_the_documents_screen(client):
    of = make.fund()
    line = ledger.post(of, "received", 1000, date=timezone.localdate())
    kept = evidence.attach(line, SimpleUploadedFile("a.pdf", b"%PDF-1.4"), SYSTEM, "Hóa đơn", is_public=True)
    signed_in(client, rights.EDITORIAL_BOARD)
    answer = client.post(reverse("wagtaildocs:delete", args=[kept.document_id]))
    assert answer.status_code != 500
    kept.refresh_from_db()
    assert kept.document_id
