"""Days, months and quarters of the calendar, and the moments at which they begin here."""

from __future__ import annotations

import datetime

from dateutil.relativedelta import relativedelta
from django.utils import timezone

DAY = datetime.timedelta(days=1)


def moment(day: datetime.date, time: datetime.time) -> datetime.datetime:
    """What the chapter's clock shows, as one moment of the world."""
    return timezone.make_aware(datetime.datetime.combine(day, time))


def midnight(day: datetime.date) -> datetime.datetime:
    """The moment at which `day` begins."""
    return moment(day, datetime.time.min)


def midnight_after(day: datetime.date) -> datetime.datetime:
    """The moment at which `day` is over: what happened before it still counts to the day."""
    return midnight(day + DAY)


def monday_of(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=day.weekday())


def sunday_of(day: datetime.date) -> datetime.date:
    return monday_of(day) + datetime.timedelta(days=6)


def first_of_month(day: datetime.date) -> datetime.date:
    return day.replace(day=1)


def first_of_next_month(day: datetime.date) -> datetime.date:
    return months_later(first_of_month(day), 1)


def last_of_month(day: datetime.date) -> datetime.date:
    return day + relativedelta(day=31)


def months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day `months` later (earlier, where negative), or the last of that month."""
    return day + relativedelta(months=months)


def months_until(first: datetime.date, last: datetime.date | None, most: int) -> int:
    """How many monthly days from `first` on fall on or before `last`, at most `most`; always one."""
    if last is None:
        return most
    return next((number for number in range(1, most) if months_later(first, number) > last), most)


def quarter_number(day: datetime.date) -> int:
    """1 to 4."""
    return (day.month - 1) // 3 + 1


def first_of_quarter(day: datetime.date) -> datetime.date:
    return day.replace(month=quarter_number(day) * 3 - 2, day=1)


def last_of_quarter(day: datetime.date) -> datetime.date:
    return last_of_month(months_later(first_of_quarter(day), 2))
