"""What waits for a second person: reversals, distributions beyond what a fund holds, and what other rooms bring."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext, pgettext_lazy
from django.views.decorators.http import require_http_methods

from campaigns.approvals import accounts, ledger_proposals, waiting
from campaigns.approvals.waiting import Fact, Waiting
from campaigns.ledger.gifts import quantity_words
from campaigns.models import BankAccountChange, LedgerLine, LedgerProposal
from home.safety.actors import NotAllowed, signed_in
from home.text.vietnamese import format_amount, format_quantity

from .careful import MaskedForm

SHOWN = 60


class ProposalRow(NamedTuple):
    proposal: LedgerProposal
    text: str


def line_words(line: LedgerLine) -> str:
    """«Dòng 21, 25/9/2026: 5.000.000 ₫, Đã nhận»: enough to know a line by, no donor's name."""
    what = format_amount(line.amount) if line.is_money else quantity_words(line)
    parts = {"number": line.sequence, "day": f"{line.date:%d/%m/%Y}", "what": what, "way": line.get_direction_display()}
    return _("Line %(number)d, %(day)s: %(what)s, %(way)s") % parts + (f", {line.note}" if line.note else "")


def proposal_words(proposal: LedgerProposal) -> str:
    if proposal.line is not None:
        return line_words(proposal.line)
    facts = ledger_proposals.unpacked(proposal.facts)
    if facts["kind"] == LedgerLine.Kind.MONEY:
        what = format_amount(facts["amount"])
    else:
        what = f"{format_quantity(facts['quantity'])} {facts['item_unit']} {facts['item']}"
    return ", ".join(filter(None, (what, facts["note"], facts["beneficiaries"], f"{facts['date']:%d/%m/%Y}")))


def own_waiting(user: User) -> list[ProposalRow]:
    """What this person asked for and nobody has decided yet."""
    own = _all().filter(state=LedgerProposal.State.PROPOSED, proposed_by=user)
    return [ProposalRow(proposal, proposal_words(proposal)) for proposal in own[:SHOWN]]


def _all() -> QuerySet[LedgerProposal]:
    return LedgerProposal.objects.select_related("fund", "line", "proposed_by", "decided_by", "result")


def ledger_waiting(user: User) -> Iterator[Waiting]:
    """For the list of all that waits (campaigns/approvals/waiting.py)."""
    if not user.has_perm("campaigns.view_ledgerproposal"):
        return
    for proposal in _all().filter(state=LedgerProposal.State.PROPOSED)[:SHOWN]:
        yield Waiting(
            what=proposal.get_what_display(),
            about=proposal.fund.name,
            text=proposal_words(proposal),
            reason=proposal.reason,
            asked_by=proposal.proposed_by,
            asked_at=proposal.proposed_at,
            url=reverse("campaigns_proposal_decide", args=[proposal.pk]),
            may_decide=ledger_proposals.may_decide(user, proposal),
        )


def account_waiting(user: User) -> Iterator[Waiting]:
    if not user.has_perm("campaigns.view_bankaccountchange"):
        return
    changes = BankAccountChange.objects.filter(state=BankAccountChange.State.PROPOSED)
    for change in changes.select_related("account", "proposed_by")[:SHOWN]:
        account = change.after or change.before
        yield Waiting(
            what=change.get_what_display(),
            about=_("Bank accounts"),
            text=", ".join(filter(None, (account.get("bank_name", ""), account.get("number", "")))),
            reason=change.reason,
            asked_by=change.proposed_by,
            asked_at=change.proposed_at,
            url=reverse("campaigns_account_changes"),
            may_decide=accounts.may_decide(user, change),
        )


@require_http_methods(["GET"])
def proposal_list(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("campaigns.view_ledgerproposal"):
        raise PermissionDenied
    decided = _all().exclude(state=LedgerProposal.State.PROPOSED).order_by("-decided_at", "-pk")[:SHOWN]
    everything = waiting.everything(signed_in(request))
    context = {
        "mine": [proposal for proposal in everything if proposal.may_decide],
        "others": [proposal for proposal in everything if not proposal.may_decide],
        "decided": [ProposalRow(proposal, proposal_words(proposal)) for proposal in decided],
        "header_title": _("Waiting for a second person"),
    }
    return TemplateResponse(request, "campaigns/desk/proposals.html", context)


def _facts(proposal: LedgerProposal, user: User) -> list[Fact]:
    """Everything that the second person has to know: the line, the fund before and after, what hangs on the line."""
    fund, line = proposal.fund, proposal.line
    balance = fund.totals.balance
    facts = [
        Fact(_("Fund"), str(fund)),
        Fact(pgettext("ledger", "what is asked").capitalize(), proposal_words(proposal)),
    ]
    if line is not None:
        change = 0 if not line.is_money else -line.amount if line.is_received else line.amount
        facts.append(Fact(_("Line"), str(line.sequence), reverse("campaigns_ledger:inspect", args=[line.pk])))
        facts += waiting.beside(line, user)
        files = line.evidence.count()
        if files:
            facts.append(Fact(pgettext("distribution", "Evidence"), str(files)))
    else:
        distribution = ledger_proposals.unpacked(proposal.facts)
        change = -distribution["amount"] if distribution["kind"] == LedgerLine.Kind.MONEY else 0
        for name, label in (("place", _("Where")), ("decision_number", _("Decision")), ("unit", _("Unit"))):
            if distribution.get(name):
                facts.append(Fact(label, str(distribution[name])))
    if change and proposal.state == LedgerProposal.State.PROPOSED:
        facts.append(Fact(_("The fund holds now"), format_amount(balance)))
        facts.append(Fact(_("The fund holds afterwards"), format_amount(balance + change)))
    return facts


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = get_object_or_404(_all().select_related("fund__ledger_totals"), pk=pk)
    if not request.user.has_perm("campaigns.view_ledgerproposal"):
        raise PermissionDenied
    if request.method == "POST":
        return _decided(request, proposal)
    context = {
        "proposal": proposal,
        "facts": _facts(proposal, signed_in(request)),
        "may_decide": ledger_proposals.may_decide(signed_in(request), proposal),
        "header_title": proposal.get_what_display(),
    }
    return TemplateResponse(request, "campaigns/desk/proposal.html", context)


def _decided(request: HttpRequest, proposal: LedgerProposal) -> HttpResponse:
    if not request.user.has_perm(ledger_proposals.RIGHT_TO_DECIDE[LedgerProposal.What(proposal.what)]):
        raise PermissionDenied
    decision = request.POST.get("decision")
    if decision not in ("approve", "refuse"):
        messages.error(request, _("Choose: approve or refuse."))
        return redirect("campaigns_proposal_decide", proposal.pk)
    try:
        done = ledger_proposals.decide(proposal, signed_in(request), approve=decision == "approve")
    except NotAllowed as error:
        messages.error(request, str(error))
        return redirect("campaigns_proposal_decide", proposal.pk)
    if done.result is not None:
        messages.success(
            request, _("Approved: line %(number)d stands in the ledger.") % {"number": done.result.sequence}
        )
    else:
        messages.success(request, _("Refused. Nothing has been written."))
    return redirect("campaigns_proposals")


class ReasonForm(MaskedForm):
    """Why a line is wrong: printed beside the line that turns it back, so it is looked through for names."""

    public_fields = ("reason",)
    reason = forms.CharField(
        label=pgettext_lazy("reversal", "why the line is wrong"),
        max_length=300,
        help_text=_l("Anybody can read it in the public account: no names, no telephone numbers."),
    )


@require_http_methods(["GET", "POST"])
def propose_reversal(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.has_perm("campaigns.propose_reversal"):
        raise PermissionDenied
    line = get_object_or_404(LedgerLine.objects.select_related("fund"), pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            ledger_proposals.propose_reversal(line, signed_in(request), form.cleaned_data["reason"])
        except NotAllowed as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Asked. A second person has to agree; until then the line stands as it is."))
            return redirect("campaigns_proposals")
    context = {
        "form": form,
        "header_title": _("Turn line %(number)d back") % {"number": line.sequence},
        "intro": f"{line.fund}. {line_words(line)}",
        "beside": waiting.beside(line, signed_in(request)),
        "submit": _("Ask for it"),
    }
    return TemplateResponse(request, "campaigns/desk/simple_form.html", context)
