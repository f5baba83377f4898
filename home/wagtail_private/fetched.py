"""What a row already brought along."""

from __future__ import annotations

from django.db.models import Model


def was_fetched(row: Model, relation: str) -> bool:
    """Whether `prefetch_related(relation)` has filled it: looking costs no query then."""
    return relation in getattr(row, "_prefetched_objects_cache", {})
