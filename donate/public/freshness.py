"""What makes public pages anew when a promise changes: figures of what is promised, names that are shown."""

from __future__ import annotations

from django.db import transaction

from donate.promises.happenings import NameTakenOff, PledgeChanged, PledgeMade
from home.cache import page_cache


def connect() -> None:
    PledgeMade.subscribe(_figures_moved)
    PledgeChanged.subscribe(_figures_moved)
    NameTakenOff.subscribe(_name_gone)


def _figures_moved(_what: PledgeMade | PledgeChanged) -> None:
    transaction.on_commit(page_cache.clear)


def _name_gone(_what: NameTakenOff) -> None:
    """At once, also before the transaction is over: the name is never shown again."""
    page_cache.clear()
