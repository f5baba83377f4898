"""What happens to promises, gifts and personal data: said by who does it, heard by whoever wants to know.

    CameIn(receipt, pledge).tell()            # in donate/receiving
    CameIn.subscribe(notices.came_in)         # in donate/letters/subscriptions.py

Told inside the transaction, with the rows held: who listens may write in it (a mail into the outbox is sent or not as
the whole is), and undoes it all by failing. Nobody who tells knows who listens.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from django.dispatch import Signal

from donate.models import Pledge, PrivacyRequest, Receipt

happened = Signal()  # sent by the class of what happened


@dataclass(frozen=True)
class Happening:
    def tell(self) -> None:
        happened.send(type(self), happening=self)

    @classmethod
    def subscribe(cls, listener: Callable[[Self], object]) -> None:
        """`listener` hears of every one of these; subscribed twice it hears once."""

        def hear(happening: Any, **_more: Any) -> None:
            listener(happening)

        uid = f"{cls.__name__} {listener.__module__}.{listener.__qualname__}"
        happened.connect(hear, sender=cls, weak=False, dispatch_uid=uid)


@dataclass(frozen=True)
class PledgeMade(Happening):
    pledge: Pledge


@dataclass(frozen=True)
class PledgeChanged(Happening):
    """Any change of a pledge, whatever else is told of it."""

    pledge: Pledge


@dataclass(frozen=True)
class AddressCorrected(Happening):
    """The donor sent the same promise again with another mail address."""

    pledge: Pledge


@dataclass(frozen=True)
class PledgeWithdrawn(Happening):
    """By the donor, on their own page."""

    pledge: Pledge


@dataclass(frozen=True)
class CameIn(Happening):
    """For a pledge: with its receipt, or with another one in the place of a void one."""

    receipt: Receipt
    pledge: Pledge


@dataclass(frozen=True)
class TurnedBack(Happening):
    """What had been recorded for the pledge was wrong."""

    pledge: Pledge


@dataclass(frozen=True)
class WishFulfilled(Happening):
    """What somebody asked of their data is being done. Told first: the address is still there."""

    request: PrivacyRequest


@dataclass(frozen=True)
class WishRefused(Happening):
    request: PrivacyRequest


@dataclass(frozen=True)
class NameTakenOff(Happening):
    """A name that was shown is shown no more, or somebody has been erased."""

    about: Pledge | Receipt
