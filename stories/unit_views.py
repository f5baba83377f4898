"""The register of units, and what one unit has published."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from home.models import Unit
from home.pages.visibility import public
from home.text.vietnamese import fold

from .lists.teasers import Teaser, rows, union, with_images
from .models import GoodDeedPage, NewsPage, PracticePage, UnitIndexPage
from .models.story import today
from .places import Places, upper_first

EACH = 6
KINDS = (Unit.Kind.PROVINCE, Unit.Kind.WARD, Unit.Kind.COMMUNE, Unit.Kind.SCHOOL, Unit.Kind.AGENCY, Unit.Kind.CLUB)


def units_context(page: UnitIndexPage, request: HttpRequest) -> dict[str, Any]:
    """The register, or at the address of a unit (`request.unit_slug`) that unit. Raises Http404."""
    slug = getattr(request, "unit_slug", None)
    shown = register_context(request) if slug is None else unit_context(slug)
    return {"base_url": page.get_url(request) or "/", **shown}


def register_context(request: HttpRequest) -> dict[str, Any]:
    """All units but branches, by kind and alphabet; `?q=` finds them without accents, by old names too."""
    query = request.GET.get("q", "").replace("\x00", "")[:80].strip()
    wanted = fold(query)
    units = []
    for unit in Unit.objects.exclude(kind=Unit.Kind.BRANCH).select_related("parent"):
        if not wanted or wanted in fold(f"{unit.name} {unit.aliases}"):
            units.append(unit)
    day = today()
    now = [unit for unit in units if not unit.valid_to or unit.valid_to >= day]
    gone = [unit for unit in units if unit.valid_to and unit.valid_to < day]
    groups = [
        (Unit.Kind(kind).label, sorted((unit for unit in now if unit.kind == kind), key=lambda unit: fold(unit.name)))
        for kind in KINDS
    ]
    return {
        "query": query,
        "groups": [(label, listed) for label, listed in groups if listed],
        "gone": sorted(gone, key=lambda unit: fold(unit.name)),
        "found_count": len(units),
    }


def unit_context(slug: str) -> dict[str, Any]:
    """One unit: its facts, the units beneath it, and the newest of what they all published."""
    unit = Unit.objects.select_related("parent").filter(slug=slug).first()
    if unit is None:
        raise Http404("no such unit")
    places = Places.load()
    beneath = places.beneath(unit.pk)
    parts = []
    for model in (NewsPage, GoodDeedPage, PracticePage):
        newest = public(model.objects.filter(unit_id__in=beneath)).order_by("-date", "-pk").values("pk")[:EACH]
        parts.append(rows(model.objects.filter(pk__in=newest)))
    newest = sorted(
        (Teaser.of(row) for row in union(*parts)), key=lambda teaser: (teaser.listing_date, teaser.pk), reverse=True
    )
    for story in newest:
        if story.unit_name == unit.name:
            story.unit_name = story.above_name = ""  # the page is about it: only those beneath are named
    related = list(Unit.objects.filter(Q(parent=unit) | Q(successors=unit) | Q(predecessors=unit)).distinct())
    children = sorted((other for other in related if other.parent_id == unit.pk), key=lambda other: fold(other.name))
    name = upper_first(unit.name)
    return {
        "unit": unit,
        "unit_name": name,
        "kind_words": _("merged with others") if unit.valid_to and unit.valid_to < today() else unit.get_kind_display(),
        "page_title": _("%(unit)s: stories and contact") % {"unit": name},
        "page_description": _("%(unit)s: its stories, its address, whom to ask.") % {"unit": name},
        "stories": with_images(newest[: 2 * EACH]),
        "children": children,
        "before": [other for other in related if other.pk in places.predecessors(unit.pk)],
        "after": [other for other in related if other.pk in places.successors(unit.pk)],
        "aliases": ", ".join(line.strip() for line in unit.aliases.splitlines() if line.strip()),
    }
