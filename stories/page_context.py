"""What the pages of the stories show beside their own words."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from home.models import Unit
from home.pages.body import prepare_page
from home.pages.frame import frame_for
from home.pages.visibility import public

from . import drawings
from .blocks import rows_of
from .feeds import structured
from .lists.related import other_practices, related
from .models import EventPage, GoodDeedPage, LegalDocumentPage, NewsPage, PracticePage, Story
from .models.story import today

ROWS_SHOWN = 8  # adoptions in the first table; the rest unfolds, unless it is only a few


def section_url(page: Any, request: HttpRequest | None) -> str:
    """Where the page's section begins: one step up. No query."""
    url = page.get_url(request) or "/"
    return url.rstrip("/").rpartition("/")[0] + "/"


def _of_every_story(page: Story, request: HttpRequest, name: str) -> dict[str, Any]:
    """name: of the chapter, as the frame says it."""
    prepare_page(page)
    section = section_url(page, request)
    return {
        "section_url": section,
        "unit_url": f"{section}?don-vi={page.unit.slug}" if page.unit else "",
        "topic_names": ", ".join(topic.name for topic in page.topic_list),
        "crumbs": structured.breadcrumbs(page, str(page.kind_label), section, request, name),
    }


def article_context(page: NewsPage | GoodDeedPage, request: HttpRequest) -> dict[str, Any]:
    name = frame_for(request).full_name
    return {
        **_of_every_story(page, request, name),
        "related": related(page),
        "data": structured.article(page, request, name),
    }


def practice_context(page: PracticePage, request: HttpRequest) -> dict[str, Any]:
    name = frame_for(request).full_name
    every_story = _of_every_story(page, request, name)
    adoptions = list(page.adoptions.all())
    if page.pk and adoptions and adoptions[0].pk:
        wanted = {adoption.unit_id for adoption in adoptions} | {
            adoption.confirmed_by_id for adoption in adoptions if adoption.confirmed_by_id
        }
        units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=wanted).select_related("parent")}
        for adoption in adoptions:
            adoption.unit = units[adoption.unit_id]
            if adoption.confirmed_by_id:
                adoption.confirmed_by = units[adoption.confirmed_by_id]
    adoptions.sort(key=lambda adoption: adoption.since)
    confirmed = [adoption for adoption in adoptions if adoption.is_confirmed]
    shown = ROWS_SHOWN if len(confirmed) > ROWS_SHOWN + 3 else len(confirmed)
    return {
        **every_story,
        "data": structured.article(page, request, name),
        "spread": drawings.spread(page.first_place, page.started_on, confirmed, page.counted_as),
        "spread_count": len(confirmed) + 1,
        "copied_count": len(confirmed),
        "commune_count": len({adoption.place_of_unit for adoption in confirmed}),
        "adoptions": confirmed[:shown],
        "more_adoptions": confirmed[shown:],
        "sole_confirmer": confirmed[0].confirmed_by
        if len({adoption.confirmed_by_id for adoption in confirmed}) == 1
        else None,
        "waiting": [adoption for adoption in adoptions if not adoption.is_confirmed],
        "moves": [drawings.move(result) for result in rows_of(page.results)],
        "once": page.costs_of("once"),
        "running": page.costs_of("running"),
        "files": [row for row in rows_of(page.files) if row.get("document")],
        "steps": rows_of(page.steps),
        "others": other_practices(page),
    }


def event_context(page: EventPage, request: HttpRequest) -> dict[str, Any]:
    name = frame_for(request).full_name
    slots = page.slot_list
    day = today()
    return {
        **_of_every_story(page, request, name),
        "slots": slots,
        "slots_left": [slot for slot in slots if slot.date >= day],
        "slots_over": [slot for slot in slots if slot.date < day],
        "result_total": page.total_of(slots),
        "needed_total": sum(slot.needed or 0 for slot in slots),
        "expected_total": sum(slot.expected or 0 for slot in slots),
        "calendar_url": f"{page.get_url(request) or '/'}lich.ics",
        "data": structured.event(page, request, name),
        "soon": other_events(page, day),
    }


def other_events(page: EventPage, day: datetime.date) -> list[EventPage]:
    """Three others that are still to come; the newest ones where nothing is."""
    others = public(EventPage.objects.exclude(pk=page.pk).filter(state=EventPage.State.PLANNED)).defer("body", "bring")
    return list(others.filter(Q(ends_on__gte=day)).order_by("starts_on", "pk")[:3])


def document_context(page: LegalDocumentPage, request: HttpRequest) -> dict[str, Any]:
    name = frame_for(request).full_name
    section = section_url(page, request)
    successor = page.replaced_by
    return {
        "section_url": section,
        "successor_url": successor.get_url(request) if successor is not None and successor.live else "",
        "replaced": list(public(page.replaces.all()).order_by("-issued_on")) if page.pk else [],
        "crumbs": structured.breadcrumbs(page, str(page.kind_label), section, request, name),
        "data": structured.legal_document(page, request),
    }
