"""«Thôi chờ phần còn lại»: what is still owed of a pledge will not come. One person says so, another agrees."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.approvals import deciding
from campaigns.approvals.deciding import Letter, Matter, decide, may_decide
from donate.models import Pledge, PledgeEvent, WriteOffProposal
from donate.promises import lifecycle
from home.safety.actors import Actor, NotAllowed, may, require
from home.safety.locks import Held, Row, holding, tried_twice

__all__ = ["ASK", "DECIDE", "decide", "may_decide", "may_propose", "propose"]

ASK, DECIDE = "donate.propose_write_off", "donate.write_off_pledge"
State = WriteOffProposal.State


def may_propose(by: Actor, pledge: Pledge) -> bool:
    """Something came in, something is owed, and nobody has asked yet."""
    return (
        may(by, ASK)
        and pledge.fulfilment in lifecycle.STEPS["write_off"].before
        and not pledge.write_offs.filter(state=State.PROPOSED).exists()
    )


@tried_twice
def propose(pledge: Pledge, by: Actor, reason: str, version: int | None = None) -> WriteOffProposal:
    """Ask to wait no longer. The pledge stays open until somebody else agrees. Raises NotAllowed, Stale."""
    require(by, ASK)
    with holding(pledge), lifecycle.changing(pledge, version) as locked:
        proposal = deciding.propose(WriteOffProposal(pledge=locked, reason=reason), by)
        lifecycle.record(locked, PledgeEvent.Action.ASK_WRITE_OFF, by, note=proposal.reason)
    return proposal


@deciding.decided_here(WriteOffProposal)
class WriteOffs(Matter[WriteOffProposal]):
    def right_to_ask(self, request: WriteOffProposal) -> str:
        return ASK

    def right_to_decide(self, request: WriteOffProposal) -> str:
        return DECIDE

    def rows(self, request: WriteOffProposal) -> Iterable[Row | None]:
        return [request.pledge]

    def check(self, request: WriteOffProposal, held: Held) -> None:
        if held(request.pledge).fulfilment not in lifecycle.STEPS["write_off"].before:
            raise NotAllowed(_("Only what has come in part can be closed like this."))

    def carry_out(self, request: WriteOffProposal, held: Held, by: User) -> None:
        lifecycle.take(request.pledge, "write_off", by, reason=request.reason, asked_by=request.proposed_by)

    def refused(self, request: WriteOffProposal, by: User) -> None:
        with lifecycle.changing(request.pledge) as locked:
            lifecycle.record(locked, PledgeEvent.Action.REFUSE_WRITE_OFF, by)

    def letter(self, request: WriteOffProposal) -> Letter:
        """Which promise, never whose, nor the reason in somebody's words."""
        if request.is_waiting:
            names = {"reference": request.pledge.reference}
            where = settings.SITE_URL + reverse("donate_write_off_decide", args=[request.pk])
            return Letter(
                _("Waits for you: promise %(reference)s, closing it without the rest") % names,
                _("Somebody proposes to wait no longer for the rest. Look at it and decide: %(url)s") % {"url": where},
            )
        names = {"reference": request.pledge.reference, "state": request.get_state_display().lower()}
        where = settings.SITE_URL + reverse("donate_write_offs")
        return Letter(
            _("Promise %(reference)s, closing it without the rest: %(state)s") % names,
            _("What you proposed has been decided: %(url)s") % {"url": where},
        )

    def recipients(self, request: WriteOffProposal) -> Iterable[User | None]:
        """Who may decide, then who asked: a promise is no money yet, so nobody is told what they did themselves."""
        return deciding.deciders(request) if request.is_waiting else [request.proposed_by]
