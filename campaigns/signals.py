"""What changes in a fund or an account changes public pages."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from home.cache import page_cache

from .models import BankAccount, Fund, FundNeed, PublicName


@receiver([post_save, post_delete], sender=Fund)
@receiver([post_save, post_delete], sender=FundNeed)
@receiver([post_save, post_delete], sender=BankAccount)
@receiver([post_save, post_delete], sender=PublicName)
def public_pages_change(**kwargs) -> None:
    transaction.on_commit(page_cache.clear)
