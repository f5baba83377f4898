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

from donate.models import Pledge, PledgeEvent
from donate.promises import lifecycle, limits, outcome, reference, throttling, vietqr
from donate.promises.form import LookUpForm
from donate.promises.stages import headline, next_steps
from home.safety.actors import DONOR, NotAllowed
from home.safety.locks import Busy

from . import own_data
from .pledge_form import _from_elsewhere, _story

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
    confirming, say = "", ""
    if request.method == "POST" and not _from_elsewhere(request):
        what = request.POST.get("viec", "")
        try:
            done = own_data.answer(request, pledge, what)
            if done is None and what == "rut" and request.POST.get("chac") == "co":
                done = _withdrawn(request, pledge)
        except NotAllowed as refused:
            return private(render(request, "donate/public/mine.html", _context(pledge, "", str(refused))))
        if done is not None:
            return private(done)
        if what in ("rut", *own_data.ASKED_BACK):
            confirming = what
    say = {
        "rut": _("Your promise has been withdrawn. Thank you all the same."),
        "an-ten": _("Your name is no longer shown in public."),
        "xoa": _("We have your request."),
    }.get(request.GET.get("da", ""), "")
    return private(render(request, "donate/public/mine.html", _context(pledge, confirming, say)))


def _withdrawn(request: HttpRequest, pledge: Pledge) -> HttpResponse:
    try:
        lifecycle.take(pledge, PledgeEvent.Action.CANCEL, DONOR)
    except Busy:
        raise
    except NotAllowed:
        sorry = _("Something has come in already, so this cannot be withdrawn here. Please call us.")
        return render(request, "donate/public/mine.html", _context(pledge, "", sorry))
    return HttpResponseRedirect(f"{request.path}?da=rut", status=303)


def _context(pledge: Pledge, confirming: str, say: str) -> dict[str, Any]:
    account = pledge.fund.open_account
    waits = pledge.is_open or pledge.fulfilment == Fulfilment.LAPSED
    pays = pledge.kind == Pledge.Kind.MONEY and waits and account is not None
    instalments = list(pledge.instalments.all())
    # What is left of the oldest payment that is still due: never more than the donor promised for this month.
    due = next((part for part in instalments if not part.is_paid), None) if pays else None
    to_pay = due.amount - due.received_amount if due else 0
    code = ""
    if account and to_pay:
        code = vietqr.svg(vietqr.payload(account.bank_bin, account.number, to_pay, pledge.reference))
    receipts = outcome.receipts_of(pledge)
    became = outcome.handed_on(pledge, receipts)
    return {
        "page_title": _("Your promise"),
        "pledge": pledge,
        "fund": pledge.fund,
        "account": account,
        "groups": reference.grouped(pledge.reference).split(),
        "qr": code,
        "to_pay": to_pay,
        "due": due if len(instalments) > 1 else None,
        "waits": waits,
        "headline": headline(pledge),
        "steps": next_steps(pledge, became),
        "instalments": instalments,
        "receipts": receipts,
        "received": pledge.received_amount if sum(not receipt.is_void for receipt in receipts) > 1 else 0,
        "became": became,
        "story": _story(pledge.fund) if receipts else None,
        "can_withdraw": pledge.fulfilment in lifecycle.STEPS[PledgeEvent.Action.CANCEL].before,
        "confirming": confirming,
        "data": own_data.state_of(pledge),
        "say": say,
        "site_url": settings.SITE_URL,
    }


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """By reference and the telephone's last four digits: one answer, whether or not it exists."""
    typed = {name: request.POST.get(name, "")[:60] for name in ("ma", "so")}
    context: dict[str, Any] = {"page_title": _("Find my promise"), "form": LookUpForm(initial=typed), "trouble": ""}
    if request.method != "POST":
        return private(render(request, "donate/public/look_up.html", context))
    code = reference.normalise(typed["ma"])
    digits = "".join(char for char in typed["so"] if char in "0123456789")
    allowed = throttling.hit(
        ("lookup", throttling.address_of(request), limits.LOOKUPS_PER_ADDRESS),
        ("lookup-reference", code, limits.LOOKUPS_PER_REFERENCE),
    )
    pledge = Pledge.objects.filter(reference=code, erased_at__isnull=True).first()
    # The same work whether or not it exists: a comparison in constant time against something.
    matches = hmac.compare_digest((pledge.phone[-4:] if pledge else "----").encode(), digits.encode())
    if allowed and pledge is not None and matches and len(digits) == 4:
        return private(HttpResponseRedirect(pledge.get_absolute_url(), status=303))
    context["trouble"] = (
        _("We find no promise with this reference and these four digits. Look at both once more, or call us.")
        if allowed
        else _("Too many tries in a short time. Please wait a quarter of an hour, or call us.")
    )
    return private(render(request, "donate/public/look_up.html", context, status=422 if allowed else 429))
