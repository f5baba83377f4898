"""What the first page of a section shows: the choices, the count in words, one page of stories."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.http import HttpRequest

from home.pages.visibility import public
from stories.models import EventPage, EventSlot, LegalDocumentPage, ListingPage
from stories.models.events import with_slots
from stories.models.story import today

from .filters import Chosen, choose
from .sections import SECTIONS
from .teasers import rows, teasers

UPCOMING = 40  # events still to come, all on the first page; no chapter plans more


class Counted(Paginator):
    """A paginator that is told the number of items instead of asking again."""

    def __init__(self, items: Any, per_page: int, total: int) -> None:
        super().__init__(items, per_page)
        self.__dict__["count"] = total


def page_number(request: HttpRequest) -> str:
    return request.GET.get("page", "1")[:9]


def listing_context(page: ListingPage, request: HttpRequest) -> dict[str, Any]:
    model: Any = page.story_model()
    section = SECTIONS[model]
    chosen = choose(public(model.objects.all()), request.GET, section.dimensions)
    context: dict[str, Any] = {
        "filters": chosen.filters,
        "is_filtered": chosen.is_filtered or chosen.ignored,
        "ignored": chosen.ignored,
        "total": chosen.total,
        "about": ", ".join(chosen.phrases),
        "section": section,
        "base_url": page.get_url(request) or "/",
        "rss_url": f"{page.get_url(request) or '/'}rss/",
    }
    if model is EventPage:
        context |= _calendar(chosen, page, request)
    elif model is LegalDocumentPage:
        context |= _register(chosen, page, request)
    else:
        listed = Counted(_newest_first(chosen.items, section.date_field), page.page_size, chosen.total).get_page(
            page_number(request)
        )
        listed.object_list = teasers(listed.object_list)
        context["listed"] = listed
    context["list_number"] = context["listed"].number
    return context


def _newest_first(items: QuerySet, date_field: str) -> QuerySet:
    return rows(items).order_by(F(date_field).desc(nulls_last=True), "-pk")


def _calendar(chosen: Chosen, page: ListingPage, request: HttpRequest) -> dict[str, Any]:
    """What is still to come, soonest first, on the first page; then what is over, newest first, in pages."""
    day = today()
    coming = Q(ends_on__gte=day)
    result = EventSlot.objects.filter(page_id=OuterRef("pk")).order_by().values("page_id")
    items = chosen.items.select_related("unit__parent").defer("body")
    past = items.exclude(coming).annotate(
        counted=Subquery(result.annotate(count=Sum("result")).values("count")),
        places=Subquery(result.annotate(count=Count("pk")).values("count")),
    )
    soonest = items.filter(coming).order_by("starts_on", "pk").prefetch_related(with_slots())[:UPCOMING]
    upcoming = sorted((event for event in soonest if event.next_slot), key=lambda event: event.next_slot.begins_at)
    listed = Counted(
        past.order_by(F("starts_on").desc(nulls_last=True), "-pk"), page.page_size, max(chosen.total - len(upcoming), 0)
    ).get_page(page_number(request))
    listed.object_list = list(listed.object_list)
    return {"upcoming": upcoming if listed.number == 1 else [], "listed": listed, "coming_count": len(upcoming)}


def _register(chosen: Chosen, page: ListingPage, request: HttpRequest) -> dict[str, Any]:
    items = chosen.items.select_related("issuer", "file", "replaced_by").defer("body", "replaced_by__body")
    listed: PageOfList = Counted(items.order_by("-issued_on", "-pk"), page.page_size, chosen.total).get_page(
        page_number(request)
    )
    listed.object_list = list(listed.object_list)
    return {"listed": listed}
