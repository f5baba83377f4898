"""Wagtail's own search, for editors: it understands accents as the public search does, and stays quick on SQLite.

Every indexed model keeps its words folded too (`folded_text`, `folded_title`, `folded`), so the question is folded as
well: `hoi`, «hội» and its decomposed form find the same. Signs of the query languages never reach the database.

On SQLite Wagtail weighs each hit by a query of its own: a minute for ten thousand pages. Not here
(home/wagtail_private/sqlite_search.py).
"""

from __future__ import annotations

from copy import copy
from functools import cache
from typing import Any

from modelsearch.backends import database
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText

from home.text.search_words import tokens
from home.wagtail_private.sqlite_search import quick

MOST_WORDS = 12


def SearchBackend(params: dict[str, Any]) -> Any:
    of_the_database: Any = type(database.SearchBackend(params))
    return _folding(of_the_database)(params)


def _plain(text: str) -> str:
    return " ".join(tokens(text)[:MOST_WORDS])


def _folded(query: Any) -> Any:
    """The question without accents, taken apart already or not: «"hiến máu" xã» is a phrase and a word."""
    if isinstance(query, str):
        return _plain(query)
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
        query_compiler_class = quick(base.query_compiler_class)
        autocomplete_query_compiler_class = quick(base.autocomplete_query_compiler_class)

        def search(self, query: Any, *args: Any, **kwargs: Any) -> Any:
            return super().search(_folded(query), *args, **kwargs)

        def autocomplete(self, query: Any, *args: Any, **kwargs: Any) -> Any:
            return super().autocomplete(_folded(query), *args, **kwargs)

    return Folding
