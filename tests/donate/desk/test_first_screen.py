"""The first screen after signing in: each group finds its own work there, drawn, and nothing of the others'."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from campaigns import ledger
from campaigns.approvals import ledger_proposals
from campaigns.models import LedgerDay, LedgerLine
from donate.models import BankLine, Pledge, PrivacyRequest, WriteOffProposal
from donate.privacy import requests as privacy_requests
from donate.promises import lifecycle
from donate.receiving import recording
from home.safety import rights
from tests.campaigns.factories import address, person, unit
from tests.campaigns.factories import fund as money_fund
from tests.donate import factories as make
from tests.home.people import draft

pytestmark = pytest.mark.django_db
PANELS = {
    "desk-officer": {rights.INTAKE},
    "desk-treasurer": {rights.TREASURY},
    "desk-supervisor": {rights.SUPERVISORS},
    "desk-leader": {rights.LEADERS},
    "desk-find": {rights.INTAKE, rights.TREASURY, rights.SUPERVISORS},
    "fund-clocks": {rights.TREASURY, rights.SUPERVISORS, rights.LEADERS},
}


def home(client, user):
    client.force_login(user)
    return client.get(reverse("wagtailadmin_home"))


def figures(client, user, name="morning"):
    """What the panel drew, as the template got it."""
    return next(context[name] for context in home(client, user).context if name in context)


def ago(days):
    return timezone.localdate() - datetime.timedelta(days=days)


def due(pledge, days, user=None):
    """Past the lifecycle: as if the days had gone by."""
    Pledge.objects.filter(pk=pledge.pk).update(next_action_on=ago(days), assignee=user or F("assignee"))
    return pledge


@pytest.mark.parametrize("group", rights.GROUPS)
def test_each_group_sees_its_own_panels_and_no_others(client, group):
    make.pledge(make.fund(opens_on=ago(10)))
    html = home(client, person(group)).content.decode()
    assert {panel for panel in PANELS if f'id="{panel}"' in html} == {
        panel for panel, groups in PANELS.items() if group in groups
    }


def test_an_administrator_sees_what_whoever_supervises_sees(client, admin_user):
    html = home(client, admin_user).content.decode()
    assert 'id="desk-supervisor"' in html
    assert 'id="desk-officer"' not in html


def test_somebody_with_two_offices_sees_both(client):
    user = person(rights.INTAKE)
    user.groups.add(*person(rights.TREASURY).groups.all())
    html = home(client, user).content.decode()
    assert html.index('id="desk-officer"') < html.index('id="desk-treasurer"')


@pytest.mark.parametrize("group", rights.GROUPS)
def test_the_search_among_pages_shows_only_to_who_may_open_pages(client, group):
    draft("Bài mới").get_latest_revision().publish()
    html = home(client, person(group)).content.decode()
    assert ("Tìm mọi trang" in html) == (group in (rights.EDITORS, rights.EDITORIAL_BOARD, rights.LEADERS))


def test_what_is_new_on_the_site_stands_beneath_the_work(client):
    draft("Bài đã đăng").get_latest_revision().publish()
    for group, work in ((rights.TREASURY, "desk-treasurer"), (rights.EDITORS, "Việc của tôi")):
        html = home(client, person(group)).content.decode()
        assert html.index(work) < html.index("Bài đã đăng")


class TestOfficer:
    def test_the_morning_begins_with_what_is_due_for_this_officer(self, client):
        officer, other = make.officer(), make.officer()
        of = make.fund()
        for days in (5, 2, 0, 0, 0, 0):
            due(make.pledge(of, name=f"Nông Thị Quá {days}"), days, officer)
        due(make.pledge(of, name="Hoàng Văn Mai"), -3, officer)
        due(make.pledge(of, name="Của Người Khác"), 9, other)
        morning = figures(client, officer)
        assert (morning.due, morning.late, morning.more) == (6, 2, 1)
        html = home(client, officer).content.decode()
        assert "2 quá hẹn" in html
        assert html.index("Nông Thị Quá 5") < html.index("Nông Thị Quá 2") < html.index("Nông Thị Quá 0")
        assert "Hoàng Văn Mai" not in html
        assert "Của Người Khác" not in html
        first = Pledge.objects.get(name="Nông Thị Quá 5")
        assert f'href="tel:{first.phone}"' in html
        assert reverse("donate_pledge", args=[first.pk]) in html

    def test_every_number_is_that_of_the_list_it_leads_to(self, client):
        officer, treasurer = make.officer(), make.treasurer()
        of = make.fund()
        for days in (4, 0, -1, -40):
            due(make.pledge(of), days, officer)
        recording.receive(make.pledge(of), treasurer, date=ago(0), amount=500_000)
        morning = figures(client, officer)
        desk = {name: number for name, _label, number, _query in client.get(reverse("donate_desk")).context["tabs"]}
        assert morning.due == desk["viec"]
        for queue in morning.counted:
            assert queue.number == desk[queue.query.removeprefix("hang=")]

    def test_nothing_due_is_said_so(self, client):
        html = home(client, make.officer()).content.decode()
        assert "Hôm nay không còn việc nào đến hẹn." in html
        assert "Gọi trước" not in html

    def test_the_week_begins_on_monday_here(self, client):
        of, officer = make.fund(), make.officer()
        # Monday 23 November 2026 at 00:30 here is still Sunday in Greenwich.
        for moment in ("2026-11-22T16:30:00+00:00", "2026-11-22T17:30:00+00:00", "2026-11-24T03:00:00+00:00"):
            make.pledge(of, at=datetime.datetime.fromisoformat(moment))
        with time_machine.travel("2026-11-25T03:00:00+00:00", tick=False):
            week = figures(client, officer).week
        assert (week.this, week.last) == (2, 1)
        assert [day.number for day in week.days] == [1, 1, 0, 0, 0, 0, 0]
        assert [day.is_now for day in week.days].index(True) == 2

    def test_what_came_in_and_was_turned_back_are_two_figures(self, client):
        of = money_fund()
        line = ledger.post(of, "received", 500_000, date=ago(60))
        ledger.post(of, "received", 200_000, date=ago(0))
        ledger.reverse(line, "nhầm")
        week = figures(client, make.officer()).week
        assert (week.received, week.turned_back) == (200_000, 500_000)


class TestTreasurer:
    def test_the_money_of_confirmed_pledges_is_waited_for_fund_by_fund(self, client):
        officer, treasurer = make.officer(), make.treasurer()
        small, large = make.fund(name="Quỹ nhỏ"), make.fund(name="Quỹ lớn")
        for of, amount in ((small, "300000"), (large, "5000000"), (large, "1000000")):
            lifecycle.take(make.pledge(of, amount="other", amount_other=amount), "confirm", officer)
        part = make.pledge(large, amount="other", amount_other="2000000")
        recording.receive(part, treasurer, date=ago(0), amount=1_500_000)
        make.pledge(small, amount="other", amount_other="70000")
        lifecycle.take(make.pledge(small, "goods"), "confirm", officer)
        morning = figures(client, treasurer)
        assert (morning.waited, morning.promises, morning.not_confirmed) == (6_800_000, 4, 70_000)
        assert [(bar.fund, bar.amount, bar.width) for bar in morning.funds] == [
            ("Quỹ lớn", 6_500_000, "100"),
            ("Quỹ nhỏ", 300_000, "4.62"),
        ]
        assert (morning.today, morning.today_receipts) == (1_500_000, 1)
        assert "6,8\u00a0triệu" in home(client, treasurer).content.decode()

    def test_a_void_receipt_is_no_receipt_of_today(self, client):
        treasurer, supervisor = make.treasurer(), make.supervisor()
        receipt = recording.receive(make.pledge(), treasurer, date=ago(0), amount=500_000)
        recording.take_back(receipt, supervisor, "nhầm")
        morning = figures(client, treasurer)
        assert (morning.today, morning.today_receipts) == (0, 0)
        assert morning.newest.label == receipt.label

    def test_a_receipt_of_yesterday_counts_for_the_week_and_not_for_today(self, client):
        treasurer, of = make.treasurer(), make.fund()
        # Tuesday 24 November 2026 at 23:30 here, then Wednesday at 00:30.
        for moment, amount in (("2026-11-24T16:30:00+00:00", 500_000), ("2026-11-24T17:30:00+00:00", 70_000)):
            with time_machine.travel(moment, tick=False):
                recording.receive(make.pledge(of), treasurer, date=timezone.localdate(), amount=amount)
        with time_machine.travel("2026-11-25T03:00:00+00:00", tick=False):
            morning = figures(client, treasurer)
        assert (morning.today, morning.today_receipts) == (70_000, 1)
        assert (morning.week, morning.week_receipts) == (570_000, 2)

    def test_own_requests_show_until_somebody_decides(self, client):
        treasurer, supervisor = make.treasurer(), make.supervisor()
        proposal = ledger_proposals.propose_reversal(
            ledger.post(money_fund(), "received", 1_000, date=ago(0)), treasurer, "nhầm"
        )
        ledger_proposals.propose_reversal(
            ledger.post(money_fund(), "received", 1_000, date=ago(0)), make.treasurer(), "nhầm"
        )
        assert figures(client, treasurer).asks == 1
        ledger_proposals.decide(proposal, supervisor, approve=False)
        assert figures(client, treasurer).asks == 0

    def test_the_funds_show_their_clocks_the_one_that_runs_out_first_on_top(self, client):
        money_fund(name="Còn lâu", opens_on=ago(10), closes_on=ago(-60))
        money_fund(name="Sắp hết", opens_on=ago(80), closes_on=ago(-3))
        late = money_fund(name="Quá hạn", opens_on=ago(200), closes_on=ago(110), state="distributing")
        html = home(client, make.treasurer()).content.decode()
        assert html.index("Quá hạn") < html.index("Sắp hết") < html.index("Còn lâu")
        assert "còn 3 ngày" in html
        assert 'class="fund-track__late"' in html
        assert reverse("campaigns_fund_state", args=[late.pk]) in html


class TestSupervisor:
    def test_what_others_asked_for_waits_and_nothing_of_ones_own(self, client):
        supervisor, treasurer = make.supervisor(), make.treasurer()
        ledger_proposals.propose_reversal(ledger.post(money_fund(), "received", 1_000, date=ago(0)), treasurer, "nhầm")
        part = make.pledge(make.fund())
        recording.receive(part, treasurer, date=ago(0), amount=100_000)
        WriteOffProposal.objects.create(pledge=part, reason="khó khăn", proposed_by=treasurer)
        watch = figures(client, supervisor, "watch")
        assert (len(watch.approvals), watch.to_decide) == (2, 2)
        WriteOffProposal.objects.update(proposed_by=supervisor)
        assert figures(client, supervisor, "watch").to_decide == 1

    def test_what_has_climbed_who_has_it_and_what_nobody_has(self, client):
        supervisor, busy, idle = make.supervisor(), make.officer("ban"), make.officer("ranh")
        of = make.fund()
        for days in (9, 4, 3, 1, -2):
            due(make.pledge(of), days, busy)
        gone = make.officer("nghi")
        due(make.pledge(of), 0, gone)
        type(gone).objects.filter(pk=gone.pk).update(is_active=False)
        watch = figures(client, supervisor, "watch")
        assert (watch.climbed, watch.unassigned) == (2, 1)
        assert [(load.name, load.number, load.late) for load in watch.loads] == [("ban", 5, 4), ("ranh", 0, 0)]
        assert [(part.tone, part.width) for part in watch.loads[0].parts] == [
            ("is-late", "80.00"),
            ("is-wait", "20.00"),
        ]
        desk = {name: number for name, _label, number, _query in client.get(reverse("donate_desk")).context["tabs"]}
        assert desk["viec"] == watch.climbed + watch.unassigned
        assert desk["chua-giao"] == watch.unassigned
        assert idle.is_active

    def test_loads_are_drawn_in_parts_of_the_largest_and_an_administrator_carries_none(self, client, admin_user):
        much, little = make.officer("nhieu"), make.officer("it")
        of = make.fund()
        for officer in (much, much, much, much, little):
            due(make.pledge(of), -1, officer)
        loads = figures(client, make.supervisor(), "watch").loads
        assert [(load.name, [part.width for part in load.parts]) for load in loads] == [
            ("nhieu", ["100.00"]),
            ("it", ["25.00"]),
        ]

    def test_requests_about_personal_data_show_with_their_clock(self, client):
        pledge = make.pledge()
        privacy_requests.ask(pledge, PrivacyRequest.What.ERASE, make.officer())
        PrivacyRequest.objects.update(asked_at=timezone.now() - datetime.timedelta(days=20))
        supervisor = make.supervisor()
        (row,) = figures(client, supervisor, "watch").requests
        assert row.clock.tone == "is-late"
        html = home(client, supervisor).content.decode()
        assert "trễ" in html
        assert pledge.name not in html

    def test_the_request_whose_time_runs_out_first_stands_on_top(self, client):
        officer, now = make.officer(), timezone.now()
        answered, unanswered = (
            privacy_requests.ask(make.pledge(), PrivacyRequest.What.ERASE, officer) for _ in range(2)
        )
        days = datetime.timedelta(days=1)
        # The older one has had its answer, so the day to do it comes later than the other's day to answer.
        PrivacyRequest.objects.filter(pk=answered.pk).update(asked_at=now - 2 * days, answered_at=now)
        PrivacyRequest.objects.filter(pk=unanswered.pk).update(asked_at=now - days)
        rows = figures(client, make.supervisor(), "watch").requests
        assert [row.request.pk for row in rows] == [unanswered.pk, answered.pk]

    def test_the_last_check_of_the_ledger_is_told(self, client):
        supervisor = make.supervisor()
        assert "chưa được kiểm" in home(client, supervisor).content.decode()
        ledger.post(of := money_fund(code="lech"), "received", 1_000, date=ago(0))
        call_command("check_ledger", verbosity=0)
        assert "Đã kiểm 1 dòng" in home(client, supervisor).content.decode()
        LedgerDay.objects.filter(fund=of).update(amount=2_000)
        with pytest.raises(Exception, match="lech"):
            call_command("check_ledger", verbosity=0)
        html = home(client, supervisor).content.decode()
        assert "lech: tổng theo ngày không khớp" in html
        with time_machine.travel(timezone.now() + datetime.timedelta(days=3)):
            assert "Đã hai ngày sổ chưa được kiểm" in home(client, supervisor).content.decode()


class TestLeader:
    def test_this_month_stands_beside_the_last_and_nobody_is_named(self, client):
        treasurer, leader = make.treasurer(), person(rights.LEADERS)
        of = make.fund(name="Mái lành")
        with time_machine.travel("2026-10-20T03:00:00+00:00", tick=False):
            make.pledge(of, amount="other", amount_other="9000000")
            ledger.post(of, "received", 4_000_000, date=datetime.date(2026, 10, 20))
        with time_machine.travel("2026-11-20T03:00:00+00:00", tick=False):
            pledge = make.pledge(of, amount="other", amount_other="600000", consent_publish="on", public_name="Cô Kín")
            recording.receive(pledge, treasurer, date=datetime.date(2026, 11, 20), amount=600_000)
            ledger.post(of, "distributed", 250_000, date=datetime.date(2026, 11, 20))
            overview = figures(client, leader, "overview")
            html = home(client, leader).content.decode()
        assert [(row.now, row.before) for row in overview.compared] == [
            (600_000, 4_000_000),
            (250_000, 0),
            (600_000, 9_000_000),
        ]
        assert [(row.name, row.received, row.given) for row in overview.funds] == [("Mái lành", 4_600_000, 250_000)]
        assert len(overview.chart.bars) == 12
        assert reverse("donate_report") in html
        for secret in (make.NAME, "Cô Kín", pledge.phone[3:], pledge.reference):
            assert secret not in html

    def test_humanitarian_addresses_stand_under_one_name(self, client):
        of = money_fund(name="Địa chỉ nhân đạo: Bà T., 70 tuổi", goal=None)
        address("Bà T., 70 tuổi", fund=of)
        ledger.post(of, "received", 1_000, date=ago(0))
        overview = figures(client, person(rights.LEADERS), "overview")
        assert [row.name for row in overview.funds] == ["Địa chỉ nhân đạo"]


@pytest.mark.parametrize("group", rights.GROUPS)
def test_it_costs_the_same_for_many_rows(client, group, django_assert_max_num_queries):
    user, treasurer, officer = person(group), make.treasurer(), make.officer()

    def fill(number):
        for _time in range(number):
            of = make.fund(unit=unit(), opens_on=ago(10), name=f"Quỹ {LedgerLine.objects.count()}")
            receipt = recording.receive(make.pledge(of), treasurer, date=ago(0), amount=100_000)
            due(make.pledge(of, amount="200000"), 5)
            privacy_requests.ask(make.pledge(of), PrivacyRequest.What.ERASE, officer)
            ledger_proposals.propose_reversal(receipt.line, treasurer, "nhầm")
            page = draft(f"Bài {LedgerLine.objects.count()}", author=user)
            page.get_latest_revision().publish()
            draft(f"Nháp {LedgerLine.objects.count()}", author=user)

    fill(2)
    client.force_login(user)
    client.get(reverse("wagtailadmin_home"))
    with django_assert_max_num_queries(25) as few:
        client.get(reverse("wagtailadmin_home"))
    fill(8)
    with django_assert_max_num_queries(25) as many:
        client.get(reverse("wagtailadmin_home"))
    assert len(many) == len(few)
    assert not BankLine.objects.exists()
