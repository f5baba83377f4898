"""«Bàn tiếp nhận»: opens on what this person has to do, and leads to every pledge there is."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from donate.following import queues
from donate.models import DataAccess, DeskSettings, Pledge
from donate.privacy import access

from . import bulk
from .listing import LABELS, PER_PAGE, Listing
from .rows import rows

NOTHING = {
    queues.MINE: gettext_lazy("Nothing is due for you today."),
    queues.OVERDUE: gettext_lazy("Nothing is overdue."),
    queues.NEW: gettext_lazy("Every new pledge has been looked at."),
    queues.UNASSIGNED: gettext_lazy("Every pledge has somebody who follows it up."),
    queues.THIS_WEEK: gettext_lazy("Nothing is due until Sunday."),
    queues.MONEY: gettext_lazy("No money is waited for."),
    queues.TO_THANK: gettext_lazy("Everybody who gave has been thanked."),
    queues.ALL: gettext_lazy("There is no pledge yet."),
}


@require_safe
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    if not user.has_perm("donate.view_pledge"):
        raise PermissionDenied
    listing = Listing(request.GET, user)
    page = _page(listing, request.GET.get("p", ""))
    if page.object_list:
        place = _("%(list)s, page %(number)d") % {"list": listing.about, "number": page.number}
        # The list one works in all morning is one look; each search is one, for what was typed is not kept.
        again = bool(listing.form.cleaned_data["q"])
        access.looked(user, DataAccess.Action.LIST, rows=len(page.object_list), about=place, again=again)
    officers: Any = listing.form.fields["nguoi"]
    staff = {key for key, _label in officers.choices if isinstance(key, int)}
    context: dict[str, Any] = {
        "header_title": _("Pledge desk"),
        "listing": listing,
        "form": listing.form,
        "tabs": [(name, LABELS[name], number, listing.query(name)) for name, number in listing.counts.items()],
        "late_tabs": (queues.OVERDUE, queues.UNASSIGNED),
        "lead": _lead(listing),
        "narrowing": _narrowing(listing),
        "typed": bool(listing.form.used()),
        "page": page,
        "rows": rows(list(page.object_list), staff),
        "nothing": NOTHING[listing.name],
        "deeds": bulk.offered(user),
        "may_export": user.has_perm("donate.export_pledge"),
        "may_enter": user.has_perm("donate.add_pledge"),
        "query": listing.query(),
        "everything": listing.query(queues.ALL),
        "open_name": queues.ALL,
    }
    return TemplateResponse(request, "donate/desk/list/page.html", context)


def _narrowing(listing: Listing) -> list[tuple[str, str, str, str]]:
    """(field, label, value in words, the query without it) for each filter in force."""
    if not listing.is_valid:
        return []
    return [(name, label, words, listing.query(without=name)) for name, label, words in listing.form.narrowing()]


def _page(listing: Listing, number: str) -> Page:
    """One page, its pledges loaded whole. A number that cannot be meant gives the first page or the last.

    First the keys, from an index; what stands around each pledge is read for these forty only.
    """
    paginator = Paginator(listing.in_order.values_list("pk", flat=True), PER_PAGE)
    paginator.count = listing.count  # known already: the tabs say it
    page = paginator.get_page(number)
    keys = list(page.object_list)
    pledges = Pledge.objects.select_related("fund", "need", "assignee").in_bulk(keys)
    page.object_list = [pledges[key] for key in keys if key in pledges]
    return page


def _lead(listing: Listing) -> str:
    """What this list is, where its name does not say it."""
    user = listing.user
    if listing.name == queues.MINE and queues.supervises(user) and not user.has_perm("donate.handle_pledge"):
        days = {"days": DeskSettings.load().climbs_after}
        return _("Overdue for more than %(days)d days, or followed up by nobody.") % days
    return {
        queues.MINE: _("What is due today or overdue for you."),
        queues.UNASSIGNED: _("Open, and nobody follows it up, or only somebody who has left."),
        queues.THIS_WEEK: _("Due by Sunday, with what is overdue."),
        queues.MONEY: _("Money promised that has not come, or not all of it."),
        queues.TO_THANK: _("Something has come in, and nobody has said thank you. Who has waited longest comes first."),
    }.get(listing.name, "")
