"""From draft to archived: what may follow what."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from home.cache import page_cache

from .models import Fund, FundStateChange

State = Fund.State
FOLLOWS: dict[str, tuple[str, ...]] = {
    State.DRAFT: (State.OPEN,),
    State.OPEN: (State.CLOSED,),
    State.CLOSED: (State.DISTRIBUTING, State.OPEN),
    State.DISTRIBUTING: (State.SETTLED,),
    State.SETTLED: (State.ARCHIVED, State.DISTRIBUTING),
    State.ARCHIVED: (),
}


def change_state(fund: Fund, to: str, by: Any, reason: str = "") -> FundStateChange:
    """Move `fund` on, recording who and why. Raises ValueError with a sentence when the step does not exist."""
    with transaction.atomic():
        locked = Fund.objects.select_for_update().get(pk=fund.pk)
        if to not in FOLLOWS[locked.state]:
            raise ValueError(
                _("“%(before)s” is not followed by “%(after)s”.")
                % {"before": locked.get_state_display(), "after": dict(State.choices).get(to, to)}
            )
        change = FundStateChange.objects.create(fund=locked, before=locked.state, after=to, by=by, reason=reason)
        locked.state = to
        locked.save(update_fields=["state"])
        transaction.on_commit(page_cache.clear)
    fund.state = to
    return change
