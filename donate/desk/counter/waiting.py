"""What campaigns/approvals/waiting.py asks of this room: write-offs that wait, and what hangs on a ledger line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.approvals.waiting import Fact, Waiting
from campaigns.models import LedgerLine
from donate.following.pledge_in_words import what_words
from donate.models import DataAccess, Pledge, WriteOffProposal
from donate.privacy import access
from donate.receiving import receipts, write_offs
from donate.receiving.slips import payer_words
from home.text.vietnamese import format_amount, format_quantity

SHOWN = 60


def write_offs_waiting(user: Any) -> Iterator[Waiting]:
    if not user.has_perm("donate.view_writeoffproposal"):
        return
    proposals = WriteOffProposal.objects.filter(state=WriteOffProposal.State.PROPOSED)
    for proposal in proposals.select_related("pledge__fund", "pledge__need", "proposed_by").order_by("proposed_at")[
        :SHOWN
    ]:
        yield Waiting(
            what=_("Wait no longer for the rest"),
            about=f"{proposal.pledge.reference}, {proposal.pledge.fund}",
            text=progress_words(proposal.pledge),
            reason=proposal.reason,
            asked_by=proposal.proposed_by,
            asked_at=proposal.proposed_at,
            url=reverse("donate_write_off_decide", args=[proposal.pk]),
            may_decide=write_offs.may_decide(user, proposal),
        )


def progress_words(pledge: Pledge) -> str:
    """«Đã nhận 200.000 ₫ trên 500.000 ₫»."""
    if pledge.kind == Pledge.Kind.MONEY:
        words = {"got": format_amount(pledge.received_amount), "of": format_amount(pledge.total_amount)}
        return _("%(got)s of %(of)s received") % words
    words = {"got": format_quantity(pledge.received_quantity), "what": what_words(pledge)}
    return _("promised: %(what)s; counted so far: %(got)s") % words


def pledge_url(pledge: Pledge) -> str:
    return reverse("donate_pledge", args=[pledge.pk])


def beside_line(line: LedgerLine, user: Any) -> Iterator[Fact]:
    """Receipt and pledge of a line, for who decides about it; personal data, so the look is noted."""
    if not user.has_perm("donate.view_receipt"):
        return
    receipt = receipts.of_line(line)
    if receipt is None:
        return
    access.looked(user, DataAccess.Action.VIEW, receipt.pledge, about="" if receipt.pledge_id else receipt.label)
    label = f"{receipt.label} ({_('Void')})" if receipt.is_void else receipt.label
    yield Fact(_("Receipt"), label, reverse("donate_receipt", args=[receipt.pk]))
    yield Fact(_("Received from"), payer_words(receipt))
    several = receipt.lines.count()
    if several > 1:
        words = _("%(number)d lines stand on it; for those that stay another receipt is issued") % {"number": several}
        yield Fact(_("On the same receipt"), words)
    pledge = receipt.pledge
    if pledge is not None and user.has_perm("donate.view_pledge"):
        yield Fact(_("Promise"), f"{pledge.reference}, {pledge.get_fulfilment_display()}", pledge_url(pledge))
        yield Fact(_("Received so far"), progress_words(pledge))
