"""Tags of the frame for Wagtail's admin."""

from typing import Any

from django import template

from home.models import ChapterSettings

register = template.Library()


@register.simple_tag(takes_context=True)
def chapter_name(context: Any) -> str:
    """The chapter's full name, as it stands in its settings."""
    request = context.get("request")
    settings = ChapterSettings.for_request(request) if request is not None else ChapterSettings.objects.first()
    return settings.full_name if settings is not None else ""
