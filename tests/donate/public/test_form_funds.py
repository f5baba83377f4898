"""The pledge form of one fund: what it takes, when it is open, and what stands in its place when it is not."""

import datetime
import re
from html import escape, unescape

import pytest
from django.core.cache import cache
from django.utils import timezone

from campaigns.models import Fund
from donate.models import OfficerProfile, Pledge
from home.models import Unit
from tests.donate import factories as make

from .test_form import errors_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["closed", "distributing", "settled", "archived"])
def test_a_closed_fund_says_so_and_offers_an_open_one(client, state):
    fund = make.fund(state=state)
    page = client.get(f"/ung-ho/{fund.code}/")
    assert page.status_code == 200
    assert "đã ngừng nhận ủng hộ" in page.content.decode()
    assert 'href="/ung-ho/"' in page.content.decode()
    assert make.send(client, fund).status_code == 409
    assert not Pledge.objects.exists()


def test_what_was_typed_for_a_fund_that_closed_meanwhile_is_carried_over(client):
    fund = make.fund(state=Fund.State.CLOSED)
    answer = make.send(client, fund, message='Chúc "bà con" <ấm>', consent_publish="on", public_name="Vy")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "vẫn còn nguyên" in page
    hidden = {name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)}
    over = client.post("/ung-ho/", hidden)
    assert list(errors_of(over)) == ["consent_processing"]
    for typed in (
        f'value="{make.NAME}"',
        f'value="{make.PHONE}"',
        escape('Chúc "bà con" <ấm>'),
        'value="500000" checked',
    ):
        assert typed in over.content.decode()
    assert "vẫn còn nguyên" not in client.get(f"/ung-ho/{fund.code}/").content.decode()


def test_a_fund_that_opens_later_says_when(client):
    day = timezone.localdate() + datetime.timedelta(days=3)
    fund = make.fund(opens_on=day)
    page = client.get(f"/ung-ho/{fund.code}/").content.decode()
    assert f"mở nhận từ {day.day}/{day.month}/{day.year}" in page
    assert "đã ngừng nhận" not in page
    assert make.send(client, fund).status_code == 409


def test_a_closed_fund_offers_what_is_open_with_what_it_lacks(client, front_page):
    from tests.campaigns import factories as campaigns

    campaigns.campaign("Bếp ăn còn thiếu", fund=make.fund(goal=8_000_000))
    page = client.get(f"/ung-ho/{make.fund(state=Fund.State.CLOSED).code}/").content.decode()
    assert "Bếp ăn còn thiếu" in page
    assert "8 triệu đồng" in page.replace("\xa0", " ")


@pytest.mark.parametrize(("days", "most"), [(10, 1), (32, 2), (70, 3), (3_000, 36), (None, 36)])
def test_nobody_is_asked_for_months_after_the_last_day(client, days, most):
    closes = None if days is None else timezone.localdate() + datetime.timedelta(days=days)
    fund = make.fund(closes_on=closes)
    assert ('value="monthly"' in client.get(f"/ung-ho/{fund.code}/").content.decode()) == (most > 1)
    answer = make.send(client, fund, schedule="monthly", months=str(most + 1))
    assert list(errors_of(answer)) == ["schedule" if most == 1 else "months"]
    if most > 1:
        assert make.send(client, fund, schedule="monthly", months=str(most)).status_code == 303
        last = Pledge.objects.get().instalments.last().due_on
        assert closes is None or last <= closes


def test_the_general_form_offers_the_campaigns_that_are_open(client, front_page):
    from tests.campaigns import factories as campaigns

    of = make.fund(goal=9_000_000)
    campaigns.campaign("Mái lành trước rét", fund=of)
    campaigns.campaign("Đã đóng rồi", fund=make.fund(state=Fund.State.CLOSED))
    page = client.get("/ung-ho/").content.decode()
    assert f'href="/ung-ho/{of.code}/"' in page
    assert "Đã đóng rồi" not in page
    assert "Hoặc chọn nơi muốn giúp" not in client.get(f"/ung-ho/{of.code}/").content.decode()


def test_a_day_is_picked_from_a_calendar_and_what_is_no_day_stays_as_typed(client):
    fund = make.fund()
    field = lambda page: re.search(r'<input[^>]*id="blood_day"[^>]*>', page)[0]  # noqa: E731
    assert 'type="date"' in field(client.get(f"/ung-ho/{fund.code}/").content.decode())
    for typed, shown in (("2026-02-31", True), ("31/02/2027", False)):
        back = field(make.send(client, fund, "blood", blood_day=typed).content.decode())
        assert f'value="{typed}"' in back
        assert ('type="date"' in back) == shown


def test_a_fund_past_its_last_day_takes_nothing(client):
    fund = make.fund(closes_on=timezone.localdate() - datetime.timedelta(days=1))
    assert make.send(client, fund).status_code == 409
    assert not Pledge.objects.exists()


def test_on_its_last_day_a_fund_still_takes_gifts_and_is_offered(client, front_page):
    from tests.campaigns import factories as campaigns

    fund = make.fund(opens_on=timezone.localdate(), closes_on=timezone.localdate())
    page = campaigns.campaign("Ngày cuối", fund=fund)
    assert f"/ung-ho/{fund.code}/" in client.get(page.url).content.decode()
    assert "Ngày cuối" in client.get("/ung-ho/").content.decode()
    assert make.send(client, fund).status_code == 303


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_draft_or_unknown_fund_is_not_found(client, method):
    draft = make.fund(state=Fund.State.DRAFT)
    for code in (draft.code, "khong-co", "x" * 200):
        assert getattr(client, method)(f"/ung-ho/{code}/", make.filled()).status_code == 404


def test_a_kind_the_fund_does_not_take_is_refused(client):
    fund = make.fund(accepts_blood=False)
    assert list(errors_of(make.send(client, fund, "blood"))) == ["kind"]
    assert 'value="blood"' not in client.get(f"/ung-ho/{fund.code}/").content.decode()


def test_the_general_fund_has_the_short_address(client):
    assert client.get("/ung-ho/").status_code == 200
    assert client.post("/ung-ho/", make.filled()).status_code == 303
    assert Pledge.objects.get().fund.code == "quy-chung"


def test_suggested_amounts_are_those_of_the_fund(client):
    fund = make.fund(suggested_amounts=[30_000, 330_000])
    page = client.get(f"/ung-ho/{fund.code}/").content.decode()
    assert 'value="330000"' in page
    assert 'value="2000000"' not in page


# --- Budgets ---------------------------------------------------------------------------------------------------------


def test_reading_the_form_sets_no_cookie_and_takes_few_queries(client, django_assert_max_num_queries):
    fund = make.fund(goal=10_000_000)
    client.get(f"/ung-ho/{fund.code}/")  # the chapter's settings come into being with the first page
    cache.clear()
    for _place in range(5):
        make.need(fund)
        make.pledge(fund)
    for address in ("/ung-ho/", f"/ung-ho/{fund.code}/"):
        with django_assert_max_num_queries(10):
            answer = client.get(address)
    assert answer.status_code == 200
    assert not answer.cookies


@pytest.mark.parametrize("kind", ["money", "goods", "time", "blood"])
@pytest.mark.parametrize("local", [True, False])
def test_sending_the_form_takes_few_queries_however_many_pledges_there_are(
    client, kind, local, django_assert_max_num_queries
):
    fund, officers = make.fund(), [make.officer() for _officer in range(3)]
    if local:
        top = Unit.objects.create(name="Tỉnh Thử", kind="province")
        fund.unit = Unit.objects.create(name="xã Thử", kind="commune", parent=top)
        fund.save()
        for officer, unit in zip(officers, (top, fund.unit), strict=False):
            OfficerProfile.objects.create(user=officer).units.add(unit)
    wanted = make.need(fund)
    for _place in range(12):
        make.pledge(fund)
    more = {"money": {"schedule": "monthly", "months": "24"}, "goods": {"need": str(wanted.pk), "quantity": "2"}}
    with django_assert_max_num_queries(20):
        answer = make.send(client, fund, kind, email=make.MAIL, **more.get(kind, {}))
    assert answer.status_code == 303
