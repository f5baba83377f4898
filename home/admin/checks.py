"""What helps a writer before publishing. A page type extends `editor_checks()` of the base page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from html import unescape
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.images import get_image_model

from home.text.pasting import in_capitals, sentence_case

if TYPE_CHECKING:
    from home.models import ChapterImage

TITLE_IS_LONG = 110  # characters: more than three lines on a phone, and cut in search results


class Level(StrEnum):
    BLOCK = "block"  # the page cannot be published like this
    WARN = "warn"  # it can, but readers would be better served


class Check(NamedTuple):
    level: Level
    message: str | Promise


def blocking(checks: list[Check]) -> list[Check]:
    return [check for check in checks if check[0] == Level.BLOCK]


def plain(message: str | Promise) -> str:
    """The sentence of a check without its link, for places that show text only."""
    text = str(message)
    return unescape(re.sub(r"\s*<a\b.*?</a>", "", text)) if isinstance(message, SafeString) else text


def walk_blocks(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """(block name, value) of every block in a StreamField's value, at any depth, outer ones first."""
    if isinstance(value, StreamValue):
        for child in value:
            yield from walk_blocks(child.value, child.block_type)
        return
    yield name, value
    if isinstance(value, StructValue):
        for child_name, child in value.items():
            yield from walk_blocks(child, child_name)
    elif isinstance(value, ListValue):
        for child in value:
            yield from walk_blocks(child, name)


def streams(page: models.Model) -> Iterator[StreamValue]:
    for field in page._meta.concrete_fields:
        value = getattr(page, field.attname, None)
        if isinstance(value, StreamValue):
            yield value


def pictures_in_fields(page: models.Model) -> Iterator[ChapterImage]:
    """Pictures that the page's own fields point to: the listing picture, the picture for sharing and the like."""
    picture_model = get_image_model()
    for field in page._meta.concrete_fields:
        if not isinstance(field, models.ForeignKey) or not issubclass(field.related_model, picture_model):
            continue
        if (image := getattr(page, field.name)) is not None:
            yield image


def pictures_in_bodies(page: models.Model) -> Iterator[tuple[ChapterImage, bool]]:
    """(picture, whether it is described) for every picture in the page's StreamFields."""
    picture_model = get_image_model()
    for stream in streams(page):
        for _name, value in walk_blocks(stream):
            if isinstance(value, StructValue):
                for child in value.values():
                    if isinstance(child, picture_model):
                        yield child, bool(value.get("decorative") or value.get("alt") or child.description)


def picture_checks(page: models.Model) -> list[Check]:
    """Pictures without consent or without words, each once, with a link that opens the picture."""
    checks: dict[tuple[int, str], Check] = {}
    pictures: list[tuple[ChapterImage, bool]] = [(image, bool(image.description)) for image in pictures_in_fields(page)]
    pictures += pictures_in_bodies(page)
    for image, described in pictures:
        if image.consent == image.Consent.MISSING:
            sentence = _("Picture “%(title)s”: nobody has recorded yet whether the people shown agree.") % {
                "title": image.title
            }
            checks[image.pk, "consent"] = Check(Level.BLOCK, _with_link(sentence, image))
        if not described:
            sentence = _("Picture “%(title)s” has no words yet for people who cannot see it.") % {"title": image.title}
            checks[image.pk, "alt"] = Check(Level.BLOCK, _with_link(sentence, image))
    return list(checks.values())


def _with_link(sentence: str, image: ChapterImage) -> SafeString:
    url = reverse("wagtailimages:edit", args=[image.pk])
    return format_html('{} <a href="{}" target="_blank">{}</a>', sentence, url, _("Open the picture"))


def heading_checks(page: models.Model) -> list[Check]:
    shouted = [
        str(value)
        for stream in streams(page)
        for name, value in walk_blocks(stream)
        if name in ("heading", "title") and isinstance(value, str) and in_capitals(value)
    ]
    if not shouted:
        return []
    message = _("A heading is all in capitals: “%(heading)s”. Small letters are easier to read.") % {
        "heading": shouted[0]
    }
    return [Check(Level.WARN, message)]


def table_checks(page: models.Model) -> list[Check]:
    """Tables pasted from Word have no title yet; one chosen in the editor cannot be saved without."""
    nameless = any(
        name == "table" and isinstance(value, StructValue) and not value.get("caption")
        for stream in streams(page)
        for name, value in walk_blocks(stream)
    )
    return [Check(Level.WARN, _("A table has no title yet: say in a few words what it shows."))] if nameless else []


def title_checks(title: str) -> list[Check]:
    checks = []
    if in_capitals(title):
        message = _("The title is all in capitals. Small letters are easier to read, such as: “%(title)s”.")
        checks.append(Check(Level.WARN, message % {"title": sentence_case(title)}))
    if len(title) > TITLE_IS_LONG:
        checks.append(
            Check(
                Level.WARN,
                _("The title has %(length)d characters. Up to %(limit)d fit well on a telephone.")
                % {"length": len(title), "limit": TITLE_IS_LONG},
            )
        )
    return checks
