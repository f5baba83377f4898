"""The donor's own receipt, to look at and to print, at the pledge's unguessable address."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from donate.models import Receipt
from donate.receiving import slips

from .own_page import private


@require_safe
def receipt(request: HttpRequest, token: str, number: int, year: int) -> HttpResponse:
    if "\x00" in token or number > 10**9 or year > 9999:
        raise Http404
    receipts = Receipt.objects.filter(pledge__token=token[:43], pledge__erased_at=None, number=number, year=year)
    receipt = slips.with_all(receipts).first()
    if receipt is None or receipt.pledge is None:
        raise Http404
    context = {
        "slips": [slips.slip(receipt)],
        "copies": ("give",),
        "page_title": _("Receipt %(label)s") % {"label": receipt.label},
        "back": receipt.pledge.get_absolute_url(),
        "back_words": _("Back to your promise"),
    }
    return private(render(request, "donate/public/receipt_print.html", context))
