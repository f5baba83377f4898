"""The ledger as files that anybody can check: CSV for a spreadsheet, JSON for a program. Streamed line by line."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from campaigns.ledger.gifts import who_gave
from campaigns.models import Fund, LedgerLine, PublicAccountPage

from .account import lines_with_all, public_fund

HEAD = (
    "Quỹ",
    "Dòng",
    "Ngày",
    "Thu/chi",
    "Loại",
    "Số tiền (đồng)",
    "Hiện vật",
    "Số lượng",
    "Đơn vị tính",
    "Kênh",
    "Nội dung",
    "Người nhận",
    "Số người",
    "Nơi",
    "Quyết định",
    "Đảo dòng",
    "Lý do",
    "Mã kiểm",
)


class _Echo:
    def write(self, value: str) -> str:
        return value


def safe_cell(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula is quoted."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value


def _lines(fund: Fund | None) -> Iterator[LedgerLine]:
    lines = lines_with_all().exclude(fund__state=Fund.State.DRAFT).prefetch_related(None)
    return (lines.filter(fund=fund) if fund else lines).order_by("fund__code", "sequence").iterator(chunk_size=2000)


def csv_row(line: LedgerLine) -> list[Any]:
    cells = [
        line.fund.code,
        line.sequence,
        f"{line.date:%d/%m/%Y}",
        "Thu" if line.is_received else "Chi",
        line.get_kind_display(),
        line.amount,
        line.item,
        "" if line.quantity is None else f"{line.quantity.normalize():f}",
        line.item_unit,
        line.get_channel_display(),
        who_gave(line) if line.is_received and not line.reverses_id else line.note,
        line.beneficiaries,
        line.beneficiary_count or "",
        line.place,
        line.decision_number,
        line.reverses.sequence if line.reverses else "",
        line.reason,
        line.digest,
    ]
    return [safe_cell(cell) for cell in cells]


def show_csv(page: PublicAccountPage, request: HttpRequest, code: str = "") -> StreamingHttpResponse:
    return csv_response(public_fund(code) if code else None)


def csv_response(fund: Fund | None) -> StreamingHttpResponse:
    writer = csv.writer(_Echo())

    def rows() -> Iterator[str]:
        yield "\ufeff"  # Excel reads the accents right only with it
        yield writer.writerow(HEAD)
        for line in _lines(fund):
            yield writer.writerow(csv_row(line))

    return _download(StreamingHttpResponse(rows(), content_type="text/csv; charset=utf-8"), fund, "csv")


def json_line(line: LedgerLine) -> dict[str, Any]:
    return {
        "fund": line.fund.code,
        "fund_id": line.fund_id,
        "line": line.sequence,
        "date": line.date.isoformat(),
        "direction": line.direction,
        "kind": line.kind,
        "amount": line.amount,
        "item": line.item,
        "item_unit": line.item_unit,
        "quantity": None if line.quantity is None else f"{line.quantity:.2f}",
        "channel": line.channel,
        "unit_id": line.unit_id,
        "note": line.note,
        "beneficiaries": line.beneficiaries,
        "beneficiary_count": line.beneficiary_count,
        "place": line.place,
        "decision_number": line.decision_number,
        "over_balance_reason": line.over_balance_reason,
        "reverses_id": line.reverses_id,
        "reverses_line": line.reverses.sequence if line.reverses else None,
        "reason": line.reason,
        "recorded_at": line.recorded_at.isoformat(timespec="microseconds"),
        "digest": line.digest,
        "name": line.public_name.name if hasattr(line, "public_name") else None,
    }


def show_json(page: PublicAccountPage, request: HttpRequest, code: str = "") -> HttpResponse | StreamingHttpResponse:
    return json_response(public_fund(code) if code else None)


def json_response(fund: Fund | None) -> HttpResponse | StreamingHttpResponse:
    def parts() -> Iterator[str]:
        yield '{"currency":"VND","lines":['
        for place, line in enumerate(_lines(fund)):
            yield ("," if place else "") + "\n" + json.dumps(json_line(line), ensure_ascii=False)
        yield "\n]}\n"

    return _download(StreamingHttpResponse(parts(), content_type="application/json; charset=utf-8"), fund, "json")


def _download(response: StreamingHttpResponse, fund: Fund | None, kind: str) -> StreamingHttpResponse:
    name = f"so-cai-{fund.code}.{kind}" if fund else f"so-cai.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"  # a million lines are streamed, never held by the page cache
    return response
