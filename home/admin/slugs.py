"""The part of an address that a page is given when nobody has typed one."""

from __future__ import annotations

from wagtail.models import Page

from home.text.vietnamese import slugify_vietnamese


def slug_of(title: str) -> str:
    return slugify_vietnamese(title)[:200].strip("-") or "trang"


def free_slug(wanted: str, parent: Page | None, page: Page) -> str:
    """`wanted`, or with a number behind it the first that no sibling of `page` beneath `parent` has."""
    if parent is None:
        return wanted
    siblings = parent.get_children()
    if page.pk:
        siblings = siblings.exclude(pk=page.pk)
    slug, number = wanted, 2
    while siblings.filter(slug=slug).exists():
        slug, number = f"{wanted}-{number}", number + 1
    return slug
