"""What a person may ask of their data. Erasing leaves every sum and every digest as it was.

The pledge itself is emptied here; every other place where a person can stand says of itself how it forgets them
(donate/promises/personal_data.py).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import PublicName
from donate.models import DataAccess, Pledge, PledgeEvent, PrivacyRequest, Receipt
from donate.promises import lifecycle, personal_data
from donate.promises.happenings import NameTakenOff
from donate.promises.personal_data import Person
from home.safety import actors
from home.safety.actors import Actor, NotAllowed, require
from home.safety.locks import Held, Moved, Row, holding, holding_found, tried_twice

ERASED = {
    "name": "",
    "folded_name": "",
    "phone": "",
    "email": "",
    "commune": "",
    "message": "",
    "public_name": "",
    "goods": "",
    "blood_group": "",
}
RIGHT = "donate.handle_pledge"


@tried_twice
def withdraw(pledge: Pledge, by: Actor, *, version: int | None = None) -> Pledge:
    """Takes back the consent to be shown: the name goes from the public account at once, and is not shown again."""
    require(by, RIGHT, donor=True)
    with lifecycle.changing(pledge, version) as locked:
        locked.public_name, locked.consent_publish_at = "", None
        lifecycle.record(locked, PledgeEvent.Action.UNSHOW, by)
        PublicName.objects.filter(line__receipts__pledge=pledge).delete()
        NameTakenOff(locked).tell()
    return pledge


@tried_twice
def erase(pledge: Pledge, by: Actor, *, wished: bool = True, version: int | None = None) -> Pledge:
    """Takes the person out of everything that belongs to the pledge. What stays: kinds, sums, dates, who did what.

    An open pledge is cancelled first. Where nobody wished it and only the time of keeping is over (`wished` false), the
    payer on a receipt, why one is void, what was said to the ledger and a name shown by consent stay: the books and the
    consent go on. `by` needs `donate.handle_pledge`, or is SYSTEM. Raises NotAllowed, Stale.
    """
    require(by, RIGHT)
    person = Person.known_by(pledge, wished)
    with holding_found(lambda: rows_of([person])) as held:
        erase_held(person, held, by, version)
    pledge.refresh_from_db()
    return pledge


@tried_twice
def erase_payer(receipt: Receipt, by: Actor) -> Receipt:
    """The same for something handed in without a pledge: payer, address, the name shown. The number and sum stay."""
    require(by, RIGHT)
    person = Person.known_by(receipt)
    with holding_found(lambda: rows_of([person])) as held:
        erase_held(person, held, by)
    receipt.refresh_from_db()
    return receipt


@tried_twice
def unshow_receipt(receipt: Receipt, by: Actor) -> None:
    """The name shown for something handed in without a pledge."""
    require(by, RIGHT)
    with holding(receipt):
        PublicName.objects.filter(line__receipts=receipt).delete()
        NameTakenOff(receipt).tell()


def rows_of(people: Iterable[Person]) -> list[Row]:
    """All that erasing these changes, for who begins the transaction; found anew once it is held."""
    rows: list[Row] = []
    for person in people:
        rows += [person.about, *_requests_of(person)]
        rows += [row for place in personal_data.places() for row in place.rows(person)]
    return rows


def erase_held(person: Person, held: Held, by: Actor, version: int | None = None) -> None:
    """Inside a transaction that holds `rows_of`. Raises NotAllowed, Stale, Moved."""
    if isinstance(person.about, Pledge):
        _empty(person, held(person.about), by, version)
    elif person.about.pledge_id:
        raise NotAllowed(_("This receipt belongs to a pledge: erase the pledge."))
    _forget_requests(person, by)
    for place in personal_data.places():
        place.forget(person, held)
    NameTakenOff(person.about).tell()


def _empty(person: Person, pledge: Pledge, by: Actor, version: int | None) -> None:
    with lifecycle.changing(pledge, version) as locked:
        if locked.fulfilment == Pledge.Fulfilment.PARTLY:
            raise NotAllowed(_still_open())
        if Person.of(locked, person.wished) != person:
            raise Moved(_("Somebody else has changed this pledge meanwhile."))
        if locked.is_open:
            before = locked.fulfilment
            lifecycle._move(locked, Pledge.Fulfilment.CANCELLED)
            lifecycle.record(locked, PledgeEvent.Action.CANCEL, by, before, Pledge.Fulfilment.CANCELLED)
        for name, empty in ERASED.items():
            setattr(locked, name, empty)
        # Made of telephone and name among others: a digest that could be guessed back.
        locked.submission_key = secrets.token_hex(32)
        locked.erased_at = timezone.now()
        lifecycle.record(locked, PledgeEvent.Action.ERASE, by)


def _requests_of(person: Person) -> list[PrivacyRequest]:
    about = {"pledge": person.about} if isinstance(person.about, Pledge) else {"receipt": person.about}
    return list(PrivacyRequest.objects.filter(**about))


def _forget_requests(person: Person, by: Actor) -> None:
    """Why one was refused; those that have become moot; what a look was about."""
    requests = PrivacyRequest.objects.filter(pk__in=[request.pk for request in _requests_of(person)])
    requests.exclude(refused_because="").update(refused_because="")
    if not isinstance(person.about, Pledge):
        return
    DataAccess.objects.filter(pledge=person.about).exclude(about="").update(about="")
    now = timezone.now()
    requests.filter(done_at=None).update(done_at=now, handled_by=actors.person(by))
    requests.filter(answered_at=None).update(answered_at=now)


def _still_open() -> str:
    return _("Part of this pledge has come in: close it first, then erase.")
