"""Whatever was written, the report of any range says what the public ledger says for the same days."""

import csv
import datetime
from collections import Counter

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns import ledger
from campaigns.models import LedgerLine
from donate.reports import report
from donate.reports.periods import Period
from home.models import Unit
from home.unit_tree import UnitTree
from tests.campaigns.factories import fund, public_account

pytestmark = pytest.mark.django_db
FARTHEST = 130

LINE = st.tuples(
    st.sampled_from("mmmgoodr"),
    st.integers(1, 10**10),
    st.integers(0, FARTHEST),
    st.sampled_from(("transfer", "cash", "box", "counter")),
    st.integers(0, 3),  # which unit; 0: none of its own
    st.integers(0, 2),  # which fund
)


def ago(days):
    return timezone.localdate() - datetime.timedelta(days=days)


@pytest.fixture
def chapter():
    public_account()
    province = Unit.objects.create(name="tỉnh Lạng Sơn", kind="province")
    commune = Unit.objects.create(name="xã Mẫu Sơn", kind="commune", parent=province)
    branch = Unit.objects.create(name="chi hội Khuổi Cấp", kind="branch", parent=commune)
    other = Unit.objects.create(name="xã Cao Lộc", kind="commune", parent=province)
    return [fund(unit=commune), fund(unit=other), fund()], [None, commune, branch, other]


def write(funds, units, lines):
    for what, amount, days, channel, where, which in lines:
        of, facts = funds[which], {"date": ago(days), "channel": channel, "unit": units[where]}
        goods = {"kind": "goods", "item": f"chăn {amount % 2}", "item_unit": "chiếc", "quantity": amount % 7 + 1}
        try:
            if what == "m":
                ledger.post(of, "received", amount, **facts)
            elif what == "g":
                ledger.post(of, "received", amount, **facts, **goods)
            elif what == "o":
                ledger.post(of, "distributed", amount, beneficiary_count=amount % 40, **facts)
            elif what == "d":
                ledger.post(of, "distributed", amount, beneficiary_count=3, **facts, **goods)
            elif line := LedgerLine.objects.filter(fund=of, reverses=None).order_by("?").first():
                ledger.reverse(line, "thử")
        except ledger.LedgerError:
            pass


def in_public(client, period):
    """Sums of the rows that anybody can download, by direction and kind; and each row's facts."""
    text = b"".join(client.get("/cong-khai/so-cai.csv").streaming_content).decode("utf-8-sig")
    sums, by_fund, by_channel, by_month, people = Counter(), Counter(), Counter(), Counter(), 0
    for row in csv.DictReader(text.splitlines()):
        day = datetime.date(*map(int, reversed(row["Ngày"].split("/"))))
        if not period.first <= day <= period.last:
            continue
        amount, money, came = int(row["Số tiền (đồng)"]), row["Loại"] == "Tiền", row["Thu/chi"] == "Thu"
        sums[("money" if money else "goods") + ("_in" if came else "_out")] += amount
        if not came:
            people += int(row["Số người"] or 0) * (-1 if row["Đảo dòng"] else 1)
        if money:
            by_fund[row["Quỹ"], came] += amount
            by_month[day.replace(day=1), came] += amount
            if came:
                by_channel[row["Kênh"]] += amount
    return sums, by_fund, by_channel, by_month, people


def only_filled(counts):
    return {key: number for key, number in counts.items() if number}


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    lines=st.lists(LINE, max_size=15),
    ends=st.tuples(st.integers(0, FARTHEST), st.integers(0, FARTHEST)),
)
def test_the_report_is_the_sum_of_the_public_ledger(client, chapter, lines, ends):
    funds, units = chapter
    write(funds, units, lines)
    period = Period(ago(max(ends)), ago(min(ends)))
    sums, by_fund, by_channel, by_month, people = in_public(client, period)
    tree = UnitTree.load()
    now = report.report(report.Selection(period, tree, report.all_funds()))
    for name in ("money_in", "money_out", "goods_in", "goods_out"):
        assert getattr(now.sums, name) == sums[name], name
        for rows in (now.funds, now.units, now.months):
            assert sum(getattr(row.sums, name) for row in rows) == sums[name], name
    assert now.sums.people == people
    assert only_filled({row.name: row.sums.money_in for row in now.channels}) == only_filled(by_channel)
    assert only_filled({(row.month, True): row.received for row in now.months}) == only_filled(
        {key: number for key, number in by_month.items() if key[1]}
    )
    for of in funds:
        of_fund = report.report(report.Selection(period, tree, report.all_funds(), fund=of.pk)).sums
        assert (of_fund.money_in, of_fund.money_out) == (by_fund[of.code, True], by_fund[of.code, False])
    # Each commune with all beneath it, and the chapter's own: together they are everything.
    top = tree.province
    parts = [pk for pk in tree.names if tree.part(pk, top) == pk and pk != top]
    whole = report.report(report.Selection(period, tree, report.all_funds(), unit=top)).sums
    assert whole == now.sums
    counted = sum(
        report.report(report.Selection(period, tree, report.all_funds(), unit=pk)).sums.money_in for pk in parts
    )
    own = sum(row.sums.money_in for row in now.units if row.name.startswith("tỉnh"))
    assert counted + own == sums["money_in"]


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(lines=st.lists(LINE, min_size=3, max_size=15), cut=st.integers(1, FARTHEST))
def test_two_reports_that_meet_add_up_and_hand_on_the_balance(client, chapter, lines, cut):
    funds, units = chapter
    write(funds, units, lines)

    def of(first, last):
        return report.report(report.selection_for(Period(ago(first), ago(last))))

    before, after, whole = of(FARTHEST, cut), of(cut - 1, 0), of(FARTHEST, 0)
    assert before.sums + after.sums == whole.sums
    assert before.closing == after.opening
    assert after.closing == whole.closing
