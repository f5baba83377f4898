"""Keeps the search entries: a page that everybody may read has one, every other page has none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from home.models import BasePage, SearchEntry
from home.pages.visibility import public
from home.text.search_words import tokens
from home.text.vietnamese import nfc, slugify_vietnamese

LONGEST_TEXT = 200_000  # characters; a PostgreSQL tsvector holds one megabyte
_BATCH = 200
_ADDRESS = re.compile(r"(?:https?://|/)\S*")


def is_searchable(page: Any) -> bool:
    """A published page of ours below the front page, whose readers are everybody."""
    return (
        isinstance(page, BasePage) and page.live and page.depth > 2 and public(Page.objects.filter(pk=page.pk)).exists()
    )


def index_page(page: Page) -> None:
    """Make or renew the entry of a page; remove it when the page is not for everybody.

    `page` must hold what is published, not a draft. Any Page will do; its specific form is fetched when needed.
    """
    if type(page) is Page:
        page = page.specific
    if is_searchable(page):
        _write(page)
    else:
        remove_page(page)


def remove_page(page: Page) -> None:
    SearchEntry.objects.filter(page_id=page.pk).delete()


def index_below(page: Page) -> None:
    """The same for a page and all beneath it: after it was moved, or made private or public."""
    branch = Page.objects.filter(path__startswith=page.path)
    readable = public(branch)
    SearchEntry.objects.filter(page__path__startswith=page.path).exclude(page__in=readable).delete()
    for descendant in _specific(readable.filter(search_entry__isnull=True)):
        if isinstance(descendant, BasePage) and descendant.depth > 2:
            _write(descendant)


def rebuild() -> int:
    """Make all entries anew; how many there are. Readers find the old ones until the last moment."""
    with transaction.atomic():
        written = []
        for page in _specific(public(Page.objects.filter(depth__gt=2))):
            if isinstance(page, BasePage):
                _write(page)
                written.append(page.pk)
        stale = set(SearchEntry.objects.values_list("pk", flat=True)) - set(written)
        for start in range(0, len(stale), 500):
            SearchEntry.objects.filter(pk__in=sorted(stale)[start : start + 500]).delete()
    return len(written)


def _specific(pages: Any) -> Iterator[Page]:
    ids = list(pages.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), _BATCH):
        yield from Page.objects.filter(pk__in=ids[start : start + _BATCH]).specific()


def _write(page: BasePage) -> None:
    with override(settings.LANGUAGE_CODE):
        label = str(page.kind_label)[:60]
        title = nfc(page.title)
        text = _running(nfc(str(page.search_text())))[:LONGEST_TEXT]
    # An old name of the unit finds the page too, though the page does not show it.
    unit = getattr(page, "unit", None)
    also = f"{unit.name} {unit.aliases}" if unit is not None else ""
    SearchEntry.objects.update_or_create(
        pk=page.pk,
        defaults={
            "kind": slugify_vietnamese(label)[:60],
            "kind_label": label,
            "date": page.listing_date,
            "unit": unit,
            "title": title,
            "folded_title": " ".join(tokens(title))[:600],
            "text": text,
            "folded_text": " ".join([*tokens(text), *tokens(also)])[:LONGEST_TEXT],
        },
    )


def _running(lines: str) -> str:
    """Pieces of a page, a line each, as one text: a dot parts what no full stop parts. Bare addresses are left out."""
    text = ""
    for line in lines.splitlines():
        piece = " ".join(line.split()).strip(" ,")
        if not piece or _ADDRESS.fullmatch(piece):
            continue
        gap = "" if not text else " " if text[-1] in ".!?…:;”" else " · "
        text += gap + piece
    return text


# --- What makes an entry come and go --------------------------------------------------------------------------------


@receiver(page_published, dispatch_uid="home.search_published")
@receiver(page_unpublished, dispatch_uid="home.search_unpublished")
def _published(sender: Any, instance: Page, **kwargs: Any) -> None:
    index_page(instance)


@receiver(post_save, dispatch_uid="home.search_saved")
def _saved(sender: Any, instance: Any, update_fields: Any = None, raw: bool = False, **kwargs: Any) -> None:
    """A whole save writes what readers see. Wagtail keeps drafts by saving single fields: that instance may be one."""
    if not isinstance(instance, Page) or raw:
        return
    if update_fields is None:
        index_page(instance)
    elif "live" in update_fields:
        index_page(Page.objects.get(pk=instance.pk))


@receiver(post_page_move, dispatch_uid="home.search_moved")
def _moved(sender: Any, instance: Page, **kwargs: Any) -> None:
    index_below(Page.objects.get(pk=instance.pk))


@receiver(post_save, sender=PageViewRestriction, dispatch_uid="home.search_restricted")
@receiver(post_delete, sender=PageViewRestriction, dispatch_uid="home.search_released")
def _restricted(sender: Any, instance: PageViewRestriction, **kwargs: Any) -> None:
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        index_below(page)
