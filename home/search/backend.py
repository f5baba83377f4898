"""Wagtail's own search, for editors: it understands accents as the public search does, and stays quick on SQLite.

Every indexed model keeps its words folded too (`folded_text`, `folded_title`, `folded`), so the question is folded as
well: `hoi`, «hội» and its decomposed form find the same. Signs of the query languages never reach the database.

On SQLite Wagtail weighs each hit by a query of its own: a minute for ten thousand pages. Here those with the words in
their title come first, then the newest.
"""

from __future__ import annotations

from copy import copy
from functools import cache
from typing import Any

from django.db.models import Case, IntegerField, Value, When
from modelsearch.backends import database
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText

from home.text.search_words import tokens

MOST_WORDS = 12


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 (the name Wagtail asks for)
    found: Any = type(database.SearchBackend(params))
    return _folding(found)(params)


def _plain(text: str) -> str:
    return " ".join(tokens(text)[:MOST_WORDS])


def _folded(query: Any) -> Any:
    """The same of a question that was taken apart already: «"hiến máu" xã» is a phrase and a word."""
    if isinstance(query, PlainText | Phrase | Fuzzy):
        text = _plain(query.query_string)
        if not text:
            return Not(MatchAll())
        folded = copy(query)
        folded.query_string = text
        return folded
    if isinstance(query, And | Or):
        return type(query)([_folded(part) for part in query.subqueries])
    if isinstance(query, Not | Boost):
        folded = copy(query)
        folded.subquery = _folded(query.subquery)
        return folded
    return query


@cache
def _folding(base: Any) -> Any:
    class Folding(base):
        def _search(self, query_compiler_class: type, query: Any, model_or_queryset: Any, **kwargs: Any) -> Any:
            query = _plain(query) if isinstance(query, str) else _folded(query)
            return super()._search(_quick(query_compiler_class), query, model_or_queryset, **kwargs)

    return Folding


@cache
def _quick(compiler: Any) -> Any:
    if not compiler.__module__.startswith("modelsearch.backends.database.sqlite"):
        return compiler
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
                found = super().search(config, None, None)
            finally:
                self.order_by_relevance = True
            # What is completed while typing is the title alone.
            asked = self.build_search_query(self.query, config=config)
            titled = SQLiteFTSIndexEntry.objects.filter(
                MatchExpression(["autocomplete"], asked),
                index_entry__content_type__in=get_descendants_content_types_pks(self.queryset.model),
            ).values_list("index_entry__object_id", flat=True)
            first = Case(When(pk__in=titled, then=Value(0)), default=Value(1), output_field=IntegerField())
            return found.order_by(first, "-pk")[start:stop]

    return Quick
