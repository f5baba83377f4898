"""Where the site begins, told to Wagtail."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Site
from wagtail.models.sites import SiteRootPath


def know_root_path(request: HttpRequest, site: Site) -> None:
    """Tell Wagtail where the site begins: it would ask the database to build a page's address. There is one site."""
    if not hasattr(request, "_wagtail_cached_site_root_paths"):
        roots = [SiteRootPath(site.pk, site.root_page.url_path, site.root_url, settings.LANGUAGE_CODE)]
        request._wagtail_cached_site_root_paths = roots  # type: ignore[attr-defined]
