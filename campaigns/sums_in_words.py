"""Sums said in words: what stands biggest on a campaign's page and in lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from home.text.vietnamese import amount_in_prose

if TYPE_CHECKING:
    from .models import Fund, HumanitarianAddressPage


class Words(NamedTuple):
    """«before» «sum» «after»; `tone` is need, got or "" and colours the sum."""

    before: str
    sum: str
    after: str
    tone: str


def headline_words(fund: Fund) -> Words:
    received = fund.totals.received
    if fund.state in (fund.State.DRAFT, fund.State.OPEN):
        if fund.missing:
            return Words(_("Still missing"), amount_in_prose(fund.missing), fund.purpose, "need")
        if fund.goal and received > fund.goal:
            more = amount_in_prose(received - fund.goal)
            return Words(_("Enough has come, and"), more, _("beyond the goal"), "got")
        if fund.goal:
            return Words(_("Enough has come:"), amount_in_prose(received), fund.purpose, "got")
        if received:
            return Words(_("Received so far:"), amount_in_prose(received), fund.purpose, "got")
        return Words("", "", fund.purpose or fund.name, "")
    return Words(_("People gave"), amount_in_prose(received), fund.purpose, "got")


def address_state_words(page: HumanitarianAddressPage) -> str:
    state = page.State
    if page.state == state.ENDED:
        return _("Ended") + (f" {date_format(page.ended_on, 'j/n/Y')}" if page.ended_on else "")
    if page.state == state.STOOD_BY:
        if page.helped_until:
            return _("Somebody stands by until the end of %(month)s") % {"month": date_format(page.helped_until, "n/Y")}
        return _("Somebody stands by")
    if page.monthly_missing and page.monthly_covered:
        return _("%(sum)s a month still missing") % {"sum": amount_in_prose(page.monthly_missing)}
    return _("Nobody stands by yet")
