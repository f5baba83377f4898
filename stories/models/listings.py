"""The first page of a section: everything beneath it, newest first, filtered and paged without script."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from home.models import BasePage


class ListingPage(RoutablePageMixin, BasePage):
    """A subclass names its `story_model()`, its template and `page_size`."""

    parent_page_types = ["home.HomePage"]
    max_count = 1
    page_size = 12
    wants_picture = False

    class Meta:
        abstract = True

    @classmethod
    def story_model(cls) -> type[models.Model]:
        raise NotImplementedError

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from stories.lists.page import listing_context

        return {**super().get_context(request, *args, **kwargs), **listing_context(self, request)}

    @path("rss/", name="rss")
    def rss(self, request: HttpRequest) -> HttpResponse:
        from stories.feeds.rss import feed_response

        return feed_response(self, request)
