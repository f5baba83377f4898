"""Officers: units, away or not, load; and handing on what one leaves behind. For whoever supervises."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from donate.following import officers
from donate.models import Pledge
from donate.promises import assignment
from home.models import Unit
from home.safety.actors import NotAllowed, signed_in

from .list.filters import Unknown, Words, people

SEE = "donate.view_officerprofile"
LET_IT_FALL = ""  # nobody named: each pledge to whoever fits


class HandOnForm(forms.Form):
    to = forms.ChoiceField(label=_("to whom"), required=False, error_messages=Unknown())
    note = Words(label=_("why"), required=False, max_length=200, help_text=_("Stands with each pledge: “nghỉ sinh”."))

    def __init__(self, leaving: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (LET_IT_FALL, _("Whoever fits each, by unit and by load")),
            *((str(pk), name) for pk, name in people() if pk != leaving.pk),
        ]


@require_http_methods(["GET"])
def officer_list(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(SEE):
        raise PermissionDenied
    loads = officers.loads()
    context = {
        "header_title": _g("Who follows up pledges"),
        "header_icon": "group",
        "loads": loads,
        "most": max((load.open for load in loads), default=0) or 1,
        "nobody": Pledge.objects.open().filter(assignee=None).count(),
        "may_change": request.user.has_perm(officers.RIGHT),
    }
    return TemplateResponse(request, "donate/desk/officers/list.html", context)


@require_http_methods(["GET", "POST"])
def officer(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.has_perm(SEE):
        raise PermissionDenied
    load = next((load for load in officers.loads() if load.user.pk == pk), None)
    if load is None:
        raise Http404
    hand_on = HandOnForm(load.user, request.POST if request.POST.get("viec") == "giao" else None)
    if request.method == "POST":
        if not request.user.has_perm(officers.RIGHT):
            raise PermissionDenied
        if request.POST.get("viec") == "giao" and hand_on.is_valid() and _handed_on(request, load, hand_on):
            return redirect("donate_officers")
        if request.POST.get("viec") == "luu":
            return _saved(request, load)
    units = Unit.objects.on(timezone.localdate()).in_tree_order()
    context = {
        "header_title": load.name,
        "header_subtitle": _g("Who follows up pledges"),
        "header_icon": "group",
        "load": load,
        "own": {unit.pk for unit in load.units},
        "units": units,
        "hand_on": hand_on,
        "may_change": request.user.has_perm(officers.RIGHT),
    }
    return TemplateResponse(request, "donate/desk/officers/officer.html", context)


def _saved(request: HttpRequest, load: officers.Load) -> HttpResponse:
    chosen = [int(pk) for pk in request.POST.getlist("don_vi")[:1000] if pk.isdecimal() and len(pk) < 12]
    away = request.POST.get("vang") == "co"
    try:
        officers.settle(load.user, signed_in(request), units=Unit.objects.filter(pk__in=chosen), is_away=away)
    except NotAllowed as error:
        messages.error(request, str(error))
        return redirect("donate_officer", load.user.pk)
    messages.success(request, _g("Kept."))
    if away and load.open:
        words = ngettext(
            "%(number)d open pledge still waits for %(name)s. Hand it on?",
            "%(number)d open pledges still wait for %(name)s. Hand them on?",
            load.open,
        )
        messages.warning(request, words % {"number": load.open, "name": load.name})
    return redirect("donate_officer", load.user.pk)


def _handed_on(request: HttpRequest, load: officers.Load, form: HandOnForm) -> bool:
    named = form.cleaned_data["to"]
    to = assignment.who_may_follow_up().filter(pk=int(named)).first() if named else None
    try:
        given = officers.hand_on(load.user, signed_in(request), to, form.cleaned_data["note"])
    except NotAllowed as error:
        form.add_error(None, str(error))
        return False
    total = sum(given.values())
    if not total:
        messages.warning(request, _g("There was nothing to hand on."))
        return True
    who = ", ".join(
        f"{(user.get_full_name() or user.get_username()) if user else _g('whoever supervises')} ({number})"
        for user, number in given.items()
    )
    words = ngettext("%(number)d pledge handed on: %(who)s.", "%(number)d pledges handed on: %(who)s.", total)
    messages.success(request, words % {"number": total, "who": who})
    return True
