"""Funds and the ledger in the administration. ModelViewSets, never snippets: rights hold on every address."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets import Button, HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from campaigns.ledger.gifts import quantity_words
from campaigns.models import BankAccount, Fund, LedgerLine
from home.admin.menu import RightItem
from home.text.vietnamese import format_amount

from .forms import FundForm


class FundEditView(generic.EditView):
    @property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        if self.request.user.has_perm("campaigns.change_fund_state"):
            url = reverse("campaigns_fund_state", args=[self.object.pk])
            buttons.append(HeaderButton(label=_g("Move the fund on"), url=url, icon_name="arrow-right"))
        return buttons


class FundDeleteView(generic.DeleteView):
    """A fund on which money stands is not deleted, and the screen says why."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        fund = Fund.objects.filter(pk=kwargs["pk"]).first()
        if fund is not None and request.user.has_perm("campaigns.delete_fund"):
            held = ", ".join(f"{number} {name}" for name, number in fund.obstacles().items())
            if held:
                messages.error(
                    request,
                    _g("Something stands on this fund, so it cannot be deleted: %(what)s. Archive it instead.")
                    % {"what": held},
                )
                return redirect("campaigns_funds:index")
        return super().dispatch(request, *args, **kwargs)


class FundIndexView(generic.IndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("ledger_totals")

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        buttons = list(super().get_list_more_buttons(instance))
        if self.request.user.has_perm("campaigns.record_distribution"):
            url = reverse("campaigns_distribute", args=[instance.pk])
            buttons.append(Button(_g("Record a distribution"), url=url, icon_name="upload", priority=5))
        if self.request.user.has_perm("campaigns.change_fund_state"):
            url = reverse("campaigns_fund_state", args=[instance.pk])
            buttons.append(Button(_g("Move the fund on"), url=url, icon_name="arrow-right", priority=6))
        return buttons


class LedgerIndexView(generic.IndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("fund")


def _name(user: Any) -> str:
    return user.get_full_name() or user.get_username() if user else _g("the system")


class LedgerInspectView(generic.InspectView):
    def get_page_title(self) -> str:
        return _g("Line %(number)d") % {"number": self.object.sequence}

    def get_page_subtitle(self) -> str:
        return str(self.object.fund)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        line, user = self.object, self.request.user
        facts = [
            (_g("Fund"), line.fund),
            (pgettext("ledger", "What for"), line.note),
            (_g("Kind"), f"{line.get_direction_display()}, {line.get_kind_display().lower()}"),
            (_g("Money") if line.is_money else _g("Estimated value"), format_amount(line.amount)),
            (_g("Goods"), "" if line.is_money else quantity_words(line)),
            (_g("Date"), f"{line.date:%d/%m/%Y}"),
            (_g("Channel"), line.get_channel_display()),
            (_g("Unit"), line.unit),
            (pgettext("ledger", "To whom"), line.beneficiaries),
            (_g("How many people"), line.beneficiary_count),
            (_g("Where"), line.place),
            (_g("Decision"), line.decision_number),
            (_g("Why more than the fund holds"), line.over_balance_reason),
            (_g("Turns back line"), line.reverses.sequence if line.reverses else ""),
            (_g("Reason"), line.reason),
            (_g("Recorded"), f"{localtime(line.recorded_at):%H:%M %d/%m/%Y}, {_name(line.recorder)}"),
            (_g("Check code"), line.digest),
        ]
        reversed_by = LedgerLine.objects.filter(reverses=line).first()
        return {
            **super().get_context_data(**kwargs),
            "object": line,
            "facts": [(label, value) for label, value in facts if value not in ("", None)],
            "evidence": line.evidence.select_related("document", "image"),
            "reversed_by": reversed_by,
            "may_add_evidence": user.has_perm("campaigns.record_distribution"),
            "may_reverse": not reversed_by and not line.reverses_id and user.has_perm("campaigns.propose_reversal"),
        }


class MoneyColumn(Column):
    def get_value(self, instance: Any) -> str:
        return format_amount(super().get_value(instance) or 0)


class FundViewSet(ModelViewSet):
    model = Fund
    name = "campaigns_funds"
    url_prefix = "quy"
    icon = "wallet"
    menu_label = _("Funds")
    form_class = None
    index_view_class = FundIndexView
    edit_view_class = FundEditView
    delete_view_class = FundDeleteView
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = [
        "name",
        "code",
        Column("get_state_display", label=_("State")),
        MoneyColumn("totals.received", label=_("Received"), accessor="totals.received"),
        MoneyColumn("totals.balance", label=_("Left in the fund"), accessor="totals.balance"),
        "closes_on",
    ]
    list_filter = ["state", "unit"]
    search_fields = ["name", "code"]
    ordering = ["name"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("code")]),
            FieldRowPanel([FieldPanel("unit"), FieldPanel("account")]),
            MultiFieldPanel(
                [
                    FieldPanel("goal"),
                    FieldRowPanel([FieldPanel("item_name"), FieldPanel("item_count")]),
                    FieldPanel("purpose"),
                    FieldPanel("suggested_amounts"),
                ],
                _("Goal"),
            ),
            MultiFieldPanel(
                [FieldPanel(f"accepts_{kind}") for kind in ("money", "goods", "time", "blood")], _("What it takes")
            ),
            InlinePanel("needs", heading=_("Goods still needed"), label=_("Thing")),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]), FieldPanel("distribute_by")],
                _("Dates"),
            ),
        ],
        base_form_class=FundForm,
    )


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Lines are looked at, never added, changed or deleted on a list screen."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, "view")

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        return self.user_has_any_permission(user, actions)


class LedgerLineViewSet(ModelViewSet):
    model = LedgerLine
    name = "campaigns_ledger"
    url_prefix = "so-cai"
    icon = "list-ol"
    menu_label = _("Ledger")
    index_view_class = LedgerIndexView
    inspect_view_enabled = True
    inspect_view_class = LedgerInspectView
    inspect_template_name = "campaigns/desk/ledger_line.html"
    inspect_view_fields_exclude = ["id", "need"]
    copy_view_enabled = False
    add_to_reference_index = False
    exclude_form_fields: list[str] = []
    form_fields = ["note"]
    list_display = [
        TitleColumn(
            "sequence",
            label=pgettext_lazy("ledger", "Line"),
            get_url=lambda line: reverse("campaigns_ledger:inspect", args=[line.pk]),
        ),
        "date",
        "fund",
        Column("get_direction_display", label=_("Kind")),
        MoneyColumn("amount", label=_("Money")),
        "item",
        "note",
    ]
    list_filter = ["fund", "direction", "kind", "channel"]
    search_fields = ["note", "item", "beneficiaries", "decision_number", "public_name__name"]
    search_backend_name = None
    list_per_page = 40
    ordering = ["-date", "-pk"]

    @property
    def permission_policy(self) -> ReadOnlyPolicy:
        return ReadOnlyPolicy(self.model)


class BankAccountViewSet(ModelViewSet):
    model = BankAccount
    name = "campaigns_accounts"
    url_prefix = "tai-khoan"
    icon = "lock"
    menu_label = _("Bank accounts")
    copy_view_enabled = False
    form_fields = ["purpose"]
    list_display = ["bank_name", "number", "holder", "is_active"]

    @property
    def permission_policy(self) -> ReadOnlyPolicy:
        return ReadOnlyPolicy(self.model)


class MoneyGroup(ModelViewSetGroup):
    items = (FundViewSet, LedgerLineViewSet, BankAccountViewSet)
    menu_label = _("Funds and ledger")
    menu_icon = "wallet"
    menu_order = 220

    def get_submenu_items(self) -> list[MenuItem]:
        waiting = RightItem(
            _("Waiting for a second person"),
            "campaigns_proposals",
            "campaigns.view_ledgerproposal",
            icon_name="view",
            order=90,
        )
        changes = RightItem(
            _("Changes of bank accounts"),
            "campaigns_account_changes",
            "campaigns.view_bankaccountchange",
            icon_name="history",
            order=95,
        )
        return [*super().get_submenu_items(), waiting, changes]
