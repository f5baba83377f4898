"""What other rooms and the stories' own templates show of the stories."""

from __future__ import annotations

import datetime
from typing import Any

from django import template
from django.template.context import Context
from wagtail.models import Page

from home.calendar import spoken
from home.pages.visibility import public
from stories import needed_in_words
from stories.lists.front import Front, front
from stories.places import upper_first

register = template.Library()


@register.simple_tag(takes_context=True)
def front_stories(context: Context, page: Any = None) -> Front:
    """{% front_stories page as front %}: lead, deeds, news, practice, calendar. Two queries."""
    lead_id = getattr(page, "lead_page_id", None)
    practice_id = getattr(page, "practice_page_id", None)
    shown = front(lead_id, practice_id, context.get("request"))
    if lead_id and shown.lead is None:
        shown.lead = _page_of_another_room(lead_id) or front(None, practice_id, context.get("request")).lead
    return shown


def _page_of_another_room(page_id: int) -> Page | None:
    page = public(Page.objects.filter(pk=page_id)).first()
    return page.specific if page is not None else None


register.filter("upper_first", upper_first)


@register.filter
def weekday(day: datetime.date | None) -> str:
    return spoken.weekday_first(day) if day else ""


@register.filter
def month_and_year(day: datetime.date | None) -> str:
    return spoken.month_and_year(day) if day else ""


@register.simple_tag
def slot_hours(slot: Any) -> str:
    return spoken.hours(slot.starts, slot.ends) if slot else ""


@register.simple_tag
def slot_needs(slot: Any, noun: str = "") -> str:
    return needed_in_words.needed_line(slot.needed, slot.expected, noun) if slot else ""


@register.simple_tag
def span_of_days(first: Any, last: Any = None) -> str:
    return spoken.span_of_days(first, last) if first else ""
