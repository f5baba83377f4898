"""Reversals, and distributions beyond what a fund holds: one person asks, another agrees, then it is written."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from campaigns import ledger
from campaigns.ledger import LedgerError
from campaigns.models import Fund, FundNeed, LedgerLine, LedgerProposal
from home.models import Unit
from home.safety.actors import Actor
from home.safety.locks import Held, Row

from . import deciding
from .deciding import Letter, Matter, decide, may_decide

__all__ = [
    "RIGHT_TO_ASK",
    "RIGHT_TO_DECIDE",
    "decide",
    "may_decide",
    "propose_over_balance",
    "propose_reversal",
    "register_check",
    "register_reverser",
    "unpacked",
]

What = LedgerProposal.What
RIGHT_TO_ASK = {What.REVERSE: "campaigns.propose_reversal", What.OVER_BALANCE: "campaigns.record_distribution"}
RIGHT_TO_DECIDE = {What.REVERSE: "campaigns.approve_reversal", What.OVER_BALANCE: "campaigns.approve_over_balance"}

# (line, by, reason) → the reversing line, or None when the line is not its own. Called inside the transaction.
Reverser = Callable[[LedgerLine, User, str], LedgerLine | None]
# (line) → the rows that its reverser looks at and changes. Called before they are locked, and again after.
Beside = Callable[[LedgerLine], Iterable[Row | None]]
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


def propose_reversal(line: LedgerLine, by: Actor, reason: str) -> LedgerProposal:
    """Ask for a line to be turned back. Raises NotAllowed."""
    proposal = LedgerProposal(what=What.REVERSE, fund_id=line.fund_id, line=line, reason=reason)
    return deciding.propose(proposal, by)


def propose_over_balance(fund: Fund, by: Actor, reason: str, facts: dict[str, Any]) -> LedgerProposal:
    """Ask to give more than the fund holds. `facts`: the keywords of `ledger.post` and `amount`. Raises NotAllowed."""
    proposal = LedgerProposal(what=What.OVER_BALANCE, fund=fund, facts=_packed(facts), reason=reason)
    return deciding.propose(proposal, by)


@deciding.decided_here(LedgerProposal)
class LedgerProposals(Matter[LedgerProposal]):
    def right_to_ask(self, request: LedgerProposal) -> str:
        return RIGHT_TO_ASK[What(request.what)]

    def right_to_decide(self, request: LedgerProposal) -> str:
        return RIGHT_TO_DECIDE[What(request.what)]

    def say_why(self, request: LedgerProposal) -> str:
        if request.what == What.REVERSE:
            return _("Say why the line is reversed.")
        return _("Say why more is given than the fund holds.")

    def rows(self, request: LedgerProposal) -> Iterable[Row | None]:
        rows: list[Row | None] = [request.fund]
        if request.line is not None:
            for beside in _beside:
                rows += beside(request.line)
        return rows

    def check(self, request: LedgerProposal, held: Held) -> None:
        line = request.line
        if line is None:
            return
        if line.reverses_id:
            raise LedgerError(_("A reversal cannot be reversed: record the right line anew."))
        if LedgerLine.objects.filter(reverses=line).exists():
            raise LedgerError(_("This line has been reversed already."))
        for check in _checks:
            if refusal := check(line, request.reason):
                raise LedgerError(refusal)

    def carry_out(self, request: LedgerProposal, held: Held, by: User) -> None:
        if request.line is not None:
            request.result = _turned_back(request.line, by, request.reason)
            return
        request.result = ledger.post(
            held(request.fund),
            LedgerLine.Direction.DISTRIBUTED,
            recorder=request.proposed_by,
            over_balance_reason=request.reason,
            **unpacked(request.facts),
        )

    def letter(self, request: LedgerProposal) -> Letter:
        asker = request.proposed_by
        return Letter(
            _("Ledger, %(what)s: %(state)s")
            % {"what": request.get_what_display().lower(), "state": request.get_state_display().lower()},
            _("Fund: %(fund)s. Asked by %(who)s: %(reason)s\nOpen the site's administration to see it.")
            % {
                "fund": request.fund.name,
                "who": asker.get_full_name() or asker.get_username(),
                "reason": request.reason,
            },
        )


def _turned_back(line: LedgerLine, by: User, reason: str) -> LedgerLine:
    for reverser in _reversers:
        done = reverser(line, by, reason)
        if done is not None:
            return done
    return ledger.reverse(line, reason, by)


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
    facts = dict(packed)
    facts["date"] = datetime.date.fromisoformat(facts["date"])
    if facts.get("quantity") is not None:
        facts["quantity"] = Decimal(facts["quantity"])
    for name, model in (("need", FundNeed), ("unit", Unit)):
        pk = facts.pop(f"{name}_id", None)
        if pk:
            facts[name] = model.objects.filter(pk=pk).first()
    return facts
