"""The first screen after signing in, for who works with pledges and money: each group sees its own work, drawn.

Each panel is shown by a right, so somebody who is officer and treasurer sees both. An administrator, who may do
everything, sees what whoever supervises sees.
"""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from wagtail.admin.ui.components import Component

from . import leader, morning, supervisor
from .privacy import PrivacyPanel


def address(name: str, query: str = "") -> str:
    """ "" for a screen that is not there."""
    try:
        return reverse(name) + (f"?{query}" if query else "")
    except NoReverseMatch:
        return ""


class DeskPanel(Component):
    """`right`: who sees it. `figures(user)` gives what the template draws."""

    right = ""

    def __init__(self, request: HttpRequest) -> None:
        self.user: Any = request.user

    @classmethod
    def shows_to(cls, user: Any) -> bool:
        return not user.is_superuser and user.has_perm(cls.right)

    @property
    def media(self) -> Media:
        return Media(css={"all": ["donate/desk-figures.css", "donate/desk-home.css"]})


class FindPanel(DeskPanel):
    """Instead of the search among pages, which shows nothing to who has no rights on pages."""

    name, order, right = "desk_find", 15, "donate.view_pledge"
    template_name = "donate/desk/first/find.html"


class OfficerPanel(DeskPanel):
    name, order, right = "desk_officer", 20, "donate.handle_pledge"
    template_name = "donate/desk/first/officer.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"morning": morning.of_officer(self.user)}


class TreasurerPanel(DeskPanel):
    name, order, right = "desk_treasurer", 25, "campaigns.record_receipt_money"
    template_name = "donate/desk/first/treasurer.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"morning": morning.of_treasurer(self.user), "write_offs_url": address("donate_write_offs")}


class SupervisorPanel(DeskPanel):
    name, order, right = "desk_supervisor", 30, "donate.write_off_pledge"
    template_name = "donate/desk/first/supervisor.html"

    @classmethod
    def shows_to(cls, user: Any) -> bool:
        return user.has_perm(cls.right)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {
            "watch": supervisor.of(self.user),
            "requests_url": address("donate_privacy_requests"),
        }


class LeaderPanel(DeskPanel):
    """For who sees reports and no pledge."""

    name, order, right = "desk_leader", 35, "donate.see_reports"
    template_name = "donate/desk/first/leader.html"

    @classmethod
    def shows_to(cls, user: Any) -> bool:
        return super().shows_to(user) and not user.has_perm("donate.view_pledge")

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"overview": leader.now()}


PANELS = (FindPanel, OfficerPanel, TreasurerPanel, SupervisorPanel, LeaderPanel)


def add_panels(request: HttpRequest, panels: list[Any]) -> None:
    """construct_homepage_panels"""
    user: Any = request.user
    panels.extend(panel(request) for panel in PANELS if panel.shows_to(user))
    # Whoever supervises sees the requests among what is watched.
    if user.has_perm("donate.view_privacyrequest") and not SupervisorPanel.shows_to(user):
        panels.append(PrivacyPanel())
