"""«Nhắc hẹn»: the reminders that are due, drafted; a person looks, changes, sends them one by one or all at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from donate.desk.pledge import next_step
from donate.desk.pledge.page import contact
from donate.following import pledge_in_words
from donate.letters import drafts, reminders
from donate.models import DataAccess, DeskSettings, Pledge, PledgeEvent
from donate.privacy import access
from donate.promises import limits, reference
from donate.promises.form import clean_text
from donate.promises.lifecycle import Stale
from home.safety.actors import NotAllowed, signed_in
from home.text.vietnamese import format_phone

SHOWN = 10
EVERYBODYS = "tat-ca"


@dataclass
class Row:
    pledge: Pledge
    reference: str
    phone: str
    what: str
    late: str
    number: int
    subject: str
    text: str
    short: str
    contact: dict[str, str]
    trouble: str = ""


@require_http_methods(["GET", "POST"])
@never_cache
def reminding(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("donate.handle_pledge"):
        raise PermissionDenied
    if request.method == "GET":
        return _page(request, {}, {})
    typed = _typed(request)
    chosen = request.POST.get("gui", "") or request.POST.get("da", "")
    by_mail = "gui" in request.POST
    wanted = sorted(typed) if by_mail and chosen == EVERYBODYS else [int(chosen)] if chosen in map(str, typed) else []
    pledges = Pledge.objects.select_related("fund__account", "need", "assignee").in_bulk(wanted)
    troubles: dict[int, str] = {}
    sent = 0
    for pk in wanted:
        pledge = pledges.get(pk)
        if pledge is None or (chosen == EVERYBODYS and not pledge.email):
            continue
        trouble = _send(request, pledge, typed[pk], by_mail)
        if trouble:
            troubles[pk] = trouble
        else:
            sent += 1
    if sent:
        sentence = ngettext("%(number)d donor is reminded.", "%(number)d donors are reminded.", sent)
        messages.success(request, sentence % {"number": sent})
    others = {pk: text for pk, (text, _version) in typed.items() if pk not in wanted or pk in troubles}
    if not troubles and not _changed_by_hand(others):
        whose = request.POST.get("cua", "")
        return redirect(f"{reverse('donate_reminders')}?cua={EVERYBODYS if whose == EVERYBODYS else 'toi'}")
    return _page(request, others, troubles, 409 if troubles else 200)


def _changed_by_hand(texts: dict[int, str]) -> bool:
    """Whether a letter that has not gone out yet holds words of a person, which must not be lost."""
    chapter = drafts.chapter()
    left = reminders.due().exclude(email="").filter(pk__in=texts).prefetch_related("instalments")
    return any(clean_text(reminders.draft(pledge, chapter).text) != texts[pledge.pk] for pledge in left)


def _typed(request: HttpRequest) -> dict[int, tuple[str, int]]:
    """{pledge: (what stands in its letter, the version it was drafted from)} for every letter of the page."""
    letters: dict[int, tuple[str, int]] = {}
    for name, text in request.POST.items():
        key = name.removeprefix("thu-")
        if name.startswith("thu-") and key.isascii() and key.isdecimal() and len(key) < 10 and len(letters) < 100:
            version = str(request.POST.get(f"ban-{key}", ""))
            known = version.isascii() and version.isdecimal() and len(version) < 10
            letters[int(key)] = (clean_text(str(text)), int(version) if known else -1)
    return letters


def _send(request: HttpRequest, pledge: Pledge, typed: tuple[str, int], by_mail: bool) -> str:
    """ "" when it is done, else a sentence. A button pressed twice is done."""
    text, version = typed
    if by_mail and not text:
        return _("The letter is empty.")
    if by_mail and len(text) > limits.LETTER_LENGTH:
        say = _("This is %(length)d characters long; at most %(longest)d fit.")
        return say % {"length": len(text), "longest": limits.LETTER_LENGTH}
    if version != pledge.version:
        last = pledge.events.order_by("-pk").first()
        pressed_twice = last and last.action == PledgeEvent.Action.REMIND and last.actor_id == request.user.pk
        return "" if pressed_twice and version == pledge.version - 1 else _changed()
    try:
        if by_mail:
            reminders.send(pledge, signed_in(request), text, version)
        else:
            reminders.passed_on(pledge, signed_in(request), version)
    except Stale:
        return _changed()
    except NotAllowed as error:
        return str(error)
    return ""


def _changed() -> str:
    return _("Somebody else has changed this pledge meanwhile. Look at it, then send if it still fits.")


def _page(request: HttpRequest, typed: dict[int, str], troubles: dict[int, str], status: int = 200) -> HttpResponse:
    user: Any = request.user
    query = request.POST if request.method == "POST" else request.GET
    whose = EVERYBODYS if query.get("cua") == EVERYBODYS else "toi"
    due = reminders.due()
    mine = due.filter(Q(assignee=user) | Q(assignee=None))
    page = Paginator((due if whose == EVERYBODYS else mine).prefetch_related("instalments"), SHOWN).get_page(
        query.get("p")
    )
    shown = list(page.object_list)
    # What could not be sent stays in sight, first, also where it is not due any more.
    gone = Pledge.objects.filter(pk__in=set(troubles) - {pledge.pk for pledge in shown})
    shown = [*gone.select_related("fund__account", "need", "assignee").prefetch_related("instalments"), *shown]
    chapter = drafts.chapter()
    rows = [_row(pledge, chapter, typed.get(pledge.pk), troubles.get(pledge.pk, "")) for pledge in shown]
    if rows:
        access.looked(user, DataAccess.Action.LIST, rows=len(rows), about=_("reminders"))
    context = {
        "header_title": _("Reminders"),
        "header_icon": "history",
        "rows": rows,
        "page": page,
        "whose": whose,
        "everybodys": EVERYBODYS,
        "counts": {"mine": mine.count(), "all": due.count()},
        "with_mail": sum(bool(row.pledge.email) for row in rows),
        "by_itself": DeskSettings.load().reminds_by_itself,
        "max_reminders": limits.MAX_REMINDERS,
        "troubles": len(troubles),
    }
    return TemplateResponse(request, "donate/desk/list/reminders.html", context, status=status)


def _row(pledge: Pledge, chapter: Any, typed: str | None, trouble: str) -> Row:
    drafted = reminders.draft(pledge, chapter)
    return Row(
        pledge=pledge,
        reference=reference.grouped(pledge.reference),
        phone=format_phone(pledge.phone),
        what=pledge_in_words.what_words(pledge),
        late=next_step.when(pledge),
        number=pledge.reminders + 1,
        subject=drafted.subject,
        text=drafted.text if typed is None else typed,
        short=drafted.short,
        contact=contact(pledge),
        trouble=trouble,
    )
