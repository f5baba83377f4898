"""Filters of a list: what the address asks for, which choices there are, and how many stories each would give.

All counts come from one query. A choice is counted with the other filters in force, so no choice on the form leads to
an empty list. A value that cannot be meant (a year that is no number, an endless word) is left out and said to be so;
a value that could be meant but finds nothing gives an empty list with a way back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Count, F, IntegerField, Model, QuerySet, Value
from django.db.models.functions import Cast, ExtractYear
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from home.pages.listing import Choice, Filter
from home.text.vietnamese import fold
from stories.places import Places

from .counts import remembered

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,198}[a-z0-9_])?", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)

Text = str | Promise


@dataclass(frozen=True)
class Dimension:
    """One way to filter. Here: a column of short values with fixed labels."""

    name: str
    label: Text
    any_label: Text
    column: str
    labels: dict[str, Text] = field(default_factory=dict)

    def accepts(self, value: str) -> bool:
        return value in self.labels

    def apply(self, items: QuerySet, value: str, places: Places | None) -> QuerySet:
        return items.filter(**{self.column: value})

    def key(self) -> Any:
        return F(self.column)

    def says(self) -> Any:
        return Value("", output_field=CharField())

    def rank(self) -> Any:
        return Value(0, output_field=IntegerField())

    def choices(self, counted: list[tuple[str, str, int, int]], places: Places | None) -> list[Choice]:
        """counted: (key, label, rank, number) as the database has them."""
        numbers = {key: number for key, _label, _rank, number in counted}
        return [Choice(value, str(label), numbers[value]) for value, label in self.labels.items() if value in numbers]

    def lone_label(self, value: str, places: Places | None) -> str:
        """How to call a chosen value that no story has; "" when nobody knows it."""
        return str(self.labels.get(value, ""))

    def phrase(self, label: str) -> str:
        """The chosen value within a sentence: «38 câu chuyện về giúp người bệnh»."""
        return label[:1].lower() + label[1:]


@dataclass(frozen=True)
class Named(Dimension):
    """Rows of a short list with a slug: topics, issuing bodies."""

    model: type[Model] | None = None

    def accepts(self, value: str) -> bool:
        return bool(_SLUG.fullmatch(value))

    def apply(self, items: QuerySet, value: str, places: Places | None) -> QuerySet:
        return items.filter(**{f"{self.column}__slug": value})

    def key(self) -> Any:
        return F(f"{self.column}__slug")

    def says(self) -> Any:
        return F(f"{self.column}__name")

    def rank(self) -> Any:
        return F(f"{self.column}__sort_order")

    def choices(self, counted: list[tuple[str, str, int, int]], places: Places | None) -> list[Choice]:
        ordered = sorted(counted, key=lambda row: (row[2], row[1]))
        return [Choice(key, label, number) for key, label, _rank, number in ordered]

    def lone_label(self, value: str, places: Places | None) -> str:
        assert self.model is not None
        return self.model._default_manager.filter(slug=value).values_list("name", flat=True).first() or ""


@dataclass(frozen=True)
class Topics(Named):
    def phrase(self, label: str) -> str:
        return _("about %(topic)s") % {"topic": super().phrase(label)}


@dataclass(frozen=True)
class InPlace(Dimension):
    """Units, folded into communes, wards, schools and agencies."""

    def accepts(self, value: str) -> bool:
        return bool(_SLUG.fullmatch(value))

    def apply(self, items: QuerySet, value: str, places: Places | None) -> QuerySet:
        place = places.named(value) if places else None
        return items.filter(**{f"{self.column}__in": place.unit_ids}) if place else items.none()

    def key(self) -> Any:
        return Cast(F(self.column), CharField())

    def choices(self, counted: list[tuple[str, str, int, int]], places: Places | None) -> list[Choice]:
        numbers: dict[int, int] = {}
        for key, _label, _rank, number in counted:
            place = places.of_unit.get(int(key)) if places else None
            if place is not None:
                numbers[place.pk] = numbers.get(place.pk, 0) + number
        counted_places = [(places.by_pk[pk], number) for pk, number in numbers.items()] if places else []
        return [
            Choice(place.slug, place.name, number)
            for place, number in sorted(counted_places, key=lambda pair: fold(pair[0].name))
        ]

    def lone_label(self, value: str, places: Places | None) -> str:
        place = places.named(value) if places else None
        return place.name if place else ""


@dataclass(frozen=True)
class Year(Dimension):
    def accepts(self, value: str) -> bool:
        return bool(_YEAR.fullmatch(value))

    def apply(self, items: QuerySet, value: str, places: Places | None) -> QuerySet:
        return items.filter(**{f"{self.column}__year": int(value)})

    def key(self) -> Any:
        return Cast(ExtractYear(self.column), CharField())

    def choices(self, counted: list[tuple[str, str, int, int]], places: Places | None) -> list[Choice]:
        ordered = sorted(counted, key=lambda row: row[0], reverse=True)
        return [Choice(key, key, number) for key, _label, _rank, number in ordered]

    def lone_label(self, value: str, places: Places | None) -> str:
        return value

    def phrase(self, label: str) -> str:
        return _("year %(year)s") % {"year": label}


@dataclass(frozen=True)
class Chosen:
    """What a list is filtered by, and what that gives."""

    items: QuerySet
    total: int
    filters: tuple[Filter, ...]
    phrases: tuple[str, ...]
    ignored: bool
    values: dict[str, str]

    @property
    def is_filtered(self) -> bool:
        return bool(self.values)


Counted = list[tuple[str, str, str, int, int]]  # (dimension or "" for the total, key, label, rank, number)


def read(query: QueryDict, dimensions: Iterable[Dimension]) -> tuple[dict[str, str], bool]:
    """The values that the address sets and that could be meant, and whether others were left out."""
    values: dict[str, str] = {}
    ignored = False
    for dimension in dimensions:
        typed = query.get(dimension.name, "").strip()
        if typed and dimension.accepts(typed):
            values[dimension.name] = typed
        elif typed:
            ignored = True
    return values, ignored


def narrow(
    items: QuerySet, values: dict[str, str], dimensions: Iterable[Dimension], places: Places | None, skip: str = ""
) -> QuerySet:
    for dimension in dimensions:
        if dimension.name in values and dimension.name != skip:
            items = dimension.apply(items, values[dimension.name], places)
    return items


def only_filtered(items: QuerySet, query: QueryDict, dimensions: Iterable[Dimension]) -> QuerySet:
    """Filtered by the address, nothing counted: for feeds."""
    dimensions = tuple(dimensions)
    values, _ignored = read(query, dimensions)
    places = (
        Places.load()
        if any(isinstance(dimension, InPlace) and dimension.name in values for dimension in dimensions)
        else None
    )
    return narrow(items, values, dimensions, places)


def choose(items: QuerySet, query: QueryDict, dimensions: Iterable[Dimension]) -> Chosen:
    """Filter a queryset by the address. Two queries where units are among the dimensions, one where not.

    `items` is always everything public of its type: the counts are kept for a minute under the name of the type.
    """
    dimensions = tuple(dimensions)
    values, ignored = read(query, dimensions)
    places = Places.load() if any(isinstance(dimension, InPlace) for dimension in dimensions) else None
    rows = remembered(
        f"{items.model._meta.label_lower}:{sorted(values.items())}",
        lambda: _count(items, values, dimensions, places),
    )
    counted: dict[str, list[tuple[str, str, int, int]]] = {dimension.name: [] for dimension in dimensions}
    total = 0
    for what, key, label, rank, number in rows:
        if what == "":
            total = number
        elif key is not None:
            counted[what].append((key, label or "", rank or 0, number))

    filters, phrases = [], []
    for dimension in dimensions:
        choices = dimension.choices(counted[dimension.name], places)
        value = values.get(dimension.name, "")
        if value and isinstance(dimension, InPlace) and places and (place := places.named(value)):
            value = place.slug
        label = next((choice.label for choice in choices if choice.value == value), "") if value else ""
        if value and not label:
            label = dimension.lone_label(value, places)
            if label:
                choices.append(Choice(value, label, 0))
        if label:
            phrases.append(dimension.phrase(label))
        filters.append(
            Filter(
                dimension.name,
                str(dimension.label),
                str(dimension.any_label),
                tuple(choices),
                value if label else "",
            )
        )
    chosen = narrow(items, values, dimensions, places)
    return Chosen(chosen, total, tuple(filters), tuple(phrases), ignored, values)


def _count(
    items: QuerySet, values: dict[str, str], dimensions: tuple[Dimension, ...], places: Places | None
) -> Counted:
    """How many each choice would give with the other filters in force, and how many there are with all: one query."""
    columns = ("f_what", "f_key", "f_label", "f_rank")
    parts = []
    for dimension in (*dimensions, None):
        part = narrow(items, values, dimensions, places, skip=dimension.name if dimension else "").order_by()
        if dimension is None:
            part = part.annotate(
                f_what=Value("", output_field=CharField()),
                f_key=Value("", output_field=CharField()),
                f_label=Value("", output_field=CharField()),
                f_rank=Value(0, output_field=IntegerField()),
            )
        else:
            part = part.annotate(
                f_what=Value(dimension.name, output_field=CharField()),
                f_key=dimension.key(),
                f_label=dimension.says(),
                f_rank=dimension.rank(),
            )
        part = part.values(*columns).annotate(f_n=Count("pk")).values_list(*columns, "f_n")
        if not part.query.is_empty():
            parts.append(part)
    if not parts:
        return []
    first, *others = parts
    return list(first.union(*others, all=True) if others else first)
