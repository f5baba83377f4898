"""Tags and filters of the public pages: frame, head, pictures, running text, sharing, lists in pages."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any
from urllib.parse import urlencode, urlsplit

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.http import QueryDict
from django.template import engines
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import dateformat
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from wagtail.models import Page

from home.pages.body import prepare_page, prose, render
from home.pages.charts import Bar
from home.pages.frame import Frame, frame_for
from home.pages.head import Head, absolute, head_for, organisation
from home.pages.listing import pager_links
from home.pages.tables import table_grid
from home.pictures.html import picture
from home.text.vietnamese import slugify_vietnamese

register = template.Library()


@register.simple_tag(takes_context=True)
def site_frame(context: Context) -> Frame:
    return frame_for(context.get("request"))


@register.simple_tag(takes_context=True)
def page_head(context: Context) -> Head:
    request = context.get("request")
    page = context.get("page")
    if isinstance(page, Page):
        prepare_page(page)
    words = {name: str(context.get(f"page_{name}") or "") for name in ("title", "description")}
    return head_for(request, page, frame_for(request), number=context.get("list_number") or 1, **words)


@register.filter
def tel(text: str) -> str:
    """A telephone number as a tel: link wants it: digits, a leading plus for a Vietnamese number."""
    digits = re.sub(r"\D", "", text or "")
    if digits.startswith("0"):
        return f"+84{digits[1:]}"
    return f"+{digits}" if digits.startswith("84") else digits


@register.filter
def full_stop(text: str) -> str:
    """The sentence with a full stop at its end, whether or not the editor typed one."""
    text = (text or "").strip()
    return text if not text or text.rstrip("”\"'")[-1:] in (*".!?…", "") else f"{text}."


@register.filter(expects_localtime=True)
def time_element(day: datetime.date | None, shown_as: str = "j/n/Y") -> str:
    """A day or moment as `<time class="num" datetime="2026-11-30">30/11/2026</time>`; nothing for no day."""
    if not day:
        return ""
    shown = dateformat.format(day, shown_as)
    return format_html('<time class="num" datetime="{}">{}</time>', f"{day:%Y-%m-%d}", shown)


@register.filter
def get(mapping: Any, key: Any) -> Any:
    return mapping.get(key) if hasattr(mapping, "get") else None


@register.simple_tag
def pic(
    image: Any, sizes: str = "100vw", alt: str | None = None, eager: bool = False, tall: bool = False, upto: int = 0
) -> str:
    """{% pic page.listing_image "(min-width:60rem) 49rem, 92vw" alt="" eager=True %}"""
    return picture(image, sizes, alt=alt, eager=eager, tall=tall, upto=upto)


@register.simple_tag(takes_context=True)
def body(context: Context, stream: Any, between: str = "") -> str:
    """{% body page.body %}: all blocks, inside an element of class "prose".

    between: a template drawn where the second part of the text begins, or after a text of one part.
    """
    variables: dict[str, Any] = {str(name): value for name, value in context.flatten().items()}
    return render(stream, variables, render_to_string(between, variables) if between else "")


@register.filter(name="prose")
def prose_filter(value: Any) -> str:
    return prose(value)


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: Context, page: Any) -> dict[str, Any]:
    """{% pager page_obj %}: nothing when all fits on one page."""
    request = context.get("request")
    return {"pager": pager_links(page, request.GET if request else QueryDict())}


@register.inclusion_tag("components/bar.html")
def bar(got: int = 0, goal: int = 0, promised: int = 0) -> dict[str, Any]:
    """{% bar got=147600000 goal=160000000 promised=9500000 %}: money received, wanted and promised, in đồng."""
    return {"bar": Bar.of(got=got, goal=goal, promised=promised)}


@register.simple_tag(takes_context=True)
def organisation_ld(context: Context) -> str:
    """Who runs this site and how to search it, for search engines: on the front page and the contact page."""
    return json_ld(organisation(frame_for(context.get("request"))))


@register.simple_tag
def json_ld(data: Any) -> str:
    """Data for search engines. A data block, never executed: the content policy lets it pass."""
    text = json.dumps(data, ensure_ascii=False, cls=DjangoJSONEncoder)
    for raw, escaped in (("<", "\\u003C"), (">", "\\u003E"), ("&", "\\u0026")):
        text = text.replace(raw, escaped)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 (escaped above)


@register.simple_tag(takes_context=True)
def ancestors(context: Context, page: Any) -> list[Any]:
    """The pages above this one, topmost first, without front page and root. No query right below the front page."""
    if page is None or page.depth <= 3:
        return []
    return list(page.get_ancestors().live().filter(depth__gt=2).defer_streamfields())


@register.simple_tag
def section_pages(page: Any) -> list[Any]:
    """The pages beside a page of a section, or below the section's first page; [] where there are none."""
    if page is None or page.depth < 3:
        return []
    within = page.get_children() if page.depth == 3 else page.get_siblings()
    return list(within.live().defer_streamfields())


@register.simple_tag(takes_context=True)
def share_links(context: Context) -> dict[str, str]:
    head = context.get("head") or page_head(context)
    facebook = "https://www.facebook.com/sharer/sharer.php?" + urlencode({"u": head.canonical})
    return {"url": head.canonical, "facebook": facebook}


@register.filter
def absolute_url(url: str) -> str:
    return absolute(url)


@register.filter
def anchor(text: str) -> str:
    """The id of a heading, so that a link can lead to it."""
    return f"muc-{slugify_vietnamese(str(text))}"


@register.filter
def alt_text(block: Any) -> str:
    """What a picture block says to those who cannot see it."""
    if block.get("decorative"):
        return ""
    return block.get("alt") or getattr(block.get("image"), "description", "")


@register.filter
def host(url: str) -> str:
    return (urlsplit(str(url)).hostname or "").removeprefix("www.")


register.filter("table_grid", table_grid)


@register.filter
def is_library(name: str) -> bool:
    """Is there a tag library of this name? The front page stands without the rooms whose tags it uses."""
    django_engine: Any = engines["django"]
    return name in django_engine.engine.template_libraries


@register.simple_tag(takes_context=True)
def url_of(context: Context, target: Any) -> str:
    """Where a page or anything else with an address is found; "" when it has none."""
    if hasattr(target, "get_url"):
        return target.get_url(context.get("request")) or ""
    return getattr(target, "url", "") or ""
