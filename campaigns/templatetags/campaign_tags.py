"""What other rooms' templates may show of campaigns and money."""

from __future__ import annotations

import datetime
from typing import Any

from django import template
from django.template.context import Context

from campaigns.pages import front
from home.calendar import spoken

register = template.Library()


@register.simple_tag(takes_context=True)
def front_money(context: Context) -> front.FrontMoney:
    """{% front_money as money %}: tally, ask, book, addresses for the front page."""
    return front.front_money(context.get("request"))


@register.filter
def quantity(value: Any) -> str:
    """`148.00` → `148`, `2.50` → `2,5`."""
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")


@register.filter
def weekday(day: datetime.date | None) -> str:
    """A date → «thứ Ba»."""
    return spoken.weekday(day) if day else ""
