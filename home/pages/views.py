"""Plain pages of the frame: search, and what robots are told."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.search import public as searching

from . import addresses


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """?q= words, ?loai= kind, ?page=. Nonsense in any of them gives a page that says so, never an error."""
    kind = request.GET.get("loai", "")[:60]
    page = request.GET.get("page", "1")[:9]
    results = searching.search(request.GET.get("q", ""), kinds=[kind] if kind else [], page=page)
    title = _("Search results for “%(query)s”") % {"query": results.query} if results.words else _("Search")
    response = render(
        request,
        "home/search.html",
        {
            "results": results,
            "page_title": title,
            "page_description": _("Everything this site has published can be found here; accents are not needed."),
        },
    )
    # As many addresses as there are words: nothing for a cache to hold.
    response["Cache-Control"] = "private, max-age=0"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    left_alone = [f"Disallow: {path}" for path in (*addresses.private(), reverse("search"))]
    sitemap = f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}"
    text = "\n".join(["User-agent: *", *left_alone, "", sitemap, ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
