"""Words as search compares them, and where they stand in the text that readers see."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

LONGEST_WORD = 40  # characters; longer runs of letters are no words anybody types
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Word:
    folded: str
    start: int  # in the text that was read
    end: int


@lru_cache(maxsize=4096)
def fold_char(char: str) -> str:
    """One character without marks, in small letters: usually one, sometimes none or several (`İ`, `ﬃ` stays itself)."""
    if char in "đĐ":
        return "d"
    marks_off = "".join(part for part in unicodedata.normalize("NFD", char) if not unicodedata.combining(part))
    return "".join(part for part in unicodedata.normalize("NFD", marks_off.lower()) if not unicodedata.combining(part))


# Latin letters, each to the one plain letter it is made on: nearly every text has no others, and then one pass will do.
_PLAIN = {
    code: fold_char(chr(code))
    for code in (*range(0x80, 0x250), *range(0x1E00, 0x1F00))
    if len(fold_char(chr(code))) == 1
}
_NEEDS_CARE = re.compile("[^\x00-\x7f\u00a0-\u00bf\u2010-\u2027\u2030-\u205e\u20ab]")


def words(text: str) -> list[Word]:
    """The words of `text` in order. Letters and digits make words, all else but a mark typed apart divides them."""
    plain = text.translate(_PLAIN)
    if not _NEEDS_CARE.search(plain):
        return [Word(match.group()[:LONGEST_WORD], *match.span()) for match in _WORD.finditer(plain.lower())]
    return _words_with_care(text)


def _words_with_care(text: str) -> list[Word]:
    folded: list[str] = []
    origin: list[int] = []
    ends: list[int] = []
    for position, char in enumerate(text):
        bare = char if char.isascii() else fold_char(char)
        if not bare:
            if ends and ends[-1] == position:
                ends[-1] = position + 1  # a mark on its own belongs to the letter before it
            continue
        for part in bare.lower():
            folded.append(part)
            origin.append(position)
            ends.append(position + 1)
    joined = "".join(folded)
    return [
        Word(match.group()[:LONGEST_WORD], origin[match.start()], ends[match.end() - 1])
        for match in _WORD.finditer(joined)
    ]


def tokens(text: str) -> list[str]:
    """`Hội Chữ thập ĐỎ, số 1027-CV/TU` → `["hoi", "chu", "thap", "do", "so", "1027", "cv", "tu"]`."""
    return [word.folded for word in words(text)]


def _is_hit(word: str, sought: Sequence[str], unfinished: bool) -> bool:
    return word in sought or (unfinished and word.startswith(sought[-1]))


@lru_cache(maxsize=64)  # a text is looked at for its snippet and for its spellings
def _spans(text: str, sought: tuple[str, ...]) -> list[tuple[int, int, int]]:
    """(start, end, how many words) of what is to be marked: neighbours become one when sought as one.

    Only where the last word sought does not stand in the text is it taken for the beginning of a word.
    """
    words_of_text = words(text)
    unfinished = bool(sought) and all(word.folded != sought[-1] for word in words_of_text)
    pairs = set(itertools.pairwise(sought))
    spans: list[tuple[int, int, int]] = []
    before = ""  # the word marked just before, as it was sought
    for word in words_of_text:
        if not _is_hit(word.folded, sought, unfinished):
            before = ""
            continue
        this = word.folded if word.folded in sought else sought[-1]
        if (before, this) in pairs and text[spans[-1][1] : word.start].isspace():
            spans[-1] = (spans[-1][0], word.end, spans[-1][2] + 1)
        else:
            spans.append((word.start, word.end, 1))
        before = this
    return spans


def _drawn(text: str, start: int, end: int, spans: Iterable[tuple[int, int, int]]) -> str:
    pieces, position = [], start
    for first, last, _count in spans:
        if first < start or last > end:
            continue
        pieces += [escape(text[position:first]), "<mark>", escape(text[first:last]), "</mark>"]
        position = last
    return "".join([*pieces, escape(text[position:end])])


def highlight(text: str, sought: Sequence[str]) -> SafeString:
    """`text`, escaped, with the words sought in <mark>."""
    return mark_safe(_drawn(text, 0, len(text), _spans(text, tuple(sought))))  # noqa: S308 (each part is escaped)


def snippet(text: str, sought: Sequence[str], length: int = 190) -> SafeString:
    """Some `length` characters of `text` around the place where most of what is sought stands together, marked."""
    spans = _spans(text, tuple(sought))
    start = 0
    if spans:
        best = (-1, 0)
        for index, (first, _end, _count) in enumerate(spans):
            within = [span for span in spans[index : index + 40] if span[1] <= first + length * 3 // 4]
            # Words that stand together count far more than the same words scattered.
            best = max(best, (sum(count * count for _s, _e, count in within), -first))
        start = -best[1]
    end = len(text)
    if start > length // 3:
        start = _word_edge(text, start - length // 4, start)
    else:
        start = 0
    if end - start > length:
        end = text.rfind(" ", start, start + length)
        end = end if end > start else start + length
    opening, closing = ("…" if start else ""), ("…" if end < len(text) else "")
    # The parts of a page stand joined by «·»: one at either end joins nothing.
    drawn = _drawn(text, start, end, spans).strip(" \n\t·")
    return mark_safe(opening + drawn + closing)  # noqa: S308 (each part is escaped)


def _word_edge(text: str, start: int, before: int) -> int:
    """The beginning of a sentence shortly before, or else of a word."""
    sentence = max(text.rfind(mark, start, before) for mark in (". ", "! ", "? ", "… "))
    if sentence >= 0:
        return sentence + 2
    space = text.find(" ", start, before)
    return space + 1 if space >= 0 else before


def spellings(texts: Iterable[str], sought: Sequence[str], typed: str = "", most: int = 3) -> list[str]:
    """How the words sought, side by side, are spelt in `texts`, otherwise than typed: «mái nhà», «mai nhà»."""
    times_spelt: dict[str, int] = {}
    for text in texts:
        for start, end, count in _spans(text, tuple(sought)):
            if count == len(sought):
                spelt = unicodedata.normalize("NFC", text[start:end]).lower()
                if spelt != typed.lower() and tokens(spelt) == list(sought):
                    times_spelt[spelt] = times_spelt.get(spelt, 0) + 1
    return sorted(times_spelt, key=lambda spelt: -times_spelt[spelt])[:most]
