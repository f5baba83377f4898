"""What has been promised to a fund. Promises are private and live elsewhere: whoever keeps them registers here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Pledged:
    """Promises still waited for: đồng, how many, and how much of each need (FundNeed.pk → quantity)."""

    amount: int = 0
    count: int = 0
    needs: dict[int, Decimal] = field(default_factory=dict)


Source = Callable[[Iterable[int]], dict[int, Pledged]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """`source(fund ids)` gives {fund id: Pledged} in a fixed number of queries."""
    if source not in _sources:
        _sources.append(source)


def pledged_for(fund_ids: Iterable[int]) -> dict[int, Pledged]:
    """{fund id: Pledged}, for every id asked."""
    wanted = list(fund_ids)
    promised = {fund_id: Pledged() for fund_id in wanted}
    for source in _sources:
        promised.update(source(wanted))
    return promised
