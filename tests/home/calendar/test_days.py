"""The one calendar: when a day begins here, and which day lies a month, a quarter, a week from another."""

import datetime
import re
from pathlib import Path

import pytest

from home.calendar import days, spoken

ROOT = Path(__file__).resolve().parents[3]
HAND_MADE = re.compile(
    r"""make_aware\(|\btime\.min\b|replace\(day=1\)|\) % 12\b|\bstrptime\(|relativedelta|["']Monday["']"""
)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_a_day_begins_at_midnight_in_viet_nam():
    begins = days.midnight(day("2026-11-25"))
    assert begins == datetime.datetime(2026, 11, 24, 17, tzinfo=datetime.UTC)
    assert days.midnight_after(day("2026-11-25")) - begins == datetime.timedelta(hours=24)


@pytest.mark.parametrize(
    ("first", "months", "later"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-12-05", 1, "2027-01-05"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -13, "2024-12-15"),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(first, months, later):
    assert days.months_later(day(first), months) == day(later)


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        ("2026-11-25", "2026-12-24", 1),
        ("2026-11-25", "2026-12-25", 2),
        ("2026-11-25", "2026-11-01", 1),
        ("2026-11-25", "2030-01-01", 12),
        ("2026-11-25", None, 12),
    ],
)
def test_monthly_gifts_end_with_the_last_day_of_a_fund(first, last, number):
    assert days.months_until(day(first), day(last) if last else None, 12) == number


@pytest.mark.parametrize(
    ("any_day", "number", "first", "last"),
    [
        ("2026-01-01", 1, "2026-01-01", "2026-03-31"),
        ("2026-06-30", 2, "2026-04-01", "2026-06-30"),
        ("2026-08-15", 3, "2026-07-01", "2026-09-30"),
        ("2026-12-31", 4, "2026-10-01", "2026-12-31"),
    ],
)
def test_a_quarter_has_three_whole_months(any_day, number, first, last):
    there = day(any_day)
    assert days.quarter_number(there) == number
    assert (days.first_of_quarter(there), days.last_of_quarter(there)) == (day(first), day(last))


@pytest.mark.parametrize(
    ("any_day", "last", "following"),
    [("2026-02-01", "2026-02-28", "2026-03-01"), ("2026-12-31", "2026-12-31", "2027-01-01")],
)
def test_a_month_ends_before_the_next_begins(any_day, last, following):
    assert (days.last_of_month(day(any_day)), days.first_of_next_month(day(any_day))) == (day(last), day(following))


@pytest.mark.parametrize("any_day", ["2026-11-23", "2026-11-25", "2026-11-29"])
def test_a_week_runs_from_monday_to_sunday(any_day):
    assert days.monday_of(day(any_day)) == day("2026-11-23")
    assert days.sunday_of(day(any_day)) == day("2026-11-29")


def test_weekdays_are_named_as_people_write_them():
    week = [day("2026-11-23") + datetime.timedelta(days=place) for place in range(7)]
    assert [spoken.weekday_first(one) for one in week] == [
        *("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
    ]
    assert spoken.short_weekdays() == ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
    assert spoken.weekday_and_day(week[2]) == "thứ Tư 25/11/2026"


def test_nobody_makes_midnights_months_or_weekdays_for_themselves():
    """Each kind of it was once written up to nine times, in ways that differed at the end of a month."""
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for room in ("home", "stories", "campaigns", "donate", "site")
        for path in (ROOT / room).rglob("*.py")
        if path.parent != ROOT / "home" / "calendar"
        for line in path.read_text("utf-8").splitlines()
        if HAND_MADE.search(line)
    ]
    assert found == []
