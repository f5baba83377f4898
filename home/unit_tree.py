"""Which units stand above and beneath a unit. Levels are data, so the tree is walked, whatever its depth."""

from __future__ import annotations

from collections.abc import Iterable

from .models import Unit
from .text.vietnamese import NBSP, fold


def above(pk: int) -> list[int]:
    """The unit itself, what it belongs to, what that belongs to, …: nearest first. One query."""
    parent = dict(Unit.objects.values_list("pk", "parent_id"))
    way_up: list[int] = []
    at: int | None = pk
    while at is not None and at not in way_up:
        way_up.append(at)
        at = parent.get(at)
    return way_up


def beneath(pk: int) -> set[int]:
    """The unit itself, all beneath it, and what any of them was formed from. Two queries."""
    under: dict[int, list[int]] = {}
    for child, parent in Unit.objects.filter(parent__isnull=False).values_list("pk", "parent_id"):
        under.setdefault(parent, []).append(child)
    for unit, before in Unit.predecessors.through.objects.values_list("from_unit_id", "to_unit_id"):
        under.setdefault(unit, []).append(before)
    units, waiting = {pk}, [pk]
    while waiting:
        for other in under.get(waiting.pop(), ()):
            if other not in units:
                units.add(other)
                waiting.append(other)
    return units


class UnitTree:
    """The whole tree, for sums: each unit counts under exactly one other. One query.

    A unit that became exactly one other counts under it; one that was parted stays a unit of its own.
    """

    def __init__(self, rows: Iterable[tuple[int, str, str, int | None, int | None]]) -> None:
        """rows: (pk, name, kind, parent's pk, successor's pk), one for each successor."""
        self.names: dict[int, str] = {}
        self._above: dict[int, int | None] = {}
        self._kinds: dict[int, str] = {}
        successors: dict[int, set[int]] = {}
        for pk, name, kind, parent, successor in rows:
            self.names[pk], self._kinds[pk], self._above[pk] = name, kind, parent
            if successor is not None:
                successors.setdefault(pk, set()).add(successor)
        for pk, after in successors.items():
            if len(after) == 1:
                self._above[pk] = next(iter(after))

    @classmethod
    def load(cls) -> UnitTree:
        return cls(Unit.objects.order_by("pk").values_list("pk", "name", "kind", "parent_id", "successors__pk"))

    @property
    def province(self) -> int | None:
        """The unit all others belong to, where there is one."""
        tops = [pk for pk, above in self._above.items() if above is None and self._kinds[pk] == Unit.Kind.PROVINCE]
        return tops[0] if len(tops) == 1 else None

    def choices(self) -> list[tuple[str, str]]:
        """For a select: each unit beneath what it belongs to, moved in."""
        parts: dict[int | None, list[int]] = {}
        for pk in self.names:
            parts.setdefault(self._above[pk] if self._above[pk] in self.names else None, []).append(pk)
        choices: list[tuple[str, str]] = []

        def add(above: int | None, depth: int) -> None:
            for pk in sorted(parts.pop(above, []), key=lambda unit: fold(self.names[unit])):
                choices.append((str(pk), f"{NBSP * 3 * depth}{self.names[pk]}"))
                add(pk, depth + 1)

        add(None, 0)
        return choices

    def _way_up(self, pk: int) -> list[int]:
        """The unit and all above it, itself first."""
        way: list[int] = []
        current: int | None = pk
        while current is not None and current not in way and current in self._above:
            way.append(current)
            current = self._above[current]
        return way

    def beneath(self, pk: int) -> frozenset[int]:
        """The unit itself, those that belong to it, and those it was formed from."""
        return frozenset(other for other in self.names if pk in self._way_up(other))

    def part(self, pk: int | None, top: int | None) -> int | None:
        """Which unit right beneath `top` (None: of all) `pk` counts under; `top` for itself and for what is nowhere."""
        if pk is None or pk == top:
            return top
        way = self._way_up(pk)
        if top is None:
            return way[-1] if way else None
        return way[way.index(top) - 1] if top in way else top
