"""The report as a file: on paper as a chief of office signs it, and as a workbook."""

import datetime
from decimal import Decimal
from unittest import mock

import pytest
import time_machine
from django.urls import reverse

from campaigns import ledger
from home.models import Unit
from home.safety import rights
from tests.campaigns.factories import fund as money_fund
from tests.campaigns.factories import person, unit

from .reporting import PAPER, SCREEN, ago, made, rows, said, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(client):
    client.force_login(person(rights.LEADERS))
    return client


def test_the_paper_says_who_reports_of_when_in_words_and_where_to_sign(leader):
    commune = unit("xã Mẫu Sơn")
    ledger.post(money_fund(unit=commune), "received", 1_505_000, date=datetime.date(2026, 5, 4))
    query = {"tu": "01/04/2026", "den": "30/06/2026", "don_vi": commune.pk}
    html = leader.get(reverse(PAPER), query).content.decode()
    for said_there in (
        "Hội Chữ thập đỏ",
        "Cộng hòa xã hội chủ nghĩa Việt Nam",
        "quý II năm 2026",
        "Xã Mẫu Sơn",
        "Một triệu năm trăm linh năm nghìn đồng",
        "Kết quả hoạt động nhân đạo quý II năm 2026",
        "1.505.000 đồng",
        "TM. Ban Thường vụ",
        "(chức vụ, ký, ghi rõ họ tên, đóng dấu)",
    ):
        assert said_there in html
    assert "₫" not in html
    assert "lời hứa" not in html.lower()  # as an office writes to another, not as staff talk
    assert "<script" not in html


def test_a_letter_bears_its_day_as_offices_write_it(leader):
    for moment, written in (
        ("2026-02-04T20:00:00+00:00", "ngày 05 tháng 02 năm 2026"),
        ("2026-10-12T03:00:00+00:00", "ngày 12 tháng 10 năm 2026"),
        ("2026-04-01T03:00:00+00:00", "ngày 01 tháng 4 năm 2026"),
    ):
        with time_machine.travel(moment, tick=False):
            leader.force_login(person(rights.LEADERS))
            assert written in leader.get(reverse(PAPER)).content.decode()


def test_the_paper_of_one_fund_speaks_of_what_was_received_and_handed_on(leader):
    html = leader.get(reverse(PAPER), {"quy": money_fund(name="Mái lành").pk}).content.decode()
    assert "Kết quả tiếp nhận và trao tặng" in html
    assert "hoạt động nhân đạo" not in html


def test_tables_end_in_their_sum_and_have_no_column_in_which_nothing_stands(client):
    client.force_login(person(rights.TREASURY))
    province = Unit.objects.create(name="tỉnh Lạng Sơn", kind="province")
    for amount, name in ((1_000_000, "xã Mẫu Sơn"), (234_567, "xã Ba Sơn")):
        of = money_fund(unit=Unit.objects.create(name=name, kind="commune", parent=province))
        ledger.post(of, "received", amount, date=ago(0), channel="cash" if amount % 2 else "box")
    query = {"tu": said(ago(0)), "den": said(ago(0))}
    for name in (SCREEN, PAPER):
        html = client.get(reverse(name), query).content.decode()
        assert html.count(">Cộng<") == 3  # by fund, by unit, by channel
        assert html.split(">Cộng<")[1].split("</tr>")[0].count("1.234.567") == 1
        assert "Lượt người được giúp</th>" not in html.split("Theo quỹ")[1].split("</table>")[0]
        assert "Hiện vật tiếp nhận" not in html.split("Theo quỹ")[1].split("</table>")[0]
    book = workbook(client, ago(0), ago(0))
    for sheet in ("Theo quỹ", "Theo đơn vị", "Theo kênh"):
        assert rows(book, sheet)[-1][:2] == ("Cộng", 1_234_567)
    ledger.post(money_fund(), "received", 70_000, date=ago(0), kind="goods", item="chăn", item_unit="cái", quantity=2)
    html = client.get(reverse(PAPER), query).content.decode()
    assert "Hiện vật tiếp nhận" in html.split("Theo quỹ")[1].split("</table>")[0]


def test_the_period_before_stands_beside_with_what_was_in_hand(leader):
    of = money_fund()
    for days, amount in ((50, 1_000_000), (15, 200_000), (5, 30_000)):
        ledger.post(of, "received", amount, date=ago(days))
    ledger.post(of, "distributed", 50_000, date=ago(14))
    now = made(leader, ago(9), ago(0))  # before it: ago(19) to ago(10)
    assert (now.before_opening, now.opening, now.closing) == (1_000_000, 1_150_000, 1_180_000)
    book = workbook(leader, ago(9), ago(0))
    summary = {row[0]: row[1:3] for row in rows(book, "Tổng hợp")}
    assert summary["Tồn quỹ đầu kỳ"] == (1_150_000, 1_000_000)
    assert summary["Tồn quỹ cuối kỳ"] == (1_180_000, 1_150_000)


# --- The workbook --------------------------------------------------------------------------------------------------


def test_the_workbook_holds_real_numbers_and_days_and_no_formula(leader):
    of = money_fund(name="=HYPERLINK(1)")
    line = ledger.post(of, "received", 1_234_567, date=ago(3))
    ledger.post(
        of, "received", 3_000, date=ago(3), kind="goods", item="+84 chăn", item_unit="@x", quantity=Decimal("2.5")
    )
    ledger.reverse(line, "nhầm")
    book = workbook(leader, ago(3), ago(0))
    summary = {row[0]: row for row in rows(book, "Tổng hợp")}
    assert summary["Từ ngày"][1].date() == ago(3)
    assert summary["Đến ngày"][1].date() == ago(0)
    assert summary["Hiện vật tiếp nhận, giá trị ước tính"][1] == 3_000
    (fund_row,) = rows(book, "Theo quỹ")[1:]
    assert fund_row[0] == "'=HYPERLINK(1)"
    assert rows(book, "Hiện vật, giờ công, máu")[1][:3] == ("'+84 chăn", "'@x", 2.5)
    (back,) = rows(book, "Đảo dòng")[1:]
    assert (back[0].date(), back[4].date(), back[6]) == (ago(0), ago(3), 1_234_567)
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_the_head_of_a_sheet_stays_in_sight_and_on_every_page_of_paper(leader):
    book = workbook(leader, ago(0), ago(0))
    for sheet in book:
        head = int(sheet.freeze_panes[1:]) - 1
        assert sheet.print_title_rows == f"${head}:${head}"
        assert all(cell.font.bold and cell.value for cell in sheet[head])
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


def test_the_workbook_says_the_same_as_the_screen(leader):
    of = money_fund()
    for days, amount in ((0, 4_000), (1, 70_000), (2, 500_000)):
        ledger.post(of, "received", amount, date=ago(days))
    book = workbook(leader, ago(1), ago(0))
    summary = {row[0]: row[1] for row in rows(book, "Tổng hợp")}
    now = made(leader, ago(1), ago(0))
    assert summary["Tiền tiếp nhận"] == now.sums.money_in == 74_000
    assert summary["Tồn quỹ đầu kỳ"] == 500_000
    assert sum(row[1] for row in rows(book, "Theo kênh")[1:]) == 74_000


def test_a_long_list_of_goods_is_written_without_being_held(leader):
    """Ten times as many rows, and not twice the memory."""
    import tracemalloc

    from donate.desk.report import workbook as report_xlsx

    now = made(leader, ago(0), ago(0))
    thing = mock.Mock(item="chăn", item_unit="chiếc", received=1, given=0, value_in=1, value_out=0)

    def peak(number):
        now.goods = [thing] * number
        tracemalloc.start()
        _file, written = report_xlsx.workbook(now, ["Hội"])
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert written >= number
        return most

    peak(10)
    assert peak(20_000) < 2 * peak(2_000)
