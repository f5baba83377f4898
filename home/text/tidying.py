"""Text as it is kept: one Unicode form, no invisible characters, no empty paragraphs typed to make room."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.db import models
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from .pasting import split_stream

# Zero-width space and joiners, soft hyphen, byte order mark, direction marks: Word and Zalo leave them behind.
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0])
_EMPTY_PARAGRAPH = re.compile(r"<(p|h[2-6]|li|blockquote)\b[^>]*>(?:\s|&nbsp;|\u00a0|<br\s*/?>)*</\1>", re.IGNORECASE)
_EDGE_BREAKS = re.compile(r"(<p\b[^>]*>)(?:\s|<br\s*/?>)+|(?:\s|<br\s*/?>)+(</p>)", re.IGNORECASE)
_BREAK_RUN = re.compile(r"(?:<br\s*/?>\s*){2,}", re.IGNORECASE)
_SPACE_RUN = re.compile(r"(?:&nbsp;|[ \t\u00a0]){2,}")
_PAGE_TEXTS = (
    "title",
    "draft_title",
    "seo_title",
    "search_description",
)  # the rest of Wagtail's own fields is its business


def tidy_text(text: str) -> str:
    """`text` composed (NFC), without invisible characters."""
    return unicodedata.normalize("NFC", text).translate(_INVISIBLE)


def tidy_rich_text(html: str) -> str:
    """`html` of a rich text as kept in the database, without what pasting from Word leaves: empty paragraphs, runs of
    spaces, line breaks at the edges of a paragraph."""
    html = _SPACE_RUN.sub(" ", tidy_text(html))
    html = _BREAK_RUN.sub("<br/>", html)
    html = _EDGE_BREAKS.sub(lambda match: match.group(1) or match.group(2), html)
    return _EMPTY_PARAGRAPH.sub("", html)


def tidy_json(value: Any) -> Any:
    """The same for what a StreamField keeps: strings tidied at any depth; strings that are rich text as rich text."""
    if isinstance(value, str):
        return tidy_rich_text(value) if value.lstrip().startswith(("<p", "<ul", "<ol", "<h")) else tidy_text(value)
    if isinstance(value, list):
        return [tidy_json(item) for item in value]
    if isinstance(value, dict):
        return {key: tidy_json(item) for key, item in value.items()}
    return value


def tidy_instance(instance: models.Model) -> None:
    """Tidy every text of a model instance in place (of a page: its own fields, not the tree's)."""
    deferred = instance.get_deferred_fields()
    for field in instance._meta.concrete_fields:
        if field.attname in deferred or (field.model is Page and field.name not in _PAGE_TEXTS):
            continue
        if isinstance(field, StreamField):
            _tidy_stream(instance, field)
        elif isinstance(field, models.CharField | models.TextField) and not field.choices:
            text = getattr(instance, field.attname)
            if isinstance(text, str) and text:
                tidied = tidy_rich_text(text) if isinstance(field, RichTextField) else tidy_text(text)
                if tidied != text:
                    setattr(instance, field.attname, tidied)


def _tidy_stream(instance: models.Model, field: StreamField) -> None:
    value = getattr(instance, field.attname)
    if not isinstance(value, StreamValue):
        return
    kept = value.get_prep_value()
    tidied = tidy_json(kept)
    if {"heading", "paragraph"} <= set(value.stream_block.child_blocks):
        tidied = split_stream(tidied, getattr(instance, "title", ""))
    if tidied != kept:
        setattr(instance, field.attname, StreamValue(value.stream_block, tidied, is_lazy=True))
