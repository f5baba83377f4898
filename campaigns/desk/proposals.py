"""What waits for a second person: reversals, and distributions beyond what a fund holds."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from home.vietnamese import format_amount

from .. import proposals
from ..gifts import quantity_words
from ..ledger import LedgerError
from ..models import LedgerLine, LedgerProposal
from .distributions import ReasonForm

SHOWN = 60


class ProposalRow(NamedTuple):
    proposal: LedgerProposal
    text: str
    may_decide: bool


def line_words(line: LedgerLine) -> str:
    """«Dòng 21, 25/9/2026: 5.000.000 ₫, Đã nhận»: enough to know a line by, no donor's name."""
    what = format_amount(line.amount) if line.is_money else quantity_words(line)
    parts = {"number": line.sequence, "day": f"{line.date:%d/%m/%Y}", "what": what, "way": line.get_direction_display()}
    return _("Line %(number)d, %(day)s: %(what)s, %(way)s") % parts + (f", {line.note}" if line.note else "")


def proposal_words(proposal: LedgerProposal) -> str:
    if proposal.line is not None:
        return line_words(proposal.line)
    facts = proposals.unpacked(proposal.facts)
    if facts["kind"] == LedgerLine.Kind.MONEY:
        what = format_amount(facts["amount"])
    else:
        what = f"{facts['quantity']:f} {facts['item_unit']} {facts['item']}"
    return ", ".join(filter(None, (what, facts["note"], facts["beneficiaries"], f"{facts['date']:%d/%m/%Y}")))


def waiting_for(user: Any) -> list[ProposalRow]:
    """What this person may decide now."""
    waiting = _all().filter(state=LedgerProposal.State.PROPOSED)
    return [row for row in (_row(one, user) for one in waiting[:SHOWN]) if row.may_decide]


def _all():
    return LedgerProposal.objects.select_related("fund", "line", "proposed_by", "decided_by", "result")


def _row(proposal: LedgerProposal, user: Any) -> ProposalRow:
    return ProposalRow(proposal, proposal_words(proposal), proposals.may_decide(user, proposal))


@require_http_methods(["GET"])
def proposal_list(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("campaigns.view_ledgerproposal"):
        raise PermissionDenied
    waiting = _all().filter(state=LedgerProposal.State.PROPOSED)[:SHOWN]
    decided = _all().exclude(state=LedgerProposal.State.PROPOSED)[:SHOWN]
    context = {
        "waiting": [_row(one, request.user) for one in waiting],
        "decided": [_row(one, request.user) for one in decided],
        "header_title": _("Waiting for a second person"),
    }
    return TemplateResponse(request, "campaigns/desk/proposals.html", context)


@require_http_methods(["POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = get_object_or_404(LedgerProposal, pk=pk)
    if not request.user.has_perm(proposals.RIGHT_TO_DECIDE[LedgerProposal.What(proposal.what)]):
        raise PermissionDenied
    approve = request.POST.get("decision") == "approve"
    try:
        done = proposals.decide(proposal, request.user, approve=approve)
    except ValueError as error:  # LedgerError, and what a reverser refuses
        messages.error(request, str(error))
        return redirect("campaigns_proposals")
    if done.result is not None:
        messages.success(
            request, _("Approved: line %(number)d stands in the ledger.") % {"number": done.result.sequence}
        )
    else:
        messages.success(request, _("Refused. Nothing has been written."))
    return redirect("campaigns_proposals")


@require_http_methods(["GET", "POST"])
def propose_reversal(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.has_perm("campaigns.propose_reversal"):
        raise PermissionDenied
    line = get_object_or_404(LedgerLine.objects.select_related("fund"), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            proposals.propose_reversal(line, request.user, form.cleaned_data["reason"])
        except LedgerError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Asked. A second person has to agree; until then the line stands as it is."))
            return redirect("campaigns_proposals")
    context = {
        "form": form,
        "header_title": _("Turn line %(number)d back") % {"number": line.sequence},
        "intro": f"{line.fund}. {line_words(line)}",
        "submit": _("Ask for it"),
    }
    return TemplateResponse(request, "campaigns/desk/simple_form.html", context)
