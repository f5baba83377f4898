"""Money month by month, drawn by the server: x in per cent, y in pixels, so the words keep their size."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from django.utils.translation import gettext as _

from home.text.vietnamese import amount_in_prose

BASE, TOP = 252, 20  # y of the axis and of the tallest bar
LEFT = 7.5  # per cent kept free for the figures of the axis


class MonthSums(Protocol):
    """`month`: its first day; the sums are đồng."""

    @property
    def month(self) -> datetime.date: ...
    @property
    def received(self) -> int: ...
    @property
    def given(self) -> int: ...


class Share(NamedTuple):
    """One bar of «where the money went»: `width` in per cent of the largest."""

    name: str
    amount: int
    width: str


class MonthBar(NamedTuple):
    month: int
    name: str  # «9/2026»
    label: str  # beneath the bars; "" where there is no room
    received: int
    given: int
    in_x: str
    in_y: str
    in_height: str
    out_x: str
    out_y: str
    out_height: str
    width: str
    label_x: str


class GridLine(NamedTuple):
    y: str
    text_y: str
    text: str


@dataclass(frozen=True)
class MonthChart:
    year: int
    bars: list[MonthBar] = field(default_factory=list)
    grid: list[GridLine] = field(default_factory=list)
    unit: str = ""
    finding: str = ""
    base: int = BASE

    @classmethod
    def of(cls, months: Sequence[MonthSums], year: int = 0, least: int = 6, base: int = BASE) -> MonthChart:
        """`year` 0: the months may be of several years, and are named with theirs. `least`: room for so many.

        `base`: y of the axis; the words beneath it want 32 pixels more.
        """
        largest = max((max(month.received, month.given) for month in months), default=0)
        if largest <= 0:
            return cls(year)
        scale = (base - TOP) / largest
        unit, name = (10**6, _("million đồng")) if largest >= 2 * 10**6 else (10**3, _("thousand đồng"))
        slot = (100 - LEFT) / max(len(months), least)
        width = slot * 0.36
        bars = []
        for place, month in enumerate(months):
            left = LEFT + place * slot + slot * 0.1
            into, out = max(month.received, 0) * scale, max(month.given, 0) * scale
            bars.append(
                MonthBar(
                    month=month.month.month,
                    name=f"{month.month.month}/{month.month.year}",
                    label=_label(months, place),
                    received=month.received,
                    given=month.given,
                    in_x=f"{left:.2f}",
                    in_y=f"{base - into:.1f}",
                    in_height=f"{into:.1f}",
                    out_x=f"{left + width + slot * 0.04:.2f}",
                    out_y=f"{base - out:.1f}",
                    out_height=f"{out:.1f}",
                    width=f"{width:.2f}",
                    label_x=f"{left + width:.2f}",
                )
            )
        step = _round_step(largest / unit)
        lines = []
        value = step
        while value * unit <= largest:
            y = base - value * unit * scale
            lines.append(GridLine(f"{y:.1f}", f"{y - 5:.1f}", f"{value:g}".replace(".", ",")))
            value += step
        return cls(year, bars, lines, name, _finding(months, "{0.month}" if year else "{0.month}/{0.year}"), base)


def _finding(months: Sequence[MonthSums], name_of_month: str) -> str:
    most_in, most_out = max(months, key=lambda month: month.received), max(months, key=lambda month: month.given)
    facts = {
        "in": name_of_month.format(most_in.month),
        "in_sum": amount_in_prose(most_in.received),
        "out": name_of_month.format(most_out.month),
        "out_sum": amount_in_prose(most_out.given),
    }
    if most_out.given <= 0:
        return _("Most came in in month %(in)s, %(in_sum)s; nothing has gone out.") % facts
    if most_in.month == most_out.month:
        return _("Most came in in month %(in)s, %(in_sum)s, and most went out, %(out_sum)s.") % facts
    return _("Most came in in month %(in)s, %(in_sum)s; most went out in month %(out)s, %(out_sum)s.") % facts


def _label(months: Sequence[MonthSums], place: int) -> str:
    """The month; January with its year where years meet. Of many months only some are named."""
    month = months[place].month
    if len(months) > 18 and month.month % (3 if len(months) <= 36 else 6) != 1:
        return ""
    years_meet = months[0].month.year != months[-1].month.year
    return f"{month.month}/{month:%y}" if years_meet and month.month == 1 else str(month.month)


def _round_step(largest: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that gives three to six lines."""
    size = 1.0
    while size * 10 <= largest:
        size *= 10
    for step in (size / 5, size / 2, size, size * 2):
        if largest / step <= 6:
            return step
    return size * 5
