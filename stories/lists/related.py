"""What to read after a story: the same topic, the same unit, and one model of good practice. Two queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from home.pages.visibility import public
from stories.models import GoodDeedPage, NewsPage, PracticePage, Story

from .teasers import Teaser, rows, union, with_images

EACH = 4


@dataclass
class Related:
    first: Teaser | None
    others: list[tuple[str, Teaser]]

    def __bool__(self) -> bool:
        return self.first is not None


def related(story: Story) -> Related:
    """`first` is shown with its picture, the others as (why, teaser)."""
    own = next((what for model, what in _WHAT.items() if isinstance(story, model)), None)
    topic_ids = [topic.pk for topic in story.topic_list]
    parts = [_close_to(story, model, topic_ids) for model in (NewsPage, GoodDeedPage, PracticePage)]
    candidates = sorted(
        (Teaser.of(row) for row in union(*parts)), key=lambda teaser: (teaser.listing_date, teaser.pk), reverse=True
    )
    candidates = [teaser for teaser in candidates if teaser.pk != story.pk]
    names = {topic.name for topic in story.topic_list}
    same_kind = [teaser for teaser in candidates if teaser.what == own]
    by_topic = [teaser for teaser in same_kind if teaser.topic_label in names]
    first = next((teaser for teaser in by_topic if teaser.listing_image_id), None) or next(
        (teaser for teaser in same_kind if teaser.listing_image_id), None
    )
    first = first or (candidates[0] if candidates else None)
    others: list[tuple[str, Teaser]] = []
    taken = {first.pk} if first else set()

    def take(why: str, candidates: list[Teaser]) -> None:
        teaser = next((teaser for teaser in candidates if teaser.pk not in taken), None)
        if teaser is not None and len(others) < 3:
            taken.add(teaser.pk)
            others.append((why, teaser))

    place = story.listing_place
    take(_("Same topic"), by_topic or [teaser for teaser in candidates if teaser.topic_label in names])
    take(_("Same unit"), [teaser for teaser in candidates if place and teaser.listing_place == place])
    if own is not PracticePage:
        take(
            str(PracticePage.kind_label),
            sorted(
                (teaser for teaser in candidates if teaser.what == "practice"),
                key=lambda teaser: teaser.topic_label not in names,
            ),
        )
    while len(others) < 3 and any(teaser.pk not in taken for teaser in candidates):
        rest = next(teaser for teaser in candidates if teaser.pk not in taken)
        take(rest.kind_label, [rest])
    if first is not None:
        with_images([first])
    return Related(first, others)


_WHAT: dict[Any, str] = {NewsPage: "news", GoodDeedPage: "deed", PracticePage: "practice"}


def _close_to(story: Story, model: Any, topic_ids: list[int]) -> Any:
    """The newest few of a type on the same topics, of the same unit, and of all."""
    pages = public(model.objects.exclude(pk=story.pk)).order_by("-date", "-pk")
    wanted = Q(pk__in=pages.values("pk")[:EACH])
    if topic_ids:
        wanted |= Q(pk__in=pages.filter(topics__in=topic_ids).values("pk")[:EACH])
    if story.unit_id:
        wanted |= Q(pk__in=pages.filter(unit_id=story.unit_id).values("pk")[:EACH])
    return rows(model.objects.filter(wanted))


def other_practices(page: PracticePage, count: int = 3) -> list[Teaser]:
    """Other models, those on the same topics first; without pictures. One query."""
    names = {topic.name for topic in page.topic_list}
    others = public(PracticePage.objects.exclude(pk=page.pk)).order_by("-date", "-pk").values("pk")
    wanted = Q(pk__in=others[: count + 3])
    if names:
        wanted |= Q(pk__in=others.filter(topics__name__in=names)[:count])
    others = [Teaser.of(row) for row in rows(PracticePage.objects.filter(wanted))]
    others.sort(key=lambda teaser: (teaser.topic_label in names, teaser.listing_date, teaser.pk), reverse=True)
    return others[:count]
