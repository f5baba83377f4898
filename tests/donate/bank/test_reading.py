"""A bank's file becomes lines, whichever bank wrote it; what cannot be read is said row by row."""

import datetime
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from donate.bank import reading
from donate.bank.formats import Unreadable

from . import bank_files as bank

DAY = datetime.date(2026, 11, 3)


def sums(data: bytes) -> list[tuple]:
    return [(line.date, line.amount, line.memo) for line in reading.read(data).lines]


@pytest.mark.parametrize(
    "data",
    [
        bank.vietcombank(("03/11/2026", 500_000, "LS2345678 ung ho")),
        bank.bidv(("03/11/2026", 0, 500_000, "LS2345678 ung ho")),
        bank.bidv((datetime.datetime.fromisoformat("2026-11-03 09:30"), 0, 500_000, "LS2345678 ung ho")),
        bank.vietinbank(("03-11-2026", 500_000, "LS2345678 ung ho")),
        bank.agribank(("03/11/2026", 0, 500_000, "LS2345678 ung ho")),
        bank.mb(("03/11/2026 10:22:31", 500_000, "LS2345678 ung ho", "LUONG VAN MAU")),
        bank.windows_1258('Ngày giao dịch,Số tiền ghi có,Nội dung\r\n3/11/2026,"500,000",LS2345678 ung ho\r\n'),
        "Ngày giao dịch\tSố tiền\tDiễn giải\n2026-11-03\t+500.000\tLS2345678 ung ho\n".encode("utf-16"),
    ],
    ids=["vietcombank", "bidv", "bidv-dates", "vietinbank", "agribank-html", "mb", "cp1258", "utf-16"],
)
def test_the_same_gift_is_read_from_every_banks_file(data):
    assert sums(data) == [(DAY, 500_000, "LS2345678 ung ho")]


HEADS = {
    "vietcombank-digibiz": (
        ["STT\nNo.", "Ngày\nTNX Date\n/ Số CT/ Doc No", "Số tiền ghi nợ/\nDebit", "Số tiền ghi có/\nCredit"],
        ["Số dư/\nBalance", "Nội dung chi tiết/\nTransactions in detail"],
        ["1", "03/11/2026\n5078 - 12345", "", "500,000.00", "5,500,000.00", "LS2345678 ung ho"],
    ),
    "numbered-in-two-languages": (
        ["STT/No", "Ngày GD/Trans. date", "Ghi nợ/Debit", "Ghi có/Credit", "Diễn giải/Details"],
        [],
        [1, "03/11/2026", None, 500_000, "LS2345678 ung ho"],
    ),
    "techcombank": (
        ["Ngày giao dịch/Transaction Date", "Đối tác/Remitter", "NH Đối tác/Remitter Bank", "Diễn giải/Details"],
        ["Số bút toán/Transaction No", "Nợ/Debit", "Có/Credit", "Số dư/Balance"],
        ["03/11/2026", "LUONG VAN MAU", "VCB", "LS2345678 ung ho", "FT26307001\\BNK", "", "500,000", "5,500,000"],
    ),
    "acb": (
        ["Ngày hiệu lực", "Ngày giao dịch", "Số GD", "Nội dung giao dịch", "Tiền rút ra", "Tiền gửi vào", "Số dư"],
        [],
        ["03/11/2026", "03/11/2026", "1234", "LS2345678 ung ho", None, 500_000, 5_500_000],
    ),
    "sacombank": (
        ["STT", "Ngày giao dịch", "Ngày hiệu lực", "Nội dung", "Phát sinh giảm", "Phát sinh tăng", "Số dư"],
        [],
        [1, "03-11-2026", "03-11-2026", "LS2345678 ung ho", "", "500,000", "5,500,000"],
    ),
}


@pytest.mark.parametrize("shape", HEADS)
def test_the_heads_that_banks_really_write_are_understood(shape):
    one, two, row = HEADS[shape]
    assert sums(bank.xlsx([["NGÂN HÀNG MẪU"], [], [*one, *two], row])) == [(DAY, 500_000, "LS2345678 ung ho")]


PLAIN = "Ngày\tDiễn giải\tCó\r\n03/11/2026\tLS2345678 ung ho\t500.000\r\n"


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode("utf-16-le"),
        PLAIN.encode("utf-16-be"),
        b"\xfe\xff" + PLAIN.encode("utf-16-be"),
        PLAIN.replace("\r\n", "\r").encode(),
        ("sep=;\n" + PLAIN.replace("\t", ";")).encode("utf-8-sig"),
    ],
    ids=["utf-16 without a mark", "big-endian without a mark", "big-endian", "ends of lines of an old Mac", "sep="],
)
def test_codings_and_ends_of_lines_do_not_matter(data):
    assert sums(data) == [(DAY, 500_000, "LS2345678 ung ho")]


def test_commas_in_sums_and_words_do_not_hide_which_mark_parts_the_columns():
    lines = ["Ngân hàng Mẫu, chi nhánh Lạng Sơn", "Hội Chữ thập đỏ, thủ quỹ, Lạng Sơn", "Ngày;Diễn giải;Có;Số dư"]
    lines += ["03/11/2026;Ủng hộ, góp chút, gửi các cháu, LS2345678;1,500,000;21,500,000"] * 30
    assert sums("\n".join(lines).encode())[0] == (DAY, 1_500_000, "Ủng hộ, góp chút, gửi các cháu, LS2345678")


def test_a_pdf_is_called_a_pdf_whatever_stands_before_its_mark():
    with pytest.raises(Unreadable, match="PDF"):
        reading.read(b"\xef\xbb\xbf\r\n%PDF-1.4 ...")


def test_an_old_excel_file_is_read():
    from pathlib import Path

    data = (Path(__file__).parent / "sao-ke-mau.xls").read_bytes()
    assert sums(data) == [(DAY, 500_000, "LS2345678 ung ho"), (DAY, -20_000, "Phi dich vu")]


def test_days_come_before_months_and_money_out_is_negative():
    data = bank.bidv(("03/04/2026", 20_000, 0, "Phí SMS"), ("31/12/2026", 0, 1_000_000, "Quyên góp"))
    assert sums(data) == [
        (datetime.date(2026, 4, 3), -20_000, "Phí SMS"),
        (datetime.date(2026, 12, 31), 1_000_000, "Quyên góp"),
    ]


def test_a_file_whose_balances_fit_says_so_and_one_that_lacks_a_row_says_by_how_much():
    rows = [("03/11/2026", 0, 500_000, "a"), ("04/11/2026", 100_000, 0, "b"), ("05/11/2026", 0, 70_000, "c")]
    whole = reading.read(bank.bidv(*rows))
    assert (whole.opening, whole.closing, whole.difference) == (5_000_000, 5_470_000, 0)
    import io

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(bank.bidv(*rows)))
    book.active.delete_rows(14)
    out = io.BytesIO()
    book.save(out)
    assert reading.read(out.getvalue()).difference == -100_000


def test_running_balances_alone_are_enough_and_either_end_may_come_first():
    head = "Ngày,Ghi nợ,Ghi có,Số dư,Nội dung\n"
    rows = ["1/11/2026,,100000,1100000,a", "2/11/2026,50000,,1050000,b"]
    for order in (rows, rows[::-1]):
        read = reading.read((head + "\n".join(order)).encode())
        assert (read.opening, read.closing, read.difference) == (1_000_000, 1_050_000, 0)


def test_words_broken_over_two_rows_are_put_together_and_totals_end_the_table():
    data = bank.xlsx(
        [
            ["Ngày giao dịch", "Số tiền ghi có", "Mô tả"],
            ["Transaction date", "Credit", "Description"],
            ["03/11/2026", 500_000, "MBVCB.123.LS23"],
            [None, None, "45678.CT tu 0123"],
            ["Tổng cộng", 500_000, None],
            ["04/11/2026", 1, "hết bảng"],
        ]
    )
    assert sums(data) == [(DAY, 500_000, "MBVCB.123.LS23 45678.CT tu 0123")]


def test_rows_that_cannot_be_read_are_named_and_the_others_are_kept():
    data = bank.xlsx(
        [
            ["Ngày", "Có", "Nội dung"],
            ["03/11/2026", 500_000, "được"],
            ["31/02/2026", 500_000, "ngày không có thật"],
            ["04/11/2026", "năm trăm", "chữ"],
            ["04/11/2026", "0,5", "nửa đồng"],
            ["05/11/2026", None, "không có tiền"],
            ["06/11/2026", 70_000, "được nữa"],
        ]
    )
    read = reading.read(data)
    assert [line.memo for line in read.lines] == ["được", "được nữa"]
    assert [problem.row for problem in read.problems] == [3, 4, 5, 6]
    assert all(problem.why for problem in read.problems)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 100,
        b"%PDF-1.7 ...",
        b"PK\x03\x04 not a zip",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"rest",
        "Họ tên,Tuổi\nLan,3\n".encode(),
        b"<html><table><tr><td>1</td></tr></table>",
        b"\xff\xfe\x00",
        b"x" * (10 * 1024 * 1024 + 1),
        ("Ngày,Có,Nội dung\n" + "1/1/2026,1000,a\n" * 30_001).encode(),
    ],
)
def test_what_is_no_statement_is_refused_with_a_sentence(data):
    with pytest.raises(Unreadable) as refused:
        reading.read(data)
    assert len(str(refused.value)) > 20


def test_a_packed_bomb_is_not_opened():
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (130 * 1024 * 1024))
    with pytest.raises(Unreadable):
        reading.read(out.getvalue())


@settings(max_examples=300)
@given(
    st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda text: text.encode("utf-8", "surrogatepass")))
)
def test_nothing_makes_the_reader_fall_over(data):
    for whole in (data, "Ngày;Có;Nội dung\n".encode() + data):
        with suppress(Unreadable):
            reading.read(whole)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1,000,000.00", 1_000_000),
        ("1.000.000,00", 1_000_000),
        ("1.000.000", 1_000_000),
        ("1 000 000 VND", 1_000_000),
        ("+500,000", 500_000),
        ("-20.000", -20_000),
        ("(20.000)", -20_000),
        (500000.0, 500_000),
        ("", 0),
        ("-", 0),
        (None, 0),
    ],
)
def test_sums_are_read_as_banks_write_them(written, amount):
    assert reading.figure(written) == amount
