"""The page cache: a page that everybody sees alike is made once and kept until something public changes.

Who has a session or a message waiting gets pages made for them. Everything else that answers a GET with 200, sets no
cookie, holds no form token and does not say `private` or `no-store` is kept, for as long as its page type says
(`cache_seconds`). A hit costs no query. Whatever changes what the public sees calls `clear()`.

When the database is away, a copy that is too old is better than an error: it is served, marked `X-Cache: stale`. Copies
made before the last `clear()` that forgets (a page taken off, a name erased) are not served even then.
"""

from __future__ import annotations

import gzip
import hashlib
import logging
import os
import re
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import DisallowedHost
from django.db import InterfaceError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from home.pages import addresses

logger = logging.getLogger(__name__)

SECONDS = 300  # where a page type says nothing else
STALE_SECONDS = 24 * 3600  # how long a copy is kept for the day the database is away
LARGEST = 1024 * 1024  # bytes; nothing larger is kept
# An address with a word that no app has registered (home/pages/addresses.py) is not kept, so that nobody fills the
# cache by inventing words; those that only tell where a reader came from are overlooked.
OVERLOOKED = re.compile(r"utm_\w+|fbclid|gclid|zarsrc|zalo\w*|mc_[ce]id|ref|_ga")
_VALUE = re.compile(r"[\w\-]{0,60}")
FILTERED_A_MINUTE = 200  # filtered pages kept by one process; more are served, not kept
_TYPES = (
    "text/html",
    "text/plain",
    "text/csv",
    "text/calendar",
    "application/xml",
    "application/json",
    "application/rss+xml",
)
_AWAY_SECONDS = 5  # after a failure, how long stale copies are served before the database is tried again
_NOT_KEPT = frozenset(("content-length", "date", "set-cookie", "etag", "vary", "x-cache", "connection"))


@dataclass(frozen=True, slots=True)
class _Copy:
    generation: str
    epoch: str
    fresh_until: float
    headers: tuple[tuple[str, str], ...]
    vary: str
    etag: str
    body: bytes
    packed: bytes  # gzip, or empty where it is not worth it


# --- Generations: every clear() begins a new one; one that forgets begins a new epoch too -----------------------------


class _InCache:
    """For a cache that all processes share."""

    _keys = {"generation": "pages:generation", "epoch": "pages:epoch"}

    def read(self, name: str) -> str:
        value = cache.get(self._keys[name])
        if value is None:
            # A fresh value, never "1": a cache that lost the key must not take old copies for new ones.
            value = self._new()
            cache.add(self._keys[name], value, None)
            value = cache.get(self._keys[name]) or value
        return value

    def begin(self, name: str) -> None:
        cache.set(self._keys[name], self._new(), None)

    @staticmethod
    def _new() -> str:
        return f"{time.time_ns():x}"


class _InFiles:
    """For a cache that each process has for itself: a file that all of them look at tells when to start over.

    The scheduled commands run apart from the server; without this they would never empty its cache.
    """

    def __init__(self, marker: str) -> None:
        self.paths = {"generation": marker, "epoch": f"{marker}-epoch"}

    def read(self, name: str) -> str:
        try:
            state = os.stat(self.paths[name])
        except OSError:
            return "0"
        return f"{state.st_mtime_ns:x}-{state.st_ino:x}"

    def begin(self, name: str) -> None:
        path = Path(self.paths[name])
        path.parent.mkdir(parents=True, exist_ok=True)
        # A new file rather than a new date on the old one: two changes in one tick of the clock must differ.
        handle, fresh = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        os.close(handle)
        os.replace(fresh, path)


def _generations() -> _InCache | _InFiles:
    marker = getattr(settings, "PAGE_CACHE_MARKER", None)
    if marker and settings.CACHES["default"]["BACKEND"].endswith("LocMemCache"):
        return _InFiles(str(marker))
    return _InCache()


def clear(forget: bool = True) -> None:
    """Start over: call after anything public has changed, inside or after its transaction.

    forget: whether what was public until now must not be shown again, even while the database is away. True unless the
    caller knows better (a new story makes the old front page outdated, not wrong).
    """
    _begin(forget)
    if connection.in_atomic_block:
        # Whoever read between now and the commit saw the old data and may keep it under the generation begun just now.
        transaction.on_commit(lambda: _begin(forget), robust=True)


def _begin(forget: bool) -> None:
    try:
        generations = _generations()
        if forget:
            generations.begin("epoch")
        generations.begin("generation")
    except Exception:  # a cache that is away serves no old pages either
        logger.warning("the page cache could not be emptied", exc_info=True)


# --- The middleware --------------------------------------------------------------------------------------------------


class PageCacheMiddleware:
    """Stands outside sessions, forms and messages: a hit touches none of them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._away_until = 0.0
        self._minute, self._filtered = 0, 0

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = _key(request)
        if key is None:
            return self.get_response(request)
        try:
            generation = _generations().read("generation")
            copy: _Copy | None = cache.get(key)
        except Exception:  # the cache is away: make the page
            logger.warning("the page cache does not answer", exc_info=True)
            return self.get_response(request)
        if copy is not None:
            if copy.generation == generation:
                if time.time() < copy.fresh_until:
                    return _answer(request, copy, "hit")
                if not cache.add(f"{key}:renewing", 1, 10):
                    return _answer(request, copy, "hit")  # one request renews it, the others need not wait
            if time.monotonic() < self._away_until and _may_be_shown(copy):
                return _answer(request, copy, "stale")
            request._stale_copy = copy  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.method == "GET" and _is_alike_for_all(request, response) and self._has_room(request):
            copy = _copy(request, response, generation)
            try:
                cache.set(key, copy, STALE_SECONDS)
            except Exception:
                logger.warning("a page could not be kept", exc_info=True)
            return _answer(request, copy, "miss")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        copy = getattr(request, "_stale_copy", None)
        if copy is None or not _may_be_shown(copy):
            return None
        logger.error("the database does not answer; %s is served as it was", request.path, exc_info=exception)
        self._away_until = time.monotonic() + _AWAY_SECONDS
        return _answer(request, copy, "stale")

    def _has_room(self, request: HttpRequest) -> bool:
        if not request.META.get("QUERY_STRING"):
            return True
        minute = int(time.time() // 60)
        if minute != self._minute:
            self._minute, self._filtered = minute, 0
        self._filtered += 1
        return self._filtered <= FILTERED_A_MINUTE


def _may_be_shown(copy: _Copy) -> bool:
    try:
        return copy.epoch == _generations().read("epoch")
    except Exception:
        return False


def _key(request: HttpRequest) -> str | None:
    """Under which this request's page is kept; None for requests that the cache has no business with."""
    if request.method not in ("GET", "HEAD") or getattr(request, "is_preview", False):
        return None
    cookies = request.COOKIES
    if cookies and (settings.SESSION_COOKIE_NAME in cookies or "messages" in cookies):
        return None
    path = request.path
    if not addresses.may_be_kept(path) or "HTTP_AUTHORIZATION" in request.META:
        return None
    words = ""
    if request.META.get("QUERY_STRING"):
        kept = []
        for name, values in sorted(request.GET.lists()):
            if OVERLOOKED.fullmatch(name) or values == [""]:
                continue
            if not addresses.changes_the_page(name) or len(values) > 1 or not _VALUE.fullmatch(values[0]):
                return None
            kept.append(f"{name}={values[0]}")
        words = "&".join(kept)
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    whole = f"{request.scheme}://{host}{path}?{words}"
    return "pages:" + hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()


def _is_alike_for_all(request: HttpRequest, response: HttpResponseBase) -> bool:
    if response.status_code != 200 or response.streaming or response.cookies:
        return False
    if response.get("Content-Type", "").partition(";")[0] not in _TYPES or response.has_header("Content-Encoding"):
        return False
    policy = response.get("Cache-Control", "")
    if "private" in policy or "no-store" in policy or "no-cache" in policy or response.get("Vary") == "*":
        return False
    if request.META.get("CSRF_COOKIE_NEEDS_UPDATE") or getattr(request, "is_preview", False):
        return False
    body = getattr(response, "content", b"")
    return len(body) <= LARGEST and b"csrfmiddlewaretoken" not in body and _seconds(response) > 0


def _seconds(response: HttpResponseBase) -> int:
    page = (getattr(response, "context_data", None) or {}).get("page")
    return getattr(page, "cache_seconds", SECONDS)


def _copy(request: HttpRequest, response: Any, generation: str) -> _Copy:
    body = response.content
    packed = gzip.compress(body, 6, mtime=0) if len(body) > 500 else b""
    # What readers without a session see does not depend on their other cookies.
    vary = [name for name in re.split(r"\s*,\s*", response.get("Vary", "")) if name and name.lower() != "cookie"]
    kept = [(name, value) for name, value in response.items() if name.lower() not in _NOT_KEPT]
    if not response.has_header("Cache-Control"):
        kept.append(("Cache-Control", "public, max-age=0, must-revalidate"))
    return _Copy(
        generation=generation,
        epoch=_generations().read("epoch"),
        fresh_until=time.time() + _seconds(response),
        headers=tuple(kept),
        vary=", ".join(vary),
        etag=f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"',
        body=body,
        packed=packed if len(packed) < len(body) else b"",
    )


def _answer(request: HttpRequest, copy: _Copy, how: str) -> HttpResponse:
    known_etags = request.META.get("HTTP_IF_NONE_MATCH")
    if known_etags and (copy.etag in (tags := parse_etags(known_etags)) or copy.etag.removeprefix("W/") in tags):
        response = HttpResponse(status=304)
        for name, value in copy.headers:
            if name.lower() != "content-type":
                response.headers[name] = value
        del response.headers["Content-Type"]
    else:
        pack = copy.packed and "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
        body = copy.packed if pack else copy.body
        response = HttpResponse(b"" if request.method == "HEAD" else body)
        for name, value in copy.headers:
            response.headers[name] = value
        response.headers["Content-Length"] = str(len(body))
        if pack:
            response.headers["Content-Encoding"] = "gzip"
    response.headers["ETag"] = copy.etag
    response.headers["X-Cache"] = how
    if copy.vary:
        response.headers["Vary"] = copy.vary
    if copy.packed:
        patch_vary_headers(response, ["Accept-Encoding"])
    if how == "stale":
        response.headers["Cache-Control"] = "no-cache"
        response.headers["Warning"] = '110 - "Response is stale"'
    return response
