"""A form becomes a pledge: saved first, told afterwards. The same promise sent twice is one promise."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from campaigns.models import Fund
from donate.models import Instalment, Pledge, PledgeEvent
from home.calendar.days import months_later
from home.safety.actors import DONOR, Actor, Donor, person, require
from home.safety.locks import tried_twice, work
from home.text.vietnamese import fold

from . import consents, lifecycle, limits, reference, throttling
from .happenings import AddressCorrected, PledgeMade

RIGHT = "donate.add_pledge"


class TooMany(Exception):
    """More tries than one person makes. The form comes back with everything typed."""


def facts(data: dict[str, Any], fund: Fund) -> dict[str, Any]:
    """The fields of a Pledge out of the form's cleaned data."""
    kind = data["kind"]
    money = kind == Pledge.Kind.MONEY
    monthly = money and data["schedule"] == Pledge.Schedule.MONTHLY
    return {
        "fund": fund,
        "kind": kind,
        "amount": data.get("amount_dong") if money else None,
        "goods": data.get("goods", "") if kind == Pledge.Kind.GOODS else "",
        "need": data.get("need_row") if kind == Pledge.Kind.GOODS else None,
        "quantity": data.get("quantity_number") if kind == Pledge.Kind.GOODS else None,
        "hours": data.get("hours_number") if kind == Pledge.Kind.TIME else None,
        "available_on": data.get("day"),
        "blood_group": data.get("blood_group", "") if kind == Pledge.Kind.BLOOD else "",
        "schedule": Pledge.Schedule.MONTHLY if monthly else Pledge.Schedule.ONCE,
        "months": data.get("months_number") if monthly else None,
        "donor_type": data["donor_type"],
        "name": data["name"],
        "phone": data["phone"],
        "email": data.get("email", ""),
        "commune": data.get("commune", "").replace("\n", " "),
        "message": data.get("message", ""),
        "public_name": data.get("public_name", "").replace("\n", " "),
    }


def _sameness(values: dict[str, Any]) -> str:
    """What makes two submissions the same promise: everything but the words around it.

    The name too, in any spelling: who knows only a telephone and a sum is not led to somebody else's page.
    """
    names = (
        "kind",
        "amount",
        "goods",
        "quantity",
        "hours",
        "available_on",
        "blood_group",
        "schedule",
        "months",
        "phone",
    )
    same = [str(values["fund"].pk), str(values["need"].pk if values["need"] else "")]
    same.append(fold(values["name"]))
    same += [
        f"{values[name].normalize():f}" if isinstance(values[name], Decimal) else str(values[name] or "")
        for name in names
    ]
    return hashlib.sha256(json.dumps(same).encode()).hexdigest()


def _twin(values: dict[str, Any], sameness: str) -> Pledge | None:
    return (
        Pledge.objects.filter(phone=values["phone"], fund=values["fund"], submission_key__startswith=sameness[:40])
        .filter(created_at__gte=lifecycle.now() - limits.SAME_PLEDGE)
        .exclude(fulfilment__in=[Pledge.Fulfilment.CANCELLED, Pledge.Fulfilment.SPAM])
        .order_by("-pk")
        .first()
    )


def made_already(data: dict[str, Any], fund: Fund) -> Pledge | None:
    """The pledge that the form's cleaned data would be the same as, if it was made within the last hours."""
    values = facts(data, fund)
    return _twin(values, _sameness(values))


@tried_twice
def pledge_from(
    data: dict[str, Any],
    fund: Fund,
    *,
    address: str = "",
    by: Actor = DONOR,
    source: str = Pledge.Source.WEB,
    consent_how: str = Pledge.ConsentHow.FORM,
) -> tuple[Pledge, bool]:
    """(pledge, whether it is new) for the form's cleaned data. Raises TooMany, NotAllowed."""
    require(by, RIGHT, donor=True)
    for attempt in range(5):
        try:
            return _pledge_from(data, fund, address, by, source, consent_how)
        except IntegrityError as error:
            # One in a thousand million: the new reference is somebody else's already.
            if attempt == 4 or "reference" not in str(error):
                raise
    raise AssertionError


def _pledge_from(
    data: dict[str, Any], fund: Fund, address: str, by: Actor, source: str, consent_how: str
) -> tuple[Pledge, bool]:
    """The telephone's own throttle row is locked first: of twin submissions the second waits, then finds the first."""
    values = facts(data, fund)
    now = lifecycle.now()
    with work():
        row = throttling.lock("phone", values["phone"])
        sameness = _sameness(values)
        twin = _twin(values, sameness)
        if twin is not None:
            if isinstance(by, Donor):
                _amend(twin, values)
            return twin, False
        if isinstance(by, Donor) and not throttling.count(row, *limits.PER_PHONE):
            raise TooMany
        pledge = Pledge(
            **values,
            reference=reference.new(),
            folded_name=fold(values["name"]),
            consent_version=consents.CURRENT,
            consented_at=now,
            consent_how=consent_how,
            consent_publish_at=now if data.get("consent_publish") else None,
            consent_recorded_by=person(by),
            source=source,
            submission_key=sameness[:40] + hashlib.sha256(f"{now.timestamp()}{address}".encode()).hexdigest()[:24],
            created_at=now,
        )
        lifecycle.opened(pledge, by)
        pledge.save(force_insert=True)
        if pledge.kind == Pledge.Kind.MONEY:
            first = timezone.localdate(now)
            Instalment.objects.bulk_create(
                Instalment(pledge=pledge, number=number + 1, due_on=months_later(first, number), amount=pledge.amount)
                for number in range(pledge.months or 1)
            )
        lifecycle.record(pledge, PledgeEvent.Action.SUBMIT, by, after=pledge.fulfilment)
        PledgeMade(pledge).tell()
    return pledge, True


def _amend(twin: Pledge, values: dict[str, Any]) -> None:
    """Somebody went back, put the address or the words right, and sent again: what was typed last counts.

    A name to show is only ever taken back this way, never given: the tick belongs to the first, whole form.
    """
    changed = {name: values[name] for name in ("email", "commune", "message") if values[name]}
    changed = {name: value for name, value in changed.items() if value != getattr(twin, name)}
    if twin.public_name and not values["public_name"]:
        changed |= {"public_name": "", "consent_publish_at": None}
    if not changed or not twin.is_open:
        return
    with lifecycle.changing(twin) as locked:
        for name, value in changed.items():
            setattr(locked, name, value)
        lifecycle.record(locked, PledgeEvent.Action.AMEND, DONOR)
    if "email" in changed:
        AddressCorrected(twin).tell()
