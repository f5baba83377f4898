"""Receipts: the list, one of them, on paper, void with another in its place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from donate.models import DataAccess, Receipt
from donate.privacy import access
from donate.promises.form import TextField
from donate.receiving import receipts, slips
from donate.receiving.recording import may_receive
from home.safety.actors import NotAllowed, signed_in

from . import receipt_search
from .progress import of_receipt
from .waiting import pledge_url

Action = DataAccess.Action
PRINTED_AT_ONCE = 60


def _may_look(request: HttpRequest) -> None:
    if not request.user.has_perm("donate.view_receipt"):
        raise PermissionDenied


@require_safe
def receipt_list_view(request: HttpRequest) -> HttpResponse:
    _may_look(request)
    form = receipt_search.FilterForm(request.GET if request.GET else None)
    choice: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    wrong = form.is_bound and not form.is_valid()
    matching = Receipt.objects.none() if wrong else receipt_search.matching(choice)
    page = _page(request)
    start = (page - 1) * receipt_search.ON_A_PAGE
    shown = list(slips.with_all(matching)[start : start + receipt_search.ON_A_PAGE + 1])
    rows = slips.slips(shown[: receipt_search.ON_A_PAGE])
    if choice.get("q"):
        access.looked(request.user, Action.LIST, rows=len(rows), about=_g("receipts"))
    number, more = receipt_search.how_many(matching, form.narrows) if not wrong else (0, False)
    query = request.GET.copy()
    query.pop("p", None)
    context = {
        "form": form,
        "rows": rows,
        "number": number,
        "more": more,
        "narrowed": form.narrows,
        "page_number": page,
        "before": page - 1 if page > 1 else 0,
        "after": page + 1 if len(shown) > receipt_search.ON_A_PAGE else 0,
        "query": query.urlencode(),
        "header_title": _g("Receipts"),
        "header_icon": "doc-full",
    }
    return TemplateResponse(request, "donate/desk/counter/receipts.html", context)


def _page(request: HttpRequest) -> int:
    text = request.GET.get("p", "")
    return min(max(1, int(text)), 100_000) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def _one(pk: int) -> Receipt:
    return get_object_or_404(slips.with_all(Receipt.objects.all()), pk=pk)


def _looked(request: HttpRequest, action: str, receipt: Receipt) -> None:
    about = "" if receipt.pledge_id else receipt.label
    access.looked(request.user, action, receipt.pledge, about=about)


@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    _may_look(request)
    receipt = _one(pk)
    _looked(request, Action.VIEW, receipt)
    user = signed_in(request)
    lines = list(receipt.lines.select_related("fund", "reversed_by").order_by("sequence"))
    context = {
        "receipt": receipt,
        "slip": slips.slip(receipt),
        "lines": lines,
        "progress": of_receipt(receipt),
        "pledge_url": pledge_url(receipt.pledge) if receipt.pledge else "",
        "may_void": not receipt.is_void and user.has_perm("donate.void_receipt"),
        "may_turn_back": not receipt.is_void and user.has_perm("campaigns.propose_reversal"),
        "may_thank": receipt.pledge and not receipt.is_void and user.has_perm("donate.handle_pledge"),
        "may_record": any(may_receive(user, kind) for kind in ("money", "goods")),
        "may_record_more": receipt.pledge and may_receive(user, receipt.pledge.kind),
        "header_title": _g("Receipt %(label)s") % {"label": receipt.label},
        "header_subtitle": str(receipt.line.fund),
        "header_icon": "doc-full",
    }
    return TemplateResponse(request, "donate/desk/counter/receipt.html", context)


@require_safe
def receipt_print(request: HttpRequest, pk: int) -> HttpResponse:
    _may_look(request)
    receipt = _one(pk)
    _looked(request, Action.PRINT, receipt)
    back = reverse("donate_receipt", args=[pk])
    return _on_paper(request, [receipt], back, _g("Receipt %(label)s") % {"label": receipt.label})


@require_safe
def receipts_print(request: HttpRequest) -> HttpResponse:
    """Several at once, chosen in the list (`bn`, one for each)."""
    _may_look(request)
    ticked = request.GET.getlist("bn")[:PRINTED_AT_ONCE]
    pks = {int(text) for text in ticked if text.isascii() and text.isdigit() and len(text) < 12}
    printed = list(slips.with_all(Receipt.objects.filter(pk__in=pks)).order_by("year", "number"))
    if not printed:
        messages.warning(request, _g("Tick the receipts to print first."))
        return redirect("donate_receipts")
    access.looked(request.user, Action.PRINT, rows=len(printed), about=_g("receipts"))
    return _on_paper(request, printed, reverse("donate_receipts"), _g("Receipts"))


def _on_paper(request: HttpRequest, printed: list[Receipt], back: str, title: str) -> HttpResponse:
    context = {
        "slips": slips.slips(printed),
        "copies": slips.BOTH,
        "page_title": title,
        "back": back,
        "back_words": _g("Back"),
    }
    return render(request, "donate/public/receipt_print.html", context)


class VoidForm(forms.Form):
    payer = TextField(label=_("received from"), longest=160, required=False)
    payer_address = TextField(label=_("address"), longest=160, required=False)
    reason = TextField(
        label=_("why void"), longest=300, help_text=_("Stands on the copy that the chapter keeps: “viết sai tên”.")
    )


@require_http_methods(["GET", "POST"])
def receipt_void(request: HttpRequest, pk: int) -> HttpResponse:
    """Wrong on paper: void, and another for the same lines in its place. A wrong sum is turned back in the ledger."""
    if not request.user.has_perm("donate.void_receipt"):
        raise PermissionDenied
    receipt = _one(pk)
    _looked(request, Action.VIEW, receipt)
    initial = {"payer": receipt.payer, "payer_address": receipt.payer_address}
    form = VoidForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            new = receipts.reissue(
                receipt, signed_in(request), data["reason"], data["payer"].replace("\n", " "), data["payer_address"]
            )
        except NotAllowed as error:
            form.add_error(None, str(error))
        else:
            names = {"old": receipt.label, "new": new.label}
            messages.success(request, _g("Receipt %(old)s is void; %(new)s stands in its place. Print it.") % names)
            return redirect("donate_receipt", new.pk)
    context = {
        "receipt": receipt,
        "slip": slips.slip(receipt),
        "form": form,
        "may_turn_back": request.user.has_perm("campaigns.propose_reversal"),
        "header_title": _g("Void receipt %(label)s") % {"label": receipt.label},
        "header_icon": "doc-full",
    }
    return TemplateResponse(request, "donate/desk/counter/receipt_void.html", context)
