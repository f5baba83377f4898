"""What is written when something happens. Connected once, in DonateConfig.ready."""

from __future__ import annotations

from django.db import transaction

from donate.promises.happenings import (
    AddressCorrected,
    CameIn,
    PledgeMade,
    PledgeWithdrawn,
    TurnedBack,
    WishFulfilled,
    WishRefused,
)

from . import notices, privacy_letters


def connect() -> None:
    PledgeMade.subscribe(_made)
    AddressCorrected.subscribe(_corrected)
    PledgeWithdrawn.subscribe(_withdrawn)
    CameIn.subscribe(_came_in)
    TurnedBack.subscribe(_turned_back)
    WishFulfilled.subscribe(_fulfilled)
    WishRefused.subscribe(_refused)


def _made(what: PledgeMade) -> None:
    notices.pledge_made(what.pledge)


def _corrected(what: AddressCorrected) -> None:
    notices.tell_donor(what.pledge)


def _withdrawn(what: PledgeWithdrawn) -> None:
    notices.pledge_withdrawn(what.pledge)


def _came_in(what: CameIn) -> None:
    notices.came_in(what.receipt, what.pledge)


def _turned_back(what: TurnedBack) -> None:
    notices.turned_back(what.pledge)


def _fulfilled(what: WishFulfilled) -> None:
    _sent_afterwards(privacy_letters.done(what.request))


def _refused(what: WishRefused) -> None:
    _sent_afterwards(privacy_letters.refused(what.request))


def _sent_afterwards(letters: list[privacy_letters.Letter]) -> None:
    """Written while the address is there, sent when all is done."""
    if letters:
        transaction.on_commit(lambda: privacy_letters.send(letters))
