"""How far a practice has spread, and figures from before to after: numbers for SVG, drawn by the server.

x is in per cent and y in pixels, without a viewBox, so a drawing stretches with its column while type stays put.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from home.text.vietnamese import fold, format_decimal

if TYPE_CHECKING:
    from .models import Adoption

MOST_COLUMNS = 8
GAP = 27.0  # pixels from dot to dot
LEAST_GAP = 11.0
TALLEST = 420.0  # pixels of dots in one column
FIRST_X, LAST_X = 7.0, 92.5  # per cent


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


@dataclass
class Dot:
    x: str
    y: str
    r: str
    name: str


@dataclass
class Tie:
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass
class Column:
    x: str
    label: str
    note: str


@dataclass
class Spread:
    title: str
    height: int
    label_y: int
    note_y: int
    dots: list[Dot]
    ties: list[Tie]
    columns: list[Column]


@dataclass
class _Place:
    name: str
    year: int
    day: datetime.date
    teacher: _Place | None = None
    x: float = 0
    y: float = 0


def spread(
    first_place: str, started_on: datetime.date | None, adoptions: Iterable[Adoption], noun: str
) -> Spread | None:
    """The drawing of confirmed adoptions; None while nobody has copied the practice."""
    copied = sorted(
        (adoption for adoption in adoptions if adoption.is_confirmed),
        key=lambda adoption: (adoption.since, adoption.sort_order or 0),
    )
    if not copied:
        return None
    begun = min(started_on or copied[0].since, copied[0].since)
    places = _lineage(first_place, begun, copied)
    # Many years: the earliest are told together in the first column.
    last_year = max(place.year for place in places)
    first_year = max(places[0].year, last_year - MOST_COLUMNS + 1)
    years = list(range(first_year, last_year + 1))
    for place in places:
        place.year = max(place.year, first_year)
    by_year = {year: [place for place in places if place.year == year] for year in years}
    most = max(len(group) for group in by_year.values())
    gap = max(LEAST_GAP, min(GAP, TALLEST / most))
    # As the drawn screen has it: eight dots 27 px apart around y 118, and the years 144 px beneath.
    half = max((most - 1) * gap / 2, 94.5 if most > 4 else 40.0)
    middle = half + 23.5
    step = (LAST_X - FIRST_X) / max(len(years) - 1, 1)
    for index, year in enumerate(years):
        group = by_year[year]
        group.sort(key=lambda place: (place.teacher.y if place.teacher else 0, place.day))
        for row, place in enumerate(group):
            place.x = FIRST_X + index * step
            place.y = middle + (row - (len(group) - 1) / 2) * gap
    radius = min(6.5, gap * 0.24 + 0.2)
    dots = [
        Dot(f"{_n(place.x)}%", _n(place.y), _n(9 if place is places[0] and gap >= 20 else radius), place.name)
        for place in places
    ]
    ties = [
        Tie(f"{_n(place.teacher.x)}%", _n(place.teacher.y), f"{_n(place.x)}%", _n(place.y))
        for place in places
        if place.teacher
    ]
    columns, running, sums = [], 0, []
    for index, year in enumerate(years):
        added = len(by_year[year])
        running += added
        sums.append(running)
        if index == 0:
            note = pgettext("adoptions in a year", "the first") if added == 1 else str(added)
        else:
            note = pgettext("adoptions in a year", "%(count)d more") % {"count": added} if added else ""
        columns.append(Column(f"{_n(FIRST_X + index * step)}%", str(year), note))
    bottom = middle + half + 23.5
    return Spread(
        title=_sentence(years, sums, noun),
        height=round(bottom + 48),
        label_y=round(bottom + 20),
        note_y=round(bottom + 40),
        dots=dots,
        ties=ties,
        columns=columns,
    )


def _lineage(first_place: str, begun: datetime.date, copied: Sequence[Adoption]) -> list[_Place]:
    first = _Place(first_place, begun.year, begun)
    places = [first]
    for adoption in copied:
        places.append(_Place(adoption.name, adoption.since.year, adoption.since))
    by_name = {fold(place.name): place for place in reversed(places)}
    for place, adoption in zip(places[1:], copied, strict=True):
        teacher = by_name.get(fold(adoption.learned_from)) if adoption.learned_from else first
        # Nobody learns from a place that began later: then the tie goes to where it all began.
        place.teacher = teacher if teacher is not None and teacher is not place and teacher.day <= place.day else first
    return places


def _sentence(years: list[int], sums: list[int], noun: str) -> str:
    if len(years) == 1 or sums[0] == sums[-1]:
        return _("%(count)d %(noun)s in %(year)d; each line joins who taught with who learned.") % {
            "count": sums[-1],
            "noun": noun,
            "year": years[-1],
        }
    return _(
        "From %(first)d %(noun)s in %(begin)d to %(last)d in %(end)d; each line joins who taught with who learned."
    ) % {
        "first": sums[0],
        "noun": noun,
        "begin": years[0],
        "last": sums[-1],
        "end": years[-1],
    }


@dataclass
class Move:
    """One result: where it stood before and after, in per cent of the larger."""

    label: str
    words: str
    before_x: str
    after_x: str
    low_x: str
    high_x: str


def move(result: Mapping[str, Any]) -> Move:
    """`result` has label, before, after and counted_in, as stories.blocks.ResultBlock."""
    before, after = Decimal(result["before"] or 0), Decimal(result["after"] or 0)
    largest = max(before, after) or Decimal(1)

    def place(value: Decimal) -> float:
        return 1.5 + float(value / largest) * 96.5

    numbers = {"before": format_decimal(before), "after": format_decimal(after), "noun": result["counted_in"]}
    if after > before:
        words = _("from %(before)s up to %(after)s %(noun)s") % numbers
    elif after < before:
        words = _("from %(before)s down to %(after)s %(noun)s") % numbers
    else:
        words = _("still %(after)s %(noun)s") % numbers
    start, end = place(before), place(after)
    return Move(
        result["label"],
        words.strip(),
        f"{_n(start)}%",
        f"{_n(end)}%",
        f"{_n(min(start, end))}%",
        f"{_n(max(start, end))}%",
    )
