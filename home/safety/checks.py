"""House rules that can be known when the site starts: they fail there, with a hint, and not in review."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register


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
