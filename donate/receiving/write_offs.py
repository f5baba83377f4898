"""«Thôi chờ phần còn lại»: what is still owed of a pledge will not come. One person says so, another agrees."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from donate.letters import notices
from donate.models import Pledge, WriteOffProposal
from donate.promises import lifecycle
from home.safety.actors import NotAllowed, require
from home.safety.locks import holding

ASK, DECIDE = "donate.propose_write_off", "donate.write_off_pledge"
State = WriteOffProposal.State


def may_propose(by: Any, pledge: Pledge) -> bool:
    """Something came in, something is owed, and nobody has asked yet."""
    return (
        by.has_perm(ASK)
        and pledge.fulfilment in lifecycle.STEPS["write_off"].before
        and not pledge.write_offs.filter(state=State.PROPOSED).exists()
    )


def may_decide(by: Any, proposal: WriteOffProposal) -> bool:
    return proposal.state == State.PROPOSED and proposal.proposed_by_id != by.pk and by.has_perm(DECIDE)


def propose(pledge: Pledge, by: Any, reason: str, version: int | None = None) -> WriteOffProposal:
    """Ask to wait no longer. The pledge stays open until somebody else agrees. Raises NotAllowed, Stale."""
    require(by, ASK)
    if not reason.strip():
        raise NotAllowed(_("Please say why."))
    with lifecycle.changing(pledge, version) as locked:
        if locked.fulfilment not in lifecycle.STEPS["write_off"].before:
            raise NotAllowed(_("Only what has come in part can be closed like this."))
        if locked.write_offs.filter(state=State.PROPOSED).exists():
            raise NotAllowed(_("Somebody has asked for this already."))
        proposal = WriteOffProposal.objects.create(pledge=locked, reason=reason.strip()[:300], proposed_by=by)
        lifecycle.record(locked, "ask_write_off", by, note=proposal.reason)
        notices.write_off_waits(proposal, deciders(by))
    return proposal


def deciders(but: Any) -> list[Any]:
    codename = DECIDE.partition(".")[2]
    people = get_user_model().objects.filter(
        Q(groups__permissions__codename=codename) | Q(user_permissions__codename=codename), is_active=True
    )
    return [person for person in people.distinct() if person != but]


def decide(proposal: WriteOffProposal, by: Any, approve: bool) -> WriteOffProposal:
    """The second person's word. Approving closes the pledge. Raises NotAllowed, and then nothing has changed."""
    require(by, DECIDE)
    with holding(proposal, (Pledge, proposal.pledge_id)) as held:
        proposal = held(proposal)
        if proposal.state != State.PROPOSED:
            raise NotAllowed(_("This has been decided already."))
        if proposal.proposed_by_id == by.pk:
            raise NotAllowed(_("Somebody else has to approve what you proposed."))
        if approve:
            lifecycle.take(proposal.pledge, "write_off", by, reason=proposal.reason, asked_by=proposal.proposed_by)
        else:
            with lifecycle.changing(proposal.pledge) as locked:
                lifecycle.record(locked, "refuse_write_off", by)
        proposal.state = State.APPROVED if approve else State.REFUSED
        proposal.decided_by, proposal.decided_at = by, timezone.now()
        proposal.save()
        notices.write_off_decided(proposal)
    return proposal
