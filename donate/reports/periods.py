"""From which day to which: the quarters and years of a report, and how they are said."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from home.calendar.days import (
    DAY,
    first_of_month,
    first_of_next_month,
    first_of_quarter,
    last_of_month,
    last_of_quarter,
    quarter_number,
)
from home.calendar.spoken import full_day

ROMAN = ("I", "II", "III", "IV")


class Period(NamedTuple):
    """Both end days count."""

    first: datetime.date
    last: datetime.date

    @classmethod
    def quarter_of(cls, day: datetime.date) -> Period:
        return cls(first_of_quarter(day), last_of_quarter(day))

    @classmethod
    def year_of(cls, day: datetime.date) -> Period:
        return cls(day.replace(month=1, day=1), day.replace(month=12, day=31))

    @classmethod
    def month_of(cls, day: datetime.date) -> Period:
        return cls(first_of_month(day), last_of_month(day))

    @property
    def before(self) -> Period:
        """The quarter, year or month before it; else as many days as it has itself."""
        day = self.first - DAY
        for whole in (Period.month_of, Period.quarter_of, Period.year_of):
            if whole(self.first) == self:
                return whole(day)
        return Period(self.first - (self.last - self.first) - DAY, day)

    @property
    def after(self) -> Period:
        """The quarter, year or month after it; else as many days as it has itself."""
        day = self.last + DAY
        for whole in (Period.month_of, Period.quarter_of, Period.year_of):
            if whole(self.first) == self:
                return whole(day)
        return Period(day, day + (self.last - self.first))

    @property
    def words(self) -> str:
        """«quý III năm 2026», «tháng 7 năm 2026», «năm 2026», else «từ 1/7/2026 đến 15/8/2026»."""
        year = {"year": self.first.year}
        if self == Period.month_of(self.first):
            return _("month %(month)d of %(year)d") % {"month": self.first.month, **year}
        if self == Period.quarter_of(self.first):
            return _("quarter %(quarter)s of %(year)d") % {"quarter": ROMAN[quarter_number(self.first) - 1], **year}
        if self == Period.year_of(self.first):
            return _("the year %(year)d") % year
        if self.first == self.last:
            return _("the day %(day)s") % {"day": full_day(self.first)}
        return _("%(first)s to %(last)s") % {"first": full_day(self.first), "last": full_day(self.last)}

    @property
    def slug(self) -> str:
        """For the name of a file."""
        if self == Period.quarter_of(self.first):
            return f"quy-{quarter_number(self.first)}-{self.first.year}"
        if self == Period.year_of(self.first):
            return f"nam-{self.first.year}"
        return f"{self.first:%Y%m%d}-{self.last:%Y%m%d}"

    def months(self) -> list[datetime.date]:
        """The first day of each month that it touches."""
        months, month = [], first_of_month(self.first)
        while month <= self.last:
            months.append(month)
            month = first_of_next_month(month)
        return months
