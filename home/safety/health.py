"""Is the process alive (healthz), and can it serve (readyz)? For whoever watches the server."""

from __future__ import annotations

import uuid

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

_migrated = False  # once true it stays true for this process: code and migrations are deployed together


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database: a site that serves stale pages is alive."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when database, cache and migrations are as they should be, 503 and which is not otherwise."""
    state = {"database": _database(), "cache": _cache()}
    state["migrations"] = state["database"] and _migrations()
    return JsonResponse(
        {name: "ok" if fine else "failing" for name, fine in state.items()}, status=200 if all(state.values()) else 503
    )


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except Exception:  # whatever is wrong, the answer is the same
        return False


def _cache() -> bool:
    token = uuid.uuid4().hex
    try:
        cache.set("readyz", token, 10)
        return cache.get("readyz") is not None  # another probe may have written its own token since
    except Exception:
        return False


def _migrations() -> bool:
    global _migrated
    if not _migrated:
        try:
            executor = MigrationExecutor(connection)
            _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        except Exception:
            return False
    return _migrated
