"""Where a promise is, in plain words and in order: what is done, what is happening, what comes."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from donate.models import Pledge
from home.calendar.spoken import weekday_and_day
from home.text.vietnamese import format_amount

from .outcome import HandedOn

S = Pledge.Fulfilment


class StepShown(NamedTuple):
    title: str
    note: str
    state: str  # done, now, or "" for to come


def what_words(pledge: Pledge) -> str:
    """What was promised, in a few words: «500.000 ₫», «12 lần, mỗi tháng 200.000 ₫», «7 chiếc chăn bông»."""
    if pledge.kind == Pledge.Kind.MONEY:
        amount = format_amount(pledge.amount or 0)
        return (
            _("%(sum)s a month for %(months)d months") % {"sum": amount, "months": pledge.months}
            if pledge.months
            else amount
        )
    if pledge.kind == Pledge.Kind.GOODS:
        if pledge.need and pledge.quantity:
            return f"{pledge.quantity.normalize():f} {pledge.need.item_unit} {pledge.need.item.lower()}"
        return pledge.goods or _("goods")  # erased with the donor
    if pledge.kind == Pledge.Kind.TIME:
        return _("%(hours)d hours of work") % {"hours": pledge.hours or 0}
    return _("a blood donation")


def got_words(pledge: Pledge) -> str:
    """What has come in of it, as it was counted: a sum, things, hours."""
    if pledge.kind == Pledge.Kind.MONEY:
        return format_amount(pledge.received_amount)
    if pledge.need:
        return f"{pledge.received_quantity.normalize():f} {pledge.need.item_unit} {pledge.need.item.lower()}"
    if pledge.kind == Pledge.Kind.GOODS:
        return _("the goods you gave")  # the donor's words say what was meant, the receipt what was counted
    if pledge.kind == Pledge.Kind.TIME:
        return _("%(hours)d hours of work") % {"hours": pledge.received_quantity}
    return what_words(pledge)


def headline(pledge: Pledge) -> str:
    """One sentence: the thanks, and how it stands with the promise."""
    words = {"name": pledge.name, "fund": pledge.fund.name, "what": what_words(pledge), "got": got_words(pledge)}
    if pledge.fulfilment == S.RECEIVED:
        if pledge.kind in (Pledge.Kind.TIME, Pledge.Kind.BLOOD):
            return _("Thank you, %(name)s. The chapter has written down %(got)s for “%(fund)s”.") % words
        return _("Thank you, %(name)s. The chapter has received %(got)s for “%(fund)s”.") % words
    if pledge.fulfilment in (S.PARTLY, S.WRITTEN_OFF) and (pledge.need or pledge.kind != Pledge.Kind.GOODS):
        return _("Thank you, %(name)s. Of %(what)s for “%(fund)s” the chapter has received %(got)s.") % words
    if pledge.fulfilment in (S.PARTLY, S.WRITTEN_OFF):
        return _("Thank you, %(name)s. Part of %(what)s for “%(fund)s” has come in.") % words
    if pledge.fulfilment == S.CANCELLED:
        return (
            _("Your promise of %(what)s for “%(fund)s” has been withdrawn. Thank you all the same, %(name)s.") % words
        )
    if pledge.kind == Pledge.Kind.GOODS and not pledge.need:
        return _("Thank you, %(name)s. The chapter has noted your promise for “%(fund)s”: %(what)s.") % words
    return _("Thank you, %(name)s. The chapter has noted your promise of %(what)s for “%(fund)s”.") % words


def next_steps(pledge: Pledge, became: HandedOn | None = None) -> list[StepShown]:
    made = date_format(localtime(pledge.created_at), "H:i, j/n/Y")
    done = [StepShown(_("Promised"), made, "done")]
    ended: dict[str, tuple[str, str]] = {
        S.CANCELLED: (
            _("Withdrawn"),
            _("Nothing more is to be done. If you change your mind, promise anew or call us."),
        ),
        S.SPAM: (_("Set aside"), _("Please call us if this is a mistake.")),
        S.LAPSED: (
            _("Set aside for now"),
            _("If you still wish to give, just transfer with the same reference: it comes back by itself.")
            if pledge.kind == Pledge.Kind.MONEY
            else _("If you still wish to give, just call the chapter and read out the reference."),
        ),
        S.WRITTEN_OFF: (_("Closed"), _("Thank you for what you gave.")),
        S.REVERSED: (_("Corrected"), _("An entry was turned back. The chapter calls you.")),
    }
    if pledge.fulfilment in ended:
        title, note = ended[pledge.fulfilment]
        return [*done, StepShown(title, note, "now")]
    came = {
        "money": (_("The money reaches the fund"), _("This page changes the same day")),
        "goods": (_("The goods are counted at the office"), _("With a receipt for what was counted")),
        "time": (_("The day of work"), _("The chapter agrees the day with you")),
        "blood": (_("The day of donating"), _("Eat well and sleep well the night before")),
    }[pledge.kind]
    call_by = pledge.next_action_on if pledge.fulfilment == S.SUBMITTED else None
    if call_by and call_by < localdate():
        call_by = None  # a day gone by is no promise any more
    confirmed = StepShown(
        _("The chapter calls to confirm"),
        _("By %(day)s at the latest") % {"day": weekday_and_day(call_by)} if call_by else "",
        "now" if pledge.fulfilment == S.SUBMITTED else "done",
    )
    title, note = came
    if pledge.fulfilment == S.RECEIVED:
        arrival = StepShown(title, date_format(became.since, "j/n/Y") if became else "", "done")
    else:
        arrival = StepShown(title, note, "now" if pledge.fulfilment in (S.CONFIRMED, S.PARTLY) else "")
    has_receipt = pledge.fulfilment in (S.RECEIVED, S.PARTLY)
    below = _("Below on this page")
    steps = [
        *done,
        confirmed,
        arrival,
        StepShown(_("Receipt"), below if has_receipt else _("Shown on this page"), "done" if has_receipt else ""),
    ]
    if pledge.kind in (Pledge.Kind.MONEY, Pledge.Kind.GOODS):
        went = became is not None and became.number > 0
        last = "" if pledge.fulfilment != S.RECEIVED else "done" if went else "now"
        note = below if went else _("You will see what the fund hands on")
        steps.append(StepShown(_("It reaches those it is meant for"), note, last))
    return steps
