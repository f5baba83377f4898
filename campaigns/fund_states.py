"""From draft to archived: what may follow what."""

from __future__ import annotations

from django.utils.translation import gettext as _

from home.safety.actors import Actor, NotAllowed, person, require
from home.safety.locks import holding, tried_twice

from .models import Fund, FundStateChange

RIGHT = "campaigns.change_fund_state"
State = Fund.State
FOLLOWS: dict[str, tuple[str, ...]] = {
    State.DRAFT: (State.OPEN,),
    State.OPEN: (State.CLOSED,),
    State.CLOSED: (State.DISTRIBUTING, State.OPEN),
    State.DISTRIBUTING: (State.SETTLED,),
    State.SETTLED: (State.ARCHIVED, State.DISTRIBUTING),
    State.ARCHIVED: (),
}


@tried_twice
def change_state(fund: Fund, to: str, by: Actor, reason: str = "") -> FundStateChange:
    """Move `fund` on, recording who and why. Raises NotAllowed: without the right, or where the step does not exist."""
    require(by, RIGHT)
    with holding(fund) as held:
        locked = held(fund)
        if to not in FOLLOWS[locked.state]:
            raise NotAllowed(
                _("“%(before)s” is not followed by “%(after)s”.")
                % {"before": locked.get_state_display(), "after": dict(State.choices).get(to, to)}
            )
        change = FundStateChange.objects.create(
            fund=locked, before=locked.state, after=to, by=person(by), reason=reason
        )
        locked.state = to
        locked.save(update_fields=["state"])
    fund.state = to
    return change
