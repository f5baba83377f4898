"""Figures for the chapter's report. Each room registers what it can count; whoever writes the report asks here."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.db.models import Q


class Scope(NamedTuple):
    """What a report is about: both end days count. `units` None: everywhere."""

    first: datetime.date
    last: datetime.date
    units: frozenset[int] | None = None
    with_unplaced: bool = True  # what belongs to no unit counts for the chapter itself

    @property
    def days(self) -> tuple[datetime.date, datetime.date]:
        """For `date__range`."""
        return self.first, self.last

    def at(self, path: str) -> Q:
        """Rows whose unit lies in scope; `path` leads to it ("page__unit")."""
        if self.units is None:
            return Q()
        here = Q(**{f"{path}__in": self.units})
        return here | Q(**{f"{path}__isnull": True}) if self.with_unplaced else here


class Figure(NamedTuple):
    group: str  # one of the groups below
    order: int
    label: str
    value: int
    counted_in: str  # «nơi», «đơn vị máu»


BLOOD, MOVEMENT, ADDRESSES = "blood", "movement", "addresses"

Source = Callable[[Scope], Iterable[Figure]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """`source(scope)` gives its figures in a fixed number of queries; no names, no personal data."""
    if source not in _sources:
        _sources.append(source)


def figures_for(scope: Scope) -> list[Figure]:
    figures = [figure for source in _sources for figure in source(scope)]
    return sorted(figures, key=lambda figure: (figure.group, figure.order))
