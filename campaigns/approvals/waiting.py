"""What waits for a second person, in one list: the ledger, the accounts, and rooms that register here."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.contrib.auth.models import User

from campaigns.models import LedgerLine


class Waiting(NamedTuple):
    """One thing that somebody asked for. `url` is where it is looked at and decided."""

    what: str
    about: str
    text: str
    reason: str
    asked_by: User
    asked_at: datetime.datetime
    url: str
    may_decide: bool


class Fact(NamedTuple):
    """What somebody else keeps beside a line: the person who decides sees it first. `url` may be empty."""

    label: str
    value: str
    url: str = ""


Source = Callable[[User], Iterable[Waiting]]
Context = Callable[[LedgerLine, User], Iterable[Fact]]
_sources: list[Source] = []
_contexts: list[Context] = []


def register(source: Source) -> None:
    """`source(user)`: what waits and this person may see, in a fixed number of queries."""
    if source not in _sources:
        _sources.append(source)


def register_context(context: Context) -> None:
    """`context(line, user)`: what of a line's surroundings this person may see."""
    if context not in _contexts:
        _contexts.append(context)


def everything(user: User) -> list[Waiting]:
    """What waits, the longest on top."""
    proposals = [proposal for source in _sources for proposal in source(user)]
    return sorted(proposals, key=lambda proposal: proposal.asked_at)


def for_me(user: User) -> list[Waiting]:
    """What this person may decide now."""
    return [proposal for proposal in everything(user) if proposal.may_decide]


def beside(line: LedgerLine, user: User) -> list[Fact]:
    return [fact for context in _contexts for fact in context(line, user)]
