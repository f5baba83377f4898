"""Where a person can stand in this room, beside the pledge itself: notes on it, counters of its telephone."""

from __future__ import annotations

from donate.models import Pledge, PledgeEvent, Throttle
from home.safety.locks import Held, Row

from . import throttling
from .personal_data import Person, Place


def _forget_notes(person: Person, held: Held) -> None:
    if person.pledge is not None:
        PledgeEvent.objects.filter(pledge=person.pledge).exclude(note="").update(note="")


def _counters(person: Person) -> list[str]:
    """Keyed digests, but of so few digits that whoever has the key could try them all."""
    if person.pledge is None:
        return []
    keys = [throttling.digest("lookup-reference", person.pledge.reference)]
    return [*keys, throttling.digest("phone", person.phone)] if person.phone else keys


def _rows_of_counters(person: Person) -> list[Row]:
    return list(Throttle.objects.filter(key__in=_counters(person)))


def _forget_counters(person: Person, held: Held) -> None:
    """The telephone's goes with the last pledge that has it."""
    keys = _counters(person)
    if person.phone and Pledge.objects.filter(phone=person.phone).exists():
        keys.pop()
    Throttle.objects.filter(key__in=keys).delete()


PLACES = (
    Place("notes", _forget_notes),
    Place("counters", _forget_counters, _rows_of_counters),
)
