"""A picture as HTML: AVIF, WebP and a JPEG, in the sizes of home/pictures/renditions.py."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from . import renditions


def picture(
    image: Any, sizes: str, alt: str | None = None, eager: bool = False, tall: bool = False, upto: int = 0
) -> SafeString | str:
    """`<picture>` for `image`; "" without one, or when its file is gone (a page must not fall over a lost file).

    sizes: what the layout gives it, as in the `sizes` attribute. alt: None takes the words kept with the picture,
    "" says it is decoration. eager: the first picture of a page, loaded at once. tall: keep an upright picture's
    own shape instead of cutting it to 3:2. upto: the widest size worth offering, in px, where the layout is small.
    """
    if not image:
        return ""
    if tall and renditions.is_tall(image):
        avif, webp, fallback = renditions.TALL_AVIF, renditions.TALL_WEBP, renditions.TALL_FALLBACK
    else:
        tall = False
        widths = [width for width, _height in renditions.SIZES if not upto or width <= upto]
        avif, webp = renditions.AVIF[: len(widths)], renditions.WEBP[: len(widths)]
        fallback = renditions.FALLBACK
    try:
        made = image.get_renditions(*avif, *webp, fallback)
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        return ""
    largest = made[webp[-1]]
    sources = format_html_join(
        "",
        '<source type="image/{}" srcset="{}" sizes="{}">',
        ((name, _srcset(made[spec] for spec in specs), sizes) for name, specs in (("avif", avif), ("webp", webp))),
    )
    return format_html(
        '<picture>{}<img src="{}" width="{}" height="{}" alt="{}"{}{}></picture>',
        sources,
        made[fallback].url,
        largest.width,
        largest.height,
        image.description if alt is None else alt,
        mark_safe(' class="is-tall"') if tall else "",
        mark_safe(' fetchpriority="high"') if eager else mark_safe(' loading="lazy" decoding="async"'),
    )


def _srcset(made: Iterable[Any]) -> str:
    """A small picture comes out at one width whatever was asked: each width once."""
    by_width = {rendition.width: rendition.url for rendition in made}
    return ", ".join(f"{url} {width}w" for width, url in sorted(by_width.items()))
