"""The first page of a section: everything beneath it, newest first, filtered and paged without script."""

from __future__ import annotations

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from home.models import BasePage
from home.pages.contexts import answer


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

    @path("rss/", name="rss")
    def rss(self, request: HttpRequest) -> HttpResponseBase:
        return answer(self, "rss", request)
