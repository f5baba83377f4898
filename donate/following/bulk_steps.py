"""The same step for many pledges, each through the lifecycle, with its right, its state and its version looked at.

The set is fixed before anybody confirms it. What was changed by somebody else since is left as it is and named; what
has come into the list since is not touched. The work goes in parts, each a short transaction of its own, and can go on
after a break: nothing is done twice, nothing forgotten.
"""

from __future__ import annotations

import datetime
import time
from collections import Counter
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from donate.models import BulkDeed, Pledge, PledgeEvent
from donate.promises import lifecycle
from home.safety.actors import NotAllowed, require
from home.safety.locks import holding, tried_twice

AT_ONCE = 50  # pledges locked together: half a second
SECONDS = 6  # of work in one request
RIGHTS: dict[str, str] = {
    BulkDeed.What.ASSIGN: "donate.assign_pledge",
    BulkDeed.What.SCHEDULE: "donate.handle_pledge",
    BulkDeed.What.THANK: "donate.handle_pledge",
    BulkDeed.What.SPAM: "donate.handle_pledge",
}
KEPT = datetime.timedelta(days=7)


def fix(
    by: User, what: str, pledges: Iterable[tuple[int, int, str]], *, came_from: str = "", shown: int | None = None
) -> BulkDeed:
    """The set is fixed: (key, version, state) of each pledge. Nothing is done yet. Raises NotAllowed."""
    require(by, RIGHTS[what])
    chosen, states = [], Counter[str]()
    for key, version, state in sorted(pledges):
        chosen.append([key, version])
        states[state] += 1
    return BulkDeed.objects.create(
        by=by, what=what, chosen=chosen, states=dict(states), came_from=came_from, shown=shown
    )


def start(deed: BulkDeed, *, to: User | None = None, day: datetime.date | None = None, how: str = "") -> bool:
    """With what it needs: whom to assign to, which day, which way of thanks. False when it was started already."""
    require(deed.by, RIGHTS[deed.what])
    return bool(
        BulkDeed.objects.filter(pk=deed.pk, started_at=None).update(started_at=timezone.now(), to=to, day=day, how=how)
    )


def work(deed: BulkDeed, by: User, seconds: float = SECONDS) -> None:
    """Goes on for about so many seconds, at least one part. `by`: whose deed it is, with today's rights."""
    until = time.monotonic() + seconds
    while _part(deed.pk, by) and time.monotonic() < until:
        pass
    deed.refresh_from_db()


@tried_twice
def _part(pk: int, by: User) -> bool:
    """Whether something was left to do. Two windows on the same deed take turns."""
    deed = BulkDeed.objects.get(pk=pk)
    part = deed.chosen[deed.position : deed.position + AT_ONCE]
    if not part or not deed.is_started:
        return False
    there = Pledge.objects.in_bulk([key for key, _version in part])
    with holding(deed, *there.values()) as held:
        locked = held(deed)
        if locked.position != deed.position:
            return True  # another window has done this part
        for key, version in part:
            try:
                _one(locked, by, held(there[key]) if key in there else None, version)
                locked.done += 1
            except lifecycle.Stale:
                locked.refused.setdefault(_("Somebody else has changed it since."), []).append(key)
            except NotAllowed as why:
                locked.refused.setdefault(str(why), []).append(key)
        locked.position += len(part)
        locked.save(update_fields=["done", "refused", "position"])
    return True


def _one(deed: BulkDeed, by: User, pledge: Pledge | None, version: int) -> None:
    if pledge is None:
        raise NotAllowed(_("It is not there any more."))
    if deed.what == BulkDeed.What.ASSIGN:
        if pledge.version == version and pledge.assignee_id == deed.to_id:
            raise NotAllowed(_("It was so already."))
        lifecycle.assign(pledge, by, deed.to, version=version)
    elif deed.what == BulkDeed.What.SCHEDULE and deed.day:
        if pledge.version == version and pledge.next_action_on == deed.day:
            raise NotAllowed(_("It was so already."))
        lifecycle.schedule(pledge, by, deed.day, version=version)
    elif deed.what == BulkDeed.What.THANK:
        if pledge.version == version and pledge.acknowledgement != Pledge.Acknowledgement.NONE:
            raise NotAllowed(_("They have been thanked already."))
        lifecycle.thanked(pledge, by, deed.how, version=version)
    elif deed.what == BulkDeed.What.SPAM:
        lifecycle.take(pledge, PledgeEvent.Action.MARK_SPAM, by, version=version)


def forget_old() -> int:
    """How many were forgotten: each pledge's own events say what was done to it."""
    return BulkDeed.objects.filter(made_at__lt=timezone.now() - KEPT).delete()[0]
