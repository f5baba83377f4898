"""The lock of a fund: its lines, its sums (LedgerTotals), its months and days are written under it alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from campaigns.models import Fund
from home.safety import locks


@contextmanager
def fund_held(fund_id: int) -> Iterator[None]:
    """The fund is nobody else's until the end.

    To go, with `holding((Fund, fund_id))` in its place, when every service that posts names its fund where its
    transaction begins: until then a plain transaction.atomic() may stand around it.
    """
    if locks._held.get() is not None:
        with locks.holding((Fund, fund_id)):
            yield
        return
    with transaction.atomic():
        # The key stays as it is, so promises to the fund need not wait meanwhile.
        Fund.objects.select_for_update(no_key=True).get(pk=fund_id)
        yield
