"""Which pages everybody may read, as part of the query itself: Wagtail's own `public()` asks once more each time."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Subquery
from wagtail.models import Page, PageViewRestriction


def public(pages: Any, prefix: str = "") -> Any:
    """Published, and neither private nor beneath a private page. No query of its own.

    `prefix` leads from the rows to their page, such as "page__" for rows that belong to one.
    """
    here = ExpressionWrapper(OuterRef(f"{prefix}path"), output_field=CharField())
    # A subquery, no join: once it has statistics, SQLite would begin the join at the pages, all of them.
    there = Page.objects.filter(pk=OuterRef("page_id")).values("path")[:1]
    restricted = PageViewRestriction.objects.annotate(path_here=here, path_there=Subquery(there))
    restricted = restricted.filter(path_here__startswith=F("path_there"))
    return pages.filter(~Exists(restricted), **{f"{prefix}live": True})
