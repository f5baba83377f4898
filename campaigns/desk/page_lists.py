"""How campaigns and addresses look in the page explorer: the columns an editor asks about."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet

from campaigns.models import CampaignPage, HumanitarianAddressPage
from home.text.vietnamese import amount_in_prose


def columns(*own: Column) -> list[Any]:
    """Wagtail's first columns, ours, then when it was touched and whether it is public."""
    base = {column.name: column for column in ExplorableIndexView.base_columns}
    return [
        *(base[name] for name in ("bulk_actions", "title")),
        *own,
        base["latest_revision_created_at"],
        base["status"],
    ]


class CampaignViewSet(PageViewSet):
    model = CampaignPage
    icon = "wallet"
    columns = columns(
        Column("fund_state", label=_("Fund"), accessor=lambda page: page.fund.get_state_display(), width="14%"),
        Column(
            "received",
            label=_("Received"),
            accessor=lambda page: amount_in_prose(page.fund.totals.received),
            width="14%",
        ),
        Column(
            "closes_on",
            label=_("Receives until"),
            accessor=lambda page: f"{page.fund.closes_on:%d/%m/%Y}" if page.fund.closes_on else "",
            sort_key="fund__closes_on",
            width="12%",
        ),
    )


class AddressViewSet(PageViewSet):
    model = HumanitarianAddressPage
    icon = "user"
    columns = columns(
        Column("unit", label=_("Unit"), accessor=lambda page: page.unit.name, sort_key="unit__name", width="16%"),
        Column("state", label=_("State"), accessor=lambda page: page.state_words, sort_key="state", width="18%"),
        Column(
            "monthly_need",
            label=_("Needed each month"),
            accessor=lambda page: amount_in_prose(page.monthly_need),
            sort_key="monthly_need",
            width="12%",
        ),
    )


VIEWSETS = (CampaignViewSet, AddressViewSet)
