"""What changes in a fund, its ledger or an account changes public pages: the one place that empties their cache."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from home.cache import page_cache

from .models import BankAccount, BankAccountChange, Fund, FundNeed, LedgerEvidence, LedgerLine, PublicName


@receiver([post_save, post_delete], sender=Fund)
@receiver([post_save, post_delete], sender=FundNeed)
@receiver([post_save, post_delete], sender=BankAccount)
@receiver([post_save, post_delete], sender=PublicName)
@receiver(post_save, sender=LedgerLine)
def public_pages_change(**kwargs: Any) -> None:
    transaction.on_commit(page_cache.clear)


@receiver(post_save, sender=BankAccountChange)
def public_history_changes(instance: BankAccountChange, **kwargs: Any) -> None:
    """What is only asked, and what was refused, stands nowhere in public."""
    if instance.state == BankAccountChange.State.APPROVED:
        public_pages_change()


@receiver([post_save, post_delete], sender=LedgerEvidence)
def evidence_changes(instance: LedgerEvidence, **kwargs: Any) -> None:
    if instance.is_public:
        public_pages_change()
