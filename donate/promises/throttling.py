"""Counts attempts by digest of address, telephone and in all; also the lock that keeps twin submissions apart.

A counter is claimed before any other row, at the beginning of `work()`: its row may have to be made first.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from donate.models import Throttle
from home.safety.locks import work


def digest(scope: str, value: str) -> str:
    return salted_hmac(f"donate.throttle.{scope}", value, algorithm="sha256").hexdigest()


def lock(scope: str, value: str) -> Throttle:
    """The row for this key, locked until the transaction ends: whoever comes second waits."""
    key = digest(scope, value)
    Throttle.objects.bulk_create([Throttle(key=key, window_start=timezone.now())], ignore_conflicts=True)
    return Throttle.objects.select_for_update(no_key=True).get(key=key)


def count(row: Throttle, allowed: int, within: timedelta) -> bool:
    """One more try for a locked row. False when it is one too many."""
    fits = _counted(row, allowed, within, timezone.now())
    row.save()
    return fits


def _counted(row: Throttle, allowed: int, within: timedelta, now: datetime) -> bool:
    if row.window_start + within < now:
        row.window_start, row.count = now, 0
    row.count += 1
    return row.count <= allowed


def hit(*tries: tuple[str, str, tuple[int, timedelta]]) -> bool:
    """Count one try for each (scope, value, limit) by itself. False when one of them is one too many."""
    limits = {digest(scope, value): limit for scope, value, limit in tries}
    now = timezone.now()
    with work():
        Throttle.objects.bulk_create([Throttle(key=key, window_start=now) for key in limits], ignore_conflicts=True)
        # In the order of their keys, as all rows are: so that two requests never wait for each other.
        rows = list(Throttle.objects.select_for_update(no_key=True).filter(key__in=limits).order_by("pk"))
        allowed = [_counted(row, *limits[row.key], now) for row in rows]
        Throttle.objects.bulk_update(rows, ["window_start", "count"])
    return all(allowed)


def address_of(request: HttpRequest) -> str:
    """Where the request comes from, as the proxy in front says (deploy/nginx sets X-Real-IP)."""
    return request.META.get("HTTP_X_REAL_IP") or request.META.get("REMOTE_ADDR") or ""


def forget_old() -> int:
    """Rows nobody needs any more. Gives how many."""
    return Throttle.objects.filter(window_start__lt=timezone.now() - timedelta(days=1)).delete()[0]
