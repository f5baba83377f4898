"""What search engines may index: every page that everybody may read, in files of at most `PER_FILE` addresses.

One file is one query of three columns: pages are not loaded. A page type with addresses of its own below it overrides
Wagtail's `get_sitemap_urls`; those few are loaded and asked.
"""

from __future__ import annotations

import math
from typing import Any
from urllib.parse import urljoin
from xml.sax.saxutils import escape

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site, get_page_models

from .visibility import public

PER_FILE = 5000
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The addresses; an index of several files once there are more than `PER_FILE`."""
    pages = _pages(request)
    files = math.ceil(pages.count() / PER_FILE)
    if files <= 1:
        return _urlset(pages, request)
    locations = (settings.SITE_URL + reverse("sitemap_part", args=[number]) for number in range(1, files + 1))
    entries = "".join(f"<sitemap><loc>{escape(location)}</loc></sitemap>" for location in locations)
    return _xml(f"<sitemapindex {_NAMESPACE}>{entries}</sitemapindex>")


@require_safe
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    pages = _pages(request)[(number - 1) * PER_FILE : number * PER_FILE] if 0 < number < 10_000 else None
    if not pages:
        raise Http404
    return _urlset(pages, request)


def _pages(request: HttpRequest) -> Any:
    site = Site.find_for_request(request)
    if site is None:
        return Page.objects.none()
    return public(Page.objects.filter(path__startswith=site.root_page.path)).order_by("path")


def _talkative() -> set[int]:
    """Content types of the page types that answer for more than one address."""
    models = [model for model in get_page_models() if model.get_sitemap_urls is not Page.get_sitemap_urls]
    return (
        {content_type.pk for content_type in ContentType.objects.get_for_models(*models).values()} if models else set()
    )


def _urlset(pages: Any, request: HttpRequest) -> HttpResponse:
    site = Site.find_for_request(request)
    root = site.root_page.url_path if site is not None else "/"
    talkative = _talkative()
    entries = []
    rows = list(pages.values_list("pk", "content_type_id", "url_path", "last_published_at"))
    special_ids = [row[0] for row in rows if row[1] in talkative]
    special = {page.pk: page for page in Page.objects.filter(pk__in=special_ids).specific()} if special_ids else {}
    for pk, _type, url_path, changed in rows:
        if pk in special:
            for item in special[pk].get_sitemap_urls(request):
                location = urljoin(settings.SITE_URL, _path_of(item["location"]))
                entries.append(_entry(location, item.get("lastmod")))
        else:
            entries.append(_entry(f"{settings.SITE_URL}/{url_path[len(root) :]}", changed))
    return _xml(f"<urlset {_NAMESPACE}>{''.join(entries)}</urlset>")


def _path_of(location: str) -> str:
    """Pages know the address of the site as Wagtail keeps it; readers come by SITE_URL."""
    return "/" + location.split("://", 1)[-1].split("/", 1)[-1] if "://" in location else location


def _entry(location: str, changed: Any) -> str:
    day = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
    return f"<url><loc>{escape(location)}</loc>{day}</url>"


def _xml(body: str) -> HttpResponse:
    return HttpResponse(f'<?xml version="1.0" encoding="UTF-8"?>\n{body}', content_type="application/xml")
