"""Counts that are dear to make and cheap to keep: kept for a minute, forgotten when anything they count changes."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.utils import timezone

SECONDS = 60
_ROUND = "stories:round"


def remembered(name: str, make: Callable[[], Any]) -> Any:
    """What `make` gives, at most a minute old. `name` may be of any length and holds no personal data."""
    turn = cache.get_or_set(_ROUND, _new_round, None)
    digest = hashlib.sha256(f"{timezone.localdate()}:{name}".encode()).hexdigest()
    return cache.get_or_set(f"stories:{turn}:{digest}", make, SECONDS)


def forget() -> None:
    cache.set(_ROUND, _new_round(), None)


def _new_round() -> str:
    return uuid.uuid4().hex
