"""What each kind of page shows beside its own fields, and what it answers at addresses below its own.

Builders query models, so models cannot import them. Each app writes one table of its page types (`contexts.py`), loaded
in `AppConfig.ready`; `BasePage.get_context` and the sub-routes of pages ask here. docs/decisions/038-page-contexts.md
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

Builder = Callable[[Any, HttpRequest], dict[str, Any]]
Answer = Callable[..., HttpResponseBase]

_builders: dict[type, Builder] = {}
_answers: dict[tuple[type, str], Answer] = {}


def nothing_more(page: Any, request: HttpRequest) -> dict[str, Any]:
    """For a page that shows its own fields only."""
    return {}


def register(model: type, builder: Builder = nothing_more, **answers: Answer) -> None:
    """`builder(page, request)` gives the context of `model` and its subclasses.

    answers: for the sub-routes of the page, by name; each is called with (page, request, **what the route holds).
    """
    _builders[model] = builder
    _answers.update({(model, name): answer for name, answer in answers.items()})


def is_registered(model: type) -> bool:
    return any(kind in _builders for kind in model.__mro__)


def context_for(page: Any, request: HttpRequest) -> dict[str, Any]:
    builder = next((_builders[kind] for kind in type(page).__mro__ if kind in _builders), nothing_more)
    return builder(page, request)


def answer(page: Any, name: str, request: HttpRequest, **route: Any) -> HttpResponseBase:
    """Raises LookupError when the app has registered no such answer for this kind of page."""
    for kind in type(page).__mro__:
        if (kind, name) in _answers:
            return _answers[kind, name](page, request, **route)
    raise LookupError(f"{type(page).__name__} has no answer named {name}")
