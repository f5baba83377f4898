"""What is new in a section, as RSS 2.0 with full addresses."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.utils.translation import gettext as _

from home.calendar.days import moment
from home.pages.frame import frame_for
from home.pages.head import absolute
from home.pages.visibility import public
from stories.lists.filters import only_filtered
from stories.lists.sections import SECTIONS
from stories.lists.teasers import Teaser, rows, teasers
from stories.models import EventPage, LegalDocumentPage, ListingPage

ITEMS = 20


def feed_response(page: ListingPage, request: HttpRequest) -> HttpResponse:
    """The section's feed; the filters of its list work here too (`?chu-de=hien-mau`)."""
    model: Any = page.story_model()
    section = SECTIONS[model]
    items = only_filtered(public(model.objects.all()), request.GET, section.dimensions)
    front = frame_for(request)
    feed = Rss201rev2Feed(
        title=_("%(section)s – %(chapter)s") % {"section": page.title, "chapter": front.full_name},
        link=absolute(page.get_url(request) or "/"),
        description=page.get_meta_description(),
        language="vi",
        feed_url=absolute(request.path),
        ttl=60,
    )
    # What was published last comes first: an event of next month is news today.
    if model is LegalDocumentPage:
        for document in items.order_by("-issued_on", "-pk")[:ITEMS]:
            url = absolute(document.get_url(request) or "/")
            feed.add_item(
                title=f"{document.citation}: {document.title}",
                link=url,
                description=document.summary,
                unique_id=url,
                pubdate=_moment(document.issued_on),
            )
    else:
        order = [F("first_published_at").desc(nulls_last=True)] if model is EventPage else [F("date").desc()]
        for story in teasers(rows(items).order_by(*order, "-pk")[:ITEMS]):
            url = absolute(story.get_url(request))
            feed.add_item(
                title=story.title,
                link=url,
                description=story.summary,
                unique_id=url,
                pubdate=_moment(story.listing_date) if model is not EventPage else None,
                categories=[story.topic_label] if story.topic_label else [],
                enclosures=_enclosures(story),
            )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _moment(day: datetime.date | None) -> datetime.datetime | None:
    """The morning of that day: feeds want a time."""
    return moment(day, datetime.time(7)) if day else None


def _enclosures(story: Teaser) -> list[Enclosure]:
    """The ready JPEG of the story's picture; none is made for a feed."""
    ready = getattr(story.listing_image, "prefetched_renditions", [])
    jpeg = next(
        (rendition for rendition in ready if rendition.filter_spec.endswith("format-jpeg") and rendition.width <= 800),
        None,
    )
    return [Enclosure(absolute(jpeg.url), "0", "image/jpeg")] if jpeg else []
