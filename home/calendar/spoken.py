"""Days, weekdays, hours and months as they are said in Vietnamese."""

from __future__ import annotations

import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def weekday(day: datetime.date) -> str:
    """«thứ Ba», inside a sentence: Django's own Vietnamese names are written with digits."""
    return (
        pgettext("weekday", "Monday"),
        pgettext("weekday", "Tuesday"),
        pgettext("weekday", "Wednesday"),
        pgettext("weekday", "Thursday"),
        pgettext("weekday", "Friday"),
        pgettext("weekday", "Saturday"),
        pgettext("weekday", "Sunday"),
    )[day.weekday()]


def weekday_first(day: datetime.date) -> str:
    """«Thứ Ba», as it begins a line."""
    return capfirst(weekday(day))


def short_weekdays() -> tuple[str, ...]:
    """«T2» to «CN», for the columns of a week."""
    return (
        pgettext("short weekday", "Mon"),
        pgettext("short weekday", "Tue"),
        pgettext("short weekday", "Wed"),
        pgettext("short weekday", "Thu"),
        pgettext("short weekday", "Fri"),
        pgettext("short weekday", "Sat"),
        pgettext("short weekday", "Sun"),
    )


def full_day(day: datetime.date) -> str:
    """«25/11/2026»."""
    return f"{day.day}/{day.month}/{day.year}"


def weekday_and_day(day: datetime.date) -> str:
    """«thứ Tư 25/11/2026», inside a sentence."""
    return f"{weekday(day)} {full_day(day)}"


def clock(time: datetime.time) -> str:
    """«7 giờ», «10 giờ 30»."""
    if time.minute:
        return pgettext("time of day", "%(hour)d:%(minute)02d") % {"hour": time.hour, "minute": time.minute}
    return pgettext("time of day", "%(hour)d o’clock") % {"hour": time.hour}


def hours(starts: datetime.time, ends: datetime.time) -> str:
    """«7 giờ đến 11 giờ»."""
    return pgettext("time of day", "%(from)s to %(to)s") % {"from": clock(starts), "to": clock(ends)}


def day_and_hours(day: datetime.date, starts: datetime.time, ends: datetime.time) -> str:
    """«Chủ nhật, 7 giờ đến 11 giờ»."""
    return _("%(weekday)s, %(hours)s") % {"weekday": weekday_first(day), "hours": hours(starts, ends)}


def month_and_year(day: datetime.date) -> str:
    """«9/2022»: in a story's facts."""
    return f"{day.month}/{day.year}"


def span_of_days(first: datetime.date, last: datetime.date | None = None) -> str:
    """«29/11/2026», «5–7/12/2026», «29/11–1/12/2026»."""
    if last is None or last == first:
        return full_day(first)
    if (first.month, first.year) == (last.month, last.year):
        return f"{first.day}–{full_day(last)}"
    if first.year == last.year:
        return f"{first.day}/{first.month}–{full_day(last)}"
    return f"{full_day(first)}–{full_day(last)}"
