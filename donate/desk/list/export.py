"""The desk's list as a file: what the filters show and nothing else. Personal data: a right of its own, and logged.

CSV is sent line by line. A workbook has its directory at the end, so it is written to a temporary file first, row by
row. Both take the same memory for ten pledges and for a hundred thousand.
"""

from __future__ import annotations

import csv
import datetime
import tempfile
from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from campaigns.models import Fund
from campaigns.pages.exports import safe_cell
from donate.following.pledge_in_words import person_words, what_words
from donate.models import DataAccess, Pledge
from donate.privacy import access
from home.text.vietnamese import format_phone

from .listing import Listing

# (heading, width in characters)
COLUMNS = (
    ("Mã", 12),
    ("Trạng thái", 16),
    ("Loại", 10),
    ("Đã hứa", 34),
    ("Số tiền hứa (đồng)", 18),
    ("Đã nhận (đồng)", 16),
    ("Quỹ", 30),
    ("Đơn vị", 24),
    ("Người ủng hộ", 28),
    ("Cá nhân hay tổ chức", 14),
    ("Điện thoại", 15),
    ("Thư điện tử", 26),
    ("Xã, phường", 22),
    ("Đến từ", 12),
    ("Ngày ghi nhận", 13),
    ("Hẹn tiếp", 13),
    ("Người phụ trách", 24),
    ("Số lần liên hệ", 10),
    ("Cảm ơn", 20),
    ("Ngày cảm ơn", 13),
)
AT_ONCE = 2000
DAY = "dd/mm/yyyy"


@require_GET
@never_cache
def export(request: HttpRequest) -> HttpResponseBase:
    user: Any = request.user
    if not (user.has_perm("donate.view_pledge") and user.has_perm("donate.export_pledge")):
        raise PermissionDenied
    listing = Listing(request.GET, user)
    if not listing.is_valid:  # the list says what cannot be read
        return redirect(f"{reverse('donate_desk')}?{listing.query()}")
    kind = "csv" if request.GET.get("dang") == "csv" else "xlsx"
    access.looked(user, DataAccess.Action.EXPORT, rows=listing.count, about=f"{kind}; {listing.about}")
    name = f"loi-hua-{timezone.localdate():%Y-%m-%d}.{kind}"
    if kind == "csv":
        response: HttpResponseBase = StreamingHttpResponse(
            csv_lines(table(listing)), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    return FileResponse(workbook(table(listing)), as_attachment=True, filename=name)


def table(listing: Listing) -> Iterator[list[Any]]:
    """A list of cells for each pledge, in the order of the screen: text, whole numbers, days, None."""
    names = Names()
    pledges = listing.in_order.select_related("need").defer("message", "token", "submission_key", "folded_name")
    for pledge in pledges.iterator(chunk_size=AT_ONCE):
        yield cells(pledge, names)


class Names:
    """What is the same on many rows, read and translated once."""

    def __init__(self) -> None:
        funds = Fund.objects.select_related("unit")
        self.funds = {fund.pk: (fund.name, fund.unit.name if fund.unit else "") for fund in funds}
        self.people = {user.pk: person_words(user) for user in get_user_model().objects.all()}
        self.states, self.kinds = _labels(Pledge.Fulfilment), _labels(Pledge.Kind)
        self.donors, self.sources = _labels(Pledge.DonorType), _labels(Pledge.Source)
        self.thanks = _labels(Pledge.Acknowledgement)


def _labels(choices: Any) -> dict[str, str]:
    return {value: str(label) for value, label in choices.choices}


def cells(pledge: Pledge, names: Names) -> list[Any]:
    fund, unit = names.funds[pledge.fund_id]
    erased = pledge.erased_at is not None
    name, phone, email, commune = (
        ("", "", "", "") if erased else (pledge.name, format_phone(pledge.phone), pledge.email, pledge.commune)
    )
    money = pledge.kind == Pledge.Kind.MONEY
    return [
        pledge.reference,
        names.states[pledge.fulfilment],
        names.kinds[pledge.kind],
        what_words(pledge),
        pledge.total_amount if money else None,
        pledge.received_amount if money else None,
        fund,
        unit,
        name,
        names.donors[pledge.donor_type],
        phone,
        email,
        commune,
        names.sources[pledge.source],
        timezone.localdate(pledge.created_at),
        pledge.next_action_on,
        names.people.get(pledge.assignee_id or 0, ""),
        pledge.contacts,
        names.thanks[pledge.acknowledgement],
        timezone.localdate(pledge.acknowledged_at) if pledge.acknowledged_at else None,
    ]


class _Echo:
    def write(self, text: str) -> str:
        return text


def csv_lines(rows: Iterator[list[Any]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"  # Excel reads the accents right only with it
    yield writer.writerow([heading for heading, _width in COLUMNS])
    for row in rows:
        days = (f"{cell:%d/%m/%Y}" if isinstance(cell, datetime.date) else cell for cell in row)
        yield writer.writerow([safe_cell(cell) for cell in days])


def workbook(rows: Iterator[list[Any]]) -> Any:
    """An open temporary file, at its beginning; gone when it is closed."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Lời hứa")
    sheet.freeze_panes = "B2"
    head = []
    for place, (heading, width) in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
        cell = WriteOnlyCell(sheet, heading)
        cell.font = Font(bold=True)
        head.append(cell)
    sheet.append(head)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}1"
    # A row is written as soon as it is appended, so a few styled cells serve all rows.
    days = [WriteOnlyCell(sheet) for _column in COLUMNS]
    for cell in days:
        cell.number_format = DAY
    for row in rows:
        for place, value in enumerate(row):
            if isinstance(value, datetime.date):
                days[place].value = value
                row[place] = days[place]
            elif isinstance(value, str):
                row[place] = safe_cell(ILLEGAL_CHARACTERS_RE.sub("", value))
        sheet.append(row)
    file = tempfile.TemporaryFile()  # noqa: SIM115
    book.save(file)
    file.seek(0)
    return file
