"""The donor's own data, from the donor's own page: see, download, take the name off the account, ask for erasure."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from donate.models import Pledge, PrivacyRequest
from donate.privacy import copies
from donate.privacy import requests as privacy_requests
from home.safety.actors import DONOR

# What the buttons send as `viec`; the second two are asked back once (`chac`) before they are done.
SEE, DOWNLOAD, UNSHOW, ERASE = "xem", "tai", "an-ten", "xoa"
ASKED_BACK = (UNSHOW, ERASE)


class MyData(NamedTuple):
    """How the wish to be erased stands, for the page."""

    answer_by: datetime.date | None  # or done by, once it was answered
    erasure: PrivacyRequest | None
    refused: PrivacyRequest | None
    is_shown: bool


def state_of(pledge: Pledge) -> MyData:
    wishes = [wish for wish in pledge.privacy_requests.all() if wish.what == PrivacyRequest.What.ERASE]
    waits = next((wish for wish in wishes if wish.done_at is None), None)
    last = wishes[-1] if wishes and waits is None else None
    due = privacy_requests.Terms.read().clock(waits).due if waits else None
    shown = bool(pledge.public_name and pledge.consent_publish_at)
    return MyData(due, waits, last if last and last.refused else None, shown)


def answer(request: HttpRequest, pledge: Pledge, what: str) -> HttpResponse | None:
    """None when `what` is none of these, or has to be asked back first."""
    if what == SEE:
        privacy_requests.see_now(pledge)
        context = {"page_title": _("What the chapter keeps about you"), "pledge": pledge}
        return render(request, "donate/public/mine/kept.html", context | {"sections": copies.copy_of(pledge)})
    if what == DOWNLOAD:
        privacy_requests.see_now(pledge)
        return _file(pledge, request.POST.get("dang", ""))
    if what not in ASKED_BACK or request.POST.get("chac") != "co":
        return None
    if what == UNSHOW:
        privacy_requests.unshow_now(pledge)
    else:
        privacy_requests.ask(pledge, PrivacyRequest.What.ERASE, DONOR)
    return HttpResponseRedirect(f"{request.path}?da={what}", status=303)


def _file(pledge: Pledge, kind: str) -> HttpResponse:
    response: HttpResponse
    if kind == "json":
        response = JsonResponse(copies.as_data(pledge), json_dumps_params={"ensure_ascii": False, "indent": 2})
    else:
        kind = "txt"
        # With a mark for the byte order: Notepad of an old Windows reads the accents right.
        response = HttpResponse("\ufeff" + copies.as_text(pledge), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="du-lieu-{pledge.reference}.{kind}"'
    return response
