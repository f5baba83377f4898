"""Requests about personal data: what waits with its clock, one request, and writing one down that came by telephone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from donate.models import DataAccess, Pledge, PrivacyRequest, Receipt
from donate.privacy import access, copies
from donate.privacy import requests as privacy_requests
from donate.privacy.requests import MAY_ASK, MAY_DO, Clock, Terms
from donate.promises.lifecycle import Stale
from home.models import SearchEntry
from home.safety.actors import NotAllowed, signed_in
from home.text.search_words import tokens

from . import forms as requests_forms

MAY_SEE = "donate.view_privacyrequest"
WAITING, DONE = "cho", "xong"
SHOWN = 40
What = PrivacyRequest.What


def _require(request: HttpRequest, right: str) -> None:
    if not request.user.has_perm(right):
        raise PermissionDenied


def _all() -> Any:
    return PrivacyRequest.objects.select_related("pledge", "receipt", "recorded_by", "handled_by")


def _clocked(requests: Any) -> list[tuple[PrivacyRequest, Clock]]:
    terms = Terms.read()
    return [(wish, terms.clock(wish)) for wish in requests]


@require_http_methods(["GET"])
def requests(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first; or what is done, the newest first."""
    _require(request, MAY_SEE)
    tab = DONE if request.GET.get("hang") == DONE else WAITING
    wishes = _all().filter(done_at=None) if tab == WAITING else _all().exclude(done_at=None).order_by("-done_at", "-pk")
    page = Paginator(wishes, SHOWN).get_page(request.GET.get("p"))
    rows = _clocked(page.object_list)
    if rows:
        access.looked(request.user, DataAccess.Action.LIST, rows=len(rows), about=_("Requests about personal data"))
    waiting = privacy_requests.waiting().count()
    context = {
        "header_title": _("Requests about personal data"),
        "header_icon": "key",
        "tab": tab,
        "tab_query": "hang=xong" if tab == DONE else "",
        "waiting": waiting,
        "late": privacy_requests.late() if waiting else 0,
        "page": page,
        "rows": rows,
        "terms": Terms.read(),
        "may_ask": request.user.has_perm(MAY_ASK),
    }
    return TemplateResponse(request, "donate/desk/requests/list.html", context)


@require_http_methods(["GET", "POST"])
def request_page(request: HttpRequest, pk: int) -> HttpResponse:
    _require(request, MAY_SEE)
    wish = get_object_or_404(_all(), pk=pk)
    trouble, reason, sure = "", "", False
    if request.method == "POST":
        _require(request, MAY_DO)
        reason = request.POST.get("ly_do", "").replace("\x00", "")[:1000]
        try:
            sentence = _handle(request, wish, reason)
        except Stale:
            trouble = _("Somebody has changed this pledge meanwhile. Look at it once more, then decide.")
        except NotAllowed as error:
            trouble = str(error)
        else:
            if sentence:
                messages.success(request, sentence)
                return redirect("donate_privacy_request", pk)
            sure = True
    wish = get_object_or_404(_all(), pk=pk)
    return TemplateResponse(request, "donate/desk/requests/request.html", _facts(request, wish, trouble, reason, sure))


def _handle(request: HttpRequest, wish: PrivacyRequest, reason: str) -> str:
    """Does what was pressed; a sentence that says so, or "" where the page asks once more first."""
    what = request.POST.get("viec", "")
    if what == "tra-loi":
        privacy_requests.answer(wish, signed_in(request))
        return _("Noted: the person has been answered.")
    if what == "tu-choi":
        privacy_requests.refuse(wish, signed_in(request), reason)
        return _("Noted: it cannot be done, and why.")
    if what != "lam":
        raise NotAllowed(_("Choose what to do."))
    if request.POST.get("chac") != "co" and wish.what == What.ERASE:
        return ""
    chosen = [int(pk) for pk in request.POST.getlist("cung")[:50] if pk.isdecimal() and len(pk) < 12]
    version = request.POST.get("version", "")
    done = privacy_requests.do(
        wish,
        signed_in(request),
        also=Pledge.objects.filter(pk__in=chosen, erased_at=None),
        version=int(version) if version.isdecimal() and len(version) < 9 else None,
    )
    more = len(done) - 1
    if wish.what == What.ERASE:
        if more > 0:
            words = ngettext(
                "Erased, and %(number)d more pledge of the same person.",
                "Erased, and %(number)d more pledges of the same person.",
                more,
            )
            return words % {"number": more}
        return _("Erased. Sums, receipt numbers and the ledger are as they were.")
    if wish.what == What.WITHDRAW:
        return _("The name is no longer shown in public.")
    return _("Noted: the person has their copy.")


def _facts(request: HttpRequest, wish: PrivacyRequest, trouble: str, reason: str, sure: bool) -> dict[str, Any]:
    pledge, receipt = wish.pledge, wish.receipt
    open_one = wish.done_at is None
    about = "" if pledge else _("receipt %(label)s") % {"label": receipt}
    access.looked(request.user, DataAccess.Action.VIEW, pledge, about=about)
    others = list(privacy_requests.same_person(pledge)[:50]) if pledge and open_one else []
    terms = Terms.read()
    return {
        "header_title": wish.get_what_display(),
        "header_subtitle": wish.label,
        "header_icon": "key",
        "wish": wish,
        "clock": terms.clock(wish),
        "answer_by": terms.answer_by(wish.asked_at),
        "done_by": terms.done_by(wish.asked_at),
        "pledge": pledge,
        "receipt": receipt,
        "sections": _kept(pledge, receipt),
        "others": [(other, copies.what_words(other)) for other in others],
        "pages": _pages_naming(pledge, receipt) if open_one else [],
        "is_partly": bool(pledge and pledge.fulfilment == Pledge.Fulfilment.PARTLY),
        "may_do": open_one and request.user.has_perm(MAY_DO),
        "trouble": trouble,
        "refusal": requests_forms.Refusal(initial={"ly_do": reason}),
        "sure": sure,
        "chosen": request.POST.getlist("cung"),
    }


def _kept(pledge: Pledge | None, receipt: Receipt | None) -> list[copies.Section]:
    if pledge is not None:
        return [] if pledge.erased_at else copies.copy_of(pledge)
    return copies.of_receipt(receipt) if receipt else []


def _pages_naming(pledge: Pledge | None, receipt: Receipt | None) -> list[Page]:
    """Public pages on which a name that is shown stands too: editors wrote them, editors have to change them."""
    shown = getattr(getattr(receipt.line, "public_name", None), "name", "") if receipt else ""
    name = pledge.public_name if pledge else shown
    words = " ".join(tokens(name))
    if " " not in words:
        return []
    pages = SearchEntry.objects.filter(folded_text__contains=words).values("page_id")
    return list(Page.objects.filter(pk__in=pages).order_by("title")[:20])


@require_http_methods(["GET"])
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """What is kept, as a file to hand over or to send."""
    _require(request, MAY_DO)
    wish = get_object_or_404(_all().filter(pledge__isnull=False, pledge__erased_at=None), pk=pk)
    access.looked(request.user, DataAccess.Action.EXPORT, wish.pledge, about=_("Copy of the data of one pledge"))
    response = HttpResponse("\ufeff" + copies.as_text(wish.pledge), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="du-lieu-{wish.pledge.reference}.txt"'
    response["Cache-Control"] = "no-store, private"
    return response


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Found by what the person says of themselves, then written down. What is typed never stands in the address."""
    _require(request, MAY_ASK)
    about = requests_forms.about(request)
    search = requests_forms.Search(request.POST if request.POST.get("viec") == "tim" else None)
    form = requests_forms.Ask(request.POST if request.POST.get("viec") == "ghi" else None)
    context: dict[str, Any] = {
        "header_title": _("Write a request down"),
        "header_icon": "key",
        "finder": search,
        "form": form,
        "about": about,
        "searched": False,
    }
    if request.method == "POST" and form.is_bound and about is not None and form.is_valid():
        data = form.cleaned_data
        try:
            wish = privacy_requests.ask(
                about, data["what"], signed_in(request), source=data["source"], known_by=data["known_by"]
            )
        except NotAllowed as error:
            form.add_error(None, str(error))
        else:
            day = f"{Terms.read().answer_by(wish.asked_at):%d/%m/%Y}"
            messages.success(request, _("Written down. It has to be answered by %(day)s.") % {"day": day})
            return redirect("donate_privacy_request", wish.pk)
    if request.method == "POST" and search.is_bound and search.is_valid():
        candidates = search.candidates()
        access.looked(
            request.user, DataAccess.Action.LIST, rows=len(candidates), about=_("Request about personal data")
        )
        context |= {"candidates": candidates, "searched": True, "about": None}
    elif about is not None:
        access.looked(
            request.user,
            DataAccess.Action.VIEW,
            about if isinstance(about, Pledge) else None,
            about="" if isinstance(about, Pledge) else _("receipt %(label)s") % {"label": about},
        )
        context |= {"shown": requests_forms.Candidate.of(about)}
    return TemplateResponse(request, "donate/desk/requests/ask.html", context)
