"""How a unit is named beside a story, and to which place of the filter list it belongs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from home.models import Unit

PROVINCE = "province"


def upper_first(text: str) -> str:
    """The first letter large, the others as they are (capitalize() would lower «Cao Lộc»)."""
    return text[:1].upper() + text[1:]


def place_name(unit: Unit | None) -> str:
    """The commune, ward, school or agency a unit stands in: a branch is named by what it belongs to."""
    if unit is None:
        return ""
    parent = unit.parent if unit.parent_id and unit.kind == "branch" else None
    return upper_first((parent if parent is not None and parent.kind != PROVINCE else unit).name)


def place_line(unit: Unit | None) -> str:
    """The unit and what it belongs to, the province left out."""
    if unit is None:
        return ""
    parent = unit.parent if unit.parent_id else None
    if parent is None or parent.kind == PROVINCE:
        return upper_first(unit.name)
    return f"{upper_first(unit.name)}, {parent.name[:1].lower() + parent.name[1:]}"


@dataclass
class Place:
    """One entry of the unit filter: a commune, ward, school or agency with everything beneath it and before it."""

    pk: int
    slug: str
    name: str
    unit_ids: set[int] = field(default_factory=set)


class Places:
    """The whole unit tree in one query, folded into places.

    A branch counts for the commune it belongs to; a commune that merged counts for the one it became.
    """

    def __init__(self, rows: Iterable[tuple]) -> None:
        """rows: (pk, slug, name, kind, parent_id, valid_to, successor_id or None); one row for each successor."""
        self._kind: dict[int, str] = {}
        self._parent: dict[int, int | None] = {}
        self._successor: dict[int, int] = {}
        self._successors: dict[int, set[int]] = {}
        self._slug: dict[str, int] = {}
        self.by_pk: dict[int, Place] = {}
        names: dict[int, tuple[str, str]] = {}
        for pk, slug, name, kind, parent_id, valid_to, successor_id in rows:
            self._kind[pk], self._parent[pk] = kind, parent_id
            names[pk] = (slug, name)
            self._slug[slug] = pk
            if successor_id is not None:
                self._successors.setdefault(pk, set()).add(successor_id)
            if successor_id is not None and valid_to is not None:
                self._successor.setdefault(pk, successor_id)
        for pk in names:
            top = self._top(pk)
            place = self.by_pk.get(top)
            if place is None:
                slug, name = names[top]
                place = self.by_pk[top] = Place(top, slug, upper_first(name))
            place.unit_ids.add(pk)
        self.of_unit: dict[int, Place] = {pk: place for place in self.by_pk.values() for pk in place.unit_ids}

    @classmethod
    def load(cls) -> Places:
        return cls(
            Unit.objects.order_by("pk").values_list(
                "pk", "slug", "name", "kind", "parent_id", "valid_to", "successors__pk"
            )
        )

    def _top(self, pk: int) -> int:
        seen: set[int] = set()
        while pk not in seen:
            seen.add(pk)
            if pk in self._successor and self._successor[pk] in self._kind:
                pk = self._successor[pk]
                continue
            parent = self._parent.get(pk)
            if parent is None or self._kind.get(parent) == PROVINCE:
                return pk
            pk = parent
        return pk

    def named(self, slug: str) -> Place | None:
        """The place that a filter value means; any unit's own slug leads to the place it belongs to."""
        pk = self._slug.get(slug)
        return self.of_unit.get(pk) if pk is not None else None

    def successors(self, pk: int) -> set[int]:
        return self._successors.get(pk, set())

    def predecessors(self, pk: int) -> set[int]:
        return {other for other, after in self._successors.items() if pk in after}

    def beneath(self, pk: int) -> set[int]:
        """The unit, those beneath it and those they were formed from. The province is only itself."""
        if self._kind.get(pk) == PROVINCE:
            return {pk}
        place = self.by_pk.get(pk)
        if place is not None:
            return set(place.unit_ids)
        units, waiting = {pk}, [pk]
        while waiting:
            current = waiting.pop()
            for other, parent in self._parent.items():
                if other not in units and (parent == current or current in self.successors(other)):
                    units.add(other)
                    waiting.append(other)
        return units
