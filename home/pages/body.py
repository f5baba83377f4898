"""Running text on the page: every picture and every link of a whole body in a fixed number of queries.

Left to itself each paragraph asks for its own links and each kind of block for its own pictures, then each picture for
its renditions: an article of forty blocks would cost eighty queries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page
from wagtail.rich_text import RichText, features
from wagtail.rich_text.pages import PageLinkHandler
from wagtail.rich_text.rewriters import EmbedRewriter, LinkRewriter, MultiRuleRewriter

from home.pictures.renditions import at_hand, fetch

_REQUEST: ContextVar[Any] = ContextVar("request_of_the_body", default=None)
_MARK = "<!--chapter-next-text-->"


class PublicPageLink(PageLinkHandler):
    """A link to a page of this site; one to a page that is gone or not published stays words without a link."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Any]:
        ids = [int(attrs["id"]) if str(attrs.get("id", "")).isdecimal() else 0 for attrs in attrs_list]
        pages = Page.objects.live().in_bulk(set(ids))
        return [pages.get(pk) for pk in ids]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        urls = [page.get_url(_REQUEST.get()) if page else None for page in cls.get_many(attrs_list)]
        return [f'<a href="{escape(url)}">' if url else "<a>" for url in urls]


@lru_cache(maxsize=1)
def _rewriter() -> MultiRuleRewriter:
    links = {**features.get_link_types(), PublicPageLink.identifier: PublicPageLink}
    embeds = features.get_embed_types()
    return MultiRuleRewriter(
        [
            LinkRewriter(
                bulk_rules={name: handler.expand_db_attributes_many for name, handler in links.items()},
                reference_extractors={name: handler.extract_references for name, handler in links.items()},
            ),
            EmbedRewriter(
                bulk_rules={name: handler.expand_db_attributes_many for name, handler in embeds.items()},
                reference_extractors={name: handler.extract_references for name, handler in embeds.items()},
            ),
        ]
    )


def render(stream: Any, context: dict[str, Any] | None = None, between: str = "") -> str:
    """The HTML of a StreamValue, its pictures and links fetched together.

    between: safe HTML set before the second heading, or behind the last block where there is none.
    """
    if not stream:
        return between
    pictures = getattr(stream, "pictures", None)
    if pictures is None:
        pictures = fetch(picture_ids(stream))
    with at_hand(pictures):
        texts = [value for child in stream for value in _texts(child.block, child.value)]
    waiting = [text for text in texts if not hasattr(text, "ready_html")]
    if waiting:
        token = _REQUEST.set((context or {}).get("request"))
        try:
            expanded = _rewriter()(_MARK.join(text.source for text in waiting)).split(_MARK)
        finally:
            _REQUEST.reset(token)
        for text, html in zip(waiting, expanded, strict=True):
            text.ready_html = html
    parts = [child.render(context=context) for child in stream]
    if between:
        headings = [position for position, child in enumerate(stream) if child.block_type == "heading"]
        parts.insert(headings[1] if len(headings) > 1 else len(parts), between)
    return format_html_join("\n", "{}", ((part,) for part in parts))


def prepare_page(page: Any) -> None:
    """Fetch the pictures a page shows, its own and those of its body, in one query.

    Called once the page is found, before anything looks at its body, and when its head is drawn (previews).
    """
    if getattr(page, "_pictures_at_hand", False):
        return
    page._pictures_at_hand = True
    own = [name for name in ("listing_image", "social_image") if getattr(page, f"{name}_id", None)]
    stream: Any = getattr(page, "body", None)
    in_body = set(picture_ids(stream)) if getattr(stream, "stream_block", None) is not None else set()
    pictures = fetch({getattr(page, f"{name}_id") for name in own} | in_body)
    for name in own:
        if not page._meta.get_field(name).is_cached(page):
            setattr(page, name, pictures.get(getattr(page, f"{name}_id")))
    if in_body:
        stream.pictures = pictures
        with at_hand(pictures):
            for child in stream:
                _ = child.value  # read now, while the pictures are at hand: whoever reads later finds them


def prose(value: Any) -> SafeString:
    """Rich text as HTML: what `render` left on it, else expanded here."""
    if isinstance(value, RichText):
        ready = getattr(value, "ready_html", None)
        return mark_safe(_rewriter()(value.source) if ready is None else ready)  # noqa: S308 (Wagtail whitelists it)
    return mark_safe(_rewriter()(str(value or "")))  # noqa: S308 (Wagtail whitelists it)


def picture_ids(stream: Any) -> Iterator[int]:
    """The pictures in a stream, read from its raw value so that nothing is fetched yet."""
    for raw in stream.raw_data:
        block = stream.stream_block.child_blocks.get(raw["type"])
        if block is not None:
            yield from _raw_ids(block, raw.get("value"))


def _raw_ids(block: Any, raw: Any) -> Iterator[int]:
    if isinstance(block, ImageChooserBlock):
        if raw is not None:
            yield int(raw) if isinstance(raw, (int, str)) else raw.pk
    elif isinstance(block, StructBlock) and hasattr(raw, "get"):
        for name, child in block.child_blocks.items():
            yield from _raw_ids(child, raw.get(name))
    elif isinstance(block, ListBlock):
        for item in raw or ():
            # A list's items are kept as {"type": "item", "value": …}; very old ones bare.
            is_wrapped = isinstance(item, dict) and item.get("type") == "item"
            yield from _raw_ids(block.child_block, item["value"] if is_wrapped else item)
    elif isinstance(block, StreamBlock):
        for item in raw or ():
            child = block.child_blocks.get(item["type"]) if isinstance(item, dict) else None
            if child is not None:
                yield from _raw_ids(child, item.get("value"))


def _texts(block: Any, value: Any) -> Iterable[RichText]:
    if isinstance(value, RichText):
        yield value
    elif isinstance(block, StreamBlock) and value is not None:
        for child in value:
            yield from _texts(child.block, child.value)
    elif isinstance(block, ListBlock) and value is not None:
        for item in value:
            yield from _texts(block.child_block, item)
    elif isinstance(block, StructBlock) and value is not None:
        for name, child_block in block.child_blocks.items():
            yield from _texts(child_block, value.get(name))
