"""Days, hours and months as Vietnamese readers say them."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from home.text.vietnamese import group

from .places import upper_first


def weekday(day: datetime.date) -> str:
    """«Chủ nhật», as it begins a line."""
    names = (
        pgettext("weekday", "Monday"),
        pgettext("weekday", "Tuesday"),
        pgettext("weekday", "Wednesday"),
        pgettext("weekday", "Thursday"),
        pgettext("weekday", "Friday"),
        pgettext("weekday", "Saturday"),
        pgettext("weekday", "Sunday"),
    )
    return upper_first(names[day.weekday()])


def clock(time: datetime.time) -> str:
    """«7 giờ», «10 giờ 30»."""
    if time.minute:
        return pgettext("time of day", "%(hour)d:%(minute)02d") % {"hour": time.hour, "minute": time.minute}
    return pgettext("time of day", "%(hour)d o’clock") % {"hour": time.hour}


def hours(starts: datetime.time, ends: datetime.time) -> str:
    return pgettext("time of day", "%(from)s to %(to)s") % {"from": clock(starts), "to": clock(ends)}


def day_and_hours(day: datetime.date, starts: datetime.time, ends: datetime.time) -> str:
    """«Chủ nhật, 7 giờ đến 11 giờ»."""
    return _("%(weekday)s, %(hours)s") % {"weekday": weekday(day), "hours": hours(starts, ends)}


def month_and_year(day: datetime.date) -> str:
    """«9/2022»: in a story's facts."""
    return f"{day.month}/{day.year}"


def days(first: datetime.date, last: datetime.date | None = None) -> str:
    """«29/11/2026», «5–7/12/2026», «29/11–1/12/2026»."""
    if last is None or last == first:
        return f"{first.day}/{first.month}/{first.year}"
    if (first.month, first.year) == (last.month, last.year):
        return f"{first.day}–{last.day}/{last.month}/{last.year}"
    if first.year == last.year:
        return f"{first.day}/{first.month}–{last.day}/{last.month}/{last.year}"
    return f"{days(first)}–{days(last)}"


def needed_line(needed: int | None, expected: int | None, noun: str) -> str:
    """«Cần 150 người, đã có 96.»"""
    if not needed:
        return ""
    if expected:
        return _("%(needed)s %(noun)s needed, %(expected)s have said they will come.") % {
            "needed": group(needed),
            "noun": noun,
            "expected": group(expected),
        }
    return _("%(needed)s %(noun)s needed.") % {"needed": group(needed), "noun": noun}
