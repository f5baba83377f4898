"""An editor's table made ready for the page: heads, joined cells, columns of figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# 1.500.000 · 12,4 · 38% · 960 m² · +15 · 12.000 ₫ : a figure, perhaps with a short unit behind it
_FIGURE = re.compile(r"[+\-−]?\d[\d.,\s]*\s*(%|₫|đ|[^\W\d]{1,4}[²³]?)?")


@dataclass
class Cell:
    text: str
    is_head: bool = False
    is_figure: bool = False
    span: SafeString | str = ""


def _span(rows: int, columns: int) -> SafeString:
    sizes = (("rowspan", rows), ("colspan", columns))
    parts = [format_html(' {}="{}"', name, size) for name, size in sizes if size > 1]
    return mark_safe("".join(parts))  # noqa: S308 (each part is escaped)


def table_grid(table: Any) -> dict[str, Any]:
    """{"head": cells or [], "rows": lists of cells} of a TableBlock's value; joined cells appear once."""
    table = table or {}
    data = table.get("data") or []
    choice = table.get("table_header_choice")
    starts = {(merge["row"], merge["col"]): merge for merge in table.get("mergeCells") or []}
    covered = {
        (row, column)
        for (top, left), merge in starts.items()
        for row in range(top, top + merge["rowspan"])
        for column in range(left, left + merge["colspan"])
    } - set(starts)
    has_head = bool(data and (table.get("first_row_is_table_header") or choice in ("row", "both")))
    first_column = bool(data and (table.get("first_col_is_header") or choice in ("column", "both")))
    body_from = 1 if has_head else 0
    width = max((len(row) for row in data), default=0)
    columns = [[row[column] for row in data[body_from:] if column < len(row)] for column in range(width)]
    figures = {column for column, texts in enumerate(columns) if _all_figures(texts)}

    def cells(number: int) -> list[Cell]:
        made = []
        for column, text in enumerate(data[number]):
            if (number, column) in covered:
                continue
            merge = starts.get((number, column))
            span = _span(merge["rowspan"], merge["colspan"]) if merge else ""
            is_head = first_column and column == 0 and not (has_head and number == 0)
            made.append(Cell(str(text or "").strip(), is_head, column in figures and not is_head, span))
        return made

    return {"head": cells(0) if has_head else [], "rows": [cells(number) for number in range(body_from, len(data))]}


def _all_figures(texts: list[Any]) -> bool:
    filled = [str(text).strip() for text in texts if text and str(text).strip()]
    return bool(filled) and all(_FIGURE.fullmatch(text) for text in filled)
