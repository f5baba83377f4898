"""A bank's file, whatever it calls itself, becomes rows of cells: XLSX, old XLS, HTML named .xls, CSV in any coding."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from html.parser import HTMLParser
from typing import Any

from django.utils.translation import gettext as _

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 120 * 1024 * 1024
MAX_ROWS = 30_000
MAX_COLUMNS = 60
Row = list[Any]  # str, int, float, datetime or None


class Unreadable(ValueError):
    """The file as a whole cannot be read; a sentence for the screen says what to do."""


def rows_of(data: bytes) -> list[Row]:
    """The cells of the first sheet that has any. What the file is, is told by its first bytes, never by its name."""
    if not data.strip(b"\x00\r\n\t "):
        raise Unreadable(_("This file is empty. Download the statement from the bank once more."))
    if len(data) > MAX_BYTES:
        raise Unreadable(_("This file is larger than 10 MB. Download a shorter period."))
    if data[:4] == b"PK\x03\x04":
        rows = _xlsx(data)
    elif data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        rows = _xls(data)
    elif b"%PDF-" in data[:32]:
        raise Unreadable(_("This is a PDF. At the bank choose Excel or CSV as the kind of file."))
    else:
        text = _decoded(data)
        rows = _html(text) if "<table" in text[:200_000].lower() else _csv(text)
    if len(rows) > MAX_ROWS:
        raise Unreadable(_("This file has more than 30,000 rows. Download a shorter period."))
    return [row[:MAX_COLUMNS] for row in rows]


def _damaged() -> Unreadable:
    return Unreadable(_("This file is damaged or locked with a password. Download it once more, without a password."))


def _xlsx(data: bytes) -> list[Row]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED:
                raise Unreadable(_("This file unpacks to far more than a statement holds, so it was not opened."))
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows: list[Row] = []
            for row in sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS):
                rows.append(list(row))
                if len(rows) > MAX_ROWS:
                    break
            if any(cell not in (None, "") for row in rows for cell in row):
                return rows
    except Unreadable:
        raise
    except Exception:  # a hostile or cut file makes the reader raise anything
        raise _damaged() from None
    return []


def _xls(data: bytes) -> list[Row]:
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), on_demand=True)
        for sheet in book.sheets():
            if sheet.nrows and sheet.ncols:
                height = min(sheet.nrows, MAX_ROWS + 1)
                return [[_xls_cell(book, cell) for cell in sheet.row(number)] for number in range(height)]
    except Exception:
        raise _damaged() from None
    return []


def _xls_cell(book: Any, cell: Any) -> Any:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate_as_datetime(cell.value, book.datemode)
        except (ValueError, OverflowError):
            return cell.value
    return None if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR) else cell.value


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if b"\x00" in data[:200]:  # UTF-16 that does not say so: of each letter one half is empty
        return data.decode("utf-16-le" if b"\x00" in data[1:200:2] else "utf-16-be", "replace")
    for coding in ("utf-8-sig", "cp1258"):
        try:
            return data.decode(coding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def _csv(text: str) -> list[Row]:
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    first = text.split("\n")[:60]
    # Told by the row without figures that holds most of it, the head of the table: sums and words have commas too.
    plain = [line for line in first if not any(char.isdigit() for char in line)]
    marks = {mark: max((line.count(mark) for line in plain), default=0) for mark in ",;\t|"}
    if not any(marks.values()):
        marks = {mark: sum(line.count(mark) for line in first) for mark in marks}
    mark = max(marks, key=lambda sign: marks[sign])
    try:
        return [list(row) for row in csv.reader(io.StringIO(text), delimiter=mark)]
    except csv.Error:
        raise _damaged() from None


class _Tables(HTMLParser):
    """All rows of all tables, one below the other; a joined cell leaves empty ones behind it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Row] = []
        self.cell: list[str] | None = None
        self.span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._close()
            self.rows.append([])
        elif tag in ("td", "th"):
            self._close()
            if not self.rows:
                self.rows.append([])
            self.cell = []
            span = dict(attrs).get("colspan") or "1"
            self.span = min(int(span), MAX_COLUMNS) if span.isdecimal() and len(span) < 4 else 1
        elif tag in ("br", "p", "div") and self.cell is not None:
            self.cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._close()

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)

    def _close(self) -> None:
        if self.cell is not None:
            self.rows[-1] += ["".join(self.cell).strip(), *([None] * (self.span - 1))]
            self.cell = None


def _html(text: str) -> list[Row]:
    reader = _Tables()
    reader.feed(text)
    reader.close()
    return reader.rows


def as_text(cell: Any) -> str:
    """A cell as it would be read aloud: whole numbers without a point behind them, days as day/month/year."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime.datetime | datetime.date):
        return f"{cell:%d/%m/%Y}"
    return " ".join(str(cell).replace("\xa0", " ").split())
