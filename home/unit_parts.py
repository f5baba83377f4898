"""Which units stand above and beneath a unit. Levels are data, so the tree is walked, whatever its depth."""

from __future__ import annotations

from .models import Unit


def above(pk: int) -> list[int]:
    """The unit itself, what it belongs to, what that belongs to, …: nearest first. One query."""
    parent = dict(Unit.objects.values_list("pk", "parent_id"))
    found: list[int] = []
    at: int | None = pk
    while at is not None and at not in found:
        found.append(at)
        at = parent.get(at)
    return found


def beneath(pk: int) -> set[int]:
    """The unit itself, all beneath it, and what any of them was formed from. Two queries."""
    under: dict[int, list[int]] = {}
    for child, parent in Unit.objects.filter(parent__isnull=False).values_list("pk", "parent_id"):
        under.setdefault(parent, []).append(child)
    for unit, before in Unit.predecessors.through.objects.values_list("from_unit_id", "to_unit_id"):
        under.setdefault(unit, []).append(before)
    found, waiting = {pk}, [pk]
    while waiting:
        for other in under.get(waiting.pop(), ()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found
