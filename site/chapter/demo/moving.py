"""The demo's calendar was written for the last week of November 2026. Whoever fills it later gets the same weeks, moved
up to their own day by whole weeks, so that weekdays still fit: open campaigns are open, what is announced is to come.

Dates of the past that are facts (a law, a merger, a founding day) stand before `SINCE` or without braces, and stay.
"""

from __future__ import annotations

import datetime
import re
from typing import Any

from django.utils import timezone

WRITTEN = datetime.date(2026, 11, 25)
SINCE = datetime.date(2025, 11, 1)
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
IN_WORDS = re.compile(r"\{(\d{1,2})/(\d{1,2})(/\d{4})?\}")  # {29/11}, {12/9/2026}


def moved(content: Any) -> Any:
    """The same lists, tuples and dictionaries, with every date of the demo's own calendar moved."""
    if isinstance(content, dict):
        return {key: moved(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return type(content)(moved(part) for part in content)
    if not isinstance(content, str):
        return content
    if DATE.fullmatch(content):
        day = datetime.date.fromisoformat(content)
        return (day + _distance()).isoformat() if day >= SINCE else content
    return IN_WORDS.sub(_in_words, content)


def _distance() -> datetime.timedelta:
    return datetime.timedelta(weeks=max((timezone.localdate() - WRITTEN).days, 0) // 7)


def _in_words(match: re.Match[str]) -> str:
    """A date in a text is of the demo's year, unless it names another; the year is said where the text says it."""
    day, month, year = match.groups()
    then = datetime.date(int(year[1:]) if year else WRITTEN.year, int(month), int(day)) + _distance()
    return f"{then.day}/{then.month}" + (f"/{then.year}" if year else "")
