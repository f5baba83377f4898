"""What becomes of a file that somebody uploads.

Every picture is drawn anew: turned upright, in sRGB, at most 2560 px, without the camera's notes and position. What
cannot be drawn is refused with a sentence. Documents keep their bytes, but must be what their name says.
"""

from __future__ import annotations

import io
import os
import unicodedata
import zipfile
from typing import IO, Any

import pillow_heif
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from home.text.vietnamese import slugify_vietnamese
from home.wagtail_private.files import forget_size, is_new

pillow_heif.register_heif_opener()

LONGEST_SIDE = 2560  # px; the widest picture on the site is 1200 px, at two device pixels each
JPEG_QUALITY = 86
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF", "AVIF")
_FEW_COLOURS = 1024  # a drawing or a screenshot: PNG keeps its edges, and is small
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


class CleanPicture(ContentFile):
    """The bytes of a picture that has been drawn anew; not drawn a second time when it is stored."""


def clean_picture(file: Any, name: str, longest_side: int = LONGEST_SIDE) -> CleanPicture:
    """`file` (anything with read) drawn anew as JPEG, or as PNG where it is transparent or has few colours.

    Raises ValidationError with a sentence for the person who uploaded it. Whatever the name said, the new name fits
    the contents.
    """
    limit = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if getattr(file, "size", 0) > limit:
        raise ValidationError(
            _("This picture is %(size)s. The limit is %(limit)s.") % _sizes(file.size, limit), code="too_large"
        )
    file.seek(0)
    data = file.read()
    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except Exception:  # a decoder given hostile bytes raises anything from OSError to struct.error
        raise ValidationError(
            _("This file is not a picture that can be read. Choose a JPG, PNG, WebP or HEIC (iPhone) file."),
            code="not_a_picture",
        ) from None
    width, height = picture.size
    if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels(width * height)
    try:
        drawn = _draw(picture, longest_side)
        return _encode(drawn, name)
    except Exception:
        raise ValidationError(
            _("This picture is damaged or did not arrive whole. Send it again, or first save it anew."),
            code="damaged",
        ) from None


def _sizes(size: int, limit: int) -> dict[str, str]:
    return {"size": filesizeformat(size), "limit": filesizeformat(limit)}


def _too_many_pixels(pixels: int = 0) -> ValidationError:
    limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    if not pixels:
        return ValidationError(
            _("This picture is far too big. Up to %d million pixels are accepted.") % limit, code="pixels"
        )
    return ValidationError(
        _("This picture has %(pixels)d million pixels. Up to %(limit)d million are accepted: make it smaller first.")
        % {"pixels": pixels // 1_000_000, "limit": limit},
        code="pixels",
    )


def _draw(picture: Image.Image, longest_side: int) -> Image.Image:
    if picture.format == "JPEG":
        picture.draft(None, (longest_side, longest_side))  # decodes a big photograph at half or quarter size already
    picture.load()
    profile = picture.info.get("icc_profile")
    picture = ImageOps.exif_transpose(picture)
    if picture.mode.startswith("I"):  # 16 bits a channel
        picture = picture.point(lambda value: value / 256).convert("L")
    transparent = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    if profile and not transparent and picture.mode in ("RGB", "CMYK", "L"):
        picture = _to_srgb(picture, profile)
    picture = picture.convert("RGBA" if transparent else "RGB")
    if transparent and picture.getchannel("A").getextrema()[0] == 255:
        picture = picture.convert("RGB")
    picture.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS, reducing_gap=2.0)
    # What Pillow would otherwise carry over: comments, position, profile, thumbnails.
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    return bare


def _to_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, source, _SRGB, outputMode="RGB")
        return converted or picture
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture  # a broken profile: the numbers are taken as sRGB


def _encode(picture: Image.Image, name: str) -> CleanPicture:
    stream = io.BytesIO()
    if picture.mode == "RGBA" or picture.getcolors(_FEW_COLOURS):
        picture.save(stream, "PNG", optimize=True)
        extension = "png"
    else:
        picture.save(stream, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
        extension = "jpg"
    stem = slugify_vietnamese(os.path.splitext(os.path.basename(unicodedata.normalize("NFC", name)))[0])[:60].strip("-")
    return CleanPicture(stream.getvalue(), name=f"{stem or 'anh'}.{extension}")


class CleanImageFieldFile(WagtailImageFieldFile):
    """Whichever way a picture comes in, form or program, it passes here on its way to the storage."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        inner = getattr(content, "file", content)
        if not isinstance(content, CleanPicture) and not isinstance(inner, CleanPicture):
            content = clean_picture(content, name)
            name = content.name
        forget_size(self)
        super().save(name, content, save=save)


class CleanImageField(WagtailImageField):
    attr_class = CleanImageFieldFile


def clean_avatar(sender: Any, instance: Any, **kwargs: Any) -> None:
    """pre_save of Wagtail's user profile: its picture is drawn anew like any other."""
    avatar = instance.avatar
    if avatar and is_new(avatar):
        try:
            instance.avatar = clean_picture(avatar.file, avatar.name, longest_side=400)
        except ValidationError:
            instance.avatar = ""


# --- Documents ---------------------------------------------------------------------------------------------------
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ZIP_HOLDS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
_MARKUP = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"<head", b"<body", b"<iframe")


def check_document(file: IO[bytes], name: str) -> None:
    """Raise ValidationError with a sentence unless `file` is what the ending of its name says."""
    extension = os.path.splitext(name)[1].lower().lstrip(".")
    allowed = settings.WAGTAILDOCS_EXTENSIONS
    if extension not in allowed:
        raise ValidationError(
            _("Files of the kind “.%(extension)s” are not accepted. Accepted are: %(allowed)s.")
            % {"extension": extension, "allowed": ", ".join(allowed)},
            code="extension",
        )
    file.seek(0)
    head = file.read(4096)
    if not head:
        raise ValidationError(_("This file is empty."), code="empty")
    fits = _document_fits(file, head, extension)
    file.seek(0)
    if not fits:
        raise ValidationError(
            _("This is not a real .%(extension)s file, or it is damaged. Open it on your computer and save it anew.")
            % {"extension": extension},
            code="mismatch",
        )


def _document_fits(file: IO[bytes], head: bytes, extension: str) -> bool:
    if extension == "pdf":
        return b"%PDF-" in head[:1024]
    if extension in ("doc", "xls", "ppt"):
        return head.startswith(_OLE)
    if extension in ("txt", "csv"):
        start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
        return not start.startswith(_MARKUP) and (utf16 or b"\0" not in head)
    if not head.startswith(_ZIP):
        return False
    try:
        file.seek(0)
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    if extension in _ZIP_HOLDS:
        return any(entry.startswith(_ZIP_HOLDS[extension]) for entry in names)
    if extension in ("odt", "ods"):
        return "content.xml" in names
    return True
