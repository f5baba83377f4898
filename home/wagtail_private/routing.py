"""From an address to its page in three queries, however deep the page lies and however new the process is.

Wagtail asks twice for each level of the tree, twice more for restrictions, and once for each content type it has not
met. This finds the whole path by its slugs, and the pages of the navigation, in one query and hands Wagtail's own view
the result.
"""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from wagtail import views
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.url_routing import RouteResult

from home.models import ChapterSettings
from home.pages.body import prepare_page
from home.pages.frame import keep_linked_pages, linked_page_ids

from .root_path import know_root_path

DEEPEST = 8  # levels below the front page; nothing lies deeper


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's view for pages. A page below a page wins over a sub-route of the same name."""
    site = Site.find_for_request(request)
    if site is not None:
        know_root_path(request, site)
        linked = linked_page_ids(ChapterSettings.for_request(request))
        try:
            request._wagtail_route_for_request = _route(  # type: ignore[attr-defined]
                request, site, [part for part in path.split("/") if part], linked
            )
        except Http404:
            request._wagtail_route_for_request = None  # type: ignore[attr-defined]
    return views.serve(request, path)


def _route(request: HttpRequest, site: Site, parts: list[str], linked: set[int]) -> RouteResult:
    root = site.root_page
    above = [root.path[:end] for end in range(Page.steplen, len(root.path) + 1, Page.steplen)]
    pages = list(
        Page.objects.filter(
            Q(path__in=above)
            | Q(slug__in=parts[:DEEPEST], path__startswith=root.path, depth__lte=root.depth + DEEPEST)
            | Q(pk__in=linked)
        )
        .select_related("content_type")
        .annotate(is_restricted=Exists(PageViewRestriction.objects.filter(page_id=OuterRef("pk"))))
    )
    keep_linked_pages(request, (page for page in pages if page.pk in linked))
    chain = [page for page in pages if page.path in above]
    chain.sort(key=lambda page: page.depth)
    rest = parts
    while rest:
        parent = chain[-1]
        child = next((page for page in pages if page.slug == rest[0] and page.is_child_of(parent)), None)
        if child is None:
            break
        chain.append(child)
        rest = rest[1:]
    page = chain[-1]
    known_types: Any = ContentType.objects
    known_types._add_to_cache(known_types.db, page.content_type)  # else `specific` asks for it by id
    page = page.specific
    if not any(step.is_restricted or step.alias_of_id for step in chain):
        # Wagtail would ask twice for what is known here: nothing on the path is restricted.
        page.get_view_restrictions = PageViewRestriction.objects.none
    if not rest and page.live:
        prepare_page(page)
    return page.route(request, rest)
