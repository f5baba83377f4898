"""On the first screen: requests about personal data that wait, and how many of them longer than the law allows."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import Component

from donate.privacy import requests as privacy_requests


class PrivacyPanel(Component):
    name = "privacy"
    order = 30
    template_name = "donate/desk/requests/panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        waiting = privacy_requests.waiting().count()
        return {"waiting": waiting, "late": privacy_requests.late() if waiting else 0}
