"""How the sections look in the page explorer: the columns an editor asks about, the newest first."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet

from stories.models import EventPage, GoodDeedPage, LegalDocumentPage, NewsPage, PracticePage

KEPT = ("bulk_actions", "title")


def columns(*own: Column) -> list[Any]:
    """Wagtail's first columns, ours, then the status; when it was last touched says less than the day readers see."""
    base = {column.name: column for column in ExplorableIndexView.base_columns}
    return [*(base[name] for name in KEPT), *own, base["latest_revision_created_at"], base["status"]]


def day(name: str, label: Any) -> Column:
    return Column(name, label=label, accessor=lambda page: _day(getattr(page, name)), sort_key=name, width="10%")


def _day(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


UNIT = Column("unit", label=_("Unit"), accessor=lambda page: page.listing_place, sort_key="unit__name", width="16%")


class StoryViewSet(PageViewSet):
    ordering = "-date"
    columns = columns(day("date", _("Date")), UNIT)


class NewsViewSet(StoryViewSet):
    model = NewsPage
    icon = "doc-full"


class GoodDeedViewSet(StoryViewSet):
    model = GoodDeedPage
    icon = "user"
    columns = columns(
        day("date", _("Date")),
        UNIT,
        Column(
            "consent",
            label=pgettext_lazy("column", "Consent"),
            accessor=lambda page: (
                pgettext("consent", "recorded") if page.consent_recorded else pgettext("consent", "missing")
            ),
            width="10%",
        ),
    )


class PracticeViewSet(StoryViewSet):
    model = PracticePage
    icon = "order"


class EventViewSet(StoryViewSet):
    model = EventPage
    icon = "calendar-alt"
    ordering = "-starts_on"
    columns = columns(
        day("starts_on", _("Takes place on")),
        UNIT,
        Column("kind", label=_("Kind"), accessor=lambda page: page.get_kind_display(), sort_key="kind", width="12%"),
    )


class LegalDocumentViewSet(StoryViewSet):
    model = LegalDocumentPage
    icon = "folder-open-inverse"
    ordering = "-issued_on"
    columns = columns(
        Column("number", label=_("Number and sign"), sort_key="number", width="12%"),
        day("issued_on", _("Date issued")),
        Column("state", label=_("Whether it applies"), accessor=lambda page: page.get_state_label(), width="12%"),
    )


VIEWSETS = (NewsViewSet, GoodDeedViewSet, PracticeViewSet, EventViewSet, LegalDocumentViewSet)
