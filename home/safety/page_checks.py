"""What every page type owes the house, known when the site starts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.models import get_page_models

from home.cache.page_cache import STALE_SECONDS
from home.models import BasePage
from home.pages import contexts


def page_types() -> list[type[BasePage]]:
    return [model for model in get_page_models() if issubclass(model, BasePage)]


def _states(model: type, name: str) -> bool:
    """Whether the class, or one of ours that it extends, says it itself; Wagtail's own default does not count."""
    return any(name in vars(kind) for kind in model.__mro__ if issubclass(kind, BasePage))


def _faults(id_: str, sentence: str, hint: str, wrong: Callable[[type[BasePage]], bool]) -> list[CheckMessage]:
    return [
        Error(f"{model.__name__} {sentence}", hint=hint, obj=model, id=id_) for model in page_types() if wrong(model)
    ]


@register()
def page_types_state_their_place_in_the_tree(**kwargs: Any) -> list[CheckMessage]:
    return _faults(
        "home.E002",
        "does not say where it may stand.",
        "Set parent_page_types and subpage_types: else Wagtail offers it everywhere, and everything beneath it. "
        "None says that it is meant so.",
        lambda model: not (_states(model, "parent_page_types") and _states(model, "subpage_types")),
    )


@register()
def page_types_say_what_they_show(**kwargs: Any) -> list[CheckMessage]:
    return _faults(
        "home.E003",
        "has no row in its app's table of contexts: it would be drawn without what it should show.",
        "Add register(…) to the app's contexts.py, without a builder where its own fields are all.",
        lambda model: not contexts.is_registered(model),
    )


@register()
def page_types_have_a_template(**kwargs: Any) -> list[CheckMessage]:
    return _faults(
        "home.E004",
        "names a template that is not there.",
        "Set `template`, and put it into the folder of its app under templates/.",
        lambda model: not _has_template(model),
    )


def _has_template(model: Any) -> bool:
    try:
        get_template(model.template)
    except TemplateDoesNotExist:
        return False
    return True


@register()
def page_types_name_their_kind(**kwargs: Any) -> list[CheckMessage]:
    return _faults(
        "home.E005",
        "has no kind_label: search results and share cards would call it «Trang».",
        "Set kind_label, a translated word for readers.",
        lambda model: model.kind_label is BasePage.kind_label,
    )


@register()
def page_types_say_how_long_they_are_kept(**kwargs: Any) -> list[CheckMessage]:
    return _faults(
        "home.E006",
        f"does not say for how many seconds, from 0 to {STALE_SECONDS}, it is kept.",
        "Set cache_seconds: 0 is never kept, longer than a day is thrown away before its time.",
        lambda model: type(model.cache_seconds) is not int or not 0 <= model.cache_seconds <= STALE_SECONDS,
    )
