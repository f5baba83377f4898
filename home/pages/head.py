"""What the <head> of a page says: title, description, canonical address, share picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from home.pictures.share_cards import card_url

from .frame import Frame


@dataclass(frozen=True)
class Head:
    title: str
    description: str
    canonical: str
    image: str
    og_type: str
    is_front: bool


def absolute(url: str) -> str:
    """The address with the site's own scheme and host in front, unless it has one."""
    return url if url.startswith(("http://", "https://")) else f"{settings.SITE_URL}{url}"


def head_for(
    request: HttpRequest | None, page: Any, frame: Frame, title: str = "", description: str = "", number: int = 1
) -> Head:
    """`page` may be missing: a plain view gives `page_title` and `page_description` in its context instead.

    number: which page of a list is shown (`list_number` in the context). Each is a page of its own: «Tin tức, trang 3».
    Filters are not.
    """
    path = request.path if request is not None else "/"
    is_front = path == "/"
    title = title or ((getattr(page, "seo_title", "") or getattr(page, "title", "")) if page else "")
    describe = getattr(page, "get_meta_description", None)
    image = getattr(page, "social_image_url", "") or card_url(page) or static("img/chia-se.jpg")
    if title and number > 1:
        title = _("%(title)s, page %(number)d") % {"title": title, "number": number}
    return Head(
        title=frame.full_name if is_front or not title else title,
        description=description or (describe() if describe else "") or frame.full_name,
        canonical=absolute(f"{path}?page={number}" if number > 1 else path),
        image=absolute(image),
        og_type="article" if getattr(page, "is_article", False) else "website",
        is_front=is_front,
    )


def organisation(frame: Frame) -> dict[str, Any]:
    """The chapter and its site, as schema.org names them."""
    home = absolute("/")
    about: dict[str, Any] = {
        "@type": "NGO",
        "@id": f"{home}#hoi",
        "name": frame.full_name,
        "url": home,
        "logo": absolute(frame.logo_url or static("img/icon-180.png")),
    }
    if chapter := frame.chapter:
        about |= {
            name: value
            for name, value in {
                "telephone": chapter.hotline,
                "email": chapter.email,
                "address": chapter.address,
                "sameAs": [link.href for link in frame.elsewhere],
            }.items()
            if value
        }
    site = {
        "@type": "WebSite",
        "@id": f"{home}#trang",
        "name": frame.full_name,
        "url": home,
        "inLanguage": "vi",
        "publisher": {"@id": about["@id"]},
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{absolute(reverse('search'))}?q={{q}}",
            "query-input": "required name=q",
        },
    }
    return {"@context": "https://schema.org", "@graph": [about, site]}
