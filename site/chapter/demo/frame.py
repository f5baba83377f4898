"""Units, topics, pictures, documents, sections, settings, navigation."""

from __future__ import annotations

import datetime
import io
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont
from wagtail.models import Page, Site

from home.models import ChapterDocument, ChapterImage, ChapterSettings, HomePage, Unit
from stories.models import IssuingBody, Topic

from .content import frame as content
from .text import body

PICTURES = Path(__file__).with_name("pictures")


def day(text: str | None) -> Any:
    """A date; None where the content names none."""
    return datetime.date.fromisoformat(text) if text else None


def make_pictures() -> dict[str, ChapterImage]:
    made = {}
    for name, (title, alt) in content.PICTURES.items():
        picture = ChapterImage(
            title=title, description=alt, credit=content.CREDIT, consent=ChapterImage.Consent.NOT_NEEDED
        )
        picture.file.save(f"{name}.webp", ContentFile((PICTURES / f"{name}.webp").read_bytes()), save=False)
        picture.save()
        made[name] = picture
    return made


def make_documents() -> dict[str, ChapterDocument]:
    titles = {
        "keu-goi": "Lời kêu gọi góp mái nhà (bản mẫu)",
        "ke-hoach": "Kế hoạch bốn chương trình công tác 2026 (bản mẫu)",
        "so-cho": "Mẫu sổ chợ hằng ngày",
    }
    made = {}
    for key, title in titles.items():
        document = ChapterDocument(title=title)
        document.file.save(f"{key}.pdf", ContentFile(_one_page_pdf(title)), save=False)
        document.save()
        made[key] = document
    return made


def _one_page_pdf(title: str) -> bytes:
    sheet = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(sheet)
    draw.text((120, 160), title, fill=0, font=ImageFont.load_default(44))
    draw.text((120, 260), "Ban mau / sample", fill=90, font=ImageFont.load_default(30))
    out = io.BytesIO()
    sheet.save(out, "PDF", resolution=150)
    return out.getvalue()


def make_units() -> dict[str, Unit]:
    made: dict[str, Unit] = {}
    for key, (name, kind, parent, aliases, begins, ends) in content.UNITS.items():
        unit = Unit(
            name=name,
            kind=kind,
            parent=made.get(parent or ""),
            aliases=aliases,
            valid_from=day(begins),
            valid_to=day(ends),
        )
        unit.full_clean(exclude=["slug"])
        unit.save()
        made[key] = unit
    for key, before in content.PREDECESSORS.items():
        made[key].predecessors.set(made[predecessor] for predecessor in before)
    return made


def make_topics() -> dict[str, Topic]:
    return {
        key: Topic.objects.create(name=name, sort_order=place * 10)
        for place, (key, name) in enumerate(content.TOPICS.items())
    }


def make_issuers() -> dict[str, IssuingBody]:
    return {
        key: IssuingBody.objects.create(name=name, sort_order=place * 10)
        for place, (key, name) in enumerate(content.ISSUERS.items())
    }


def publish(parent: Page, page: Page, writer: Any, board: Any) -> Page:
    """Written by one, published by another, as the chapter itself does it."""
    page.owner = writer
    page.live = False
    parent.add_child(instance=page)
    page.save_revision(user=writer).publish(user=board, skip_permission_checks=True)
    page.refresh_from_db()
    return page


def make_sections(front: HomePage, pictures: dict[str, Any], writer: Any, board: Any) -> dict[str, Page]:
    front.title = "Trang chủ"
    front.summary = content.HOME
    front.save_revision(user=writer).publish(user=board, skip_permission_checks=True)
    made: dict[str, Page] = {}
    for model, slug, title, summary in content.SECTIONS:
        page = apps.get_model(model)(title=title, slug=slug, summary=summary, show_in_menus=True)
        if slug in content.BODIES:
            page.body = body(content.BODIES[slug], pictures)
        if slug == "gioi-thieu":
            page.listing_image = pictures["nui-da-ruong-bac-thang"]
        made[slug] = publish(front, page, writer, board)
    return made


def settle_site(front: HomePage) -> Site:
    """The site answers where SITE_URL says, so that links in mails and feeds are right."""
    address = urlsplit(settings.SITE_URL)
    site = Site.objects.get(is_default_site=True)
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.root_page = front
    site.site_name = "Hội Chữ thập đỏ tỉnh Lạng Sơn"
    site.save()
    return site


def make_settings(site: Site, sections: dict[str, Page]) -> None:
    chapter = ChapterSettings.for_site(site)
    for name, value in content.SETTINGS.items():
        setattr(chapter, name, value)
    chapter.navigation = [("link", {"label": "", "page": sections[slug], "url": ""}) for slug in content.NAVIGATION]
    chapter.footer_links = [
        ("link", {"label": label, "page": sections.get(where), "url": "" if where in sections else where})
        for where, label in content.FOOTER
    ]
    chapter.save()
