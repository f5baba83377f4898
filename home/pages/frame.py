"""What stands around every page: the chapter's name, its navigation, its footer. One query, two with a logo."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page, Site

from home.models import ChapterSettings
from home.pictures.renditions import LOGO
from home.wagtail_private.root_path import know_root_path

_ON_REQUEST = "_chapter_frame"
_LINKED = "_chapter_linked_pages"


@dataclass(frozen=True)
class Link:
    text: str
    href: str
    current: str = ""  # "page": this very page; "true": a page below it; "": elsewhere


@dataclass(frozen=True)
class Frame:
    name: str
    place: str
    chapter: ChapterSettings | None = None
    logo_url: str = ""
    sections: tuple[Link, ...] = ()
    footer: tuple[tuple[Link, ...], ...] = ()
    base_url: str = field(default_factory=lambda: settings.SITE_URL)

    @property
    def full_name(self) -> str:
        return f"{self.name} {self.place}".strip()

    @property
    def elsewhere(self) -> tuple[Link, ...]:
        """The chapter's own accounts on other sites."""
        if self.chapter is None:
            return ()
        named = (
            ("Facebook", self.chapter.facebook_url),
            ("Zalo", self.chapter.zalo_url),
            ("YouTube", self.chapter.youtube_url),
        )
        return tuple(Link(text, href) for text, href in named if href)


def frame_for(request: HttpRequest | None) -> Frame:
    """The frame of this request; made once. Without a request, or without a site, a bare one."""
    if request is None:
        return _bare()
    if not hasattr(request, _ON_REQUEST):
        setattr(request, _ON_REQUEST, _make(request))
    return getattr(request, _ON_REQUEST)


def _bare() -> Frame:
    return Frame(
        name=ChapterSettings._meta.get_field("chapter_name").get_default(),
        place=ChapterSettings._meta.get_field("place").get_default(),
    )


def _make(request: HttpRequest) -> Frame:
    site = Site.find_for_request(request)
    if site is None:
        return _bare()
    know_root_path(request, site)
    chapter = ChapterSettings.for_request(request)
    navigation = _entries(chapter.navigation)
    footer = _entries(chapter.footer_links)
    pages = getattr(request, _LINKED, None)
    if pages is None:
        ids = linked_page_ids(chapter)
        pages = Page.objects.live().in_bulk(ids) if ids else {}
    sections = _links(navigation, pages, request)
    below = _links(footer, pages, request)
    half = (len(below) + 1) // 2
    return Frame(
        name=chapter.chapter_name,
        place=chapter.place,
        chapter=chapter,
        logo_url=chapter.logo.get_rendition(LOGO).url if chapter.logo_id and chapter.logo else "",
        sections=sections,
        footer=tuple(column for column in (below[:half], below[half:]) if column),
    )


def linked_page_ids(chapter: ChapterSettings) -> set[int]:
    """The pages that navigation and footer lead to."""
    entries = (*_entries(chapter.navigation), *_entries(chapter.footer_links))
    return {entry["page"] for entry in entries if entry.get("page")}


def keep_linked_pages(request: HttpRequest, pages: Iterable[Page]) -> None:
    """Those of them that somebody has fetched already; drafts are left out."""
    setattr(request, _LINKED, {page.pk: page for page in pages if page.live})


def _entries(stream: Any) -> list[dict[str, Any]]:
    """The raw values of a stream of links: reading them through the blocks would cost a query for each stream."""
    entries = []
    for child in stream.raw_data if stream else []:
        value = child.get("value") if isinstance(child, dict) else None
        if isinstance(value, dict):
            entries.append(value)
    return entries


def _links(entries: list[dict[str, Any]], pages: dict[int, Page], request: HttpRequest) -> tuple[Link, ...]:
    links = []
    for entry in entries:
        page = pages.get(entry.get("page") or 0)
        # A dead link is no link: a page that is gone or not published drops out by itself.
        href = (page.get_url(request) if page else entry.get("url")) or ""
        if not href or (entry.get("page") and page is None):
            continue
        text = entry.get("label") or (page.title if page else href)
        links.append(Link(text, href, _current(href, request.path)))
    return tuple(links)


def _current(href: str, path: str) -> str:
    target = urlsplit(href).path
    if target == path:
        return "page"
    if target not in ("", "/") and path.startswith(target if target.endswith("/") else f"{target}/"):
        return "true"
    return ""
