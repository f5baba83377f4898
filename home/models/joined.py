"""Pages that come with what they belong to: one query instead of one for each relation."""

from __future__ import annotations

from typing import Any

from wagtail.models import PageManager, PageQuerySet


class JoinedQuerySet(PageQuerySet):
    def only(self, *fields: str) -> Any:
        """Moving and deleting fetch a few columns of the tree only: the joined tables have no place there."""
        return PageQuerySet.only(self.select_related(None), *fields)


class JoinedManager(PageManager.from_queryset(JoinedQuerySet)):
    """`objects = JoinedManager("unit__parent")`: every page with its unit and what that belongs to."""

    def __init__(self, *relations: str) -> None:
        super().__init__()
        self.relations = relations

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related(*self.relations)
