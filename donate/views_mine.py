"""The donor's own page, and how to find it again. Never cached, never indexed, tells no other site where one was."""

from __future__ import annotations

import hmac
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from home.vietnamese import format_amount

from . import lifecycle, limits, privacy, reference, throttling, vietqr
from .journey import next_steps
from .models import Pledge
from .views import _from_elsewhere

Fulfilment = Pledge.Fulfilment


def private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


@csrf_exempt  # the unguessable address is what authorises; there is no session to ride on
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest, token: str) -> HttpResponse:
    pledges = Pledge.objects.select_related("fund__account", "fund__unit", "fund__ledger_totals", "need")
    pledge = pledges.filter(token=token[:43]).first() if "\x00" not in token else None
    if pledge is None or pledge.erased_at:
        raise Http404
    asked, say = "", ""
    if request.method == "POST" and not _from_elsewhere(request):
        what = request.POST.get("viec", "")
        if what in ("rut", "xoa") and request.POST.get("chac") == "co":
            return private(_done(request, pledge, what))
        if what in ("rut", "xoa"):
            asked = what
    say = {
        "rut": _("Your promise has been withdrawn. Thank you all the same."),
        "xoa": _("We have your request. The chapter answers within two working days."),
    }.get(request.GET.get("da", ""), "")
    return private(render(request, "donate/mine.html", _context(pledge, asked, say)))


def _done(request: HttpRequest, pledge: Pledge, what: str) -> HttpResponse:
    if what == "rut":
        try:
            lifecycle.take(pledge, "cancel", lifecycle.DONOR)
        except lifecycle.NotAllowed:
            return render(
                request,
                "donate/mine.html",
                _context(
                    pledge, "", _("Something has come in already, so this cannot be withdrawn here. Please call us.")
                ),
            )
    else:
        privacy.ask_for_erasure(pledge)
    return HttpResponseRedirect(f"{request.path}?da={what}", status=303)


def _context(pledge: Pledge, asked: str, say: str) -> dict[str, Any]:
    account = pledge.fund.account
    pays = pledge.kind == Pledge.Kind.MONEY and pledge.is_open and account is not None and account.is_active
    instalments = list(pledge.instalments.all())
    # What is left of the oldest payment that is still due: never more than the donor promised for this month.
    to_pay = next((part.amount - part.received_amount for part in instalments if not part.is_paid), 0) if pays else 0
    code = ""
    if account and pays and to_pay:
        code = vietqr.svg(vietqr.payload(account.bank_bin, account.number, to_pay, pledge.reference))
    return {
        "page_title": _("Your promise"),
        "pledge": pledge,
        "fund": pledge.fund,
        "account": account,
        "groups": reference.grouped(pledge.reference).split(),
        "qr": code,
        "to_pay": to_pay,
        "what": what_words(pledge),
        "steps": next_steps(pledge),
        "instalments": instalments,
        "receipts": list(pledge.receipts.select_related("line")),
        "can_withdraw": pledge.fulfilment in lifecycle.STEPS["cancel"].before,
        "asked": asked,
        "say": say,
        "response_days": 2,
        "site_url": settings.SITE_URL,
    }


def what_words(pledge: Pledge) -> str:
    """What was promised, in a few words: «500.000 ₫», «12 lần, mỗi tháng 200.000 ₫», «7 chiếc chăn bông»."""
    if pledge.kind == Pledge.Kind.MONEY:
        each = format_amount(pledge.amount or 0)
        return (
            _("%(sum)s a month for %(months)d months") % {"sum": each, "months": pledge.months}
            if pledge.months
            else each
        )
    if pledge.kind == Pledge.Kind.GOODS:
        if pledge.need and pledge.quantity:
            return f"{pledge.quantity.normalize():f} {pledge.need.item_unit} {pledge.need.item.lower()}"
        return pledge.goods
    if pledge.kind == Pledge.Kind.TIME:
        return _("%(hours)d hours of work") % {"hours": pledge.hours or 0}
    return _("a blood donation")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """By reference and the telephone's last four digits: one answer, whether or not it exists."""
    typed = {name: request.POST.get(name, "")[:60] for name in ("ma", "so")}
    context: dict[str, Any] = {"page_title": _("Find my promise"), "typed": typed, "trouble": ""}
    if request.method != "POST":
        return private(render(request, "donate/look_up.html", context))
    code = reference.normalise(typed["ma"])
    digits = "".join(char for char in typed["so"] if char in "0123456789")
    allowed = throttling.hit(
        ("lookup", throttling.address_of(request), limits.LOOKUPS_PER_ADDRESS),
        ("lookup-reference", code, limits.LOOKUPS_PER_REFERENCE),
    )
    found = Pledge.objects.filter(reference=code, erased_at__isnull=True).first()
    # The same work whether or not it exists: a comparison in constant time against something.
    matches = hmac.compare_digest((found.phone[-4:] if found else "----").encode(), digits.encode())
    if allowed and found is not None and matches and len(digits) == 4:
        return private(HttpResponseRedirect(found.get_absolute_url(), status=303))
    context["trouble"] = (
        _("We find no promise with this reference and these four digits. Look at both once more, or call us.")
        if allowed
        else _("Too many tries in a short time. Please wait a quarter of an hour, or call us.")
    )
    return private(render(request, "donate/look_up.html", context, status=422 if allowed else 429))
