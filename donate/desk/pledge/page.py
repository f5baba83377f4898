"""One pledge: what is to be done next, what was promised and what came, its past, and everything one can do with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from donate.following import pledge_in_words
from donate.letters import drafts, reminders
from donate.models import DataAccess, Pledge
from donate.privacy import access
from donate.promises import consents, lifecycle, limits, outcome, reference
from donate.receiving import recording
from home.safety.actors import NotAllowed, signed_in
from home.text.vietnamese import format_phone

from . import conflict, next_step, timeline
from .actions import ACTIONS, Action, open_actions

OTHERS_SHOWN = 8
# Which small form the buttons of a group share, in the order in which they stand there.
CALL = ("goi-xac-nhan", "goi-duoc", "khong-gap", "hen-chuyen")
FOLDED = ("hen-ngay", "ghi-chu", "giao", "xac-nhan", "mo-lai", "huy", "rac", "bo-rac")


def _pledge(request: HttpRequest, pk: int) -> Pledge:
    if not request.user.has_perm("donate.view_pledge"):
        raise PermissionDenied
    joined = Pledge.objects.select_related("fund__account", "fund__unit", "need", "assignee", "consent_recorded_by")
    return get_object_or_404(joined, pk=pk)


@require_http_methods(["GET"])
def pledge_page(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _pledge(request, pk))


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """POST takes the step. GET shows the draft of a letter; any other address leads back to the pledge."""
    chosen = ACTIONS[action]
    pledge = _pledge(request, pk)
    if request.method == "GET" and not chosen.draft:
        return redirect("donate_pledge", pledge.pk)
    if not request.user.has_perms(chosen.rights):
        raise PermissionDenied
    if request.method == "GET":
        return _draft_page(request, pledge, chosen)
    return _taken(request, pledge, chosen)


def _taken(request: HttpRequest, pledge: Pledge, action: Action) -> HttpResponse:
    form = action.form(request.POST, pledge=pledge, user=request.user)
    sent = request.POST.get("version", "")
    version = int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else -1
    if version != pledge.version:
        return _conflict(request, pledge, action, form)
    if not form.is_valid():
        return _again(request, pledge, action, form, 422)
    if not action.may(pledge):
        form.add_error(None, _("As it stands now, this pledge cannot take this step."))
        return _again(request, pledge, action, form, 409)
    try:
        action.do(pledge, signed_in(request), form.cleaned_data, version)
    except lifecycle.Stale:
        return _conflict(request, _pledge(request, pledge.pk), action, form)
    except NotAllowed as error:
        form.add_error(None, str(error))
        return _again(request, _pledge(request, pledge.pk), action, form, 409)
    messages.success(request, str(action.done_words))
    return redirect("donate_pledge", pledge.pk)


def _again(request: HttpRequest, pledge: Pledge, action: Action, form: Any, status: int) -> HttpResponse:
    """Not done: the same screen with everything that was typed."""
    if action.draft:
        return _draft_page(request, pledge, action, form, status)
    return _page(request, pledge, {action.slug: form}, status)


# --- The page ---------------------------------------------------------------------------------------------------------


def _page(request: HttpRequest, pledge: Pledge, bound: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    access.looked(request.user, DataAccess.Action.VIEW, pledge)
    bound = bound or {}
    user: Any = request.user
    prefetch_related_objects([pledge], "privacy_requests")  # asked for again and again below
    allowed = open_actions(pledge, user)
    events = timeline.newest_first(pledge)
    instalments = list(pledge.instalments.all())
    calls = [allowed[slug] for slug in CALL if slug in allowed]
    call_form = next((bound[slug] for slug in CALL if slug in bound), None)
    if calls and call_form is None:
        call_form = calls[0].form(pledge=pledge, user=user, auto_id="goi-%s")
    folded = [
        (
            allowed[slug],
            bound.get(slug) or allowed[slug].form(pledge=pledge, user=user, auto_id=f"{slug}-%s"),
            slug in bound,
        )
        for slug in FOLDED
        if slug in allowed
    ]
    shown_again = {action.slug for action, _form, _open in folded} | (set(CALL) if calls else set())
    refused = [form for slug, form in bound.items() if slug not in shown_again]
    context = {
        "header_title": reference.grouped(pledge.reference),
        "header_subtitle": pledge.get_fulfilment_display(),
        "pledge": pledge,
        "lead": next_step.lead(pledge, instalments),
        "what": pledge_in_words.what_words(pledge),
        "got": pledge_in_words.came_words(pledge),
        "contact": contact(pledge) if user.has_perm("donate.handle_pledge") else None,
        "phone": format_phone(pledge.phone),
        "take_it": allowed.get("nhan-viec") if pledge.assignee_id != user.pk else None,
        "no_form": forms.Form(),
        "calls": calls,
        "call_form": call_form,
        "folded": folded,
        "refused": refused,
        "may_remind": "da-nhac" in allowed,
        "no_reminder": reminders.why_not(pledge) if "da-nhac" in allowed else "",
        "may_receive": user.has_perm(recording.RIGHT_FOR[pledge.kind])
        and pledge.fulfilment in lifecycle.MAY_RECEIVE
        and not pledge.erased_at,
        "may_write_off": user.has_perm("donate.propose_write_off") and pledge.fulfilment == Pledge.Fulfilment.PARTLY,
        "write_off": pledge.write_offs.filter(state="proposed").select_related("proposed_by").first(),
        "requests": [wish for wish in pledge.privacy_requests.all() if wish.done_at is None],
        "may_thank": user.has_perm("donate.handle_pledge") and lifecycle.can_be_thanked(pledge),
        "version": pledge.version,
        "seen": conflict.seen(pledge, events[0].pk if events else 0),
        "instalments": instalments,
        "receipts": outcome.receipts_of(pledge),
        "excess": max(0, pledge.received_amount - pledge.total_amount) if pledge.amount else 0,
        "moments": timeline.moments(events),
        "others": others(pledge),
        "wording": consents.WORDINGS.get(pledge.consent_version),
        "max_reminders": limits.MAX_REMINDERS,
        "form": forms.Form() if call_form is None else call_form,  # its media is the page's
    }
    return TemplateResponse(request, "donate/desk/pledge/page.html", context, status=status)


def contact(pledge: Pledge) -> dict[str, str]:
    """What the big buttons lead to. Zalo knows mobile numbers alone."""
    national = f"0{pledge.phone[3:]}" if pledge.phone.startswith("+84") else ""
    return {
        "tel": pledge.phone,
        "zalo": f"https://zalo.me/{national}" if len(national) == 10 and not national.startswith("02") else "",
        "mail": pledge.email,
    }


def others(pledge: Pledge) -> dict[str, Any]:
    """Other promises from the same telephone, the newest first."""
    if not pledge.phone:
        return {"rows": [], "more": 0}
    same = Pledge.objects.filter(phone=pledge.phone).exclude(pk=pledge.pk).select_related("fund", "need")
    pledges = list(same.order_by("-created_at", "-pk")[: OTHERS_SHOWN + 1])
    rows = [
        (other, pledge_in_words.what_words(other), pledge_in_words.state_tone(other))
        for other in pledges[:OTHERS_SHOWN]
    ]
    return {"rows": rows, "more": len(pledges) > OTHERS_SHOWN}


# --- Somebody else was quicker ----------------------------------------------------------------------------------------


def _conflict(request: HttpRequest, current: Pledge, action: Action, form: Any) -> HttpResponse:
    """Both versions side by side, what happened in between, what was typed, and one button to do it all the same."""
    form.is_valid()  # so that what was typed is cleaned, and its faults are shown too
    clash = conflict.compare(current, request.POST.get("seen", ""))
    if conflict.same_again(clash, signed_in(request), action.writes, form.cleaned_data.get("note", "")):
        messages.success(request, str(action.done_words))
        return redirect("donate_pledge", current.pk)
    access.looked(request.user, DataAccess.Action.VIEW, current)
    last = current.events.order_by("-pk").values_list("pk", flat=True).first()
    context = {
        "header_title": reference.grouped(current.reference),
        "header_subtitle": _("Somebody else was quicker"),
        "header_icon": "warning",
        "pledge": current,
        "action": action,
        "form": form,
        "conflict": clash,
        "moments": timeline.moments(clash.since),
        "still": action.open_to(current, request.user),
        "typed": [(form[name].label, form.data.get(name, "")) for name in form.fields if form.data.get(name)],
        "version": current.version,
        "seen": conflict.seen(current, last or 0),
        "lead": next_step.lead(current, list(current.instalments.all())),
    }
    return TemplateResponse(request, "donate/desk/pledge/conflict.html", context, status=409)


# --- Letters ----------------------------------------------------------------------------------------------------------


def _draft_page(
    request: HttpRequest, pledge: Pledge, action: Action, form: Any = None, status: int = 200
) -> HttpResponse:
    """A reminder or the thanks, as the system would write it, to look at and change before it goes out."""
    access.looked(request.user, DataAccess.Action.VIEW, pledge)
    reminding = action.slug == "nhac"
    may = open_actions(pledge, request.user)
    last = pledge.events.order_by("-pk").values_list("pk", flat=True).first()
    context: dict[str, Any] = {
        "header_title": _("A reminder") if reminding else _("Say thank you"),
        "header_subtitle": reference.grouped(pledge.reference),
        "pledge": pledge,
        "what": pledge_in_words.what_words(pledge),
        "got": pledge_in_words.came_words(pledge),
        "contact": contact(pledge),
        "phone": format_phone(pledge.phone),
        "action": action if action.slug in may else None,
        "no_form": forms.Form(),
        "passed_on": may.get("da-nhac"),
        "by_letter": may.get("cam-on-thu"),
        "by_call": may.get("cam-on-goi"),
        "version": pledge.version,
        "seen": conflict.seen(pledge, last or 0),
    }
    if reminding:
        drafted = reminders.draft(pledge)
        context |= {
            "subject": drafted.subject,
            "short": drafted.short,
            "because": reminders.why_not(pledge),
            "number": pledge.reminders + 1,
        }
        text = drafted.text
    else:
        context |= {
            "subject": drafts.thanks_subject(pledge),
            "because": "" if lifecycle.can_be_thanked(pledge) else _("Nothing has been received for this pledge yet."),
        }
        text = drafts.thanks(pledge)
    context["form"] = form or action.form(pledge=pledge, user=request.user, initial={"text": text})
    template = "donate/desk/pledge/reminder.html" if reminding else "donate/desk/pledge/thanks.html"
    return TemplateResponse(request, template, context, status=status)


def written_at(place: str) -> str:
    """«tỉnh Lạng Sơn» → «Lạng Sơn», as a letter is dated."""
    kinds = ("tỉnh ", "thành phố ", "huyện ", "xã ", "phường ")
    return next((place[len(kind) :] for kind in kinds if place.lower().startswith(kind)), place)


@require_http_methods(["GET", "POST"])
def thank_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter of thanks on paper, A4. POST brings the words as they were changed; nothing is recorded here."""
    pledge = _pledge(request, pk)
    if not request.user.has_perm("donate.handle_pledge"):
        raise PermissionDenied
    if not lifecycle.can_be_thanked(pledge):
        messages.error(request, _("Nothing has been received for this pledge yet."))
        return redirect("donate_pledge", pledge.pk)
    form = ACTIONS["cam-on"].form(request.POST or None, pledge=pledge, user=request.user)
    if request.method == "POST" and not form.is_valid():
        return _draft_page(request, pledge, ACTIONS["cam-on"], form, 422)
    text = form.cleaned_data["text"] if request.method == "POST" else drafts.thanks(pledge)
    access.looked(request.user, DataAccess.Action.PRINT, pledge)
    chapter, today = drafts.chapter(), lifecycle.today()
    paragraphs = [part for part in text.split("\n") if part.strip()]
    if paragraphs[-1] == chapter.full_name:  # on paper it is signed for in the line below
        paragraphs.pop()
    context = {
        "header_title": reference.grouped(pledge.reference),
        "pledge": pledge,
        "paragraphs": paragraphs,
        "chapter": chapter,
        "place": written_at(chapter.place),
        "today": today,
        "month": f"{today.month:02d}" if today.month < 3 else str(today.month),  # so that no 1 becomes an 11
    }
    return TemplateResponse(request, "donate/desk/pledge/thank_letter.html", context)
