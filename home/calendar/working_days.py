"""Days on which an office works: Monday to Friday, without the public holidays that the chapter has written down."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")


class Holidays(NamedTuple):
    every_year: frozenset[tuple[int, int]]  # (month, day)
    once: frozenset[datetime.date]

    def __contains__(self, day: object) -> bool:
        return isinstance(day, datetime.date) and (day in self.once or (day.month, day.day) in self.every_year)


def read_holidays(text: str) -> Holidays:
    """One day a line, day first: «2/9» for every year, «17/2/2026» for one. Raises ValidationError naming the line."""
    every_year, once = set(), set()
    for line in filter(None, (line.strip() for line in text.splitlines())):
        match = _DAY.fullmatch(line)
        try:
            if match is None:
                raise ValueError
            day, month, year = (int(part) if part else 0 for part in match.groups())
            if year:
                once.add(datetime.date(year, month, day))
            else:
                datetime.date(2000, month, day)  # a leap year: 29/2 is a day too
                every_year.add((month, day))
        except ValueError:
            raise ValidationError(_("“%(line)s” is not a day. Write 2/9 or 17/2/2026.") % {"line": line[:40]}) from None
    return Holidays(frozenset(every_year), frozenset(once))


def check_holidays(text: str) -> None:
    """The same, for a form's field."""
    read_holidays(text)


def is_working(day: datetime.date, holidays: Holidays | Collection[datetime.date] = ()) -> bool:
    return day.weekday() < 5 and day not in holidays


def working_day_after(
    day: datetime.date, number: int, holidays: Holidays | Collection[datetime.date] = ()
) -> datetime.date:
    """The `number`th working day after `day`, which is not counted itself."""
    for _step in range(number * 3 + 60):  # no row of holidays is longer
        if number <= 0:
            break
        day += datetime.timedelta(days=1)
        number -= is_working(day, holidays)
    return day


def working_days_until(
    day: datetime.date, last: datetime.date, holidays: Holidays | Collection[datetime.date] = ()
) -> int:
    """How many working days lie after `day`, up to and with `last`."""
    days = (day + datetime.timedelta(days=number + 1) for number in range(max(0, (last - day).days)))
    return sum(is_working(day, holidays) for day in days)
