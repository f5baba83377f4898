"""Which officer looks after which units, who is away, how much each has to do; handing on what one leaves behind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from donate.models import OfficerProfile, Pledge
from donate.promises import assignment, lifecycle
from home.models import Unit
from home.safety.actors import Actor, NotAllowed, require
from home.safety.locks import holding, tried_twice
from home.text.vietnamese import person_sort_key

RIGHT = "donate.change_officerprofile"
HAND_ON = "donate.assign_pledge"


class Load(NamedTuple):
    """One officer, with what is on their desk."""

    user: Any
    name: str
    units: list[Unit]
    is_away: bool
    may_follow_up: bool  # false: left, or moved to other work
    open: int
    late: int


def loads() -> list[Load]:
    """Everybody who may follow up pledges, and whoever cannot (any more) and still holds open ones. By name."""
    can = set(assignment.who_may_follow_up().filter(is_superuser=False).values_list("pk", flat=True))
    late = Q(next_action_on__lt=timezone.localdate())
    held = {
        row["assignee"]: (row["open"], row["late"])
        for row in Pledge.objects.open()
        .filter(assignee__isnull=False)
        .order_by()
        .values("assignee")
        .annotate(open=Count("pk"), late=Count("pk", filter=late))
    }
    users = get_user_model().objects.filter(pk__in=can | set(held)).select_related("officer_profile")
    everybody = []
    for user in users.prefetch_related("officer_profile__units"):
        profile = getattr(user, "officer_profile", None)
        may = user.pk in can or (user.is_superuser and user.is_active)
        everybody.append(
            Load(
                user,
                user.get_full_name() or user.get_username(),
                sorted(profile.units.all(), key=lambda unit: unit.name) if profile else [],
                bool(profile and profile.is_away),
                may,
                *held.get(user.pk, (0, 0)),
            )
        )
    return sorted(everybody, key=lambda load: (load.may_follow_up, person_sort_key(load.name), load.user.pk))


@tried_twice
def settle(user: User, by: Actor, *, units: Iterable[Unit], is_away: bool) -> OfficerProfile:
    """Raises NotAllowed."""
    require(by, RIGHT)
    profile, _made = OfficerProfile.objects.get_or_create(user=user)
    with holding(profile) as held:
        profile = held(profile)
        profile.is_away = is_away
        profile.save()
        profile.units.set(units)
    return profile


@tried_twice
def hand_on(user: User, by: Actor, to: User | None = None, note: str = "") -> dict[User | None, int]:
    """All open pledges of `user` to `to`; to nobody named: each to whoever fits it, or to whoever supervises.

    Gives how many went to whom (None: whoever supervises). All of them or none. Raises NotAllowed.
    """
    require(by, HAND_ON)
    if to is not None and to.pk == user.pk:
        raise NotAllowed(_("Choose somebody else."))
    given: dict[User | None, int] = {}
    pledges = list(Pledge.objects.open().filter(assignee=user).select_related("fund").order_by("next_action_on"))
    with holding(*pledges) as held:
        for pledge in pledges:
            locked = held(pledge)
            if not locked.is_open or locked.assignee_id != user.pk:
                continue  # somebody else was quicker
            new = to
            if new is None:
                new = assignment.owner_for(pledge)
                new = None if new is not None and new.pk == user.pk else new
            lifecycle.assign(locked, by, new, note)
            given[new] = given.get(new, 0) + 1
    return given
