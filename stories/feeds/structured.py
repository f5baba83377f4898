"""Pages as search engines read them (schema.org), and the way back to the front page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from home.pages.head import absolute
from home.pictures.renditions import SOCIAL
from stories.models import EventPage, LegalDocumentPage, Story

_EVENT_STATE = {
    "planned": "https://schema.org/EventScheduled",
    "postponed": "https://schema.org/EventPostponed",
    "cancelled": "https://schema.org/EventCancelled",
}


def organisation(name: str) -> dict[str, Any]:
    return {"@type": "NGO", "name": name, "url": f"{settings.SITE_URL}/"}


def breadcrumbs(
    page: Any, section: str, section_url: str, request: HttpRequest | None, front_name: str
) -> dict[str, Any]:
    """`section` is the name of the page's section, found at `section_url`; "" when the page is itself a section."""
    steps = [(front_name, "/")]
    if section:
        steps.append((section, section_url))
    steps.append((page.title, page.get_url(request) or "/"))
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": absolute(url)}
            for position, (name, url) in enumerate(steps, start=1)
        ],
    }


def _picture_url(page: Any) -> str:
    """The address of a picture's ready rendition for sharing, else its largest; "" rather than making one now."""
    image = page.listing_image
    ready = getattr(image, "prefetched_renditions", None) or []
    wide = [rendition for rendition in ready if rendition.filter_spec == SOCIAL] or sorted(
        # Not every reader of such data knows AVIF.
        ready,
        key=lambda rendition: ("avif" in rendition.filter_spec, -rendition.width),
    )
    return absolute(wide[0].url) if wide else ""


def article(page: Story, request: HttpRequest | None, publisher: str) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.title[:110],
        "description": page.get_meta_description(),
        "datePublished": page.date,
        "dateModified": page.last_published_at or page.date,
        "inLanguage": "vi",
        "mainEntityOfPage": absolute(page.get_url(request) or "/"),
        "author": {"@type": "Person", "name": page.writer} if page.writer else organisation(publisher),
        "publisher": organisation(publisher),
    }
    if picture := _picture_url(page):
        data["image"] = [picture]
    if source := getattr(page, "source_url", ""):
        data["isBasedOn"] = source
    return data


def event(page: EventPage, request: HttpRequest | None, organiser: str) -> list[dict[str, Any]]:
    """One Event for each place and time."""
    address = absolute(page.get_url(request) or "/")
    events = []
    for slot in page.slot_list:
        data: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": "Event",
            "name": page.title,
            "description": page.get_meta_description(),
            "startDate": slot.begins_at,
            "endDate": slot.ends_at,
            "eventStatus": _EVENT_STATE[page.state],
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": {"@type": "Place", "name": slot.place, "address": slot.where},
            "organizer": organisation(organiser),
            "isAccessibleForFree": True,
            "url": address,
        }
        if picture := _picture_url(page):
            data["image"] = [picture]
        events.append(data)
    return events


def legal_document(page: LegalDocumentPage, request: HttpRequest | None) -> dict[str, Any]:
    state = "InForce" if page.state == page.State.IN_FORCE else "NotInForce"
    return {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "name": page.title,
        "legislationIdentifier": page.number,
        "legislationType": page.get_type_display(),
        "legislationDate": page.issued_on,
        "legislationPassedBy": {"@type": "Organization", "name": page.issuer.name},
        "legislationLegalForce": f"https://schema.org/{state}",
        "inLanguage": "vi",
        "url": absolute(page.get_url(request) or "/"),
    }


def collection(page: Any, request: HttpRequest | None) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "name": page.title,
        "description": page.get_meta_description(),
        "url": absolute(page.get_url(request) or "/"),
    }
