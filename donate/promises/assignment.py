"""Who gets a new pledge: an officer near its fund's unit, else one who looks after no unit, else nobody."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from donate.models import Pledge
from home.models import Unit
from home.safety.rights import INTAKE
from home.unit_tree import above


def who_may_follow_up() -> QuerySet[Any]:
    """Active people whom a pledge may be given to. With anybody else it is as good as unassigned."""
    return get_user_model().objects.with_perm(
        "donate.handle_pledge", backend="django.contrib.auth.backends.ModelBackend"
    )


def owner_for(pledge: Pledge) -> Any:
    """An active officer who is not away, or None: then the pledge waits, visibly, with whoever supervises.

    First who looks after the fund's unit, then after what that unit belongs to, and so on up; then who looks after no
    unit. Somebody who looks after other units only is never asked. Of several, whoever has least to do.
    """
    places = _places(pledge.fund.unit_id)
    load = (
        Pledge.objects.open()
        .filter(assignee=OuterRef("pk"))
        .order_by()
        .values("assignee")
        .annotate(count=Count("pk"))
        .values("count")
    )
    officers = (
        get_user_model()
        .objects.filter(is_active=True, groups__name=INTAKE)
        .exclude(officer_profile__is_away=True)
        .annotate(load=Coalesce(Subquery(load), 0))
        .select_related("officer_profile")
        .prefetch_related("officer_profile__units")
        .distinct()
    )
    fit = [(distance, officer.load, officer.pk, officer) for officer in officers if (distance := _far(officer, places))]
    return min(fit, key=lambda candidate: candidate[:3])[3] if fit else None


def _places(unit_id: int | None) -> list[int]:
    """Units from the fund's own upwards. A fund without a unit is the whole chapter's: the units at the top."""
    if unit_id:
        return above(unit_id)
    return list(Unit.objects.filter(parent__isnull=True, kind=Unit.Kind.PROVINCE).values_list("pk", flat=True))


def _far(officer: Any, places: list[int]) -> int:
    """1 for an officer of the nearest place, more further up, most for one without units; 0: does not fit."""
    profile = getattr(officer, "officer_profile", None)
    own = {unit.pk for unit in profile.units.all()} if profile else set()
    if not own:
        return len(places) + 1
    return next((step for step, place in enumerate(places, 1) if place in own), 0)
