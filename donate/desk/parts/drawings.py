"""Drawings of the desk, made by the server: x in per cent, so that they stretch with their column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


def per_cent(part: float, whole: float) -> str:
    """«37.5»; what is there at all is never drawn as nothing."""
    if whole <= 0 or part <= 0:
        return "0"
    return f"{max(100 * part / whole, 0.6):.2f}".rstrip("0").rstrip(".")


class Part(NamedTuple):
    """One piece of a bar; `x` and `width` in per cent."""

    label: str
    number: int
    tone: str  # is-came, is-wait, is-late, is-half or ""
    x: str
    width: str


def stacked(parts: Iterable[tuple[str, int, str]], whole: int = 0) -> list[Part]:
    """(label, number, tone) one after another; `whole`: what the full width stands for, else their sum."""
    kept = [part for part in parts if part[1] > 0]
    whole = whole or sum(number for _label, number, _tone in kept)
    drawn, x = [], 0.0
    for label, number, tone in kept:
        width = 100 * number / whole
        drawn.append(Part(label, number, tone, f"{x:.2f}", f"{width:.2f}"))
        x += width
    return drawn


BASE, TALLEST = 96, 80  # pixels: where the columns stand, how high the highest is


class Day(NamedTuple):
    """A pair of columns, before and now; x and width in per cent, y and heights in pixels."""

    name: str
    is_now: bool
    before: int
    number: int
    before_x: str
    before_y: str
    before_height: str
    x: str
    y: str
    height: str
    label_x: str
    width: str


def columns(names: Sequence[str], pairs: Sequence[tuple[int, int]], now: int) -> list[Day]:
    """`pairs`: (before, now) for each name; `now`: which of them is today."""
    largest = max((max(pair) for pair in pairs), default=0) or 1
    slot = 100 / max(len(names), 1)
    width = slot * 0.3
    days = []
    for place, (name, (before, number)) in enumerate(zip(names, pairs, strict=True)):
        left = place * slot + slot * 0.18
        high, low = TALLEST * number / largest, TALLEST * before / largest
        days.append(
            Day(
                name=name,
                is_now=place == now,
                before=before,
                number=number,
                before_x=f"{left:.2f}",
                before_y=f"{BASE - low:.1f}",
                before_height=f"{low:.1f}",
                x=f"{left + width:.2f}",
                y=f"{BASE - high:.1f}",
                height=f"{high:.1f}",
                label_x=f"{left + width:.2f}",
                width=f"{width:.2f}",
            )
        )
    return days
