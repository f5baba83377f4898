"""What goes out of a fund."""

from __future__ import annotations

from typing import Any

from campaigns.models import Fund, LedgerLine
from home.safety.actors import Actor, person, require
from home.safety.locks import holding, tried_twice

from .posting import post

RIGHT = "campaigns.record_distribution"


@tried_twice
def distribute(fund: Fund, by: Actor, amount: int = 0, **facts: Any) -> LedgerLine:
    """Record what was given: `facts` are the keywords of `ledger.post`. Raises NotAllowed, LedgerError, NotEnough."""
    require(by, RIGHT)
    with holding(fund) as held:
        line = post(held(fund), LedgerLine.Direction.DISTRIBUTED, amount, recorder=person(by), **facts)
    fund.forget_totals()
    return line
