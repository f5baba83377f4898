"""What empties the page cache: everything that editors change in public. Other rooms call `clear()` themselves."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move
from wagtail.snippets.models import get_snippet_models

from .page_cache import clear

_ALWAYS = (Site, Redirect, BaseSiteSetting, AbstractImage, AbstractDocument)


@cache
def _snippets() -> tuple[type, ...]:
    return tuple(get_snippet_models())


def _is_made_by_looking(instance: Any, created: bool) -> bool:
    """Settings are stored when they are first read: nobody has changed them."""
    if not created or not isinstance(instance, BaseSiteSetting):
        return False
    fresh = type(instance)(site_id=instance.site_id)
    return all(
        field.get_prep_value(field.value_from_object(instance)) == field.get_prep_value(field.value_from_object(fresh))
        for field in instance._meta.concrete_fields
        if not field.primary_key
    )


def _is_public(instance: Any) -> bool:
    return isinstance(instance, (*_ALWAYS, *_snippets()))


@receiver(post_save, dispatch_uid="home.cache_saved")
def _saved(
    sender: Any, instance: Any, created: bool, update_fields: Any = None, raw: bool = False, **kwargs: Any
) -> None:
    if raw or _is_made_by_looking(instance, created):
        return
    if isinstance(instance, Page):
        # Single fields of a page are how drafts are kept; what readers see is written whole.
        if update_fields is None or "live" in update_fields:
            clear(forget=not instance.live)
    elif isinstance(instance, PageViewRestriction):
        clear()
    elif _is_public(instance):
        clear(forget=False)


@receiver(post_delete, dispatch_uid="home.cache_deleted")
def _deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Page | PageViewRestriction) or _is_public(instance):
        clear()


@receiver(page_published, dispatch_uid="home.cache_published")
def _published(sender: Any, **kwargs: Any) -> None:
    clear(forget=False)


@receiver(page_unpublished, dispatch_uid="home.cache_unpublished")
@receiver(post_page_move, dispatch_uid="home.cache_moved")
def _taken_away(sender: Any, **kwargs: Any) -> None:
    clear()
