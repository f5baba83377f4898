"""Who of the staff looked at, searched, printed or exported personal data: one row each, appended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from donate.models import DataAccess, DeskSettings, Pledge
from home.calendar.days import midnight, months_later

SAME_LOOK = timedelta(minutes=15)  # the same person on the same pledge or list again: one look


def looked(
    user: Any, action: str, pledge: Pledge | None = None, rows: int = 1, about: str = "", again: bool = True
) -> DataAccess | None:
    """Note a use of personal data. `about` says which list or file, never a name, a number or what was searched for.

    None when the same person looked at the same pledge a moment ago; with `again` false, at the same list.
    """
    about = about[:200]
    same = DataAccess.objects.filter(user=user, action=action, at__gte=timezone.now() - SAME_LOOK)
    if action == DataAccess.Action.VIEW and pledge is not None and same.filter(pledge=pledge).exists():
        return None
    if not again and same.filter(pledge=pledge, about=about).exists():
        return None
    return DataAccess.objects.create(user=user, action=action, pledge=pledge, rows=rows, about=about)


def forget_old() -> int:
    """Rows older than the months of the setting. Gives how many."""
    months = DeskSettings.load().access_log_months
    if months <= 0:
        return 0
    before = midnight(months_later(timezone.localdate(), -months))
    return DataAccess.objects.filter(at__lt=before).delete()[0]
