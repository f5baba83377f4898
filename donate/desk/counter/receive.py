"""«Ghi nhận»: what came for a promise, and what was handed in without one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from campaigns.desk.once import Repeated, once
from campaigns.ledger import LedgerError
from campaigns.models import Fund, FundNeed
from donate.following import finding
from donate.following.pledge_in_words import actor_words, event_words, state_tone, what_words
from donate.models import DataAccess, Pledge, Receipt
from donate.privacy import access
from donate.promises import lifecycle
from donate.promises.lifecycle import Stale
from donate.receiving import recording
from donate.receiving.recording import Thing
from home.safety.actors import NotAllowed, signed_in
from home.safety.locks import tried_twice

from .progress import of_pledge
from .receive_forms import (
    CountForm,
    MoneyForm,
    ReceiveForm,
    ThingsForm,
    WalkInCountForm,
    WalkInMoneyForm,
    WalkInThingsForm,
)
from .waiting import pledge_url, progress_words

Kind = Pledge.Kind
FOUND = 12
UNITS = ("chiếc", "cái", "bộ", "kg", "bao", "thùng", "hộp", "lít", "suất", "quyển", "đôi", "m²")
PROGRAMMES = ("Cổng nhân đạo 1400", "VNeID", "iNhandao")
KIND_SLUGS = {"tien": Kind.MONEY, "do": Kind.GOODS, "gio": Kind.TIME, "mau": Kind.BLOOD}


@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest, pk: int) -> HttpResponse:
    pledge = get_object_or_404(Pledge.objects.select_related("fund__ledger_totals", "need", "assignee"), pk=pk)
    user = signed_in(request)
    if not (user.has_perm("donate.receive_pledge") and recording.may_receive(user, pledge.kind)):
        raise PermissionDenied
    access.looked(user, DataAccess.Action.VIEW, pledge)
    form, version = _form_for(request, pledge), _version(request, pledge)
    changed: Pledge | None = None
    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        try:
            answer = _carry_out(request, form, lambda: recording.receive(pledge, user, version=version, **form.facts()))
            if answer is not None:
                return answer
        except Stale as error:
            changed = Pledge.objects.select_related("fund", "need", "assignee").get(pk=error.current.pk)
            version = changed.version
    shown = changed or pledge
    event = changed.events.select_related("actor").last() if changed else None
    context = {
        **_pledge_facts(shown),
        **_lists(shown.fund),
        "form": form,
        "version": version,
        "changed": changed,
        "changed_by": f"{actor_words(event)} {event_words(event)}" if event else "",
        "may_come": shown.fulfilment in lifecycle.MAY_RECEIVE,
        "header_title": _("Record what came"),
        "header_subtitle": pledge.reference,
        "header_icon": "download",
    }
    return TemplateResponse(request, "donate/desk/counter/receive.html", context, status=409 if changed else 200)


def _version(request: HttpRequest, pledge: Pledge) -> int:
    """The version that the person saw when they opened the form."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else pledge.version


def _form_for(request: HttpRequest, pledge: Pledge) -> Any:
    data = request.POST if request.method == "POST" else None
    form: ReceiveForm
    if pledge.kind == Kind.MONEY:
        form = MoneyForm(data, initial={"amount": _due(pledge) or None})
        form.due = pledge.outstanding
    elif pledge.kind == Kind.GOODS:
        filled = []
        if pledge.need and pledge.quantity:
            rest = pledge.quantity - pledge.received_quantity
            filled = [Thing(pledge.need.item, pledge.need.item_unit, rest if rest > 0 else pledge.quantity)]
        form = ThingsForm(data, filled=filled)
    else:
        open_part = (pledge.hours or 0) - pledge.received_quantity if pledge.kind == Kind.TIME else 1
        form = CountForm(data, initial={"quantity": open_part if open_part > 0 else None})
        form.kind = pledge.kind
    form.of_fund = pledge.fund
    return form


def _due(pledge: Pledge) -> int:
    """What is left of the oldest payment that is still due."""
    return next((part.amount - part.received_amount for part in pledge.instalments.all() if not part.is_paid), 0)


@tried_twice
def _recorded(by: User, key: str, record: Callable[[], Receipt]) -> Receipt:
    with once(key, by) as done:
        receipt = record()
        done.led_to = reverse("donate_receipt", args=[receipt.pk])
    return receipt


def _carry_out(request: HttpRequest, form: Any, record: Callable[[], Receipt]) -> HttpResponse | None:
    """Once for each form. None, with a sentence in the form, where it is refused; Stale goes on to the caller."""
    try:
        receipt = _recorded(signed_in(request), form.key, record)
    except Repeated as again:
        messages.warning(
            request,
            _("This form was sent already: here is what it recorded, and nothing was added. For more, open a new one."),
        )
        return HttpResponseRedirect(again.led_to)
    except (NotAllowed, LedgerError) as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, _("Recorded: receipt %(label)s.") % {"label": receipt.label})
    return redirect("donate_receipt", receipt.pk)


def _pledge_facts(pledge: Pledge) -> dict[str, Any]:
    return {
        "pledge": pledge,
        "pledge_url": pledge_url(pledge),
        "what": what_words(pledge),
        "tone": state_tone(pledge),
        "progress": of_pledge(pledge),
        "progress_in_words": "" if pledge.kind == Kind.MONEY else progress_words(pledge),
        "receipts": pledge.receipts.select_related("line").order_by("year", "number"),
        "instalments": pledge.instalments.all() if pledge.is_monthly else [],
    }


def _lists(fund: Fund | None) -> dict[str, Any]:
    """What the fields suggest while one types."""
    needs = FundNeed.objects.filter(fund__state=Fund.State.OPEN) if fund is None else fund.needs.all()
    named = list(needs.order_by("item").values_list("item", "item_unit").distinct()[:200])
    units = [*UNITS, *sorted({unit for _item, unit in named} - set(UNITS))]
    return {"things": sorted({item for item, _unit in named}), "units": units, "programmes": PROGRAMMES}


WALK_IN_FORMS: dict[str, Any] = {
    Kind.MONEY: WalkInMoneyForm,
    Kind.GOODS: WalkInThingsForm,
    Kind.TIME: WalkInCountForm,
    Kind.BLOOD: WalkInCountForm,
}


@require_http_methods(["GET", "POST"])
def walk_in(request: HttpRequest) -> HttpResponse:
    """The counter: first whether it was promised; if not, it is recorded without a promise."""
    user = signed_in(request)
    kinds = {slug: kind for slug, kind in KIND_SLUGS.items() if recording.may_receive(user, kind)}
    if not (user.has_perm("donate.receive_pledge") and kinds):
        raise PermissionDenied
    slug = request.GET.get("loai", "")
    slug = slug if slug in kinds else next(iter(kinds))
    kind = kinds[slug]
    form = WALK_IN_FORMS[kind](request.POST if request.method == "POST" else None)
    form.kind = kind
    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        fund = form.cleaned_data["fund"]
        answer = _carry_out(request, form, lambda: recording.receive_walk_in(fund, user, kind=kind, **form.facts()))
        if answer is not None:
            return answer
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[: finding.LENGTH]
    context = {
        **_lists(None),
        "form": form,
        "kind": kind,
        "slug": slug,
        "kinds": [(name, _tab_words(of), name == slug) for name, of in kinds.items()] if len(kinds) > 1 else [],
        "words": words,
        "promises": _promises(request, words, list(kinds.values())) if words else [],
        "header_title": pgettext("desk", "Record what came"),
        "header_icon": "download",
    }
    return TemplateResponse(request, "donate/desk/counter/walk_in.html", context)


def _tab_words(kind: str) -> str:
    return str(Kind(kind).label)


def _promises(request: HttpRequest, words: str, kinds: list[str]) -> list[tuple[Pledge, str, str]]:
    """Promises of these kinds that this may be for, open ones first."""
    pledges = Pledge.objects.filter(kind__in=kinds, fulfilment__in=lifecycle.MAY_RECEIVE)
    matching = (
        finding.matching(pledges, words).select_related("fund", "need").order_by("-created_at", "-pk")[: 2 * FOUND]
    )
    rows = sorted(matching, key=lambda pledge: not pledge.is_open)[:FOUND]
    access.looked(request.user, DataAccess.Action.LIST, rows=len(rows), about=_("promises at the counter"))
    return [(pledge, what_words(pledge), progress_words(pledge)) for pledge in rows]
