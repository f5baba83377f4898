"""Who gets a new pledge: an officer of its fund's unit if there is one, else whoever has least to do."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from home.rights import INTAKE

from .models import Pledge


def owner_for(pledge: Pledge) -> Any:
    """An active officer who is not away, or None: then the pledge waits, visibly, with whoever supervises."""
    load = (
        Pledge.objects.open()
        .filter(assignee=OuterRef("pk"))
        .order_by()
        .values("assignee")
        .annotate(n=Count("pk"))
        .values("n")
    )
    officers = (
        get_user_model()
        .objects.filter(is_active=True, groups__name=INTAKE)
        .exclude(officer_profile__is_away=True)
        .annotate(load=Coalesce(Subquery(load), 0))
        .order_by("load", "pk")
        .distinct()
    )
    unit_id = pledge.fund.unit_id
    if unit_id:
        local = officers.filter(officer_profile__units=unit_id).first()
        if local is not None:
            return local
    return officers.first()
