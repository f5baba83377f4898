"""The register of units, and one address for each unit: what it published and how to reach it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from home.models import BasePage, Unit


class UnitIndexPage(RoutablePageMixin, BasePage):
    kind_label = pgettext_lazy("section", "Units")
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    wants_picture = False
    template = "stories/units.html"

    class Meta:
        verbose_name = _("section: units")

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """The register itself and every unit's own address."""
        base = self.get_full_url(request)
        units = Unit.objects.order_by("slug").values_list("slug", flat=True)
        return [*super().get_sitemap_urls(request), *({"location": f"{base}{slug}/"} for slug in units)]

    @path("<slug:unit_slug>/", name="unit")
    def unit_page(self, request: HttpRequest, unit_slug: str) -> HttpResponse:
        request.unit_slug = unit_slug  # type: ignore[attr-defined]
        return self.render(request, template="stories/unit.html")
