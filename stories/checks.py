"""What a section owes its stories, known when the site starts."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from wagtail.models import get_page_models

from .models.listings import ListingPage


@register()
def every_story_of_a_section_is_listed_by_it(**kwargs: Any) -> list[CheckMessage]:
    """Lists, feeds and counts ask `story_model`: a type beside it would be published and found nowhere."""
    return [
        Error(
            f"{name} may stand in {section.__name__}, whose list does not hold it.",
            hint=f"Subclass {section.story_model().__name__}, or give the type a section of its own.",
            obj=section,
            id="stories.E001",
        )
        for section in get_page_models()
        if issubclass(section, ListingPage)
        for name in section.subpage_types
        if not issubclass(apps.get_model(name), section.story_model())
    ]
