"""The same step for many pledges of the list: choose, look at what is meant, do it, see what could not be done."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from donate.following import bulk_steps
from donate.following.pledge_in_words import what_words
from donate.models import BulkDeed, Pledge
from donate.promises import assignment, lifecycle
from home.safety.actors import NotAllowed

from .filters import Day, people
from .listing import PER_PAGE, Listing

NAMED = 100  # of each reason, so many references are written out
SAMPLE = 8


def offered(user: Any) -> list[BulkDeed.What]:
    return [BulkDeed.What(what) for what, right in bulk_steps.RIGHTS.items() if user.has_perm(right)]


# --- what each deed needs to be told ----------------------------------------------------------------------------------


class Nothing(forms.Form):
    def answers(self) -> dict[str, Any]:
        return {}


class ToWhom(forms.Form):
    to = forms.ChoiceField(
        label=gettext_lazy("To whom"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose somebody.")),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        nobody = ("0", gettext_lazy("nobody: whoever supervises sees it"))
        self.fields["to"].choices = [("", gettext_lazy("Choose …")), *people(), nobody]  # type: ignore[attr-defined]

    def answers(self) -> dict[str, Any]:
        key = int(self.cleaned_data["to"])
        return {"to": assignment.who_may_follow_up().filter(pk=key).first() if key else None}


class WhichDay(forms.Form):
    day = Day(label=gettext_lazy("Next step on"))

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day is None:
            raise forms.ValidationError(_("Type the day."))
        try:
            return lifecycle.day_to_come(day)
        except NotAllowed as error:
            raise forms.ValidationError(str(error)) from None

    def answers(self) -> dict[str, Any]:
        return {"day": self.cleaned_data["day"]}


class WhichWay(forms.Form):
    how = forms.ChoiceField(
        label=gettext_lazy("How they were thanked"),
        choices=[
            (Pledge.Acknowledgement.CALL, pgettext_lazy("thanks", "by telephone")),
            (Pledge.Acknowledgement.LETTER, pgettext_lazy("thanks", "by a letter on paper")),
            (Pledge.Acknowledgement.MAIL, pgettext_lazy("thanks", "by e-mail")),
        ],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("This only notes what you have done. No mail is sent."),
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose how they were thanked.")),
    )

    def answers(self) -> dict[str, Any]:
        return {"how": self.cleaned_data["how"]}


FORMS: dict[str, type[Any]] = {
    BulkDeed.What.ASSIGN: ToWhom,
    BulkDeed.What.SCHEDULE: WhichDay,
    BulkDeed.What.THANK: WhichWay,
    BulkDeed.What.SPAM: Nothing,
}


# --- screens ----------------------------------------------------------------------------------------------------------


def _require(user: Any, what: str) -> None:
    if not user.has_perm("donate.view_pledge") or what not in offered(user):
        raise PermissionDenied


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Fixes the set, of the ticked rows or of all that the filters show, and leads to the page that says what it is."""
    user: Any = request.user
    what = request.POST.get("viec", "")
    _require(user, what)
    listing = Listing(request.POST, user)
    back = redirect(f"{reverse('donate_desk')}?{listing.query()}")
    facts = ("pk", "version", "fulfilment")
    if request.POST.get("tat_ca"):
        if not listing.is_valid:  # else more would be meant than the screen shows
            return back
        shown = request.POST.get("dem", "")
        deed = bulk_steps.fix(
            user,
            what,
            listing.pledges.values_list(*facts),
            came_from=listing.name,
            shown=int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 9 else None,
        )
    else:
        # The version that stood on the screen, not the one of now: what has changed in between is not touched.
        ticked = dict(filter(None, map(_key, request.POST.getlist("chon")[: PER_PAGE * 10])))
        states = Pledge.objects.filter(pk__in=ticked).values_list("pk", "fulfilment")
        chosen = [(key, ticked[key], state) for key, state in states]
        deed = bulk_steps.fix(user, what, chosen, came_from=listing.name)
    if not deed.total:
        deed.delete()
        messages.warning(request, _("No pledge is chosen. Tick the rows first, or choose all that are listed."))
        return back
    return redirect(_address(deed.pk, listing))


def _address(pk: int, listing: Listing) -> str:
    """Of the deed's page, which remembers the way back: the list and its filters, but for what was searched for."""
    return f"{reverse('donate_desk_bulk_deed', args=[pk])}?{listing.query(without='q')}"


def _key(value: str) -> tuple[int, int] | None:
    match = re.fullmatch(r"([0-9]{1,12})-([0-9]{1,9})", value)
    return (int(match[1]), int(match[2])) if match else None


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def deed(request: HttpRequest, pk: int) -> HttpResponse:
    """Before it begins: what is meant, and what it still needs. Then how far it is, and what could not be done."""
    user: Any = request.user
    deed = get_object_or_404(BulkDeed.objects.select_related("to"), pk=pk, by=user)
    _require(user, deed.what)
    listing = Listing(request.GET if "hang" in request.GET else QueryDict(f"hang={deed.came_from}"), user)
    form = FORMS[deed.what](request.POST if request.method == "POST" and not deed.is_started else None)
    if request.method == "POST":
        try:
            if not deed.is_started and form.is_valid():
                bulk_steps.start(deed, **form.answers())
            if deed.is_started or form.is_valid():
                bulk_steps.work(deed, user)
                return redirect(_address(pk, listing))
        except NotAllowed as error:  # what is done is done; the rest waits for the next press
            messages.error(request, str(error))
            return redirect(_address(pk, listing))
    context: dict[str, Any] = {
        "header_title": deed.get_what_display(),
        "deed": deed,
        "form": form,
        "back": f"{reverse('donate_desk')}?{listing.query(without='q')}",
    }
    if deed.is_started:
        context |= {
            "refused": _refused(deed),
            "not_done": deed.position - deed.done,
            "left": deed.total - deed.position,
        }
        return TemplateResponse(request, "donate/desk/list/bulk_done.html", context)
    labels = dict(Pledge.Fulfilment.choices)
    sample = Pledge.objects.filter(pk__in=[key for key, _version in deed.chosen[:SAMPLE]]).select_related("need")
    context |= {
        "states": [(labels[state], deed.states[state]) for state in Pledge.Fulfilment.values if state in deed.states],
        "sample": [(pledge, what_words(pledge)) for pledge in sample.order_by("pk")],
        "more": max(0, deed.total - SAMPLE),
        "differs": deed.shown is not None and deed.shown != deed.total,
    }
    return TemplateResponse(request, "donate/desk/list/bulk.html", context)


def _refused(deed: BulkDeed) -> list[tuple[str, int, list[tuple[int, str]], int]]:
    """(why, how many, [(key, reference)], how many more) for each reason, the commonest first."""
    named = {key for keys in deed.refused.values() for key in keys[:NAMED]}
    references = dict(Pledge.objects.filter(pk__in=named).values_list("pk", "reference"))
    reasons = [
        (why, len(keys), [(key, references.get(key, "?")) for key in keys[:NAMED]], max(0, len(keys) - NAMED))
        for why, keys in deed.refused.items()
    ]
    return sorted(reasons, key=lambda reason: -reason[1])
