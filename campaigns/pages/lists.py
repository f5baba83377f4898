"""Lists of campaigns and of humanitarian addresses: filtered without script, in a fixed number of queries."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Count, F, IntegerField, Value, When
from django.http import HttpRequest
from django.utils.translation import gettext as _

from campaigns.models import (
    CampaignIndexPage,
    CampaignPage,
    Fund,
    HumanitarianAddressIndexPage,
    HumanitarianAddressPage,
)
from campaigns.pledged import pledged_for
from campaigns.sums_in_words import headline_words
from home.models import Unit
from home.pages.listing import Choice, Filter, paginate
from home.pictures.renditions import with_pictures

State = HumanitarianAddressPage.State


def campaign_list(page: CampaignIndexPage, request: HttpRequest) -> dict[str, Any]:
    """Open campaigns first, the one that closes soonest on top; then what is finished, newest first."""
    campaigns = (
        CampaignPage.objects.live()
        .public()
        .exclude(fund__state=Fund.State.DRAFT)
        .annotate(
            rank=Case(When(fund__state=Fund.State.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
        )
        .order_by("rank", Case(When(rank=0, then=F("fund__closes_on"))), "-fund__closes_on", "-pk")
        .defer("body")
    )
    listed = paginate(campaigns, request.GET, 12)
    shown = with_pictures(listed.object_list)
    promised = pledged_for([campaign.fund_id for campaign in shown])
    for campaign in shown:
        campaign.words = headline_words(campaign.fund)
        campaign.pledged = promised[campaign.fund_id]
        campaign.accepting = campaign.fund.is_accepting()
    listed.object_list = shown
    return {"campaigns": listed, "list_number": listed.number}


def address_list(page: HumanitarianAddressIndexPage, request: HttpRequest) -> dict[str, Any]:
    """Those nobody helps yet come first."""
    everything = HumanitarianAddressPage.objects.live().public().defer("body")
    counts = {name: _counts(everything, name) for name in ("unit", "need", "state")}
    units = Unit.objects.filter(pk__in=counts["unit"]).only("name", "slug")
    filters = [
        Filter.read(
            request.GET,
            "trang-thai",
            _("State"),
            _("All states"),
            [
                Choice(value.replace("_", "-"), str(label), counts["state"].get(value, 0))
                for value, label in State.choices
            ],
        ),
        Filter.read(
            request.GET,
            "nhu-cau",
            _("Need"),
            _("All needs"),
            [
                Choice(value, str(label), counts["need"][value])
                for value, label in HumanitarianAddressPage.Need.choices
                if value in counts["need"]
            ],
        ),
        Filter.read(
            request.GET,
            "don-vi",
            _("Unit"),
            _("All units"),
            [Choice(unit.slug, unit.name, counts["unit"][unit.pk]) for unit in units],
        ),
    ]
    state, need, unit = filters
    chosen = everything
    if state.value:
        chosen = chosen.filter(state=state.value.replace("-", "_"))
    if need.value:
        chosen = chosen.filter(need=need.value)
    if unit.value:
        chosen = chosen.filter(unit__slug=unit.value)
    chosen = chosen.annotate(
        rank=Case(
            When(state=State.WAITING, then=Value(0)),
            When(state=State.PARTLY, then=Value(1)),
            When(state=State.STOOD_BY, then=Value(2)),
            default=Value(3),
            output_field=IntegerField(),
        )
    ).order_by("rank", "-first_published_at", "-pk")
    listed = paginate(chosen, request.GET, 18)
    listed.object_list = with_pictures(listed.object_list)
    return {
        "addresses": listed,
        "list_number": listed.number,
        "filters": filters,
        "is_filtered": any(choice.value for choice in filters),
        "waiting": counts["state"].get(State.WAITING, 0) + counts["state"].get(State.PARTLY, 0),
    }


def _counts(pages: Any, name: str) -> dict[Any, int]:
    return dict(pages.order_by().values_list(name).annotate(number=Count("pk")))
