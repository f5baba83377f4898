"""A bank account changes when one person proposes and another agrees. Both are told by mail."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import BankAccount, BankAccountChange
from home.cache import page_cache

FIELDS = ("bank_bin", "bank_name", "number", "holder", "purpose")
What = BankAccountChange.What
State = BankAccountChange.State


def snapshot(account: BankAccount) -> dict[str, str]:
    return {name: getattr(account, name) for name in FIELDS}


def _as_it_would_be(account: BankAccount | None, after: dict[str, str]) -> BankAccount:
    """Not saved; knows that it is there already, so that it does not stand in its own way."""
    changed = copy(account) if account else BankAccount()
    for name, value in after.items():
        setattr(changed, name, value)
    return changed


def propose(
    what: str, by: Any, reason: str, account: BankAccount | None = None, after: dict | None = None
) -> BankAccountChange:
    """Ask for a change; `after`: the fields of BankAccount as they shall be. Raises ValidationError, ValueError."""
    if not reason.strip():
        raise ValueError(_("Say why the account changes."))
    if what != What.OPEN and account is None:
        raise ValueError(_("Choose the account."))
    before = snapshot(account) if account else {}
    after = {} if what == What.CLOSE else {**before, **(after or {})}
    if what != What.CLOSE:
        _as_it_would_be(account, after).full_clean()
    with transaction.atomic():
        change = BankAccountChange.objects.create(
            what=what, account=account, before=before, after=after, reason=reason.strip(), proposed_by=by
        )
        _tell_both(change)
    return change


def decide(change: BankAccountChange, by: Any, approve: bool) -> BankAccountChange:
    """The second person's word. Raises ValueError for one's own proposal or one already decided."""
    with transaction.atomic():
        change = BankAccountChange.objects.select_for_update().get(pk=change.pk)
        if change.state != State.PROPOSED:
            raise ValueError(_("This change has been decided already."))
        if change.proposed_by_id == by.pk:
            raise ValueError(_("Somebody else has to approve what you proposed."))
        if approve:
            if change.what == What.CLOSE:
                BankAccount.objects.filter(pk=change.account_id).update(is_active=False)
            elif change.account_id:
                account = BankAccount.objects.get(pk=change.account_id)
                for name in FIELDS:
                    setattr(account, name, change.after[name])
                account.full_clean()
                account.save()
            else:
                account = BankAccount(**change.after)
                account.full_clean()
                account.save()
                change.account = account
        change.state = State.APPROVED if approve else State.REFUSED
        change.decided_by, change.decided_at = by, timezone.now()
        change.save()
        _tell_both(change)
        transaction.on_commit(page_cache.clear)
    return change


def _tell_both(change: BankAccountChange) -> None:
    """Into the outbox, in the same transaction. Says that something changes, never the numbers."""
    deciders = get_user_model().objects.filter(is_active=True, groups__permissions__codename="decide_bankaccountchange")
    people = {person.email for person in (change.proposed_by, change.decided_by, *deciders) if person and person.email}
    for address in sorted(people):
        send_mail(
            _("A bank account of the chapter changes: %(state)s") % {"state": change.get_state_display()},
            _(
                "%(what)s, proposed by %(who)s. Open the site's administration to see it. "
                "If you know nothing of it, call the treasurer now."
            )
            % {
                "what": change.get_what_display(),
                "who": change.proposed_by.get_full_name() or change.proposed_by.get_username(),
            },
            None,
            [address],
        )
