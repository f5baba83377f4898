"""A bank's statement becomes lines, whichever bank wrote it. What cannot be read is listed, row by row.

The columns of Vietnamese banks: ../docs/decisions/034-bank-statements.md. Amounts are whole đồng.
"""

from __future__ import annotations

import datetime
import itertools
import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from home.text.vietnamese import fold, nfc, parse_number

from .formats import Row, Unreadable, as_text, rows_of

__all__ = ["Problem", "ReadLine", "Statement", "Unreadable", "read"]

HEADER_WITHIN = 60  # rows in which the head of the table is looked for
MEMO_LENGTH = 500

# What stands above a column, folded, most telling first. A column is taken by the first role that fits.
NAMES: dict[str, tuple[str, ...]] = {
    "credit": (
        "so tien ghi co",
        "phat sinh co",
        "phat sinh tang",
        "ghi co",
        "tien vao",
        "gui vao",
        "so tien gui",
        "credit",
        "co",
    ),
    "debit": (
        "so tien ghi no",
        "phat sinh no",
        "phat sinh giam",
        "ghi no",
        "tien ra",
        "rut ra",
        "so tien rut",
        "debit",
        "no",
    ),
    "balance": ("so du", "balance"),
    "reference": (
        "so tham chieu",
        "so giao dich",
        "ma giao dich",
        "so ct",
        "so but toan",
        "so chung tu",
        "transaction no",
        "reference",
        "ref",
    ),
    "memo": (
        "mo ta giao dich",
        "noi dung chi tiet",
        "noi dung giao dich",
        "noi dung",
        "mo ta",
        "dien giai",
        "description",
        "transaction detail",
        "details",
        "remark",
    ),
    "sender": (
        "ten nguoi chuyen",
        "nguoi chuyen",
        "don vi chuyen",
        "ten tai khoan doi ung",
        "ten doi ung",
        "doi tac",
        "remitter",
        "sender",
    ),
    "date": (
        "ngay giao dich",
        "ngay hach toan",
        "ngay phat sinh",
        "ngay hieu luc",
        "ngay gd",
        "ngay",
        "transaction date",
        "posting date",
        "value date",
        "date",
    ),
    "amount": ("so tien", "amount"),
}
OPENING = ("so du dau ky", "so du dau", "opening balance", "beginning balance")
CLOSING = ("so du cuoi ky", "so du cuoi", "closing balance", "ending balance")
TOTALS = ("tong", "total", "cong", *CLOSING)
_DAY = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_FIGURE = re.compile(r"[+\-−–(]?\s*\d[\d., ]*\d\)?|\d")


class Problem(NamedTuple):
    row: int  # as the spreadsheet counts it, from 1
    why: str


@dataclass(frozen=True)
class ReadLine:
    """One movement. `amount`: đồng, positive when it came in, negative when it went out."""

    row: int
    date: datetime.date
    amount: int
    balance: int | None
    reference: str
    memo: str
    sender: str = ""

    @property
    def words(self) -> str:
        """All that says who sent it and what for."""
        return " · ".join(filter(None, (self.memo, self.sender)))[:MEMO_LENGTH]


@dataclass
class Statement:
    lines: list[ReadLine] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    opening: int | None = None
    closing: int | None = None
    account_numbers: set[str] = field(default_factory=set)

    @property
    def credits(self) -> int:
        return sum(line.amount for line in self.lines if line.amount > 0)

    @property
    def debits(self) -> int:
        return -sum(line.amount for line in self.lines if line.amount < 0)

    @property
    def difference(self) -> int | None:
        """closing − (opening + credits − debits): 0 when the file adds up, None when it does not say both balances."""
        if self.opening is None or self.closing is None:
            return None
        return self.closing - (self.opening + self.credits - self.debits)

    @property
    def first_day(self) -> datetime.date | None:
        return min((line.date for line in self.lines), default=None)

    @property
    def last_day(self) -> datetime.date | None:
        return max((line.date for line in self.lines), default=None)


def read(data: bytes) -> Statement:
    """Raises Unreadable, with a sentence, when no table of movements is found."""
    rows = rows_of(data)
    place, columns = _head(rows)
    statement = Statement()
    for row in rows[:place]:
        _note_heading(row, statement)
    _read_rows(rows, place + 1, columns, statement)
    if statement.opening is None and statement.lines and statement.lines[0].balance is not None:
        first = statement.lines[0]
        statement.opening = _opening_of(statement, first)
    if statement.closing is None and statement.lines:
        statement.closing = _closing_of(statement)
    return statement


def _role(cell: str) -> str | None:
    head = fold(cell)
    head = re.sub(r"\(.*?\)|[*:]", " ", head).strip()
    if not head or len(head) > 60:
        return None
    if re.match(r"(s|so )?tt\b", head):
        return None  # «STT/No»: not what was owed («nợ»)
    # What stands first counts: «Ngày TNX Date / Số CT/ Doc No» is a column of days with the number beneath.
    for part in (*(part.strip() for part in re.split(r"[/|]", head)), head):
        for role, names in NAMES.items():
            if any(part == name or (len(name) > 3 and re.search(rf"\b{name}\b", part)) for name in names):
                return role
    return None


def _head(rows: list[Row]) -> tuple[int, dict[str, int]]:
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        columns: dict[str, int] = {}
        for number, cell in enumerate(row):
            role = _role(as_text(cell)) if isinstance(cell, str) else None
            if role and role not in columns:
                columns[role] = number
        if "date" in columns and "memo" in columns and ({"credit", "amount"} & set(columns)):
            if "credit" in columns:
                columns.pop("amount", None)
            return place, columns
    raise Unreadable(
        _(
            "No table of movements was found in this file: it needs a row with the date, the sum that came in and the "
            "content. Choose the statement with details at the bank."
        )
    )


def _note_heading(row: Row, statement: Statement) -> None:
    """Account number and balances that stand above the table."""
    line = fold(" ".join(as_text(cell) for cell in row))
    if any(name in line for name in OPENING) and statement.opening is None:
        statement.opening = _last_figure(row)
    if any(name in line for name in CLOSING) and statement.closing is None:
        statement.closing = _last_figure(row)
    if "tai khoan" in line or "account" in line:
        statement.account_numbers |= set(re.findall(r"(?<![0-9a-z])\d{6,19}(?![0-9a-z])", line.replace(" ", " ")))


def _last_figure(row: Row) -> int | None:
    """The last sum of a row such as «Số dư đầu kỳ: 12.000.000 VND»."""
    for cell in reversed(row):
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return int(cell)
        figures = [text for text in _FIGURE.findall(as_text(cell)) if not _DAY.search(text)]
        for text in reversed(figures):
            try:
                return figure(text)
            except ValueError:
                continue
    return None


def figure(cell: Any) -> int:
    """Đồng as a bank writes them, a sign included: `1,000,000.00`, `+500.000`, `(20.000)`, 0 when empty.

    Raises ValueError when it is no whole number of đồng.
    """
    if cell is None or cell == "":
        return 0
    if isinstance(cell, bool | datetime.date):
        raise ValueError
    if isinstance(cell, int | float | Decimal):
        number = Decimal(str(cell))
    else:
        text = re.sub(r"(vnd|₫|đ|d)\.?$", "", as_text(cell).lower().strip()).strip()
        if text in ("", "-", "–"):
            return 0
        negative = text[0] in "-−–(" or text.endswith("-")
        text = text.strip("+-−–() ")
        try:
            number = parse_number(text)
        except (InvalidOperation, IndexError):
            raise ValueError from None
        number = -number if negative else number
    if not number.is_finite() or number != number.to_integral_value() or abs(number) > 10**15:
        raise ValueError
    return int(number)


def day(cell: Any) -> datetime.date | None:
    """Day first, whatever stands around it; None where there is no date."""
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    text = as_text(cell)
    match = _DAY.search(text)
    parts = match.group(3, 2, 1) if match else None
    if parts is None and (iso := _ISO.search(text)):
        parts = iso.group(1, 2, 3)
    if parts is None:
        return None
    try:
        return datetime.date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None


def _read_rows(rows: list[Row], start: int, columns: dict[str, int], statement: Statement) -> None:
    last: dict[str, Any] | None = None
    movements: list[dict[str, Any]] = []

    def cell(row: Row, role: str) -> Any:
        number = columns.get(role)
        return row[number] if number is not None and number < len(row) else None

    for place in range(start, len(rows)):
        row = rows[place]
        words = [as_text(part) for part in row]
        if not any(words):
            continue
        first = fold(next(word for word in words if word))
        if any(name in fold(" ".join(words)) for name in OPENING) and day(cell(row, "date")) is None:
            statement.opening = _last_figure(row) if statement.opening is None else statement.opening
            continue
        if day(cell(row, "date")) is None and (first.startswith(TOTALS) or _is_total(words)):
            if any(name in fold(" ".join(words)) for name in CLOSING):
                statement.closing = _last_figure(row)
            _closing_below(rows[place + 1 :], statement)
            break
        moved = [cell(row, role) for role in ("credit", "debit", "amount")]
        if day(cell(row, "date")) is None and not any(as_text(part) for part in moved):
            memo = as_text(cell(row, "memo"))
            if last is not None and memo:
                last["memo"] = f"{last['memo']} {memo}"  # the bank broke the words over two rows
            continue
        if not movements and not any(any(char.isdigit() for char in word) for word in words):
            continue  # the second language of the heading
        try:
            amount = _moved(*moved)
            date = day(cell(row, "date"))
            if date is None:
                raise ValueError(_("the date cannot be read"))
            if amount == 0:
                raise ValueError(_("no sum stands in this row"))
        except ValueError as error:
            statement.problems.append(Problem(place + 1, str(error) or _("the sum cannot be read")))
            last = None
            continue
        last = {
            "row": place + 1,
            "date": date,
            "amount": amount,
            "balance": _balance(cell(row, "balance")),
            "reference": _reference(row, columns),
            "memo": as_text(cell(row, "memo")),
            "sender": nfc(as_text(cell(row, "sender")))[:160],
        }
        movements.append(last)
    statement.lines = [ReadLine(**{**movement, "memo": nfc(movement["memo"])[:MEMO_LENGTH]}) for movement in movements]


def _is_total(words: list[str]) -> bool:
    return any(fold(word).startswith(("tong cong", "tong so", "total", *CLOSING)) for word in words if word)


def _closing_below(rows: list[Row], statement: Statement) -> None:
    for row in rows:
        if any(name in fold(" ".join(as_text(cell) for cell in row)) for name in CLOSING):
            statement.closing = _last_figure(row)


def _moved(credit: Any, debit: Any, amount: Any) -> int:
    came, went = figure(credit), abs(figure(debit))
    if came and went:
        raise ValueError(_("both a sum that came in and one that went out stand in this row"))
    return came - went if came or went else figure(amount)


def _balance(cell: Any) -> int | None:
    try:
        return figure(cell) if as_text(cell) else None
    except ValueError:
        return None


def _reference(row: Row, columns: dict[str, int]) -> str:
    number = columns.get("reference")
    if number is not None and number < len(row):
        return as_text(row[number])[:60]
    # Vietcombank writes the number beneath the date, in the same cell.
    cell = row[columns["date"]] if columns["date"] < len(row) else None
    rest = _DAY.sub("", as_text(cell)).strip(" -\n") if isinstance(cell, str) else ""
    return rest[:60] if re.fullmatch(r"[0-9A-Za-z \-.]{3,60}", rest) and not re.match(r"\d{1,2}:\d", rest) else ""


def _opening_of(statement: Statement, first: ReadLine) -> int | None:
    """Opening balance where only running balances stand, whichever end of the day comes first in the file."""
    lines = statement.lines
    if any(line.balance is None for line in lines):
        return None
    if _runs(lines):
        return (first.balance or 0) - first.amount
    if _runs(lines[::-1]):
        return (lines[-1].balance or 0) - lines[-1].amount
    return None


def _closing_of(statement: Statement) -> int | None:
    lines = statement.lines
    if any(line.balance is None for line in lines):
        return None
    return lines[-1].balance if _runs(lines) else lines[0].balance if _runs(lines[::-1]) else None


def _runs(lines: list[ReadLine]) -> bool:
    return all(after.balance == (before.balance or 0) + after.amount for before, after in itertools.pairwise(lines))
