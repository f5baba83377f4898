"""Reversals, and distributions beyond what a fund holds: one person asks, another agrees, then it is written."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns import ledger
from campaigns.ledger import LedgerError
from campaigns.models import Fund, FundNeed, LedgerLine, LedgerProposal
from home.safety.locks import Row, holding

What = LedgerProposal.What
State = LedgerProposal.State
RIGHT_TO_ASK = {What.REVERSE: "campaigns.propose_reversal", What.OVER_BALANCE: "campaigns.record_distribution"}
RIGHT_TO_DECIDE = {What.REVERSE: "campaigns.approve_reversal", What.OVER_BALANCE: "campaigns.approve_over_balance"}

# (line, by, reason) → the reversing line, or None when the line is not its own. Called inside the transaction.
Reverser = Callable[[LedgerLine, Any, str], LedgerLine | None]
Beside = Callable[[LedgerLine], Iterable[Row]]
_reversers: list[Reverser] = []
_beside: list[Beside] = []


def register_reverser(reverser: Reverser, beside: Beside) -> None:
    """For who keeps more beside a line (a receipt, a promise) that has to follow when the line is turned back."""
    if reverser not in _reversers:
        _reversers.append(reverser)
        _beside.append(beside)


# (line, reason) → why this reason may not stand in the public ledger, or "". For who knows whom a line came from.
Check = Callable[[LedgerLine, str], str]
_checks: list[Check] = []


def register_check(check: Check) -> None:
    if check not in _checks:
        _checks.append(check)


def may_decide(by: Any, proposal: LedgerProposal) -> bool:
    return (
        proposal.state == State.PROPOSED
        and proposal.proposed_by_id != by.pk
        and by.has_perm(RIGHT_TO_DECIDE[What(proposal.what)])
    )


def _require(by: Any, right: str) -> None:
    if not by.is_active or not by.has_perm(right):
        raise LedgerError(_("You do not have the right to do this."))


def propose_reversal(line: LedgerLine, by: Any, reason: str) -> LedgerProposal:
    """Ask for a line to be turned back. Raises LedgerError."""
    _require(by, RIGHT_TO_ASK[What.REVERSE])
    if not reason.strip():
        raise LedgerError(_("Say why the line is reversed."))
    if line.reverses_id:
        raise LedgerError(_("A reversal cannot be reversed: record the right line anew."))
    if LedgerLine.objects.filter(reverses=line).exists():
        raise LedgerError(_("This line has been reversed already."))
    for check in _checks:
        if refusal := check(line, reason):
            raise LedgerError(refusal)
    try:
        with transaction.atomic():
            proposal = LedgerProposal.objects.create(
                what=What.REVERSE, fund_id=line.fund_id, line=line, reason=reason.strip()[:300], proposed_by=by
            )
            _tell(proposal)
    except IntegrityError:
        raise LedgerError(_("Somebody has asked for this already.")) from None
    return proposal


def propose_over_balance(fund: Fund, by: Any, reason: str, facts: dict[str, Any]) -> LedgerProposal:
    """Ask to give more than the fund holds. `facts`: the keywords of `ledger.post` and `amount`. Raises LedgerError."""
    _require(by, RIGHT_TO_ASK[What.OVER_BALANCE])
    if not reason.strip():
        raise LedgerError(_("Say why more is given than the fund holds."))
    with transaction.atomic():
        proposal = LedgerProposal.objects.create(
            what=What.OVER_BALANCE, fund=fund, facts=_packed(facts), reason=reason.strip()[:300], proposed_by=by
        )
        _tell(proposal)
    return proposal


def decide(proposal: LedgerProposal, by: Any, approve: bool) -> LedgerProposal:
    """The second person's word; approving writes the ledger. Raises LedgerError, and then nothing has changed."""
    rows = [row for beside in _beside for row in beside(proposal.line)] if proposal.line else []
    with holding(proposal, proposal.fund, *rows) as held:
        proposal = held(proposal)
        if proposal.state != State.PROPOSED:
            raise LedgerError(_("This has been decided already."))
        if proposal.proposed_by_id == by.pk:
            raise LedgerError(_("Somebody else has to approve what you proposed."))
        _require(by, RIGHT_TO_DECIDE[What(proposal.what)])
        if approve:
            proposal.result = _carry_out(proposal, by)
        proposal.state = State.APPROVED if approve else State.REFUSED
        proposal.decided_by, proposal.decided_at = by, timezone.now()
        proposal.save()
        _tell(proposal)
    return proposal


def _carry_out(proposal: LedgerProposal, by: Any) -> LedgerLine:
    if proposal.what == What.REVERSE and proposal.line is not None:
        for reverser in _reversers:
            done = reverser(proposal.line, by, proposal.reason)
            if done is not None:
                return done
        return ledger.reverse(proposal.line, proposal.reason, by)
    facts = unpacked(proposal.facts)
    return ledger.post(
        proposal.fund,
        LedgerLine.Direction.DISTRIBUTED,
        recorder=proposal.proposed_by,
        over_balance_reason=proposal.reason,
        **facts,
    )


def _packed(facts: dict[str, Any]) -> dict[str, Any]:
    packed: dict[str, Any] = {}
    for name, value in facts.items():
        if isinstance(value, datetime.date):
            value = value.isoformat()
        elif isinstance(value, Decimal):
            value = str(value)
        elif name in ("need", "unit"):
            name, value = f"{name}_id", value.pk if value else None
        packed[name] = value
    return packed


def unpacked(packed: dict[str, Any]) -> dict[str, Any]:
    """The keywords for `ledger.post` as they were asked for."""
    from home.models import Unit

    facts = dict(packed)
    facts["date"] = datetime.date.fromisoformat(facts["date"])
    if facts.get("quantity") is not None:
        facts["quantity"] = Decimal(facts["quantity"])
    for name, model in (("need", FundNeed), ("unit", Unit)):
        pk = facts.pop(f"{name}_id", None)
        if pk:
            facts[name] = model.objects.filter(pk=pk).first()
    return facts


def _tell(proposal: LedgerProposal) -> None:
    """Into the outbox, in the same transaction: who may decide, and who asked. Never sums, never names of donors."""
    codename = RIGHT_TO_DECIDE[What(proposal.what)].partition(".")[2]
    deciders = get_user_model().objects.filter(
        Q(groups__permissions__codename=codename) | Q(user_permissions__codename=codename), is_active=True
    )
    people = {proposal.proposed_by} | (set(deciders) if proposal.state == State.PROPOSED else {proposal.decided_by})
    for address in sorted({person.email for person in people if person and person.email}):
        send_mail(
            _("Ledger, %(what)s: %(state)s")
            % {"what": proposal.get_what_display().lower(), "state": proposal.get_state_display().lower()},
            _("Fund: %(fund)s. Asked by %(who)s: %(reason)s\nOpen the site's administration to see it.")
            % {
                "fund": proposal.fund.name,
                "who": proposal.proposed_by.get_full_name() or proposal.proposed_by.get_username(),
                "reason": proposal.reason,
            },
            None,
            [address],
        )
