"""The report as a workbook: real numbers, real dates, text that no spreadsheet runs. Written row by row to a file."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import IO, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.properties import PageSetupProperties

from campaigns.ledger.report_sums import Sums
from campaigns.pages.exports import safe_cell
from donate.reports.report import Report, Row

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOLD, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
DAY, WHOLE, COUNT = "dd/mm/yyyy", "#,##0", "#,##0.##"
MONTH = "mm/yyyy"
A4 = "9"

Cells = Iterable[Any]


class _Sheet:
    """One sheet, its head first; `rows` counts what stands beneath the head."""

    def __init__(self, book: Workbook, title: str, head: Cells, widths: Iterable[int]) -> None:
        self.sheet = book.create_sheet(title[:31])
        for place, width in enumerate(widths):
            self.sheet.column_dimensions["ABCDEFGHIJKLMN"[place]].width = width
        self.rows = 0
        self._head = list(head)
        # On paper as wide as an A4 sheet lying down, each page with its head.
        self.sheet.page_setup.orientation, self.sheet.page_setup.paperSize = "landscape", A4
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self._freeze(1)

    def _freeze(self, row: int) -> None:
        """The head stays where it is while the rows beneath it go by."""
        self.sheet.freeze_panes, self.sheet.print_title_rows = f"B{row + 1}", f"{row}:{row}"

    def heading(self, lines: Cells) -> None:
        above = [*lines, None]
        self._freeze(len(above) + 1)
        for line in above:
            self.sheet.append([self._cell(line, bold=True)])

    def fill(self, rows: Iterable[Cells], date_format: str = DAY, total: Cells = ()) -> None:
        self.sheet.append([self._cell(label, bold=True, is_head=True) for label in self._head])
        for row in rows:
            self.sheet.append([self._cell(cell, date_format) for cell in row])
            self.rows += 1
        if self.rows > 1 and total:
            self.sheet.append([self._cell(cell, bold=True) for cell in total])

    def _cell(self, value: Any, date_format: str = DAY, bold: bool = False, is_head: bool = False) -> Any:
        if isinstance(value, str):
            value = ILLEGAL_CHARACTERS_RE.sub("", str(safe_cell(value)))
        cell = WriteOnlyCell(self.sheet, value)
        if isinstance(value, datetime.date):
            cell.number_format = date_format
        elif isinstance(value, Decimal):
            cell.number_format = COUNT
        elif isinstance(value, int):
            cell.number_format = WHOLE
        if bold:
            cell.font = BOLD
        if is_head:
            cell.alignment = WRAPPED
        return cell


def workbook(made: Report, head: list[str]) -> tuple[IO[bytes], int]:
    """(the file, from its beginning; how many rows it holds). `head`: who reports, and of what."""
    book = Workbook(write_only=True)
    sheets = [_summary(book, made, head), *_sums(book, made), _goods(book, made), _back(book, made)]
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the answer closes it)
    book.save(file)
    file.seek(0)
    return file, sum(sheet.rows for sheet in sheets)


def _summary(book: Workbook, made: Report, head: list[str]) -> _Sheet:
    sheet = _Sheet(
        book,
        pgettext("report", "Summary"),
        (pgettext("report", "What"), _("This period"), _("The period before"), _("Counted in")),
        (58, 20, 20, 16),
    )
    sheet.heading([_("Report of the chapter"), *head])
    facts: list[Cells] = [
        (_("First day"), made.selection.period.first, made.selection.period.before.first, ""),
        (_("Last day"), made.selection.period.last, made.selection.period.before.last, ""),
        (_("Sums as of"), timezone.localdate(), None, ""),
    ]
    sheet.fill([*facts, *_summary_rows(made)])
    return sheet


def _summary_rows(made: Report) -> Iterator[Cells]:
    now, before, dong = made.sums, made.before, "đồng"
    if made.opening is not None:
        yield _("Money in hand at the beginning"), made.opening, made.before_opening, dong
    yield _("Money received"), now.money_in, before.money_in, dong
    yield _("Money handed on"), now.money_out, before.money_out, dong
    if made.closing is not None:
        yield _("Money in hand at the end"), made.closing, made.opening, dong
    yield _("Goods received, estimated value"), now.goods_in, before.goods_in, dong
    yield _("Goods handed on, estimated value"), now.goods_out, before.goods_out, dong
    yield _("Gifts recorded"), now.gifts, before.gifts, pgettext("counted", "times")
    yield _("Distributions recorded"), now.handed, before.handed, pgettext("counted", "times")
    yield _("People helped; one helped twice counts twice"), now.people, before.people, pgettext("counted", "people")
    yield _("Lines turned back"), now.back, before.back, pgettext("counted", "lines")
    pledges, people, person = made.pledges, made.people, pgettext("counted", "people")
    promise = pgettext("counted", "pledges")
    yield _("Pledges made"), pledges.count, None, promise
    yield _("of these all received"), pledges.full, None, promise
    yield _("of these partly received"), pledges.partly, None, promise
    yield _("of these still waited for"), pledges.waiting, None, promise
    yield _("of these withdrawn, lapsed or turned back"), pledges.ended, None, promise
    yield _("Money pledged"), pledges.promised, None, dong
    yield _("of this received"), pledges.kept, None, dong
    yield _("People who pledged"), people.promised, None, person
    yield _("of these for the first time"), people.new, None, person
    yield _("People whose pledged gift came"), people.gave, None, person
    yield _("Gifts handed in without a pledge"), people.without_pledge, None, pgettext("counted", "times")
    yield _("Blood recorded in the ledger"), made.blood_units, None, _("units of blood")
    yield _("Registered to give blood"), pledges.by_kind.get("blood", 0), None, promise
    yield _("Hours of work given"), made.hours, None, _("hours")
    yield _("People who gave hours"), people.worked, None, person
    for group in made.figures.values():
        for figure in group:
            yield figure.label, figure.value, None, figure.counted_in


def _sums(book: Workbook, made: Report) -> Iterator[_Sheet]:
    head = (
        _("Money received"),
        _("Money handed on"),
        _("Goods received, estimated value"),
        _("Goods handed on, estimated value"),
        _("Gifts recorded"),
        _("Distributions recorded"),
        _("People helped"),
        _("Lines turned back"),
        _("Received, turned back"),
        _("Handed on, turned back"),
    )
    widths = (16, 16, 18, 18, 14, 14, 14, 12, 18, 18)
    month = _Sheet(book, _("By month"), (_("Month"), *head), (14, *widths))
    altogether = (pgettext("report", "Altogether"), *_figures(made.sums))
    month.fill(((row.month, *_figures(row.sums)) for row in made.months), MONTH, altogether)
    yield month
    for title, name, rows in (
        (_("By fund"), _("Fund"), made.funds),
        (_("By unit"), _("Unit"), made.units),
        (_("By channel"), _("Channel"), made.channels),
    ):
        sheet = _Sheet(book, title, (name, *head), (46, *widths))
        sheet.fill(_rows(rows), total=altogether if rows is not made.channels else _of_channels(rows))
        yield sheet


def _rows(rows: list[Row]) -> Iterator[Cells]:
    for row in rows:
        yield row.name, *_figures(row.sums)


def _of_channels(rows: list[Row]) -> Cells:
    """What came in by a channel; ways on which things only went out are not told."""
    return pgettext("report", "Altogether"), *_figures(sum((row.sums for row in rows), Sums()))


def _figures(sums: Any) -> tuple[int, ...]:
    return (
        sums.money_in,
        sums.money_out,
        sums.goods_in,
        sums.goods_out,
        sums.gifts,
        sums.handed,
        sums.people,
        sums.back,
        sums.back_in,
        sums.back_out,
    )


def _goods(book: Workbook, made: Report) -> _Sheet:
    head = (
        pgettext("report", "Thing"),
        _("Counted in"),
        _("Received"),
        _("Handed on"),
        _("Received, estimated value"),
        _("Handed on, estimated value"),
    )
    sheet = _Sheet(book, _("Goods, hours, blood"), head, (46, 16, 14, 14, 20, 20))
    in_kind = (*made.goods, *made.work, *made.blood)
    sheet.fill(
        (thing.item, thing.item_unit, thing.received, thing.given, thing.value_in, thing.value_out) for thing in in_kind
    )
    return sheet


def _back(book: Workbook, made: Report) -> _Sheet:
    head = (
        _("Date"),
        _("Fund"),
        _("Line"),
        pgettext("report", "Turns back line"),
        _("of the day"),
        _("Way"),
        _("Amount (đồng)"),
    )
    sheet = _Sheet(book, _("Turned back"), head, (14, 46, 10, 16, 14, 16, 18))
    ways = {True: pgettext("sum", "Received"), False: pgettext("sum", "Distributed")}
    sheet.fill(
        (
            reversal.date,
            reversal.fund,
            reversal.number,
            reversal.of_number,
            reversal.of_date,
            ways[reversal.came_in],
            reversal.amount,
        )
        for reversal in made.reversals
    )
    return sheet
