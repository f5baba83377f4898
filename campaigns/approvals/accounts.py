"""A bank account changes when one person proposes and another agrees."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import gettext as _

from campaigns.models import BankAccount, BankAccountChange
from home.safety.actors import Actor, NotAllowed, require
from home.safety.locks import Held, Row

from . import deciding
from .deciding import Letter, Matter, decide, may_decide

__all__ = ["FIELDS", "decide", "may_decide", "propose", "snapshot"]

FIELDS = ("bank_bin", "bank_name", "number", "holder", "purpose")
ASK, DECIDE = "campaigns.add_bankaccountchange", "campaigns.decide_bankaccountchange"
What = BankAccountChange.What


def snapshot(account: BankAccount) -> dict[str, str]:
    return {name: getattr(account, name) for name in FIELDS}


def propose(
    what: str, by: Actor, reason: str, account: BankAccount | None = None, after: dict[str, str] | None = None
) -> BankAccountChange:
    """Ask for a change; `after`: the fields of BankAccount as they shall be. Raises NotAllowed, ValidationError."""
    require(by, ASK)
    if what != What.OPEN and account is None:
        raise NotAllowed(_("Choose the account."))
    before = snapshot(account) if account else {}
    after = {} if what == What.CLOSE else {**before, **(after or {})}
    change = BankAccountChange(what=what, account=account, before=before, after=after, reason=reason)
    return deciding.propose(change, by)


@deciding.decided_here(BankAccountChange)
class AccountChanges(Matter[BankAccountChange]):
    def right_to_ask(self, request: BankAccountChange) -> str:
        return ASK

    def right_to_decide(self, request: BankAccountChange) -> str:
        return DECIDE

    def say_why(self, request: BankAccountChange) -> str:
        return _("Say why the account changes.")

    def rows(self, request: BankAccountChange) -> Iterable[Row | None]:
        return [request.account]

    def check(self, request: BankAccountChange, held: Held) -> None:
        waiting = BankAccountChange.objects.filter(state=request.State.PROPOSED, account=request.account)
        if request.account is not None and waiting.exists():
            raise NotAllowed(_("Somebody has asked for this already."))
        if request.what != What.CLOSE:
            _as_it_would_be(request.account, request.after).full_clean()

    def carry_out(self, request: BankAccountChange, held: Held, by: User) -> None:
        listed = held(request.account) if request.account is not None else None
        if listed is not None and snapshot(listed) != request.before:
            raise NotAllowed(_("The account has changed since this was asked: refuse it, and ask anew."))
        account = _as_it_would_be(listed, request.after)
        account.is_active = account.is_active and request.what != What.CLOSE
        try:
            if request.what != What.CLOSE:
                account.full_clean()
            account.save()
        except ValidationError as error:
            raise NotAllowed(" ".join(error.messages)) from None
        except IntegrityError:  # two approved the same new account at one moment
            raise NotAllowed(_("This account is listed already.")) from None
        request.account = account

    def letter(self, request: BankAccountChange) -> Letter:
        asker = request.proposed_by
        return Letter(
            _("A bank account of the chapter changes: %(state)s") % {"state": request.get_state_display()},
            _(
                "%(what)s, proposed by %(who)s. Open the site's administration to see it. "
                "If you know nothing of it, call the treasurer now."
            )
            % {"what": request.get_what_display(), "who": asker.get_full_name() or asker.get_username()},
        )

    def recipients(self, request: BankAccountChange) -> Iterable[User | None]:
        """Everybody who decides hears of every decision: a false account is the worst that can stand on the site."""
        return [*deciding.deciders(request), request.decided_by, request.proposed_by]


def _as_it_would_be(account: BankAccount | None, after: dict[str, str]) -> BankAccount:
    """Not saved; knows that it is there already, so that it does not stand in its own way."""
    changed = copy(account) if account else BankAccount()
    for name, value in after.items():
        setattr(changed, name, value)
    return changed
