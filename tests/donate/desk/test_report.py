"""The report: equal to the public ledger to the đồng, without a name, seen by those with the right."""

import datetime
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from campaigns import ledger
from campaigns.models import Fund
from donate.desk.parts.drawings import per_cent
from donate.models import DataAccess, Pledge, PledgeEvent
from donate.privacy import erasing
from donate.promises import lifecycle
from donate.receiving import recording
from home.models import Unit
from home.safety import rights
from tests.campaigns.factories import fund as money_fund
from tests.campaigns.factories import person, unit
from tests.donate import factories as make

from .reporting import EXPORT, PAPER, SCREEN, ago, made, page, rows, said, workbook

pytestmark = pytest.mark.django_db
MAY_SEE = {rights.INTAKE, rights.TREASURY, rights.SUPERVISORS, rights.LEADERS}
MAY_EXPORT = MAY_SEE - {rights.INTAKE}


@pytest.fixture
def leader(client):
    client.force_login(person(rights.LEADERS))
    return client


# --- Who -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("group", rights.GROUPS)
def test_who_sees_the_report_and_who_takes_it_along(client, group):
    client.force_login(person(group))
    for name in (SCREEN, PAPER):
        assert (client.get(reverse(name)).status_code == 200) == (group in MAY_SEE)
    assert (client.get(reverse(EXPORT)).status_code == 200) == (group in MAY_EXPORT)
    assert client.post(reverse(SCREEN)).status_code in (302, 405)


def test_a_visitor_is_asked_to_sign_in(client):
    for name in (SCREEN, PAPER, EXPORT):
        assert client.get(reverse(name)).status_code == 302


def test_the_menu_leads_a_leader_to_the_report_and_to_nothing_of_the_desk(leader):
    home = leader.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse(SCREEN) in home
    assert reverse("donate_desk") not in home


def test_taking_it_along_is_noted(client):
    user = person(rights.TREASURY)
    client.force_login(user)
    workbook(client, ago(30), ago(0))
    note = DataAccess.objects.get()
    assert (note.user, note.action, note.pledge) == (user, DataAccess.Action.EXPORT, None)
    assert said(ago(30)).lstrip("0").split("/")[0] in note.about
    client.get(reverse(SCREEN))
    assert DataAccess.objects.count() == 1


# --- What is in it -------------------------------------------------------------------------------------------------


def test_both_end_days_count_and_a_reversal_counts_on_its_own_day(leader):
    of = money_fund()
    line = ledger.post(of, "received", 500_000, date=ago(40))
    ledger.post(of, "received", 70_000, date=ago(41))
    ledger.post(of, "received", 30_000, date=ago(30))
    ledger.post(of, "received", 1_000, date=ago(29))
    ledger.reverse(line, "ghi hai lần")
    assert made(leader, ago(41), ago(30)).sums.money_in == 600_000
    assert made(leader, ago(40), ago(31)).sums.money_in == 500_000
    now = made(leader, ago(29), ago(0))
    assert (now.sums.money_in, now.sums.back, now.sums.back_in) == (-499_000, 1, 500_000)
    html = page(leader, tu=said(ago(29)), den=said(ago(0))).content.decode()
    assert "Dòng 5 đảo dòng 1" in html
    assert "thuộc kỳ trước" in html
    assert "−500.000" in html
    everything = made(leader, ago(41), ago(0))
    assert everything.sums.money_in == 101_000
    assert "thuộc kỳ trước" not in page(leader, tu=said(ago(41)), den=said(ago(0))).content.decode()


def test_what_was_there_at_the_beginning_and_what_came_add_up_to_what_is_there(leader):
    of, other = money_fund(), money_fund()
    for days, amount in ((200, 900_000), (100, 50_000), (64, 3_000), (61, 20_000), (5, 7_000)):
        ledger.post(of, "received", amount, date=ago(days))
    ledger.post(of, "distributed", 400_000, date=ago(80))
    ledger.post(other, "received", 11_000, date=ago(90))
    now = made(leader, ago(64), ago(6))
    assert (now.opening, now.closing) == (561_000, 584_000)
    assert made(leader, ago(64), ago(6), quy=of.pk).opening == 550_000


def test_a_line_counts_for_its_own_unit_else_for_its_funds(leader):
    province = Unit.objects.create(name="tỉnh Lạng Sơn", kind="province")
    commune = Unit.objects.create(name="xã Mẫu Sơn", kind="commune", parent=province)
    branch = Unit.objects.create(name="chi hội Khuổi Cấp", kind="branch", parent=commune)
    other = Unit.objects.create(name="xã Cao Lộc", kind="commune", parent=province)
    of, bare = money_fund(unit=commune), money_fund()
    ledger.post(of, "received", 1_000, date=ago(1))
    ledger.post(of, "received", 20_000, date=ago(1), unit=branch)
    ledger.post(of, "received", 300_000, date=ago(1), unit=other)
    ledger.post(bare, "received", 4_000_000, date=ago(1))

    def sum_of(unit):
        return made(leader, ago(1), ago(0), don_vi=unit.pk).sums.money_in

    assert [sum_of(unit) for unit in (branch, commune, other, province)] == [20_000, 21_000, 300_000, 4_321_000]
    whole = made(leader, ago(1), ago(0))
    assert [(row.name, row.sums.money_in) for row in whole.units] == [
        ("tỉnh Lạng Sơn (riêng)", 4_000_000),
        ("xã Cao Lộc", 300_000),
        ("xã Mẫu Sơn", 21_000),
    ]
    parts = made(leader, ago(1), ago(0), don_vi=commune.pk).units
    assert [(row.name, row.sums.money_in) for row in parts] == [
        ("xã Mẫu Sơn (riêng)", 1_000),
        ("chi hội Khuổi Cấp", 20_000),
    ]


def test_a_commune_that_merged_counts_for_the_one_it_became(leader):
    old, new = unit("xã Cũ"), unit("xã Mới")
    new.predecessors.add(old)
    ledger.post(money_fund(unit=old), "received", 5_000, date=ago(1))
    assert made(leader, ago(1), ago(0), don_vi=new.pk).sums.money_in == 5_000


def test_goods_hours_and_blood_are_counted_beside_the_money(leader):
    of = money_fund()
    goods = {"kind": "goods", "item": "chăn bông", "item_unit": "chiếc"}
    ledger.post(of, "received", 900_000, date=ago(2), quantity=9, **goods)
    ledger.post(of, "distributed", 400_000, date=ago(1), quantity=4, beneficiary_count=4, **goods)
    ledger.post(of, "received", date=ago(1), kind="blood", item="máu", item_unit="đơn vị máu", quantity=3)
    ledger.post(of, "received", date=ago(1), kind="time", item="giờ công", item_unit="giờ", quantity=Decimal("7.5"))
    now = made(leader, ago(2), ago(0))
    assert (now.sums.money_in, now.sums.goods_in, now.sums.goods_out, now.sums.people) == (0, 900_000, 400_000, 4)
    assert (now.blood_units, now.hours) == (3, 7.5)
    html = page(leader, tu=said(ago(2)), den=said(ago(0))).content.decode()
    assert "7,5 giờ" in html
    assert "Chăn bông" in html


def test_pledges_made_in_the_period_and_how_far_they_were_kept(leader):
    of, officer, treasurer = make.fund(), make.officer(), make.treasurer()
    full, over, part, gone, junk, older = (
        make.pledge(of, at=timezone.now() - datetime.timedelta(days=days), amount="500000")
        for days in (3, 3, 2, 2, 1, 60)
    )
    goods = make.pledge(of, "goods", at=timezone.now() - datetime.timedelta(days=1))
    recording.receive(full, treasurer, date=ago(1), amount=500_000)
    recording.receive(over, treasurer, date=ago(1), amount=900_000)
    recording.receive(part, treasurer, date=ago(1), amount=100_000)
    recording.receive(older, treasurer, date=ago(1), amount=500_000)
    lifecycle.take(gone, "cancel", officer, reason="thôi")
    lifecycle.take(junk, "mark_spam", officer)
    pledges = made(leader, ago(3), ago(0)).pledges
    assert (pledges.count, pledges.full, pledges.partly, pledges.waiting, pledges.ended) == (5, 2, 1, 1, 1)
    assert (pledges.promised, pledges.kept) == (2_000_000, 1_100_000)
    assert (pledges.rate_by_count, pledges.rate_by_money) == (40, 55)
    assert goods.fulfilment == "submitted"
    html = page(leader, tu=said(ago(3)), den=said(ago(0))).content.decode()
    assert "40% số lời hứa" in html
    assert "55%" in html


def test_donors_are_told_apart_by_telephone_and_an_erased_one_still_counts(leader):
    of, treasurer = make.fund(), make.treasurer()
    long_ago, lately = (timezone.now() - datetime.timedelta(days=days) for days in (90, 2))
    make.pledge(of, at=long_ago, phone="0912000001")
    again = make.pledge(of, at=lately, phone="0912000001", name="Nông Thị Hai")
    for amount in ("500000", "200000"):
        make.pledge(of, at=lately, phone="0912000002", amount=amount)
    make.pledge(of, at=lately, phone="0912000003", donor_type="organisation")
    recording.receive(again, treasurer, date=ago(1), amount=500_000)
    recording.receive_walk_in(of, treasurer, date=ago(1), amount=20_000, channel="cash")
    before = made(leader, ago(2), ago(0)).people
    assert (before.promised, before.new, before.organisations) == (3, 2, 1)
    assert (before.gave, before.without_pledge) == (1, 1)
    erasing.erase(again, make.officer())
    after = made(leader, ago(2), ago(0)).people
    assert (after.promised, after.gave) == (3, 1)


def test_a_day_ends_at_midnight_here_not_in_greenwich(leader):
    of = make.fund()
    for moment in ("2026-03-31T16:59:00+00:00", "2026-03-31T17:01:00+00:00"):
        make.pledge(of, at=datetime.datetime.fromisoformat(moment))

    def number(first, last):
        return made(leader, datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)).pledges.count

    assert number("2026-01-01", "2026-03-31") == 1
    assert number("2026-04-01", "2026-04-01") == 1
    assert number("2026-03-31", "2026-03-31") == 1
    with time_machine.travel("2026-03-31T17:30:00+00:00", tick=False):
        assert page(leader).context["period_words"] == "Quý II năm 2026"
    with time_machine.travel("2026-03-31T16:30:00+00:00", tick=False):
        assert page(leader).context["period_words"] == "Quý I năm 2026"
        assert page(leader, ky="quy-truoc").context["period_words"] == "Quý IV năm 2025"
        assert page(leader, ky="nam-truoc").context["period_words"] == "Năm 2025"


def test_a_range_that_is_a_quarter_is_called_so_and_leads_to_its_neighbours(leader):
    html = page(leader, tu="01/04/2025", den="30/06/2025").content.decode()
    assert "Quý II năm 2025" in html
    assert "tu=01/01/2025&amp;den=31/03/2025" in html
    assert "tu=01/07/2025&amp;den=30/09/2025" in html


def test_there_is_no_way_to_a_period_that_has_not_begun(leader):
    assert "later" not in page(leader).context
    assert "later" in page(leader, ky="quy-truoc").context


def test_a_fund_in_preparation_is_no_campaign_launched(leader):
    money_fund(opens_on=ago(1))
    money_fund(opens_on=ago(1), state=Fund.State.DRAFT)
    now = made(leader, ago(2), ago(0))
    assert {figure.label: figure.value for figure in now.figures["addresses"]}["Chiến dịch mới mở"] == 1


def test_a_line_of_the_first_day_belongs_to_no_earlier_report(leader):
    ledger.reverse(ledger.post(money_fund(), "received", 9_000, date=ago(5)), "nhầm")
    for first, is_older in ((5, False), (4, True)):
        (reversal,) = made(leader, ago(first), ago(0)).reversals
        assert reversal.is_older == is_older


def test_what_is_there_at_all_is_never_drawn_as_nothing():
    assert (per_cent(1, 10**9), per_cent(0, 10**9), per_cent(-5, 10), per_cent(3, 8)) == ("0.6", "0", "0", "37.5")


# --- What is not in it ---------------------------------------------------------------------------------------------


def test_nobody_is_named_on_screen_on_paper_or_in_the_workbook(client):
    client.force_login(person(rights.TREASURY))
    treasurer = make.treasurer()
    of = make.fund()
    pledge = make.pledge(
        of, phone=make.PHONE, email=make.MAIL, message=make.WORDS, consent_publish="on", public_name="Cô Kín Đáo"
    )
    recording.receive(pledge, treasurer, date=ago(0), amount=500_000)
    book = workbook(client, ago(0), ago(0))
    texts = [client.get(reverse(name)).content.decode() for name in (SCREEN, PAPER)]
    texts.append(repr([rows(book, sheet) for sheet in book.sheetnames]))
    for text in texts:
        assert "500" in text
        for secret in (make.NAME, make.MAIL, "912345678", "912 345 678", make.WORDS, "Kín Đáo", pledge.reference):
            assert secret not in text


def test_humanitarian_addresses_stand_together_under_one_name(leader):
    from tests.campaigns.factories import address

    for name in ("Bà T., 70 tuổi", "Em D., lớp chín"):
        of = money_fund(name=f"Địa chỉ nhân đạo: {name}", goal=None)
        address(name, fund=of)
        ledger.post(of, "received", 1_000, date=ago(0))
    now = made(leader, ago(0), ago(0))
    assert [(row.name, row.sums.money_in) for row in now.funds] == [("Địa chỉ nhân đạo", 2_000)]


# --- Nonsense ------------------------------------------------------------------------------------------------------

DAY = "Không có ngày này"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"tu": "31/02/2026", "den": "01/03/2026"}, DAY),
        ({"tu": "01/01/2026", "den": "abc"}, DAY),
        ({"tu": "01/01/2026\x00", "den": "02/01/2026"}, DAY),
        ({"tu": "9" * 5000, "den": "02/01/2026"}, DAY),
        ({"tu": "02/01/2026", "den": "01/01/2026"}, "đứng trước"),
        ({"tu": "02/01/2026"}, "cả hai ngày"),
        ({"den": "02/01/2026"}, "cả hai ngày"),
        ({"tu": "01/01/0001", "den": "02/01/2026"}, "Trước năm 2000"),
        ({"tu": "01/01/2026", "den": "31/12/9999"}, "còn xa"),
        ({"tu": "01/01/2010", "den": "31/12/2025"}, "năm năm"),
        ({"ky": "hom-kia"}, "Không có kỳ này"),
        ({"ky": "\x00"}, "Không có kỳ này"),
        ({"don_vi": "777777"}, "Không có đơn vị này"),
        ({"don_vi": "1' OR 1=1"}, "Không có đơn vị này"),
        ({"don_vi": "9" * 40}, "Không có đơn vị này"),
        ({"quy": "-1"}, "Không có quỹ này"),
        ({"quy": "\x00"}, "Không có quỹ này"),
    ],
)
def test_nonsense_gets_a_sentence_and_keeps_what_was_typed(leader, query, sentence):
    answer = page(leader, **query)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in html
    assert "report__lead" not in html
    typed = query.get("tu", "")
    assert "\x00" in typed or typed in html
    for name in (PAPER, EXPORT):
        assert leader.get(reverse(name), query).status_code == 302
    assert not DataAccess.objects.exists()


def test_a_fund_still_in_preparation_is_not_offered(leader):
    of = money_fund(state=Fund.State.DRAFT, name="Quỹ chưa mở")
    assert "Quỹ chưa mở" not in page(leader).content.decode()
    assert "Không có quỹ này" in page(leader, quy=of.pk).content.decode()


# --- Cost ----------------------------------------------------------------------------------------------------------


def test_it_costs_the_same_for_many_rows(leader, django_assert_max_num_queries):
    treasurer = make.treasurer()

    def fill(number):
        for _time in range(number):
            of = make.fund(unit=unit(f"xã {Unit.objects.count()}"))
            recording.receive(make.pledge(of), treasurer, date=ago(0), amount=500_000)
            ledger.reverse(ledger.post(of, "received", 1_000, date=ago(0)), "nhầm")

    fill(2)
    page(leader)
    with django_assert_max_num_queries(25) as few:
        page(leader)
    fill(6)
    with django_assert_max_num_queries(25) as many:
        page(leader)
    assert len(many) == len(few)


def test_the_report_changes_nothing(leader):
    pledge = make.pledge()
    before = (Pledge.objects.get(pk=pledge.pk).version, PledgeEvent.objects.count())
    page(leader)
    assert (Pledge.objects.get(pk=pledge.pk).version, PledgeEvent.objects.count()) == before
