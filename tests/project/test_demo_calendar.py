"""The demo is the same week whenever it is filled: what is open is open, what is announced is to come."""

import datetime
import re

import pytest
from chapter.demo import moving
from chapter.demo.content import calendar, money, news

DAYS = [datetime.date(2026, 11, 25), datetime.date(2026, 12, 16), datetime.date(2027, 3, 2), datetime.date(2028, 2, 29)]


@pytest.fixture(params=DAYS, ids=str)
def today(request, monkeypatch):
    monkeypatch.setattr(moving.timezone, "localdate", lambda: request.param)
    return request.param


def day(text):
    return datetime.date.fromisoformat(text)


def test_open_campaigns_are_open_and_news_is_news(today):
    closing = [day(entry["closes"]) for entry in moving.moved(money.CAMPAIGNS) if entry["state"] == "open"]
    assert len(closing) >= 2
    assert min(closing) > today
    dates = [day(entry["date"]) for entry in moving.moved(news.NEWS)]
    assert max(dates) <= today < max(dates) + datetime.timedelta(days=14)


def test_events_keep_their_weekday_and_some_are_to_come(today):
    before = [day(slot[0]) for entry in calendar.EVENTS for slot in entry["slots"]]
    after = [day(slot[0]) for entry in moving.moved(calendar.EVENTS) for slot in entry["slots"]]
    assert [day.weekday() for day in before] == [day.weekday() for day in after]
    assert max(after) > today


def test_a_date_in_a_text_moves_with_the_date_of_its_page(today):
    first = moving.moved(news.NEWS)[0]
    day_named, month = map(int, re.search(r"Chủ nhật (\d+)/(\d+)", first["body"]).groups())
    sunday = day(first["date"]) + datetime.timedelta(days=7)
    assert (sunday.weekday(), sunday.day, sunday.month) == (6, day_named, month)


def test_dates_that_are_facts_stay(today):
    assert moving.moved({"issued": "2022-11-14", "body": "Ngày 23/11/1946"}) == {
        "issued": "2022-11-14",
        "body": "Ngày 23/11/1946",
    }
    assert "{" not in str([moving.moved(content) for content in (news.NEWS, calendar.EVENTS, money.CAMPAIGNS)]).replace(
        "{'", ""
    )
