"""What each app says of its own addresses, in `AppConfig.ready`. The page cache and robots.txt read it."""

from __future__ import annotations

from collections.abc import Iterable

_words: set[str] = set()
_private: list[str] = []
_not_kept: list[str] = []


def register(*, words: Iterable[str] = (), private: Iterable[str] = (), not_kept: Iterable[str] = ()) -> None:
    """An app's own addresses.

    words: those of a query string that change what a page shows; a page asked for with any other word is not kept.
    private: beginnings of paths that robots are asked to leave alone and that no cache keeps.
    not_kept: beginnings of paths that no cache keeps.
    """
    _words.update(words)
    for known, more in ((_private, private), (_not_kept, not_kept)):
        known.extend(prefix for prefix in more if prefix not in known)


def private() -> tuple[str, ...]:
    return tuple(_private)


def may_be_kept(path: str) -> bool:
    return not path.startswith((*_private, *_not_kept))


def changes_the_page(word: str) -> bool:
    return word in _words
