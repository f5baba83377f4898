"""A pledge's own page: what to do next stands first, and all is told in words."""

import pytest
from django.urls import reverse
from django.utils import timezone

from donate.desk.pledge.actions import ACTIONS
from donate.models import DataAccess, Pledge
from donate.promises import lifecycle
from donate.receiving import recording
from home.safety import rights
from home.safety.actors import DONOR, SYSTEM
from tests.campaigns.factories import person
from tests.donate import factories as make

from .pages import TEXT, arrived, do, page_of, tomorrow

pytestmark = pytest.mark.django_db
MAY_SEE = {rights.INTAKE, rights.TREASURY, rights.SUPERVISORS}
STAFF_ACTIONS = [slug for slug, action in ACTIONS.items() if "donate.handle_pledge" in action.rights]


# --- Who may ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("group", rights.GROUPS)
def test_the_page_is_for_those_who_may_see_pledges(client, group):
    pledge = make.pledge(message=make.WORDS)
    client.force_login(person(group))
    answer = client.get(reverse("donate_pledge", args=[pledge.pk]))
    assert (answer.status_code == 200) == (group in MAY_SEE)
    for trace in (make.NAME, make.WORDS):
        assert (trace in answer.content.decode()) == (group in MAY_SEE)
    assert DataAccess.objects.filter(action="view", pledge=pledge).exists() == (group in MAY_SEE)


@pytest.mark.parametrize("slug", ACTIONS)
@pytest.mark.parametrize("group", rights.GROUPS)
def test_each_action_takes_its_right_whatever_the_page_shows(client, group, slug):
    pledge = arrived(email=make.MAIL) if slug.startswith("cam-on") else make.pledge(email=make.MAIL)
    if slug == "mo-lai":
        lifecycle.take(pledge, "cancel", DONOR)
    if slug == "bo-rac":
        lifecycle.take(pledge, "mark_spam", SYSTEM)
    before = Pledge.objects.get(pk=pledge.pk).version
    client.force_login(person(group))
    answer = do(client, pledge, slug, note="thử", day=f"{tomorrow():%d/%m/%Y}", text=TEXT, to="")
    pledge.refresh_from_db()
    allowed = group == rights.INTAKE or (group == rights.SUPERVISORS and slug == "giao")
    assert (pledge.version > before) == allowed
    assert (answer.status_code == 302 and answer["Location"] == reverse("donate_pledge", args=[pledge.pk])) == allowed


@pytest.mark.parametrize("group", [rights.TREASURY, rights.SUPERVISORS])
def test_who_only_looks_is_offered_nothing_that_would_be_refused(client, group):
    pledge = make.pledge()
    client.force_login(person(group))
    page = page_of(client, pledge)
    for slug in STAFF_ACTIONS:
        assert reverse("donate_pledge_act", args=[pledge.pk, slug]) not in page, slug
    assert (reverse("donate_pledge_act", args=[pledge.pk, "giao"]) in page) == (group == rights.SUPERVISORS)
    assert 'href="tel:' not in page


def test_nobody_gets_in_without_signing_in(client):
    pledge = make.pledge()
    for address in (
        reverse("donate_pledge", args=[pledge.pk]),
        reverse("donate_pledge_act", args=[pledge.pk, "huy"]),
        reverse("donate_thank_letter", args=[pledge.pk]),
    ):
        answer = client.post(address) if "huy" in address else client.get(address)
        assert answer.status_code == 302
        assert "/login/" in answer["Location"]


@pytest.mark.parametrize("pk", [0, 10**9, 10**30])
def test_a_pledge_that_is_not_there_is_not_found(client, officer, pk):
    assert client.get(f"/admin/ban-tiep-nhan/{pk}/").status_code == 404
    assert client.post(f"/admin/ban-tiep-nhan/{pk}/huy/").status_code == 404


# --- What it says ----------------------------------------------------------------------------------------------------


def heading(page: str) -> str:
    return page.split('class="promise__title">')[1].split("<", maxsplit=1)[0].replace("\xa0", " ")


def test_the_biggest_thing_is_whom_to_call_about_what(client, officer):
    pledge = make.pledge()
    page = page_of(client, pledge)
    assert heading(page) == f"Gọi {make.NAME} để xác nhận: 500.000 ₫"
    assert f'href="tel:{pledge.phone}"' in page
    zalo = page.split(f"https://zalo.me/0{pledge.phone[3:]}")[1].split(">")[0]
    assert "noreferrer" in zalo
    do(client, pledge, "khong-gap")
    assert heading(page_of(client, pledge)) == f"Gọi lại {make.NAME} để xác nhận: 500.000 ₫"
    do(client, pledge, "xac-nhan")
    assert heading(page_of(client, pledge)) == f"Chờ {make.NAME} chuyển 500.000 ₫"
    Pledge.objects.filter(pk=pledge.pk).update(next_action_on=tomorrow(-3))
    page = page_of(client, pledge)
    assert heading(page) == f"Hỏi thăm {make.NAME} về 500.000 ₫"
    assert "Quá hẹn 3 ngày" in page


def test_a_landline_has_no_zalo(client, officer):
    page = page_of(client, make.pledge(phone="0205 3812 345"))
    assert "tel:+842053812345" in page
    assert "zalo.me" not in page


def test_what_was_promised_and_what_came_stand_side_by_side(client, officer):
    part, more = arrived(200_000), arrived(700_000)
    page = page_of(client, part).replace("\xa0", " ")
    for words in ("500.000 ₫", "200.000 ₫", "Còn 300.000 ₫ theo lời hứa chưa về.", "góp nốt"):
        assert words in page
    page = page_of(client, more).replace("\xa0", " ")
    assert "Nhiều hơn lời hứa 200.000 ₫." in page
    assert heading(page) == f"Cảm ơn {make.NAME}: đã nhận 700.000 ₫"


def test_a_monthly_pledge_shows_each_month_with_its_day_and_what_came(client, officer):
    pledge = arrived(700_000, schedule="monthly", months="3")
    page = page_of(client, pledge).replace("\xa0", " ")
    second = pledge.instalments.get(number=2)
    assert f"{second.due_on.day}/{second.due_on.month}/{second.due_on.year}" in page
    assert "200.000" in page
    assert "1.500.000 ₫" in page
    assert heading(page) == f"Chờ {make.NAME} góp lần 2: 300.000 ₫"


@pytest.mark.parametrize(
    ("kind", "words"),
    [("goods", "2 bao gạo"), ("time", "8 giờ công"), ("blood", "một lần hiến máu")],
)
def test_goods_hours_and_blood_are_called_by_their_names(client, officer, kind, words):
    pledge = make.pledge(kind=kind)
    assert heading(page_of(client, pledge)) == f"Gọi {make.NAME} để xác nhận: {words}"


def test_the_past_is_told_newest_first_with_names_and_notes(client, officer):
    officer.last_name, officer.first_name = "Nông", "Bích Ngọc"
    officer.save()
    pledge = make.pledge()
    do(client, pledge, "goi-duoc", note="Hẹn gọi lại sau giờ cơm")
    page = page_of(client, pledge)
    past = page.split('class="promise__past"')[1]
    assert "<b>Nông Bích Ngọc</b> gọi được" in past
    assert past.index("Hẹn gọi lại sau giờ cơm") < past.index("<b>Người ủng hộ</b> gửi lời hứa")


def test_consent_is_shown_with_its_version_its_moment_and_who_wrote_it_down(client, officer):
    pledge = make.pledge(by=officer, source="phone", public_name="Nhóm Áo ấm", consent_publish="on")
    page = page_of(client, pledge)
    assert "bản 2026-01" in page
    assert "Nhóm Áo ấm" in page
    assert officer.username in page


def test_other_promises_from_the_same_telephone_are_named(client, officer):
    first = make.pledge(phone="0912345678")
    second = make.pledge(phone="0912345678", amount="200000")
    elsewhere = make.pledge()
    page = page_of(client, first)
    assert reverse("donate_pledge", args=[second.pk]) in page
    assert reverse("donate_pledge", args=[elsewhere.pk]) not in page


def test_the_secret_of_the_donors_own_page_is_shown_to_nobody(client, officer):
    pledge = arrived(email=make.MAIL)
    for address in ("donate_pledge", "donate_thank_letter"):
        assert pledge.token not in client.get(reverse(address, args=[pledge.pk])).content.decode()
    other = make.pledge(email=make.MAIL)
    for one, slug in ((pledge, "cam-on"), (other, "nhac")):
        answer = client.get(reverse("donate_pledge_act", args=[one.pk, slug]))
        assert answer.status_code == 200
        assert one.token not in answer.content.decode()


def test_what_the_donor_typed_is_never_markup(client, officer):
    pledge = make.pledge(name="<script>alert(1)</script> Lan", message="<img src=x onerror=alert(2)>")
    page = page_of(client, pledge)
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_page_takes_few_queries_however_long_its_past(client, officer, django_assert_max_num_queries):
    short = make.pledge()
    page_of(client, short)  # warms what is kept for the process
    pledge = arrived(700_000, phone="0912345678", schedule="monthly", months="12")
    for place in range(6):
        make.pledge(phone="0912345678", amount="other", amount_other=f"{place + 2}00k", by=officer)
        lifecycle.contacted(pledge, officer, "reached", note="dài")
        lifecycle.assign(pledge, officer, make.officer())
        recording.receive(pledge, SYSTEM, date=timezone.localdate(), amount=100_000)
    with django_assert_max_num_queries(25) as long_one:
        page_of(client, pledge)
    with django_assert_max_num_queries(25) as short_one:
        page_of(client, short)
    assert len(long_one) <= len(short_one) + 2  # the names of those it was handed to
