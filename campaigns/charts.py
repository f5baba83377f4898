"""Money month by month, drawn by the server: x in per cent, y in pixels, so the words keep their size."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from home.vietnamese import amount_in_prose

if TYPE_CHECKING:
    from .models import LedgerMonth

BASE, TOP = 252, 20  # y of the axis and of the tallest bar
LEFT = 7.5  # per cent kept free for the figures of the axis


class Share(NamedTuple):
    """One bar of «where the money went»: `width` in per cent of the largest."""

    name: str
    amount: int
    width: str


class MonthBar(NamedTuple):
    month: int
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

    @classmethod
    def of(cls, months: list[LedgerMonth], year: int) -> MonthChart:
        largest = max((max(month.received, month.given) for month in months), default=0)
        if largest <= 0:
            return cls(year)
        scale = (BASE - TOP) / largest
        unit, name = (10**6, _("million đồng")) if largest >= 2 * 10**6 else (10**3, _("thousand đồng"))
        slot = (100 - LEFT) / max(len(months), 6)
        width = slot * 0.36
        bars = []
        for place, month in enumerate(months):
            left = LEFT + place * slot + slot * 0.1
            into, out = max(month.received, 0) * scale, max(month.given, 0) * scale
            bars.append(
                MonthBar(
                    month.month.month,
                    month.received,
                    month.given,
                    *(f"{left:.2f}", f"{BASE - into:.1f}", f"{into:.1f}"),
                    *(f"{left + width + slot * 0.04:.2f}", f"{BASE - out:.1f}", f"{out:.1f}"),
                    f"{width:.2f}",
                    f"{left + width:.2f}",
                )
            )
        step = _round_step(largest / unit)
        lines = []
        value = step
        while value * unit <= largest:
            y = BASE - value * unit * scale
            lines.append(GridLine(f"{y:.1f}", f"{y - 5:.1f}", f"{value:g}".replace(".", ",")))
            value += step
        most_in = max(months, key=lambda month: month.received)
        most_out = max(months, key=lambda month: month.given)
        finding = _("Most came in in month %(in)d, %(in_sum)s; most went out in month %(out)d, %(out_sum)s.") % {
            "in": most_in.month.month,
            "in_sum": amount_in_prose(most_in.received),
            "out": most_out.month.month,
            "out_sum": amount_in_prose(most_out.given),
        }
        return cls(year, bars, lines, name, finding)


def _round_step(largest: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that gives three to six lines."""
    size = 1.0
    while size * 10 <= largest:
        size *= 10
    for step in (size / 5, size / 2, size, size * 2):
        if largest / step <= 6:
            return step
    return size * 5
