"""Pictures are cut and encoded before the first reader comes: when they arrive, and when a page goes on the site."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.signals import page_published

from home.admin.checks import pictures_in_bodies, pictures_in_fields
from home.models import ChapterImage

from .renditions import make_ready

logger = logging.getLogger(__name__)


@receiver(post_save, sender=ChapterImage, dispatch_uid="home.make_new_picture_ready")
def make_new_picture_ready(
    sender: Any, instance: ChapterImage, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    # About a second each: spread over the uploads, so that publishing a gallery of twenty does not take twenty.
    if created and not raw:
        transaction.on_commit(lambda: _make_ready([instance]))


@receiver(page_published, dispatch_uid="home.make_pictures_ready")
def make_pictures_ready(sender: Any, instance: Any, **kwargs: Any) -> None:
    transaction.on_commit(lambda: _make_ready(_pictures_of(instance)))


def _pictures_of(page: models.Model) -> list[ChapterImage]:
    return [*pictures_in_fields(page), *(image for image, _described in pictures_in_bodies(page))]


def _make_ready(images: Iterable[ChapterImage]) -> None:
    for image in {image.pk: image for image in images}.values():
        try:
            make_ready(image)
        except Exception:  # a missing or damaged file must not undo a publication; the page shows without it
            logger.exception("picture %s could not be made ready", image.pk)
