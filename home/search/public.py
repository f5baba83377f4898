"""The public search: words without accents, whole words but for the last, best first. Both databases answer alike.

Who types accents gets the pages that spell it so before those that only sound alike. A page that holds words side by
side stands before one that holds them apart, a title weighs more than text, and among equals the newest comes first.
Nothing here loads more than one page of results. The queries themselves stand in home/search/sql.py.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.utils.safestring import SafeString
from wagtail.models import Page

from home.models import SearchEntry
from home.pages.visibility import public
from home.text.search_words import highlight, snippet, spellings, tokens
from home.text.vietnamese import nfc

from . import sql as search_sql
from .indexing import index_page, rebuild, remove_page
from .sql import Question, as_typed

__all__ = ["Hit", "Kind", "Results", "index_page", "rebuild", "remove_page", "search"]

PER_PAGE = 10
LONGEST_QUERY = 200  # characters that are read
MOST_WORDS = 12


@dataclass(frozen=True)
class Hit:
    page: Page
    title: SafeString
    text: SafeString
    kind_label: str
    date: datetime.date | None


@dataclass(frozen=True)
class Kind:
    slug: str
    label: str
    count: int


@dataclass(frozen=True)
class Results:
    query: str  # as typed, composed and without control characters
    words: tuple[str, ...] = ()
    was_cut: bool = False  # more was typed than is searched for
    kinds: tuple[Kind, ...] = ()
    chosen: tuple[str, ...] = ()
    page: PaginatorPage | None = None
    hits: tuple[Hit, ...] = ()
    spellings: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """Of all kinds together."""
        return sum(kind.count for kind in self.kinds)

    @property
    def total_chosen(self) -> int:
        """Of the chosen kinds."""
        return sum(kind.count for kind in self.kinds if not self.chosen or kind.slug in self.chosen)


def search(query: str, kinds: Iterable[str] = (), page: Any = 1) -> Results:
    """What everybody may read about `query`.

    kinds: slugs as in `Kind.slug`; unknown ones are ignored. page: number from 1; nonsense gives the first, too much
    the last. Three queries for results, one when there are none, none when there is no word to look for.
    """
    typed = " ".join(nfc(query or "")[: LONGEST_QUERY * 4].split())
    kept = typed[:LONGEST_QUERY]
    words = tuple(tokens(kept)[:MOST_WORDS])
    was_cut = len((query or "").strip()) > LONGEST_QUERY or len(tokens(kept)) > MOST_WORDS
    if not words:
        return Results(query=kept, was_cut=was_cut)
    counted = tuple(Kind(*row) for row in search_sql.counts(words))
    chosen = tuple(kind.slug for kind in counted if kind.slug in set(kinds))
    results = Results(query=kept, words=words, was_cut=was_cut, kinds=counted, chosen=chosen)
    ranked: Any = _Ranked(Question(words, chosen, results.total_chosen, as_typed(kept)))
    page_of_hits = Paginator(ranked, PER_PAGE).get_page(page)
    hits = _hits(list(page_of_hits.object_list), words)
    shown = [str(text) for entry in hits for text in (entry.entry.title, entry.entry.text)]
    return Results(
        query=kept,
        words=words,
        was_cut=was_cut,
        kinds=counted,
        chosen=chosen,
        page=page_of_hits,
        hits=tuple(hit.drawn for hit in hits),
        spellings=tuple(spellings(shown, words, typed=kept)),
    )


@dataclass(frozen=True)
class _Found:
    entry: SearchEntry
    drawn: Hit


def _hits(ids: Sequence[int], words: Sequence[str]) -> list[_Found]:
    """Looks once more whether each page is for everybody: an entry left behind must not give a page away."""
    if not ids:
        return []
    entries = public(SearchEntry.objects.filter(pk__in=ids), prefix="page__").select_related("page")
    by_id = {entry.pk: entry for entry in entries}
    hits = []
    for pk in ids:
        entry = by_id.get(pk)
        if entry is not None:
            drawn = Hit(
                page=entry.page,
                title=highlight(entry.title, words),
                text=snippet(entry.text, words),
                kind_label=entry.kind_label,
                date=entry.date,
            )
            hits.append(_Found(entry, drawn))
    return hits


class _Ranked:
    """The ids of all pages found, best first, fetched a slice at a time; what Paginator wants of a list."""

    ordered = True

    def __init__(self, question: Question) -> None:
        self.question = question

    def __len__(self) -> int:
        return self.question.count

    def count(self) -> int:
        return self.question.count

    def __getitem__(self, part: Any) -> Any:
        if not self.question.count:
            return []
        return search_sql.ids(self.question, limit=part.stop - part.start, offset=part.start)
