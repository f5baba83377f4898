"""Moving a fund on, and changing a bank account by two people."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campaigns.approvals import accounts
from campaigns.fund_states import FOLLOWS, change_state
from campaigns.models import BankAccountChange, Fund
from home.safety.actors import NotAllowed, signed_in

from .forms import AccountChangeForm


def _require(request: HttpRequest, *rights: str) -> None:
    if not any(request.user.has_perm(right) for right in rights):
        raise PermissionDenied


@require_http_methods(["GET", "POST"])
def fund_state(request: HttpRequest, pk: int) -> HttpResponse:
    _require(request, "campaigns.change_fund_state")
    fund = get_object_or_404(Fund.objects.select_related("ledger_totals"), pk=pk)
    if request.method == "POST":
        try:
            reason = request.POST.get("reason", "")[:300].strip()
            change_state(fund, request.POST.get("to", ""), signed_in(request), reason)
        except NotAllowed as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The fund is now: %(state)s.") % {"state": fund.get_state_display()})
        return redirect("campaigns_fund_state", pk)
    context = {
        "fund": fund,
        "steps": [(state, Fund.State(state).label) for state in FOLLOWS[fund.state]],
        "changes": [
            (change, Fund.State(change.before).label, Fund.State(change.after).label)
            for change in fund.state_changes.select_related("by")
        ],
        "header_title": fund.name,
    }
    return TemplateResponse(request, "campaigns/desk/fund_state.html", context)


@require_http_methods(["GET", "POST"])
def account_change_list(request: HttpRequest) -> HttpResponse:
    _require(
        request,
        "campaigns.add_bankaccountchange",
        "campaigns.decide_bankaccountchange",
        "campaigns.view_bankaccountchange",
    )
    may_propose = request.user.has_perm("campaigns.add_bankaccountchange")
    form = AccountChangeForm(request.POST or None)
    if request.method == "POST":
        if not may_propose:
            raise PermissionDenied
        if form.is_valid() and _propose(request, form):
            return redirect("campaigns_account_changes")
    context: dict[str, Any] = {
        "form": form,
        "may_propose": may_propose,
        "may_decide": request.user.has_perm("campaigns.decide_bankaccountchange"),
        "changes": BankAccountChange.objects.select_related("account", "proposed_by", "decided_by")[:100],
        "header_title": _("Changes of bank accounts"),
    }
    return TemplateResponse(request, "campaigns/desk/account_changes.html", context)


def _propose(request: HttpRequest, form: AccountChangeForm) -> bool:
    data = form.cleaned_data
    after = {name: data[name] for name in accounts.FIELDS if data[name]}
    try:
        accounts.propose(data["what"], signed_in(request), data["reason"], account=data["account"], after=after)
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            form.add_error(name if name in form.fields else None, sentences)
        return False
    except NotAllowed as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("Proposed. Another person has to approve it; both are told by mail."))
    return True


@require_http_methods(["POST"])
def account_change_decide(request: HttpRequest, pk: int) -> HttpResponse:
    _require(request, "campaigns.decide_bankaccountchange")
    change = get_object_or_404(BankAccountChange, pk=pk)
    decision = request.POST.get("decision")
    if decision not in ("approve", "refuse"):
        messages.error(request, _("Choose: approve or refuse."))
        return redirect("campaigns_account_changes")
    try:
        accounts.decide(change, signed_in(request), approve=decision == "approve")
    except NotAllowed as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Decided. The public page shows it at once."))
    return redirect("campaigns_account_changes")
