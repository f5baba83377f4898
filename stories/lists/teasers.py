"""Stories as lists show them: a handful of columns instead of whole pages, of several types in one query.

`rows()` gives each type the same columns, so querysets of different types can be joined by UNION; `teasers()` turns
rows into objects that components/story.html understands, with all their pictures in one more query.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import (
    CharField,
    Count,
    DateField,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    TimeField,
    Value,
)
from django.db.models.functions import Cast, Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.pictures.renditions import fetch
from stories.models import Adoption, EventPage, GoodDeedPage, NewsPage, PracticePage
from stories.places import PROVINCE, upper_first

KINDS: dict[Any, str] = {NewsPage: "news", GoodDeedPage: "deed", PracticePage: "practice", EventPage: "event"}
MODELS = {kind: model for model, kind in KINDS.items()}

COLUMNS = (
    "what",
    "id",
    "name",
    "path_in_tree",
    "sum",
    "day",
    "image",
    "unit_name",
    "unit_kind",
    "above_name",
    "above_kind",
    "topic",
    "words",
    "number",
    "begins",
    "ends_at",
    "needed",
    "expected",
)


def nothing(kind: type) -> Cast:
    return Cast(Value(None), kind())


def first_topic(model: Any) -> Subquery:
    """The name of the story's first topic."""
    through = model._meta.get_field("topics").remote_field.through
    links = through.objects.filter(**{f"{model._meta.model_name}_id": OuterRef("pk")})
    return Subquery(links.order_by("topic__sort_order", "topic__name").values("topic__name")[:1])


def confirmed_adoptions() -> Coalesce:
    """How many places have copied a practice, confirmed ones only."""
    confirmed = Adoption.objects.filter(page_id=OuterRef("pk"), confirmed_by__isnull=False, confirmed_on__isnull=False)
    counted = confirmed.order_by().values("page_id").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def rows(pages: QuerySet) -> QuerySet:
    """One row of COLUMNS for each page of a queryset of stories of one type."""
    model = pages.model
    own: dict[str, Any] = {
        "what": Value(KINDS[model], output_field=CharField()),
        "id": F("pk"),
        "name": F("title"),
        "path_in_tree": F("url_path"),
        "sum": F("summary"),
        "day": F("starts_on") if model is EventPage else F("date"),
        "image": F("listing_image_id"),
        "unit_name": F("unit__name"),
        "unit_kind": F("unit__kind"),
        "above_name": F("unit__parent__name"),
        "above_kind": F("unit__parent__kind"),
        "topic": first_topic(model),
        "words": F("counted_as") if model is PracticePage else F("writer"),
        "number": confirmed_adoptions() if model is PracticePage else Value(0, output_field=IntegerField()),
        "begins": nothing(TimeField),
        "ends_at": nothing(TimeField),
        "needed": nothing(IntegerField),
        "expected": nothing(IntegerField),
    }
    return _only(pages.order_by(), own)


def slot_rows(slots: QuerySet) -> QuerySet:
    """The same columns for places and times of events; `sum` is the place, `words` the event's kind."""
    return _only(
        slots.order_by(),
        {
            "what": Value("slot", output_field=CharField()),
            "id": F("page_id"),
            "name": F("page__title"),
            "path_in_tree": F("page__url_path"),
            "sum": Cast(F("place"), TextField()),
            "day": F("date"),
            "image": nothing(IntegerField),
            "unit_name": F("page__needed_as"),
            "unit_kind": F("page__kind"),
            "above_name": F("note"),
            "above_kind": nothing(CharField),
            "topic": nothing(CharField),
            "words": F("page__kind"),
            "number": Value(0, output_field=IntegerField()),
            "begins": F("starts"),
            "ends_at": F("ends"),
            "needed": F("needed"),
            "expected": F("expected"),
        },
    )


def mark_rows(pages: QuerySet, what: str, number: Any = None) -> QuerySet:
    """The same columns for whatever has only a name and an address, such as a section; `number` counts something."""
    return _only(
        pages.order_by(),
        {
            "what": Value(what, output_field=CharField()),
            "id": F("pk"),
            "name": F("title"),
            "path_in_tree": F("url_path"),
            "sum": Value("", output_field=TextField()),
            "day": nothing(DateField),
            "image": nothing(IntegerField),
            "unit_name": nothing(CharField),
            "unit_kind": nothing(CharField),
            "above_name": nothing(CharField),
            "above_kind": nothing(CharField),
            "topic": nothing(CharField),
            "words": nothing(CharField),
            "number": number if number is not None else Value(0, output_field=IntegerField()),
            "begins": nothing(TimeField),
            "ends_at": nothing(TimeField),
            "needed": nothing(IntegerField),
            "expected": nothing(IntegerField),
        },
    )


def _only(items: QuerySet, columns: dict[str, Any]) -> QuerySet:
    # Names of annotations must not clash with fields; values_list() then fixes their order for the UNION.
    renamed = {f"c_{name}": columns[name] for name in COLUMNS}
    return items.annotate(**renamed).values_list(*renamed)


@dataclass
class Teaser:
    """A story in a list: what components/story.html and the front page ask of it."""

    what: str
    pk: int
    title: str
    url_path: str
    summary: str
    listing_date: datetime.date | None
    listing_image_id: int | None
    unit_name: str
    unit_kind: str
    above_name: str
    above_kind: str
    topic_label: str
    words: str
    number: int
    begins: datetime.time | None = None
    ends: datetime.time | None = None
    needed: int | None = None
    expected: int | None = None
    listing_image: Any = field(default=None, repr=False)

    @classmethod
    def of(cls, row: tuple) -> Teaser:
        values: list[Any] = [
            "" if value is None and name in _TEXTS else value for name, value in zip(COLUMNS, row, strict=True)
        ]
        return cls(*values)

    @cached_property
    def page(self) -> Page:
        """Enough of a page to know its address."""
        return Page(pk=self.pk, title=self.title, url_path=self.url_path)

    def get_url(self, request: HttpRequest | None = None) -> str:
        return self.page.get_url(request) or ""

    @property
    def url(self) -> str:
        return self.get_url()

    @property
    def kind_label(self) -> str:
        model = MODELS.get(self.what)
        return str(model.kind_label) if model else ""

    @property
    def listing_place(self) -> str:
        branch = self.unit_kind == "branch" and self.above_name and self.above_kind != PROVINCE
        return upper_first(self.above_name if branch else self.unit_name)

    @property
    def place_line(self) -> str:
        if not self.unit_name or not self.above_name or self.above_kind == PROVINCE:
            return upper_first(self.unit_name)
        return f"{upper_first(self.unit_name)}, {self.above_name[:1].lower() + self.above_name[1:]}"

    @property
    def spread_note(self) -> str:
        """«Đã có 23 điểm trường làm», of a practice that was copied: where it began counts as one."""
        if not self.number:
            return ""
        return _("Already at work in %(count)d %(noun)s") % {
            "count": self.number + 1,
            "noun": self.words or _("places"),
        }

    @property
    def byline(self) -> str:
        """Writer and unit: «Lương Thu Trà, chi hội thôn Nà Lốc, xã Cao Lộc»."""
        writer = self.words if self.what != "practice" else ""
        place = self.place_line
        if writer and place:
            return f"{writer}, {place[:1].lower() + place[1:]}"
        return writer or place


_TEXTS = {"name", "path_in_tree", "sum", "unit_name", "unit_kind", "above_name", "above_kind", "topic", "words"}


def with_images(items: Iterable[Teaser]) -> list[Teaser]:
    listed = list(items)
    images = fetch(item.listing_image_id for item in listed)
    for item in listed:
        item.listing_image = images.get(item.listing_image_id or 0)
    return listed


def teasers(rows_of_query: Iterable[tuple]) -> list[Teaser]:
    """Rows as teasers, with their pictures: one query for the rows, one for the pictures."""
    return with_images(Teaser.of(row) for row in rows_of_query)


def union(*parts: QuerySet) -> QuerySet:
    """Rows of several types as one query. Parts must not be sliced or ordered (SQLite): sort the outcome."""
    first, *others = parts
    return first.union(*others, all=True) if others else first
