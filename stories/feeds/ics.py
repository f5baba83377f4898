"""Events as a calendar file (RFC 5545): UTF-8, lines of at most 75 octets, the time zone written out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from home.pages.head import absolute
from home.pages.visibility import public
from stories.models import EventIndexPage, EventPage, EventSlot
from stories.models.events import with_slots
from stories.models.story import today

ZONE = "Asia/Ho_Chi_Minh"
MOST_IN_A_FILE = 200  # events of one calendar file
_STATUS = {"planned": "CONFIRMED", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}


def escape(text: str) -> str:
    """Text as a value of the file."""
    for raw, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(raw, safe)
    return "".join(char for char in text if char >= " " or char == "\t")


def fold_line(line: str) -> str:
    """One logical line in parts of at most 75 octets, never cutting a letter; all but the first begin with a space."""
    parts, part, room = [], "", 75
    for char in line:
        size = len(char.encode())
        if room < size:
            parts.append(part)
            part, room = " ", 74
        part += char
        room -= size
    parts.append(part)
    return "\r\n".join(parts)


def _utc(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")


def _local(day: datetime.date, time: datetime.time) -> str:
    return f";TZID={ZONE}:{day:%Y%m%d}T{time:%H%M%S}"


def _event(page: EventPage, slot: EventSlot, address: str) -> Iterator[str]:
    changed = page.last_published_at or page.latest_revision_created_at or timezone.now()
    yield "BEGIN:VEVENT"
    own = slot.pk or f"{page.pk}-{slot.date:%Y%m%d}-{slot.starts:%H%M}"
    yield f"UID:slot-{own}@{settings.SITE_URL.split('//')[-1]}"
    yield f"DTSTAMP:{_utc(changed)}"
    yield f"LAST-MODIFIED:{_utc(changed)}"
    yield f"DTSTART{_local(slot.date, slot.starts)}"
    yield f"DTEND{_local(slot.date, slot.ends)}"
    yield f"SUMMARY:{escape(page.title)}"
    yield f"LOCATION:{escape(slot.where)}"
    description = [page.state_note, page.summary, slot.note, address]
    yield "DESCRIPTION:" + escape("\n".join(part for part in description if part))
    yield f"URL:{address}"
    yield f"STATUS:{_STATUS[page.state]}"
    yield "END:VEVENT"


def _lines(pages: Iterable[EventPage], name: str, request: HttpRequest | None) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//Hoi Chu thap do//Lich//VI"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"X-WR-CALNAME:{escape(name)}"
    yield f"X-WR-TIMEZONE:{ZONE}"
    # Indochina Time: seven hours ahead of UTC, no summer time, since 1975.
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{ZONE}"
    yield "BEGIN:STANDARD"
    yield "DTSTART:19750613T000000"
    yield "TZOFFSETFROM:+0700"
    yield "TZOFFSETTO:+0700"
    yield "TZNAME:+07"
    yield "END:STANDARD"
    yield "END:VTIMEZONE"
    for page in pages:
        address = absolute(page.get_url(request) or "/")
        for slot in page.slot_list:
            yield from _event(page, slot, address)
    yield "END:VCALENDAR"


def calendar(pages: Iterable[EventPage], name: str, request: HttpRequest | None = None) -> str:
    """The whole file. One entry for each place and time of each page."""
    return "".join(f"{fold_line(line)}\r\n" for line in _lines(pages, name, request))


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
