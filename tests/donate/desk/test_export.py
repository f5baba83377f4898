"""The list as a file: what the filters show, readable in a spreadsheet, harmless there, and noted."""

import csv
import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from donate.models import DataAccess, Pledge
from donate.privacy import erasing
from donate.receiving import recording
from home.safety import rights
from home.safety.actors import SYSTEM
from tests.donate import factories as make

pytestmark = pytest.mark.django_db


def taken(client, user, **query):
    client.force_login(user)
    return client.get(reverse("donate_desk_export"), {"hang": "tat-ca"} | query)


def csv_rows(response) -> list[dict[str, str]]:
    raw = b"".join(response.streaming_content)
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))


def sheet(response):
    return load_workbook(io.BytesIO(b"".join(response.streaming_content))).active


def sheet_rows(response) -> list[dict]:
    head, *rows = sheet(response).iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.parametrize("group", rights.GROUPS)
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_file_asks_a_right_of_its_own(client, group, kind):
    make.pledge()
    response = taken(client, make.person(group), dang=kind)
    assert (response.status_code == 200 and response.streaming) == (group == rights.INTAKE)
    assert DataAccess.objects.filter(action="export").exists() == (group == rights.INTAKE)


def test_both_files_hold_what_a_row_of_the_desk_says(client):
    officer = make.officer()
    officer.first_name, officer.last_name = "Hoa", "Nông Thị"
    officer.save()
    zone = timezone.get_current_timezone()
    pledge = make.pledge(
        name="Hoàng Văn Đá",
        phone="0912 345 678",
        email="da@vidu.example",
        amount="200k",
        schedule="monthly",
        months="6",
        at=datetime.datetime(2026, 3, 4, 0, 30, tzinfo=zone),
    )
    recording.receive(pledge, SYSTEM, date=timezone.localdate(), amount=200_000)
    Pledge.objects.filter(pk=pledge.pk).update(next_action_on="2026-12-05", assignee=officer)
    (line,) = csv_rows(taken(client, officer, dang="csv"))
    (row,) = sheet_rows(taken(client, officer, dang="xlsx"))
    assert line["Mã"] == row["Mã"] == pledge.reference
    assert line["Người ủng hộ"] == row["Người ủng hộ"] == "Hoàng Văn Đá"
    assert line["Điện thoại"] == row["Điện thoại"] == "0912 345 678"
    assert line["Thư điện tử"] == "da@vidu.example"
    assert (line["Số tiền hứa (đồng)"], row["Số tiền hứa (đồng)"]) == ("1200000", 1_200_000)
    assert (line["Đã nhận (đồng)"], row["Đã nhận (đồng)"]) == ("200000", 200_000)
    assert line["Ngày ghi nhận"] == "04/03/2026"  # the chapter's day, not Greenwich's
    assert row["Ngày ghi nhận"].date() == datetime.date(2026, 3, 4)
    assert line["Hẹn tiếp"] == "05/12/2026"
    assert line["Người phụ trách"] == officer.get_full_name()
    cells = sheet(taken(client, officer, dang="xlsx"))
    assert {cell.number_format for cell in cells[2] if cell.is_date} == {"dd/mm/yyyy"}


def test_the_filters_of_the_screen_hold_and_both_end_days_are_inside(client):
    officer = make.officer()
    zone = timezone.get_current_timezone()
    fund = make.fund()
    first = make.pledge(fund, at=datetime.datetime(2026, 11, 1, tzinfo=zone))
    last = make.pledge(fund, at=datetime.datetime(2026, 11, 30, 23, 59, 59, tzinfo=zone))
    make.pledge(fund, at=datetime.datetime(2026, 12, 1, tzinfo=zone))
    make.pledge(at=datetime.datetime(2026, 11, 15, tzinfo=zone))
    query = {"quy": fund.pk, "tao_tu": "1/11/2026", "tao_den": "30/11/2026"}
    for rows in (
        csv_rows(taken(client, officer, dang="csv", **query)),
        sheet_rows(taken(client, officer, dang="xlsx", **query)),
    ):
        assert {row["Mã"] for row in rows} == {first.reference, last.reference}


def test_a_filter_that_cannot_be_read_gives_no_file(client):
    officer = make.officer()
    make.pledge()
    response = taken(client, officer, tao_tu="hôm kia", dang="csv")
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("donate_desk"))
    assert not DataAccess.objects.exists()


def test_taking_a_file_is_noted_with_how_many_and_which_filters_but_not_what_was_typed(client):
    officer = make.officer()
    make.pledge(name="Nông Thị Kín"), make.pledge(name="Vi Văn Khác")
    taken(client, officer, dang="csv", q="kin", loai="money")
    noted = DataAccess.objects.get()
    assert (noted.user, noted.action, noted.rows) == (officer, "export", 1)
    assert noted.about == "csv; Tất cả, lọc theo: Tìm kiếm, Loại ủng hộ"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t="])
def test_words_that_a_spreadsheet_would_run_stay_words(client, start):
    officer = make.officer()
    pledge = make.pledge()
    Pledge.objects.filter(pk=pledge.pk).update(name=f"{start}cmd|' /C calc'!A0", commune=f"{start}1+1")
    (line,) = csv_rows(taken(client, officer, dang="csv"))
    assert line["Người ủng hộ"].startswith("'")
    cells = sheet(taken(client, officer, dang="xlsx"))
    assert all(cell.data_type != "f" for row in cells.iter_rows() for cell in row)


def test_characters_that_a_workbook_cannot_hold_are_left_out(client):
    officer = make.officer()
    pledge = make.pledge()
    Pledge.objects.filter(pk=pledge.pk).update(name="Nông\x0b Thị\x01 Lạ")
    (row,) = sheet_rows(taken(client, officer, dang="xlsx"))
    assert row["Người ủng hộ"] == "Nông Thị Lạ"


def test_an_erased_pledge_is_in_the_file_without_the_person(client):
    officer = make.officer()
    pledge = make.pledge(name="Nông Thị Quên", phone="0912 345 678", email="quen@vidu.example")
    erasing.erase(pledge, SYSTEM)
    # As if one copy had been missed: the file still leaves the person out.
    Pledge.objects.filter(pk=pledge.pk).update(name="Nông Thị Quên", phone="+84912345678", email="quen@vidu.example")
    (line,) = csv_rows(taken(client, officer, dang="csv"))
    assert line["Mã"] == pledge.reference
    assert not {"Nông Thị Quên", "0912 345 678", "quen@vidu.example"} & set(line.values())


def test_a_file_is_kept_by_nobody_on_the_way(client):
    response = taken(client, make.officer(), dang="csv")
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Disposition"].startswith('attachment; filename="loi-hua-')


def test_the_rows_are_read_in_portions_with_as_many_queries_for_many_as_for_few(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    officer, fund = make.officer(), make.fund()
    numbers = []
    taken(client, officer, dang="csv")
    for rows in (1, 20):
        while Pledge.objects.count() < rows:
            make.pledge(fund, kind="goods")
        with CaptureQueriesContext(connection) as queries:
            assert len(csv_rows(taken(client, officer, dang="csv"))) == rows
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] <= 25
