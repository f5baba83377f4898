"""When something public changes, the counts of the lists are forgotten (the page cache looks after itself)."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished

from home.models import Unit

from .lists.counts import forget
from .models import IssuingBody, Topic

COUNTED = (Page, PageViewRestriction, Unit, Topic, IssuingBody)


@receiver([post_save, post_delete], dispatch_uid="stories.forget_counts")
def row_changed(sender: type, **kwargs: Any) -> None:
    if issubclass(sender, COUNTED):
        forget()


@receiver([page_published, page_unpublished], dispatch_uid="stories.forget_counts_of_pages")
def page_changed(**kwargs: Any) -> None:
    forget()


@receiver(m2m_changed, dispatch_uid="stories.forget_counts_of_links")
def links_changed(sender: Any, **kwargs: Any) -> None:
    if sender._meta.app_label in ("stories", "home"):
        forget()
