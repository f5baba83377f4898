"""Staff screens of funds, ledger and accounts."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks

from .approvals import waiting
from .desk import distributions, proposals, views
from .desk.page_lists import VIEWSETS
from .desk.panel import FundsPanel
from .desk.viewsets import MoneyGroup

waiting.register(proposals.ledger_waiting)
waiting.register(proposals.account_waiting)


@hooks.register("register_admin_viewset")
def money_screens() -> MoneyGroup:
    return MoneyGroup()


@hooks.register("register_admin_viewset")
def page_lists() -> list[Any]:
    return [viewset(f"campaigns_{viewset.model._meta.model_name}") for viewset in VIEWSETS]


@hooks.register("register_admin_urls")
def money_urls() -> list[Any]:
    return [
        path("quy/<int:pk>/trang-thai/", views.fund_state, name="campaigns_fund_state"),
        path("doi-tai-khoan/", views.account_change_list, name="campaigns_account_changes"),
        path("doi-tai-khoan/<int:pk>/", views.account_change_decide, name="campaigns_account_change_decide"),
        path("quy/<int:pk>/trao/", distributions.distribute, name="campaigns_distribute"),
        path("so-cai/<int:pk>/chung-tu/", distributions.add_evidence, name="campaigns_evidence"),
        path("so-cai/<int:pk>/dao/", proposals.propose_reversal, name="campaigns_propose_reversal"),
        path("cho-nguoi-thu-hai/", proposals.proposal_list, name="campaigns_proposals"),
        path("cho-nguoi-thu-hai/<int:pk>/", proposals.decide, name="campaigns_proposal_decide"),
    ]


@hooks.register("register_icons")
def money_icons(icons: list[str]) -> list[str]:
    return [*icons, "campaigns/icons/wallet.svg"]


@hooks.register("insert_global_admin_css")
def money_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("campaigns/admin.css"))


@hooks.register("construct_homepage_panels")
def money_panel(request: HttpRequest, panels: list[Any]) -> None:
    if FundsPanel.shows_to(request.user):
        panels.append(FundsPanel(request))
