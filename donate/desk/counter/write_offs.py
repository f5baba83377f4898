"""«Thôi chờ phần còn lại»: proposing it, and the second person's word."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from donate.following.pledge_in_words import what_words
from donate.models import DataAccess, Pledge, WriteOffProposal
from donate.privacy import access
from donate.promises.lifecycle import Stale
from donate.receiving import write_offs
from home.safety.actors import NotAllowed, signed_in

from .waiting import pledge_url, progress_words

SHOWN = 100
View = DataAccess.Action.VIEW


class WriteOffForm(forms.Form):
    reason = forms.CharField(
        label=_("why nothing more will come"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Staff alone read it. The donor is not asked any more."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


def _may_look(request: HttpRequest) -> None:
    if not request.user.has_perm("donate.view_writeoffproposal"):
        raise PermissionDenied


@require_http_methods(["GET"])
def write_off_list(request: HttpRequest) -> HttpResponse:
    _may_look(request)
    proposals = WriteOffProposal.objects.select_related("pledge__fund", "pledge__need", "proposed_by", "decided_by")
    rows = [(proposal, pledge_url(proposal.pledge), progress_words(proposal.pledge)) for proposal in proposals[:SHOWN]]
    waits = [
        (proposal, url, words, write_offs.may_decide(signed_in(request), proposal))
        for proposal, url, words in rows
        if proposal.state == WriteOffProposal.State.PROPOSED
    ]
    context = {
        "waits": waits,
        "decided": [row for row in rows if row[0].state != WriteOffProposal.State.PROPOSED],
        "header_title": _g("Waiting no longer for the rest"),
        "header_icon": "circle-check",
    }
    return TemplateResponse(request, "donate/desk/counter/write_offs.html", context)


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.has_perm(write_offs.ASK):
        raise PermissionDenied
    pledge = get_object_or_404(Pledge.objects.select_related("fund", "need"), pk=pk)
    access.looked(request.user, View, pledge)
    form = WriteOffForm(request.POST if request.method == "POST" else None, initial={"version": pledge.version})
    status, changed = 200, None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            write_offs.propose(pledge, signed_in(request), data["reason"], data["version"])
        except Stale as error:
            status, changed = 409, error.current
            form.data = {**form.data.dict(), "version": str(changed.version)}  # type: ignore[attr-defined]
        except NotAllowed as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _g("Asked. A second person has to agree; until then the promise stays open."))
            return redirect("donate_write_offs")
    shown = changed or pledge
    context = {
        **_about(shown),
        "form": form,
        "changed": changed,
        "possible": write_offs.may_propose(signed_in(request), shown),
        "header_title": _g("Wait no longer for the rest"),
        "header_subtitle": pledge.reference,
        "header_icon": "circle-check",
    }
    return TemplateResponse(request, "donate/desk/counter/write_off_propose.html", context, status=status)


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    _may_look(request)
    proposals = WriteOffProposal.objects.select_related("pledge__fund", "pledge__need", "proposed_by", "decided_by")
    proposal = get_object_or_404(proposals, pk=pk)
    if request.method == "POST":
        return _decided(request, proposal)
    access.looked(request.user, View, proposal.pledge)
    context = {
        **_about(proposal.pledge),
        "proposal": proposal,
        "may_decide": write_offs.may_decide(signed_in(request), proposal),
        "is_own": proposal.proposed_by_id == request.user.pk,
        "header_title": _g("Wait no longer for the rest?"),
        "header_subtitle": proposal.pledge.reference,
        "header_icon": "circle-check",
    }
    return TemplateResponse(request, "donate/desk/counter/write_off.html", context)


def _decided(request: HttpRequest, proposal: WriteOffProposal) -> HttpResponse:
    if not request.user.has_perm(write_offs.DECIDE):
        raise PermissionDenied
    decision = request.POST.get("decision")
    if decision not in ("approve", "refuse"):
        messages.error(request, _g("Choose: approve or refuse."))
        return redirect("donate_write_off_decide", proposal.pk)
    try:
        write_offs.decide(proposal, signed_in(request), approve=decision == "approve")
    except NotAllowed as error:
        messages.error(request, str(error))
        return redirect("donate_write_off_decide", proposal.pk)
    if decision == "approve":
        messages.success(request, _g("Approved: the promise is closed, what came in stays in the ledger."))
    else:
        messages.success(request, _g("Refused: the promise stays open."))
    return redirect("donate_write_offs")


def _about(pledge: Pledge) -> dict[str, object]:
    return {
        "pledge": pledge,
        "pledge_url": pledge_url(pledge),
        "what": what_words(pledge),
        "progress": progress_words(pledge),
        "receipts": pledge.receipts.select_related("line").order_by("year", "number"),
        "instalments": pledge.instalments.all() if pledge.is_monthly else [],
    }
