"""Wagtail's search on SQLite without a query for each hit: words in the title first, then the newest."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db.models import Case, IntegerField, Value, When
from modelsearch.query import MatchAll, Not


def is_for_sqlite(compiler: Any) -> bool:
    return compiler.__module__.startswith("modelsearch.backends.database.sqlite")


@cache
def quick(compiler: Any) -> Any:
    """modelsearch's query compiler, quicker where it is the one for SQLite; any other as it is."""
    if not is_for_sqlite(compiler):
        return compiler
    # On PostgreSQL these modules define tables that do not exist there.
    from modelsearch.backends.database.sqlite.query import MatchExpression
    from modelsearch.backends.database.sqlite.sqlite import SQLiteFTSIndexEntry
    from modelsearch.utils import get_descendants_content_types_pks

    class Quick(compiler):
        order_by_relevance: bool

        def search(self, config: Any, start: int | None, stop: int | None, score_field: str | None = None) -> Any:
            if score_field is not None or not self.order_by_relevance or isinstance(self.query, MatchAll | Not):
                return super().search(config, start, stop, score_field)
            self.order_by_relevance = False
            try:
                hits = super().search(config, None, None)
            finally:
                self.order_by_relevance = True
            # What is completed while typing is the title alone.
            sought = self.build_search_query(self.query, config=config)
            titled = SQLiteFTSIndexEntry.objects.filter(
                MatchExpression(["autocomplete"], sought),
                index_entry__content_type__in=get_descendants_content_types_pks(self.queryset.model),
            ).values_list("index_entry__object_id", flat=True)
            first = Case(When(pk__in=titled, then=Value(0)), default=Value(1), output_field=IntegerField())
            return hits.order_by(first, "-pk")[start:stop]

    return Quick
