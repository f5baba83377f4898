"""What the front page shows of the stories: two queries, however many stories there are."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, IntegerField, Model, Q, Subquery, Value
from django.db.models.functions import Coalesce

from home.calendar.spoken import day_and_hours
from home.pages.visibility import public
from home.text.vietnamese import fold
from stories.models import (
    EventIndexPage,
    EventPage,
    EventSlot,
    GoodDeedIndexPage,
    GoodDeedPage,
    NewsIndexPage,
    NewsPage,
    PracticePage,
)
from stories.models.story import today
from stories.needed_in_words import needed_line

from .teasers import Teaser, mark_rows, rows, slot_rows, union, with_images

DEEDS, NEWS, DATES = 2, 4, 3
HAS_PICTURE = ExpressionWrapper(Q(listing_image__isnull=False), output_field=BooleanField())


@dataclass
class Date:
    """An entry of the calendar on the front page."""

    day: datetime.date
    url: str
    title: str
    line: str


@dataclass
class Front:
    lead: Any = None
    deeds: list[Teaser] = field(default_factory=list)
    deeds_url: str = ""
    deed_count: int = 0
    news: list[Teaser] = field(default_factory=list)
    news_url: str = ""
    practice: Teaser | None = None
    practice_note: str = ""
    events: list[Date] = field(default_factory=list)
    events_url: str = ""


def _newest(model: type[Model], count: int, also: int | None, first: tuple[Any, ...] = ()) -> Any:
    """The newest public pages of a type and, if it is one of them, the page an editor chose.

    first: what to sort by before age.
    """
    newest = public(model._default_manager.all()).order_by(*first, "-date", "-pk").values("pk")[:count]
    wanted = Q(pk__in=newest)
    if also:
        wanted |= Q(pk=also)
    return rows(public(model._default_manager.filter(wanted)))


def _count(model: type[Model]) -> Any:
    counted = public(model._default_manager.all()).order_by().annotate(all_of_it=Value(1)).values("all_of_it")
    return Coalesce(Subquery(counted.annotate(count=Count("pk")).values("count"), output_field=IntegerField()), 0)


def front(lead_id: int | None = None, practice_id: int | None = None, request: Any = None) -> Front:
    day = today()
    soon = public(EventSlot.objects.filter(date__gte=day, page__state=EventPage.State.PLANNED), "page__")
    soonest = soon.order_by("date", "starts", "pk").values("pk")[:DATES]
    of_all_kinds = union(
        _newest(GoodDeedPage, DEEDS + 1, lead_id),
        _newest(NewsPage, NEWS, lead_id),
        # It stands there by itself, half of it a picture: a new model without one waits in its section.
        _newest(PracticePage, 2, practice_id, first=(HAS_PICTURE.desc(),)),
        rows(public(EventPage.objects.filter(pk=lead_id or 0))),
        slot_rows(EventSlot.objects.filter(pk__in=soonest)),
        mark_rows(public(GoodDeedIndexPage.objects.all()), "deeds", _count(GoodDeedPage)),
        mark_rows(public(NewsIndexPage.objects.all()), "all-news"),
        mark_rows(public(EventIndexPage.objects.all()), "calendar"),
    )
    items = [Teaser.of(row) for row in of_all_kinds]
    shown = Front()

    def of(what: str) -> list[Teaser]:
        kept = [item for item in items if item.what == what]
        return sorted(kept, key=lambda item: (item.listing_date or datetime.date.min, item.pk), reverse=True)

    for mark in items:
        if mark.what == "deeds":
            shown.deeds_url, shown.deed_count = mark.get_url(request), mark.number
        elif mark.what == "all-news":
            shown.news_url = mark.get_url(request)
        elif mark.what == "calendar":
            shown.events_url = mark.get_url(request)

    shown.lead = next((item for item in items if item.pk == lead_id and item.what in _STORIES), None)
    deeds = of("deed")
    if shown.lead is None and lead_id is None:
        shown.lead = deeds[0] if deeds else next(iter(of("news")), None)
    lead_pk = shown.lead.pk if shown.lead else None
    shown.deeds = [deed for deed in deeds if deed.pk != lead_pk][:DEEDS]
    shown.news = [item for item in of("news") if item.pk != lead_pk][:NEWS]
    practices = of("practice")
    chosen = next((item for item in practices if item.pk == practice_id), None) or next(
        (item for item in sorted(practices, key=lambda item: not item.listing_image_id) if item.pk != lead_pk), None
    )
    if chosen is not None:
        shown.practice, shown.practice_note = chosen, chosen.spread_note
    slots = [item for item in items if item.what == "slot"]
    shown.events = [_date(slot, request) for slot in sorted(slots, key=_when)]
    with_images([item for item in (shown.lead, shown.practice, *shown.deeds) if item is not None])
    return shown


_STORIES = {"deed", "news", "practice", "event"}


def _when(slot: Teaser) -> tuple:
    return (slot.listing_date, slot.begins, slot.pk)


def _date(slot: Teaser, request: Any) -> Date:
    place, title = slot.summary, slot.title
    assert slot.listing_date
    assert slot.begins
    assert slot.ends
    line = f"{day_and_hours(slot.listing_date, slot.begins, slot.ends)}."
    if slot.words == EventPage.Kind.BLOOD:
        # Donors look for the place: it is the headline, and the event's own name says nothing more.
        heading = place
    else:
        heading = title
        if fold(place) not in fold(title):
            line = f"{place}. {line}"
    needed = needed_line(slot.needed, slot.expected, slot.unit_name)
    note = slot.above_name
    tail = " ".join(part for part in (needed, f"{note.rstrip('.')}." if note else "") if part)
    return Date(slot.listing_date, slot.get_url(request), heading, f"{line} {tail}".strip())
