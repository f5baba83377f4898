"""The biggest thing on a pledge's page: what is to be done next, and why, in one sentence each."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from donate.following import pledge_in_words
from donate.models import Instalment, Pledge
from home.text.vietnamese import format_amount

S = Pledge.Fulfilment


class Lead(NamedTuple):
    title: str
    why: str
    tone: str  # as words.state_tone
    calls: bool  # whether somebody should be called


def lead(pledge: Pledge, instalments: list[Instalment], today: datetime.date | None = None) -> Lead:
    """Needs `fund` and `need` joined."""
    today = today or timezone.localdate()
    if pledge.erased_at:
        return Lead(_("The donor's data have been erased"), _("What remains are sums, kinds and days."), "", False)
    facts = {"name": pledge.name, "what": pledge_in_words.what_words(pledge), "got": pledge_in_words.came_words(pledge)}
    if pledge.is_open and pledge.erasure_requested_at:
        title = _("Answer %(name)s, who asks for erasure") % {"name": pledge.name}
        return Lead(title, _("Do not ask about the promise any more."), "is-late", True)
    if pledge.is_open:
        due = pledge.next_action_on is None or pledge.next_action_on <= today
        return Lead(
            _open(pledge, instalments, facts, due), when(pledge, today), pledge_in_words.state_tone(pledge, today), due
        )
    if pledge.fulfilment in (S.RECEIVED, S.WRITTEN_OFF) and pledge.acknowledgement == Pledge.Acknowledgement.NONE:
        return Lead(_("Thank %(name)s: %(got)s came in") % facts, _("Nobody has said thank you yet."), "is-wait", False)
    ended = {
        S.RECEIVED: (_("All done: received and thanked"), _("%(name)s has given %(got)s.") % facts),
        S.WRITTEN_OFF: (_("Closed: nobody waits for the rest"), _("%(name)s has given %(got)s.") % facts),
        S.CANCELLED: (_("Cancelled"), _("Nothing is left to do. It can be opened again, with a reason.")),
        S.SPAM: (_("Marked as spam"), _("Take the mark away if a real person is behind it.")),
        S.LAPSED: (_("Set aside: nobody answered"), _("It comes back by itself when its money comes.")),
        S.REVERSED: (
            _("An entry was turned back: nothing counts as received now"),
            _("If the gift did arrive, whoever received it records it anew."),
        ),
    }
    title, why = ended[S(pledge.fulfilment)]
    return Lead(title, why, pledge_in_words.state_tone(pledge, today), False)


def _open(pledge: Pledge, instalments: list[Instalment], facts: dict[str, str], due: bool) -> str:
    if pledge.fulfilment == S.SUBMITTED:
        again = _("Call %(name)s again to confirm: %(what)s")
        return (again if pledge.contacts else _("Call %(name)s to confirm: %(what)s")) % facts
    if pledge.fulfilment == S.PARTLY or pledge.is_monthly:
        return _rest(pledge, instalments, facts, due)
    if pledge.kind == Pledge.Kind.MONEY:
        return (_("Ask %(name)s about %(what)s") if due else _("%(name)s is to transfer %(what)s")) % facts
    if pledge.kind == Pledge.Kind.GOODS:
        return (_("Ask %(name)s when to bring: %(what)s") if due else _("%(name)s is to bring: %(what)s")) % facts
    return (_("Agree a day with %(name)s: %(what)s") if due else _("%(name)s is expected: %(what)s")) % facts


def _rest(pledge: Pledge, instalments: list[Instalment], facts: dict[str, str], due: bool) -> str:
    if pledge.kind != Pledge.Kind.MONEY:
        return _("%(name)s has given a part of: %(what)s") % facts
    unpaid = next((part for part in instalments if not part.is_paid), None)
    if pledge.is_monthly and unpaid is not None:
        month = facts | {"number": str(unpaid.number), "rest": format_amount(unpaid.amount - unpaid.received_amount)}
        ask = _("Ask %(name)s about month %(number)s: %(rest)s")
        return (ask if due else _("%(name)s is to give %(rest)s for month %(number)s")) % month
    left = facts | {"rest": format_amount(pledge.outstanding)}
    return (_("Ask %(name)s about the remaining %(rest)s") if due else _("%(name)s still has %(rest)s to give")) % left


def when(pledge: Pledge, today: datetime.date | None = None) -> str:
    """«Quá hẹn 3 ngày, hẹn 21/11/2026», «Hẹn hôm nay», «Hẹn 5/12/2026, còn 4 ngày»."""
    today = today or timezone.localdate()
    day = pledge.next_action_on
    if day is None:
        return ""
    number = abs((day - today).days)
    facts = {"day": pledge_in_words.day_words(day), "number": number}
    if day == today:
        return _("Due today.")
    if day < today:
        return (
            ngettext(
                "%(number)d day late: it was due on %(day)s.", "%(number)d days late: it was due on %(day)s.", number
            )
            % facts
        )
    return ngettext("Due on %(day)s, in %(number)d day.", "Due on %(day)s, in %(number)d days.", number) % facts
