"""Which sizes and formats a picture is kept in, and how a page gets them without a query for each picture.

Every picture is cut to 3:2 around its focal point in four widths. AVIF goes to the browsers that read it, WebP to
nearly all others, one JPEG to the rest and to mail. A tall picture inside running text keeps its own shape (TALL):
posters and certificates must stay readable.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from wagtail.images import get_image_model

if TYPE_CHECKING:
    from home.models import ChapterImage

SIZES = ((240, 160), (400, 267), (800, 533), (1200, 800))
AVIF = tuple(f"fill-{w}x{h}|format-avif" for w, h in SIZES)
WEBP = tuple(f"fill-{w}x{h}|format-webp" for w, h in SIZES)
FALLBACK = "fill-800x533|format-jpeg"
SPECS = (*AVIF, *WEBP, FALLBACK)

TALL_WIDTHS = (400, 800)
TALL_AVIF = tuple(f"max-{w}x{w * 2}|format-avif" for w in TALL_WIDTHS)
TALL_WEBP = tuple(f"max-{w}x{w * 2}|format-webp" for w in TALL_WIDTHS)
TALL_FALLBACK = "max-800x1600|format-jpeg"
TALL_SPECS = (*TALL_AVIF, *TALL_WEBP, TALL_FALLBACK)

SOCIAL = "fill-1200x630|format-jpeg"
LOGO = "max-160x160|format-webp"
ALL_SPECS = (*SPECS, *TALL_SPECS, SOCIAL, LOGO)


def is_tall(image: ChapterImage) -> bool:
    return image.height > image.width


def make_ready(image: ChapterImage) -> None:
    """Make whatever rendition of SPECS is missing, so that no reader waits for it."""
    image.get_renditions(*SPECS, *(TALL_SPECS if is_tall(image) else ()))


def with_renditions(images: Iterable[ChapterImage | None]) -> None:
    """Fetch the renditions of all these pictures in one query and leave them on the pictures.

    The same picture may stand in the list several times, as different objects.
    """
    wanted = [image for image in images if image is not None and not hasattr(image, "prefetched_renditions")]
    if not wanted:
        return
    model = wanted[0].get_rendition_model()
    by_image: dict[int, list] = {}
    for rendition in model.objects.filter(image_id__in={image.pk for image in wanted}, filter_spec__in=ALL_SPECS):
        by_image.setdefault(rendition.image_id, []).append(rendition)
    for image in wanted:
        # A rendition knows its picture: no query when the tag asks for the alternative text.
        mine = by_image.get(image.pk, [])
        for rendition in mine:
            rendition.image = image
        image.prefetched_renditions = list(mine)


def with_pictures(items: Iterable[Any], field: str = "listing_image") -> list[Any]:
    """A list of the pages or other objects, each with the picture named by `field` and its renditions.

    One query in all. Pages of different types may be mixed.
    """
    listed = list(items)
    pictures = fetch({getattr(item, f"{field}_id", None) for item in listed})
    for item in listed:
        if getattr(item, f"{field}_id", None):
            setattr(item, field, pictures.get(getattr(item, f"{field}_id")))
    return listed


def fetch(ids: Iterable[int | None]) -> dict[int, ChapterImage]:
    """Pictures by id, each with its renditions: one query, a second only for pictures that have no rendition yet."""
    wanted = {int(pk) for pk in ids if pk}
    if not wanted:
        return {}
    rendition_model = get_image_model().get_rendition_model()
    pictures: dict[int, ChapterImage] = {}
    made = rendition_model.objects.filter(image_id__in=wanted, filter_spec__in=ALL_SPECS).select_related("image")
    for rendition in made:
        image = pictures.setdefault(rendition.image_id, rendition.image)
        rendition.image = image
        if not hasattr(image, "prefetched_renditions"):
            image.prefetched_renditions = []
        image.prefetched_renditions.append(rendition)
    if bare := wanted - set(pictures):
        for pk, image in get_image_model().objects.in_bulk(bare).items():
            image.prefetched_renditions = []
            pictures[pk] = image
    return pictures


# Pictures at hand while a body is drawn: its blocks take them from here instead of asking once for each kind of block.
AT_HAND: ContextVar[dict[int, Any] | None] = ContextVar("pictures_at_hand", default=None)


@contextmanager
def at_hand(pictures: dict[int, Any]) -> Iterator[None]:
    token = AT_HAND.set(pictures)
    try:
        yield
    finally:
        AT_HAND.reset(token)
