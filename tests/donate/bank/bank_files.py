"""Statements shaped like those that Vietnamese banks export. Every name, number and sum is invented."""

from __future__ import annotations

import io
import unicodedata

from openpyxl import Workbook


def xlsx(rows: list[list]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def vietcombank(*rows: tuple, account: str = "0205000000001") -> bytes:
    """rows: (day, credit, memo); sums as VCB writes them, number of the transaction beneath the day."""
    head = [
        ["NGÂN HÀNG TMCP NGOẠI THƯƠNG VIỆT NAM"],
        ["Số tài khoản", account],
        [],
        ["Ngày giao dịch", "Số tham chiếu", "Số tiền ghi nợ", "Số tiền ghi có", "Mô tả"],
    ]
    body = [
        [day, f"5078 - {number:05d}", None, f"{credit:,}.00", memo] for number, (day, credit, memo) in enumerate(rows)
    ]
    return xlsx([*head, *body, ["Tổng số", None, None, f"{sum(row[1] for row in rows):,}.00"]])


def bidv(*rows: tuple, opening: int = 5_000_000) -> bytes:
    """rows: (day, debit, credit, memo); the head stands in row 12, balances run."""
    top = [["NGÂN HÀNG BIDV"], *([[]] * 9), ["Số dư đầu kỳ", None, None, f"{opening:,}"]]
    out = [[None, "Ngày hiệu lực/Date", "Ghi nợ", "Ghi có", "Số dư", "Mô tả"]]
    balance = opening
    for number, (day, debit, credit, memo) in enumerate(rows, 1):
        balance += credit - debit
        out.append([number, day, debit or None, credit or None, balance, memo])
    return xlsx([*top, *out, ["Tổng cộng"], ["Số dư cuối kỳ", None, None, None, balance]])


def vietinbank(*rows: tuple) -> bytes:
    """A CSV in Windows-1258 with a head in two languages; rows: (day, credit, memo)."""
    lines = ["Ngày phát sinh;Mô tả giao dịch;Nợ/Debit;Có/Credit;Số dư;Số giao dịch"]
    balance = 0
    for number, (day, credit, memo) in enumerate(rows):
        balance += credit
        lines.append(f'{day} 08:1{number % 10}:00;"{memo}";;{credit:,};{balance:,};VT{number:06d}'.replace(",", "."))
    return unicodedata.normalize("NFC", "\r\n".join(lines)).encode("utf-8")


TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """As old programs write Vietnamese: base letters ready-made, tones behind them."""
    out = []
    for char in text:
        try:
            char.encode("cp1258")
            out.append(char)
        except UnicodeEncodeError:
            decomposed = unicodedata.normalize("NFD", char)
            base = unicodedata.normalize(
                "NFC", "".join(c for c in decomposed if c not in "\u0300\u0301\u0303\u0309\u0323")
            )
            out.append(base + "".join(c for c in decomposed if c in "\u0300\u0301\u0303\u0309\u0323"))
    return "".join(out).encode("cp1258")


def agribank(*rows: tuple) -> bytes:
    """HTML that calls itself .xls; rows: (day, debit, credit, memo)."""
    cells = "".join(
        f"<tr><td>{day}</td><td>{memo}</td><td>{debit:,}</td><td>{credit:,}</td><td></td><td>CT{number}</td></tr>"
        for number, (day, debit, credit, memo) in enumerate(rows)
    )
    return (
        "<html><meta charset=utf-8><body><table><tr><td colspan=6>SAO KÊ TÀI KHOẢN</td></tr></table>"
        "<table><tr><th>Ngày<th>Diễn giải<th>Nợ<th>Có<th>Số dư<th>Số CT/Ref</tr>"
        f"{cells}<tr><td>Tổng</td></tr></table></body></html>"
    ).encode()


def mb(*rows: tuple) -> bytes:
    """rows: (day, credit, memo, sender)"""
    head = [
        ["Ngày hạch toán/Posting date", "Phát sinh nợ", "Phát sinh có", "Số dư", "Nội dung/Diễn giải", "Đơn vị chuyển"]
    ]
    return xlsx([*head, *[[day, 0, credit, None, memo, sender] for day, credit, memo, sender in rows]])
