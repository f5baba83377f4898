"""A promise made on the telephone or at the counter, written down by staff in the public form's words."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campaigns.models import Fund
from campaigns.models.funds import GENERAL_FUND
from donate.following import pledge_in_words
from donate.models import DataAccess, Pledge, PledgeEvent
from donate.privacy import access
from donate.promises import consents, lifecycle, reference
from donate.promises.pledging import made_already, pledge_from
from home.safety.actors import NotAllowed, may, signed_in
from home.safety.locks import tried_twice, work

from .entry_form import EntryForm

OTHERS_SHOWN = 10


@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("donate.add_pledge"):
        raise PermissionDenied
    funds = list(Fund.objects.accepting().select_related("account", "unit").order_by("name", "pk"))
    funds.sort(key=lambda fund: fund.code != GENERAL_FUND)
    if not funds:
        return TemplateResponse(request, "donate/desk/counter/entry.html", {"header_title": _("Write a promise down")})
    sent = request.POST if request.method == "POST" else request.GET
    fund = next((fund for fund in funds if fund.code == sent.get("quy")), None)
    if request.method == "GET":
        return _page(request, funds, EntryForm(fund=fund or funds[0], initial=_first(fund or funds[0])))
    if fund is None:
        # It has closed meanwhile, or nobody ever heard of it: everything else stays as it was typed.
        trouble = _("This fund takes no more gifts. Choose another one.")
        return _page(request, funds, _unasked(request, funds[0]), trouble=trouble, status=409)
    if "doi-quy" in request.POST:
        return _page(request, funds, _unasked(request, fund))
    form = EntryForm(request.POST, fund=fund)
    if not form.is_valid():
        return _page(request, funds, form, status=422)
    others = _open_from(form.cleaned_data["phone"])
    if others and not made_already(form.cleaned_data, fund) and request.POST.get("da-xem") != _known(others):
        access.looked(request.user, DataAccess.Action.LIST, rows=len(others), about=_("same telephone, new promise"))
        return _page(request, funds, form, others=others, status=409)
    return _kept(request, fund, form)


def _first(fund: Fund) -> dict[str, Any]:
    return {"kind": next(iter(fund.kinds), ""), "schedule": "once", "donor_type": "person", "confirmed": True}


def _unasked(request: HttpRequest, fund: Fund) -> EntryForm:
    """What was typed, not judged yet: another fund was chosen."""
    typed = {name: request.POST.get(name, "") for name in EntryForm.base_fields}
    if typed["kind"] not in fund.kinds:
        typed["kind"] = next(iter(fund.kinds), "")
    return EntryForm(fund=fund, initial=typed)


def _open_from(phone: str) -> list[Pledge]:
    same = Pledge.objects.open().filter(phone=phone).select_related("fund", "need")
    return list(same.order_by("-created_at", "-pk")[:OTHERS_SHOWN])


def _known(others: list[Pledge]) -> str:
    return ",".join(pledge.reference for pledge in others)


@tried_twice
def _written_down(data: dict[str, Any], fund: Fund, by: User) -> tuple[Pledge, bool]:
    """(pledge, whether it is new), confirmed and with its day where that was said: all of it or nothing."""
    with work():
        pledge, new = pledge_from(data, fund, by=by, source=data["source"], consent_how=data["consent_how"])
        if new and may(by, "donate.handle_pledge"):
            if data["confirmed"]:
                lifecycle.take(pledge, PledgeEvent.Action.CONFIRM, by)
            if data["next_on"]:
                lifecycle.schedule(pledge, by, data["next_on"])
    return pledge, new


def _kept(request: HttpRequest, fund: Fund, form: EntryForm) -> HttpResponse:
    data, user = form.cleaned_data, signed_in(request)
    try:
        pledge, new = _written_down(data, fund, user)
    except NotAllowed as error:
        form.add_error(None, str(error))
        return _page(request, [fund], form, status=409)
    if new:
        say = _("Written down. Read the reference out to the donor: %(reference)s")
        messages.success(request, say % {"reference": reference.grouped(pledge.reference)})
    else:
        messages.info(request, _("The same promise was written down a short while ago: here it is."))
    return redirect("donate_pledge", pledge.pk)


def _page(
    request: HttpRequest,
    funds: list[Fund],
    form: EntryForm,
    others: list[Pledge] | None = None,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "header_title": _("Write a promise down"),
        "header_subtitle": _("by telephone or at the office"),
        "form": form,
        "funds": funds,
        "fund": form.fund,
        "by_kind": [(kind, form.of_kind(kind)) for kind in form.fund.kinds],
        "others": [
            (pledge, pledge_in_words.what_words(pledge), pledge_in_words.state_tone(pledge)) for pledge in others or []
        ],
        "known": _known(others or []),
        "wording": consents.current(),
        "trouble": trouble,
        "errors": [(form[name].id_for_label, form.errors[name][0]) for name in form.fields if name in form.errors],
    }
    return TemplateResponse(request, "donate/desk/counter/entry.html", context, status=status)
