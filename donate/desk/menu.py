"""The desk in the administration's menu: each entry shows to who may use it."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.menu import Menu, SubmenuMenuItem

from home.admin.menu import RightItem


def entries() -> list[RightItem]:
    """In the order of the morning's work."""
    return [
        RightItem(_("Follow up"), "donate_desk", "donate.view_pledge", icon_name="mail", order=10),
        RightItem(_("Write a promise down"), "donate_entry", "donate.add_pledge", icon_name="edit", order=20),
        RightItem(_("Reminders"), "donate_reminders", "donate.handle_pledge", icon_name="history", order=25),
        RightItem(
            pgettext_lazy("desk", "Record what came"),
            "donate_receive_walk_in",
            "campaigns.record_receipt_money",
            "campaigns.record_receipt_goods",
            icon_name="download",
            order=30,
        ),
        RightItem(_("Receipts"), "donate_receipts", "donate.view_receipt", icon_name="doc-full", order=35),
        RightItem(_("Bank statements"), "donate_bank", "donate.view_bankstatement", icon_name="table", order=40),
        RightItem(
            _("Waiting for a second person"),
            "campaigns_proposals",
            "campaigns.view_ledgerproposal",
            icon_name="view",
            order=50,
        ),
        RightItem(
            _("Waiting no longer for the rest"),
            "donate_write_offs",
            "donate.view_writeoffproposal",
            icon_name="circle-check",
            order=55,
        ),
        RightItem(
            _("Personal data"), "donate_privacy_requests", "donate.view_privacyrequest", icon_name="key", order=70
        ),
        RightItem(_("Who follows up"), "donate_officers", "donate.view_officerprofile", icon_name="group", order=80),
        RightItem(_("Log of looks"), "donate_access_log", "donate.view_dataaccess", icon_name="view", order=90),
    ]


class DeskMenuItem(SubmenuMenuItem):
    """Shown to who works with pledges. Who leads the chapter may read one of its lists, but has no desk."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("donate.view_pledge") and super().is_shown(request)


def desk_menu() -> SubmenuMenuItem:
    return DeskMenuItem(_("Pledge desk"), Menu(items=entries()), icon_name="mail", order=205, name="desk")


def report_item() -> RightItem:
    """Beside the desk: who leads the chapter sees the report and nothing of the desk."""
    return RightItem(
        _("Report of the chapter"), "donate_report", "donate.see_reports", icon_name="doc-full-inverse", order=225
    )
