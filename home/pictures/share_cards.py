"""The card other sites show when a page is shared: 1200 × 630, from the page's own picture and title.

Drawn when first asked for, kept in the media storage. Its address holds a digest of what it shows: a changed title or
picture is a new card, and nobody can have cards drawn of anything but pages that are public.
"""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
from functools import cache
from typing import Any

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw, ImageFont, ImageOps
from wagtail.models import Page

from home.models import ChapterSettings
from home.text.vietnamese import bind

SIZE = (1200, 630)
PICTURE_WIDTH = 648
PAPER, INK, SOFT, INDIGO = "#faf7f0", "#1d1b18", "#5b554a", "#26395f"
GREEN, RAIL = "#2b8259", "#ddd5c4"
LINE_SIZE, BAR_HEIGHT = 32, 18
VERSION = "3"  # raise it when the drawing changes
MARGIN, HEM = 48, 26
TITLE_SIZES = (62, 56, 50, 45, 41, 37, 34)
ALONE_SIZES = (84, 76, 68)  # without a picture the title is the picture


def _title(page: Any) -> str:
    return unicodedata.normalize("NFC", page.title).strip()


def _lines(page: Any) -> list[str]:
    """What the page wants said beneath its title: «Còn thiếu 12,4 triệu đồng»."""
    return [unicodedata.normalize("NFC", line) for line in getattr(page, "social_lines", list)()][:2]


def _share(page: Any) -> int | None:
    """How far the page's cause has come, in whole per cent; None where there is nothing to measure."""
    progress = getattr(page, "social_progress", None)
    return None if progress is None else int(progress * 100)


def digest(page: Any) -> str:
    image = getattr(page, "share_image", None)
    focus = (image.focal_point_x, image.focal_point_y) if image else ()
    kind, picture = str(getattr(page, "kind_label", "")), image.file.name if image else ""
    parts = (VERSION, _title(page), kind, picture, *focus, *_lines(page), _share(page))
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:16]


def card_url(page: Any) -> str:
    """The address of a page's card; "" for what has no title of its own to show."""
    if not isinstance(page, Page) or not page.pk or page.depth < 3:
        return ""
    return reverse("social_card", args=[page.pk, digest(page)])


@require_safe
def social_card(request: HttpRequest, page_id: int, wanted_digest: str) -> HttpResponse:
    page = Page.objects.live().public().filter(pk=page_id).first()
    if page is None:
        raise Http404
    page = page.specific
    if wanted_digest != digest(page):
        raise Http404
    name = f"chia-se/{page.pk}-{wanted_digest}.jpg"
    if default_storage.exists(name):
        with default_storage.open(name) as kept:
            data = kept.read()
    else:
        data = draw(page)
        default_storage.save(name, ContentFile(data))
    response = HttpResponse(data, content_type="image/jpeg")
    response["Cache-Control"] = "public, max-age=2592000, immutable"
    return response


def draw(page: Any) -> bytes:
    """The card as a JPEG."""
    card = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(card)
    picture = _picture(getattr(page, "share_image", None))
    left = MARGIN
    if picture is not None:
        card.paste(picture, (0, 0))
        left += PICTURE_WIDTH - 8
    room = SIZE[0] - left - MARGIN
    _hem(card, 0 if picture is None else PICTURE_WIDTH)

    site = page.get_site()
    chapter = ChapterSettings.for_site(site) if site else ChapterSettings()
    top = MARGIN + HEM
    kind = str(getattr(page, "kind_label", ""))
    if kind:
        _text(pen, (left, top), kind, 26, SOFT)
        top += 44
    foot = SIZE[1] - MARGIN - 64
    sizes = TITLE_SIZES if picture is not None else ALONE_SIZES + TITLE_SIZES
    lines_beneath = [piece for line in _lines(page) for piece in _wrap(bind(line), LINE_SIZE, room)][:4]
    share = _share(page)
    below = len(lines_beneath) * round(LINE_SIZE * 1.3) + (BAR_HEIGHT + 24 if share is not None else 0)
    size, lines = _fit(bind(_title(page)), room, foot - top - 24 - below, sizes)
    for line in lines:
        _text(pen, (left, top), line, size, INK)
        top += round(size * 1.24)
    if share is not None:
        top += 16
        pen.rectangle((left, top, left + room, top + BAR_HEIGHT), fill=RAIL)
        pen.rectangle((left, top, left + round(room * min(share, 100) / 100), top + BAR_HEIGHT), fill=GREEN)
        top += BAR_HEIGHT + 8
    for line in lines_beneath:
        _text(pen, (left, top), line, LINE_SIZE, INK)
        top += round(LINE_SIZE * 1.3)
    _mark(card, (left, foot), 64)
    _text(pen, (left + 78, foot + 4), chapter.chapter_name, 24, INK)
    _text(pen, (left + 78, foot + 34), chapter.place, 24, SOFT)
    stream = io.BytesIO()
    card.save(stream, "JPEG", quality=84, optimize=True, progressive=True)
    return stream.getvalue()


def _picture(image: Any) -> Image.Image | None:
    if image is None:
        return None
    centre = (0.5, 0.5)
    if image.focal_point_x is not None and image.width and image.height:
        centre = (image.focal_point_x / image.width, (image.focal_point_y or 0) / image.height)
    try:
        with image.file.open() as file:
            opened = Image.open(file).convert("RGB")
            return ImageOps.fit(opened, (PICTURE_WIDTH, SIZE[1]), Image.Resampling.LANCZOS, centering=centre)
    except OSError:
        return None  # a lost file: the card shows the title alone


def _static(path: str) -> str:
    file = finders.find(path)
    if not isinstance(file, str):
        raise FileNotFoundError(path)
    return file


@cache
def _font(part: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_static(f"fonts/bvp-600-{part}.woff2"), size)


# What each of the two files of the family holds: the unicode-range of css/tokens.css.
_VIETNAMESE = (0x102, 0x103, 0x110, 0x111, 0x128, 0x129, 0x168, 0x169, 0x1A0, 0x1A1, 0x1AF, 0x1B0, 0x20AB)
_LATIN = (0x131, 0x152, 0x153, 0x20AC, 0x2122, 0x2212)


def _part(char: str) -> str:
    code = ord(char)
    if code in _VIETNAMESE or 0x1EA0 <= code <= 0x1EF9:
        return "viet"
    return "latin" if 0x20 <= code <= 0xFF or 0x2000 <= code <= 0x206F or code in _LATIN else ""


def _runs(text: str) -> list[tuple[str, str]]:
    """The text in pieces of one font file each; what neither file can draw is left out."""
    runs: list[tuple[str, str]] = []
    for char in text:
        part = _part(char)
        if not part:
            continue
        if runs and runs[-1][0] == part:
            runs[-1] = (part, runs[-1][1] + char)
        else:
            runs.append((part, char))
    return runs


def _width(text: str, size: int) -> float:
    return sum(_font(part, size).getlength(piece) for part, piece in _runs(text))


def _text(pen: ImageDraw.ImageDraw, at: tuple[float, float], text: str, size: int, colour: str) -> None:
    x, y = at
    baseline = y + size
    for part, piece in _runs(text):
        font = _font(part, size)
        pen.text((x, baseline), piece, font=font, fill=colour, anchor="ls")
        x += font.getlength(piece)


def _fit(text: str, room: float, height: float, sizes: tuple[int, ...]) -> tuple[int, list[str]]:
    """The largest size at which the title fits, and its lines; a title too long for the smallest is cut with «…»."""
    lines: list[str] = []
    for size in sizes:
        lines = _wrap(text, size, room)
        if len(lines) * size * 1.24 <= height and all(_width(line, size) <= room for line in lines):
            return size, _even(text, size, room, lines)
    kept = lines[: max(1, int(height // (size * 1.24)))]
    if len(kept) < len(lines):
        kept[-1] = kept[-1].rstrip(" ,.;:") + "…"
    return size, kept


def _wrap(text: str, size: int, room: float) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _width(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _even(text: str, size: int, room: float, lines: list[str]) -> list[str]:
    """The same number of lines, as even as they come: no last word alone."""
    best = lines
    while room > 120:
        room -= 12
        tighter = _wrap(text, size, room)
        if len(tighter) > len(lines) or any(_width(line, size) > room for line in tighter):
            return best
        best = tighter
    return best


def _hem(card: Image.Image, from_x: int) -> None:
    """The woven line of the site along the top, in its own pixels."""
    with open(_static("img/brocade.svg"), encoding="utf-8") as file:
        stitches = re.findall(r"M?(\d+) (\d+)h(\d+)v1h-\d+z", file.read())
    pen = ImageDraw.Draw(card)
    for x0 in range(from_x + 8 if from_x else 0, SIZE[0], 56):
        for x, y, width in stitches:
            left, top = x0 + int(x) * 2, 8 + int(y) * 2
            pen.rectangle((left, top, left + int(width) * 2 - 1, top + 1), fill=INDIGO)


def _mark(card: Image.Image, at: tuple[int, int], size: int) -> None:
    """The eight carpels of img/mark.svg, drawn large and shrunk for smooth edges."""
    scale = 8
    big = Image.new("L", (size * scale, size * scale), 0)
    for turn in range(8):
        carpel = Image.new("L", big.size, 0)
        pen = ImageDraw.Draw(carpel)
        unit = size * scale / 100
        for path, fill in ((_OUTER, 255), (_INNER, 0)):
            pen.polygon([(50 * unit + x * unit, 50 * unit + y * unit) for x, y in _curve(path)], fill=fill)
        turned = carpel.rotate(-(22.5 + 45 * turn))
        big.paste(255, mask=turned)
    card.paste(INDIGO, at, big.resize((size, size), Image.Resampling.LANCZOS))


# img/mark.svg: one carpel and the seed in it, as cubic curves (start, then control, control, end)
_OUTER = ((0, -5), ((-14, -15), (-15, -32), (1.8, -49)), ((14.5, -31), (13, -15), (0, -5)))
_INNER = ((0.6, -16), ((-2.7, -24), (-2.7, -32), (1.4, -40.5)), ((4.3, -32), (4, -24), (0.6, -16)))


def _curve(path: tuple, steps: int = 24) -> list[tuple[float, float]]:
    points = [path[0]]
    for first, second, end in path[1:]:
        start = points[-1]
        for step in range(1, steps + 1):
            gone = step / steps
            left = 1 - gone
            weights = (left**3, 3 * left**2 * gone, 3 * left * gone**2, gone**3)
            pulls = list(zip(weights, (start, first, second, end), strict=True))
            x, y = (sum(weight * corner[axis] for weight, corner in pulls) for axis in (0, 1))
            points.append((x, y))
    return points
