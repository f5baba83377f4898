"""Events as a calendar file (RFC 5545), the time zone written out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from icalendar import Calendar, Event, Timezone, TimezoneStandard, vText

from home.pages.head import absolute
from home.pages.visibility import public
from home.text.vietnamese import nfc
from stories.models import EventIndexPage, EventPage, EventSlot
from stories.models.events import with_slots
from stories.models.story import today

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MOST_IN_A_FILE = 200  # events of one calendar file
_STATUS = {"planned": "CONFIRMED", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}


def _indochina_time() -> Timezone:
    """Seven hours ahead of UTC, no summer time, since 1975."""
    ahead = datetime.timedelta(hours=7)
    standard = TimezoneStandard()
    standard.add("dtstart", datetime.datetime.combine(datetime.date(1975, 6, 13), datetime.time()))
    standard.add("tzoffsetfrom", ahead)
    standard.add("tzoffsetto", ahead)
    standard.add("tzname", "+07")
    zone = Timezone()
    zone.add("tzid", ZONE.key)
    zone.add_component(standard)
    return zone


def _entry(page: EventPage, slot: EventSlot, address: str) -> Event:
    changed = page.last_published_at or page.latest_revision_created_at or timezone.now()
    own = slot.pk or f"{page.pk}-{slot.date:%Y%m%d}-{slot.starts:%H%M}"
    description = [page.state_note, page.summary, slot.note, address]
    entry = Event()
    entry.add("uid", f"slot-{own}@{settings.SITE_URL.split('//')[-1]}")
    entry.add("dtstamp", changed.astimezone(datetime.UTC))
    entry.add("last-modified", changed.astimezone(datetime.UTC))
    entry.add("dtstart", datetime.datetime.combine(slot.date, slot.starts, tzinfo=ZONE))
    entry.add("dtend", datetime.datetime.combine(slot.date, slot.ends, tzinfo=ZONE))
    entry.add("summary", nfc(page.title))
    entry.add("location", nfc(slot.where))
    entry.add("description", nfc("\n".join(part for part in description if part)))
    entry.add("url", address)
    entry.add("status", _STATUS[page.state])
    return entry


def calendar(pages: Iterable[EventPage], name: str, request: HttpRequest | None = None) -> str:
    """The whole file. One entry for each place and time of each page."""
    whole = Calendar()
    whole.add("version", "2.0")
    whole.add("prodid", "-//Hoi Chu thap do//Lich//VI")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", vText(nfc(name)))
    whole.add("x-wr-timezone", ZONE.key)
    whole.add_component(_indochina_time())
    for page in pages:
        address = absolute(page.get_url(request) or "/")
        for slot in page.slot_list:
            whole.add_component(_entry(page, slot, address))
    return whole.to_ical().decode()


def response(text: str, file_name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return answer


def coming_events(page: EventIndexPage, request: HttpRequest) -> HttpResponse:
    """Everything still to come, for telephones that subscribe to it."""
    pages = public(EventPage.objects.filter(ends_on__gte=today())).order_by("starts_on", "pk")
    coming = pages.prefetch_related(with_slots())[:MOST_IN_A_FILE]
    return response(calendar(coming, page.title, request), "lich.ics")


def one_event(page: EventPage, request: HttpRequest) -> HttpResponse:
    return response(calendar([page], page.title, request), f"{page.slug}.ics")
