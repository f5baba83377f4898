"""For a pledge's page: what was asked of its data, and who used them."""

from __future__ import annotations

from typing import Any

from django import template
from django.db.models import Count, Max

from donate.models import DataAccess, Pledge
from donate.privacy.requests import MAY_ASK, Terms

register = template.Library()


@register.inclusion_tag("donate/desk/pledge/privacy.html", takes_context=True)
def pledge_privacy(context: Any, pledge: Pledge) -> dict[str, Any]:
    """Requests with their clocks and the way to write one down; how often the data were used, for who may know."""
    user = context["request"].user
    wishes, used = [], {}
    if user.has_perm("donate.view_privacyrequest"):
        requests = list(pledge.privacy_requests.all())
        terms = Terms.read() if requests else None
        wishes = [(request, terms.clock(request)) for request in requests] if terms else []
    if user.has_perm("donate.view_dataaccess"):
        used = DataAccess.objects.filter(pledge=pledge).aggregate(
            number=Count("pk"), people=Count("user", distinct=True), last=Max("at")
        )
    return {
        "pledge": pledge,
        "wishes": wishes,
        "used": used,
        "may_ask": user.has_perm(MAY_ASK) and not pledge.erased_at,
    }
