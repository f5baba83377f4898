"""Pledges as staff see them: what is due first, found by reference, name or telephone in any spelling. Looked at only.

A ModelViewSet, never a snippet: Wagtail's snippet screens show rows to editors without any right on them.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from home.vietnamese import fold, format_phone, parse_phone

from .. import reference
from ..journey import what_words
from ..models import Pledge


class LookOnlyPolicy(ModelPermissionPolicy):
    """Pledges change through lifecycle.py alone: no generic screen adds, edits or deletes one."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, "view")

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        return self.user_has_any_permission(user, actions)


def matching(pledges: QuerySet[Pledge], words: str) -> QuerySet[Pledge]:
    """By reference, telephone or name, however typed."""
    words = words.replace("\x00", "").strip()[:80]
    found = Q(folded_name__contains=fold(words)) | Q(reference=reference.normalise(words))
    with suppress(ValueError):
        found |= Q(phone=parse_phone(words))
    return pledges.filter(found)


class PledgeIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Pledge]:
        return Pledge.objects.select_related("fund", "need", "assignee")

    def order_queryset(self, queryset: QuerySet[Pledge]) -> QuerySet[Pledge]:
        return queryset.order_by(F("next_action_on").asc(nulls_last=True), "-created_at", "-pk")

    def search_queryset(self, queryset: QuerySet[Pledge]) -> QuerySet[Pledge]:
        return matching(queryset, self.search_query) if self.search_query else queryset


class PhoneColumn(Column):
    def get_value(self, instance: Pledge) -> str:
        return format_phone(instance.phone)


class WhatColumn(Column):
    def get_value(self, instance: Pledge) -> str:
        return what_words(instance)


class PledgeInspectView(generic.InspectView):
    def get_fields_context(self) -> list[dict[str, Any]]:
        pledge = self.object
        rows: list[tuple[Any, str]] = [(_("What happened so far"), "")]
        for event in pledge.events.select_related("actor"):
            who = event.actor.get_full_name() or event.actor.get_username() if event.actor else ""
            text = " ".join(filter(None, (f"{event.at:%d/%m/%Y %H:%M}", who, event.action, event.after, event.note)))
            rows.append(("", text))
        return [
            *super().get_fields_context(),
            *({"label": label, "value": value, "component": None} for label, value in rows),
        ]


class PledgeViewSet(ModelViewSet):
    model = Pledge
    name = "donate_pledges"
    url_prefix = "ban-tiep-nhan"
    icon = "mail"
    menu_label = _("Pledges")
    menu_order = 210
    add_to_admin_menu = False
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = PledgeIndexView
    inspect_view_class = PledgeInspectView
    form_fields = ["message"]
    inspect_view_fields = [
        *("reference", "fulfilment", "fund", "kind", "amount", "months", "goods", "quantity", "hours", "available_on"),
        *("blood_group", "donor_type", "name", "phone", "email", "commune", "message", "public_name", "source"),
        *(
            "received_amount",
            "assignee",
            "next_action_on",
            "contacts",
            "acknowledgement",
            "consent_version",
            "created_at",
        ),
    ]
    list_display = [
        Column("reference", label=_("Reference")),
        Column("get_fulfilment_display", label=_("State")),
        WhatColumn("what", label=_("Gift")),
        Column("fund", label=_("Fund")),
        Column("name", label=_("Name")),
        PhoneColumn("phone", label=_("Telephone")),
        Column("assignee", label=_("Followed up by")),
        DateColumn("next_action_on", label=_("Next step")),
    ]
    list_filter = ["fulfilment", "kind", "fund", "assignee", "next_action_on"]
    list_per_page = 40
    search_fields = ["reference"]

    @property
    def permission_policy(self) -> LookOnlyPolicy:
        return LookOnlyPolicy(self.model)
