"""Where a person's data can stand: each room says it of itself, here, once. Whatever learns to hold a person later adds
itself; tests/donate/privacy/test_erasure.py finds it when it does not.

    personal_data.register(Place("mails", forget=…, rows=…, letters=…))      # in DonateConfig.ready

The ledger is none of these places: nobody gets into it (identity.py).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from donate.models import Pledge, Receipt
from home.safety.locks import Held, Row

from . import identity


@dataclass(frozen=True)
class Person:
    """Who is to be forgotten, as known before anything is: by a pledge, or by a receipt for what came without one.

    `wished`: they asked for it; else only the time of keeping is over, and books and consents stay as they are.
    """

    about: Pledge | Receipt
    known: identity.Traces
    phone: str
    email: str
    wished: bool
    looked_up: dict[str, list[Any]] = field(
        default_factory=dict, compare=False
    )  # what a place looked up before the lock

    @classmethod
    def of(cls, about: Pledge | Receipt, wished: bool = True) -> Person:
        if isinstance(about, Pledge):
            return cls(about, identity.of_pledge(about), about.phone, about.email, wished)
        return cls(about, identity.of_receipt(about), "", "", wished)

    @classmethod
    def known_by(cls, about: Pledge | Receipt, wished: bool = True) -> Person:
        """`of` the pledge or receipt as the database has it now, whatever the caller holds of it."""
        fresh: Pledge | Receipt = type(about)._default_manager.get(pk=about.pk)
        return cls.of(fresh, wished)

    @property
    def pledge(self) -> Pledge | None:
        return self.about if isinstance(self.about, Pledge) else None


def _nothing(_about: Any) -> list[Any]:
    return []


@dataclass(frozen=True)
class Place:
    name: str
    # Takes the person out. Everything that `rows` named is held.
    forget: Callable[[Person, Held], None]
    # What it will change and others may change too: asked before the lock, and once more under it.
    rows: Callable[[Person], Iterable[Row]] = _nothing
    # Letters to the person that it keeps, for the copy of their data: when, and what.
    letters: Callable[[Pledge], list[tuple[datetime.datetime, str]]] = _nothing


_places: dict[str, Place] = {}


def register(*places: Place) -> None:
    for place in places:
        _places[place.name] = place


def places() -> list[Place]:
    return list(_places.values())
