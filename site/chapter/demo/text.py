"""The demo's shorthand for a body: paragraphs, `## heading`, `> words | who`, `- item`, `[[block …]]`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

Block = tuple[str, Any]


def _parts(text: str, mark: str = "|") -> list[str]:
    return [part.strip() for part in text.split(mark)]


def _picture(pictures: Mapping[str, Any], name: str, caption: str = "", layout: str = "inline") -> dict[str, Any]:
    return {"image": pictures[name], "alt": "", "decorative": False, "caption": caption, "layout": layout}


def _table(rest: str) -> dict[str, Any]:
    caption, *rows = _parts(rest)
    data = [_parts(row, ";") for row in rows]
    return {
        "caption": caption,
        "table": {
            "data": data,
            "first_row_is_table_header": True,
            "first_col_is_header": True,
            "table_header_choice": "both",
            "table_caption": caption,
            "cell": [],
            "mergeCells": [],
        },
    }


def _block(text: str, pictures: Mapping[str, Any]) -> Block:
    name, _space, rest = text.partition(" ")
    if name == "picture":
        return "picture", _picture(pictures, *_parts(rest))
    if name == "gallery":
        return "gallery", {"pictures": [_picture(pictures, picture) for picture in _parts(rest, ",")]}
    if name == "figures":
        figures, _bar, source = rest.partition("|")
        pairs = [pair.split("=", 1) for pair in _parts(figures, ";")]
        return "figures", {
            "figures": [{"value": value.strip(), "words": words.strip()} for value, words in pairs],
            "source": source.strip(),
        }
    if name == "steps":
        rows = [_parts(step, "::") for step in _parts(rest, "//")]
        return "steps", {"steps": [{"title": row[0], "note": row[1], "text": row[2]} for row in rows]}
    if name == "table":
        return "table", _table(rest)
    if name == "callout":
        title, words = _parts(rest)
        return "callout", {"title": title, "text": f"<p>{escape(words)}</p>"}
    if name == "cta":
        words, label, url = _parts(rest)
        return "call_to_action", {"text": words, "link": {"label": label, "page": None, "url": url}}
    if name == "video":
        title, url, length = _parts(rest)
        return "video", {"title": title, "url": url, "length": length, "poster": None}
    raise ValueError(f"unknown block in the demo's text: {name}")


def _unwrapped(part: str) -> str:
    """One paragraph on one line, however it is broken in the source; items of a list stay apart."""
    return re.sub(r"\s*\n(?!- )\s*", " ", part.strip())


def body(text: str, pictures: Mapping[str, Any]) -> list[Block]:
    """(block name, value) pairs as a StreamField takes them."""
    blocks: list[Block] = []
    for part in filter(None, (_unwrapped(part) for part in re.split(r"\n\s*\n", text))):
        if part.startswith("## "):
            blocks.append(("heading", part[3:].strip()))
        elif part.startswith("> "):
            quote, *who = _parts(part[2:])
            blocks.append(("quote", {"quote": quote, "who": who[0] if who else ""}))
        elif part.startswith("[["):
            blocks.append(_block(part[2:-2].strip(), pictures))
        elif part.startswith("- "):
            items = "".join(f"<li>{escape(line[2:].strip())}</li>" for line in part.splitlines())
            blocks.append(("paragraph", f"<ul>{items}</ul>"))
        else:
            html = f"<p>{escape(part, quote=False)}</p>"
            if blocks and blocks[-1][0] == "paragraph" and not blocks[-1][1].endswith("</ul>"):
                blocks[-1] = ("paragraph", blocks[-1][1] + html)
            else:
                blocks.append(("paragraph", html))
    return blocks
