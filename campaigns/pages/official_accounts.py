"""The chapter's only real bank accounts, and what two people changed in them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from campaigns.models import BankAccount, BankAccountChange, OfficialAccountsPage

CHANGES_SHOWN = 50


def official_accounts(page: OfficialAccountsPage, request: HttpRequest) -> dict[str, Any]:
    approved = BankAccountChange.objects.filter(state=BankAccountChange.State.APPROVED)
    return {
        "accounts": BankAccount.objects.filter(is_active=True).prefetch_related("funds"),
        "changes": approved.select_related("account")[:CHANGES_SHOWN],
    }
