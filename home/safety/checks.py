"""House rules that can be known when the site starts: they fail there, with a hint, and not in review."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register


@register()
def every_lock_has_a_model(**kwargs: Any) -> list[CheckMessage]:
    faults: list[CheckMessage] = []
    for label in settings.LOCK_ORDER:
        try:
            apps.get_model(label)
        except LookupError:
            faults.append(
                Error(f"LOCK_ORDER names {label}, which is no model.", hint="Mend settings.LOCK_ORDER.", id="home.E001")
            )
    return faults


# Each sees what the one before lets through, and the answer the other way round.
MIDDLEWARE_ORDER = (
    "home.cache.page_cache.PageCacheMiddleware",  # a hit touches no session; what is kept has its content policy
    "home.safety.content_policy.ContentPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "home.admin.workflow.RefusalMiddleware",  # says in a message why something was refused
)


@register()
def middleware_stands_in_its_order(**kwargs: Any) -> list[CheckMessage]:
    ours = [name for name in settings.MIDDLEWARE if name in MIDDLEWARE_ORDER]
    if ours == list(MIDDLEWARE_ORDER):
        return []
    missing = [name for name in MIDDLEWARE_ORDER if name not in ours]
    fault = f"lacks {', '.join(missing)}" if missing else "stands in another order"
    return [
        Error(
            f"MIDDLEWARE {fault}: private pages could be kept, or kept pages go out without their content policy.",
            hint="Keep the order of home.safety.checks.MIDDLEWARE_ORDER.",
            id="home.E007",
        )
    ]


@register()
def the_address_of_the_site_is_a_host_alone(**kwargs: Any) -> list[CheckMessage]:
    parts = urlsplit(settings.SITE_URL)
    if parts.scheme in ("http", "https") and parts.netloc and f"{parts.scheme}://{parts.netloc}" == settings.SITE_URL:
        return []
    return [
        Error(
            f"SITE_URL is {settings.SITE_URL!r}: addresses in mails, feeds and the map of the site are built on it.",
            hint="Scheme and host, nothing behind: https://chapter.example",
            id="home.E008",
        )
    ]


@register()
def every_process_hears_when_the_page_cache_is_emptied(**kwargs: Any) -> list[CheckMessage]:
    backend = settings.CACHES["default"]["BACKEND"]
    if not backend.endswith("LocMemCache") or settings.PAGE_CACHE_MARKER:
        return []
    return [
        Warning(
            "Each process keeps pages for itself, and no file tells it when they are outdated.",
            hint="Set PAGE_CACHE_MARKER to a file that all processes see, or CACHE_URL to a cache they share.",
            id="home.W009",
        )
    ]


@register()
def the_public_policy_lets_no_foreign_script_in(**kwargs: Any) -> list[CheckMessage]:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    scripts = list(directives.get("script-src", directives.get("default-src", ["*"])))
    if set(scripts) <= {SELF, NONE}:
        return []
    return [
        Error(
            f"The content policy of the public pages lets scripts come from {', '.join(map(str, scripts))}.",
            hint="CONTENT_SECURITY_POLICY: script-src 'self' alone: people type telephone numbers on these pages.",
            id="home.E010",
        )
    ]
