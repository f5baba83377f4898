"""A whole article pasted from Word into one text block: its headings become heading blocks.

Word's headings arrive as paragraphs that are bold throughout, or as lines «1. …» that the rich text editor takes for
lists of one item each (and so numbers every one of them 1). Its tables arrive as lines
«│ a │ b │» (home/admin/pasting.js) and become table blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from bs4 import BeautifulSoup, Tag

from .vietnamese import fold

LONGEST_HEADING = 160
BAR = "│"  # between the cells of a pasted table
_SENTENCE_ENDS = tuple('.,;:!?…”"»')
# Names that keep their capitals when a line is brought down from capitals; names of units are added to them.
# fmt: off
NAMES = (
    "Đảng", "Chính phủ", "Quốc hội", "Mặt trận Tổ quốc", "Hội Chữ thập đỏ", "Việt Nam", "Lạng Sơn", "Ban Bí thư",
    "Ban Thường vụ", "Tỉnh ủy", "Trung ương", "Hồ Chí Minh", "Bác Hồ", "Tết", "Xuân hồng", "Chủ nhật đỏ",
    "Tháng Nhân đạo", "Kỳ Lừa", "Tam Thanh", "Đông Kinh", "Lương Văn Tri", "Mẫu Sơn", "Bắc Sơn", "Chi Lăng",
    "Hữu Lũng", "Lộc Bình", "Văn Quan", "Tràng Định", "Bình Gia", "Cao Lộc", "Đình Lập", "Văn Lãng", "Đồng Đăng",
)
# fmt: on


def in_capitals(text: str) -> bool:
    """Whether somebody shouts: nearly all letters of several words are capitals. Abbreviations alone do not count."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 12 and " " in text.strip() and sum(char.isupper() for char in letters) / len(letters) > 0.8


def sentence_case(text: str, names: Iterable[str] = ()) -> str:
    """`text` brought down from capitals: «HIẾN MÁU Ở LẠNG SƠN» → «Hiến máu ở Lạng Sơn». Abbreviations with digits or
    slashes («44-KL/TW») and Roman numerals stay."""
    words = []
    for word in text.split(" "):
        bare = word.strip('()“”"«».,;:')
        keep = any(char.isdigit() for char in bare) or "/" in bare or re.fullmatch(r"[IVX]{2,}", bare)
        words.append(word if keep else word.lower())
    lowered = " ".join(words)
    for name in [*NAMES, *names]:
        lowered = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", name, lowered, flags=re.IGNORECASE)
    return re.sub(r"^([\W\d_]*)(\w)", lambda match: match.group(1) + match.group(2).upper(), lowered, count=1)


def split_pasted(html: str, title: str = "") -> list[tuple[str, Any]]:
    """`html` of a rich text as [("heading", text) | ("paragraph", html) | ("table", block value), …] in order.

    A first line that only repeats the page's title is left out.
    """
    soup = BeautifulSoup(html, "html.parser")
    nodes = [node for node in soup.contents if isinstance(node, Tag)]
    numbered = [node for node in nodes if _single_item(node)]
    parts: list[tuple[str, Any]] = []
    number = 0
    for position, node in enumerate(nodes):
        last = position == len(nodes) - 1
        text = " ".join(node.get_text().split())
        if (row := _row(node, text)) is not None:
            if not (parts and parts[-1][0] == "rows" and len(parts[-1][1][0]) == len(row)):
                parts.append(("rows", []))
            parts[-1][1].append(row)
        elif len(numbered) > 1 and node in numbered:
            number += 1
            if _may_head(text) and not last:
                parts.append(("heading", f"{number}. {_calm(text)}"))
                continue
            inside = "".join(str(child) for item in node.find_all("li") for child in item.contents)
            parts.append(("paragraph", f"<p>{number}. {inside}</p>"))
        elif node.name == "ol" and (first := _heads_its_list(node)):
            parts.append(("heading", f"1. {_calm(first)}"))
            parts.append(("paragraph", str(node)))
        elif node.name in ("h1", "h2", "h3", "h4") or (
            node.name == "p" and _bold_throughout(node) and _may_head(text) and not last
        ):
            if position == 0 and title and fold(text) == fold(title):
                continue
            parts.append(("heading", _calm(text)[:LONGEST_HEADING]))
        else:
            parts.append(("paragraph", str(node)))
    merged: list[tuple[str, Any]] = []
    for kind, content in parts:
        if kind == "rows":
            caption = merged.pop()[1] if merged and _names_a_table(*merged[-1]) else ""
            kind, content = "table", _table(content, caption)
        if kind == "paragraph" and merged and merged[-1][0] == "paragraph":
            merged[-1] = ("paragraph", merged[-1][1] + content)
        else:
            merged.append((kind, content))
    return merged


def split_stream(blocks: list[dict[str, Any]], title: str = "") -> list[dict[str, Any]]:
    """The same for a StreamField's stored blocks: a paragraph that holds headings becomes several blocks."""
    result: list[dict[str, Any]] = []
    for block in blocks:
        html = block.get("value")
        if (
            block.get("type") != "paragraph"
            or not isinstance(html, str)
            or not any(sign in html for sign in ("<b>", "<ol>", "<h", BAR))
        ):
            result.append(block)
            continue
        parts = split_pasted(html, title)
        if len(parts) < 2 and (not parts or parts[0][0] == "paragraph"):
            result.append({**block, "value": parts[0][1]} if parts and title and parts[0][1] != html else block)
            continue
        for index, (kind, content) in enumerate(parts):
            kept = block.get("id") if index == 0 else None
            result.append({"type": kind, "value": content, "id": kept or str(uuid4())})
    return result


def _row(node: Tag, text: str) -> list[str] | None:
    """The cells of a line «│ a │ b │», or None."""
    if node.name != "p" or len(text) < 3 or not (text.startswith(BAR) and text.endswith(BAR)):
        return None
    cells = [cell.strip() for cell in text[1:-1].split(BAR)]
    return cells if len(cells) > 1 else None


def _table(rows: list[list[str]], caption: str) -> dict[str, Any]:
    """The value of a table block; Word's first row nearly always names the columns."""
    return {
        "caption": caption[:200],
        "table": {
            "data": rows,
            "cell": [],
            "mergeCells": [],
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_header_choice": "row",
            "table_caption": "",
        },
    }


def _names_a_table(kind: str, content: Any) -> bool:
    return kind == "heading" and fold(content).startswith(("bang ", "bieu "))


def _heads_its_list(node: Tag) -> str:
    """The first item of a numbered list, taken out of it, when it alone is bold: a heading typed «1. …»."""
    items = node.find_all("li", recursive=False)
    bold = [_bold_throughout(item) for item in items]
    text = " ".join(items[0].get_text().split()) if items else ""
    if len(items) < 2 or not bold[0] or any(bold[1:]) or not _may_head(text):
        return ""
    items[0].extract()
    return text


def _single_item(node: Tag) -> bool:
    return node.name == "ol" and len(node.find_all("li")) == 1


def _may_head(text: str) -> bool:
    return 4 <= len(text) <= LONGEST_HEADING and not text.endswith(_SENTENCE_ENDS)


def _bold_throughout(node: Tag) -> bool:
    bold = "".join(part.get_text() for part in node.find_all(["b", "strong"], recursive=False))
    return bool(bold.strip()) and "".join(bold.split()) == "".join(node.get_text().split())


def _calm(text: str) -> str:
    return sentence_case(text) if in_capitals(text) else text
