"""The queries of the public search, as each of the two databases wants them.

Words hold letters and digits only: no sign of either query language comes in with them. They are quoted all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from home.text.search_words import tokens, words

# Weighing hits takes time: with more than this, the order is told from where the words stand and from the day.
WEIGHED_AT_MOST = 500


@dataclass(frozen=True)
class Question:
    words: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    count: int = 0  # how many pages there are
    spelt: tuple[str, ...] = ()  # the words with their accents, as they may stand in a text; none where none were typed


def as_typed(query: str) -> tuple[str, ...]:
    """`"hiến máu"` → `("hiến máu", "Hiến máu", "Hiến Máu", "HIẾN MÁU")`; `"hien mau"` says nothing: `()`."""
    spelt = " ".join(query[word.start : word.end] for word in words(query)).lower()
    if spelt == " ".join(tokens(query)):
        return ()
    return tuple(dict.fromkeys((spelt, spelt[0].upper() + spelt[1:], spelt.title(), spelt.upper())))


def _rows(sql: str, values: Sequence[Any]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def counts(sought: Sequence[str]) -> list[tuple[str, str, int]]:
    """(kind, its name, how many pages), the largest first."""
    if connection.vendor == "sqlite":
        condition = "e.page_id IN (SELECT rowid FROM home_search_words WHERE home_search_words MATCH %s)"
        match = _fts5(sought)
    else:
        condition, match = "e.all_words @@ to_tsquery('simple', %s)", _tsquery(sought)
    sql = f"SELECT e.kind, MIN(e.kind_label), COUNT(*) FROM home_searchentry e WHERE {condition} GROUP BY e.kind"
    return sorted(_rows(sql, [match]), key=lambda row: (-row[2], row[0]))


def ids(question: Question, *, limit: int, offset: int) -> list[int]:
    """The pages found, best first."""
    rank = _sqlite if connection.vendor == "sqlite" else _postgresql
    sql, values = rank(question)
    return [row[0] for row in _rows(f"{sql} LIMIT %s OFFSET %s", [*values, limit, offset])]


def _of_kinds(kinds: Sequence[str]) -> str:
    return f"AND e.kind IN ({', '.join(['%s'] * len(kinds))})" if kinds else ""


def _as_spelt(question: Question, position: str) -> str:
    """1 for pages that spell it as typed; both databases have a function that looks for a text in a text."""
    if not question.spelt:
        return "CASE WHEN 1 = 0 THEN 1 ELSE 0 END"  # a bare number would name a column
    looked_for = " OR ".join([f"{position}(e.title || ' ' || e.text, %s) > 0"] * len(question.spelt))
    return f"CASE WHEN {looked_for} THEN 1 ELSE 0 END"


def _fts5(sought: Sequence[str]) -> str:
    """All words, the last perhaps unfinished."""
    quoted = [f'"{word}"' for word in sought]
    return " AND ".join([*quoted[:-1], f"{quoted[-1]} *"])


def _sqlite(question: Question) -> tuple[str, list[Any]]:
    everywhere, together = _fts5(question.words), '"' + " ".join(question.words) + '"'
    hits = "SELECT rowid FROM home_search_words WHERE home_search_words MATCH %s"
    # Where the words stand counts before their weight: among few pages bm25 weighs a word of most pages nothing.
    score = f"(e.page_id IN ({hits})) * 4 + (e.page_id IN ({hits})) * 2 + (e.page_id IN ({hits})) * 2"
    where = [f"folded_title : {together}", f"folded_title : ({everywhere})", together]
    if question.count <= WEIGHED_AT_MOST:
        # Words side by side are asked for besides: FTS5 then counts them again.
        sql = f"""
            SELECT e.page_id
            FROM home_search_words JOIN home_searchentry e ON e.page_id = home_search_words.rowid
            WHERE home_search_words MATCH %s {_of_kinds(question.kinds)}
            ORDER BY {_as_spelt(question, "instr")} DESC, {score} DESC, ROUND(bm25(home_search_words, 8.0, 1.0), 1),
                e.date DESC, e.page_id DESC
        """
        return sql, [f"({everywhere}) OR ({together}) OR ({together} *)", *question.kinds, *question.spelt, *where]
    sql = f"""
        SELECT e.page_id FROM home_searchentry e WHERE e.page_id IN ({hits}) {_of_kinds(question.kinds)}
        ORDER BY {score} DESC, e.date DESC, e.page_id DESC
    """
    return sql, [everywhere, *question.kinds, *where]


def _tsquery(sought: Sequence[str], between: str = " & ", unfinished: bool = True) -> str:
    quoted = [f"'{word}'" for word in sought]
    return between.join([*quoted[:-1], quoted[-1] + (":*" if unfinished else "")])


def _postgresql(question: Question) -> tuple[str, list[Any]]:
    everywhere, together = _tsquery(question.words), _tsquery(question.words, " <-> ", unfinished=False)
    score = (
        "(e.title_words @@ to_tsquery('simple', %s))::int * 4 + (e.title_words @@ to_tsquery('simple', %s))::int * 2"
    )
    values: list[Any] = [together, everywhere]
    spelt = Question(question.words)
    if question.count <= WEIGHED_AT_MOST:
        # Here all word lists are read. 1: divided by the logarithm of the length, as a long page holds every word.
        score += """
            + (e.all_words @@ to_tsquery('simple', %s))::int * 2
            + ts_rank('{0.05, 0.1, 0.4, 1.0}', e.all_words, to_tsquery('simple', %s), 1) * 4
        """
        values += [together, everywhere]
        spelt = question
    sql = f"""
        SELECT e.page_id FROM home_searchentry e
        WHERE e.all_words @@ to_tsquery('simple', %s) {_of_kinds(question.kinds)}
        ORDER BY {_as_spelt(spelt, "strpos")} DESC, ROUND(({score})::numeric, 1) DESC,
            e.date DESC NULLS LAST, e.page_id DESC
    """
    return sql, [everywhere, *question.kinds, *spelt.spelt, *values]
