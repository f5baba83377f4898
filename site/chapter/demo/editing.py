"""The editors' table in the middle of a week: one page waits for the board, one was sent back, one goes out by itself.
And when each page went on the site, so that «newest» means something.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone
from wagtail.models import Page, Revision, TaskState, WorkflowState

from stories.models import GoodDeedPage, NewsPage

from .content import unfinished
from .text import body


class EditingMaker:
    def __init__(self, sections: dict[str, Any], material: dict[str, dict[str, Any]], people: dict[str, Any]) -> None:
        self.sections, self.material, self.people = sections, material, people

    def everything(self) -> None:
        self._settle_times()
        self._submitted()
        self._sent_back()
        self._scheduled()

    def _draft(
        self, section: str, model: type[Page], entry: dict[str, Any], writer: str, days: int, **more: Any
    ) -> Any:
        pictures = self.material["pictures"]
        page = model(
            title=entry["title"],
            summary=entry["summary"],
            listing_image=pictures.get(entry.get("picture", "")),
            date=timezone.localdate() + datetime.timedelta(days=max(days, 0)),
            unit=self.material["units"][entry["unit"]],
            body=body(entry["body"], pictures),
            owner=self.people[writer],
            live=False,
            **more,
        )
        page.topics = [self.material["topics"][key] for key in entry["topics"]]
        self.sections[section].add_child(instance=page)
        revision = page.save_revision(user=self.people[writer])
        _date_back(page, min(days, 0))
        return page, revision

    def _submit(self, page: Any, writer: str, days: int) -> Any:
        state = page.get_workflow().start(page, user=self.people[writer])
        then = _days_from_now(days)
        WorkflowState.objects.filter(pk=state.pk).update(created_at=then)
        TaskState.objects.filter(workflow_state=state).update(started_at=then)
        state.refresh_from_db()
        return state

    def _submitted(self) -> None:
        page, _revision = self._draft("tin-tuc", NewsPage, unfinished.SUBMITTED, "bientap2", -1)
        self._submit(page, "bientap2", -1)

    def _sent_back(self) -> None:
        page, _revision = self._draft(
            "guong-sang", GoodDeedPage, unfinished.SENT_BACK, "bientap", -4, honoured=unfinished.SENT_BACK["honoured"]
        )
        state = self._submit(page, "bientap", -4).current_task_state
        state.reject(user=self.people["banbientap2"], comment=unfinished.SENT_BACK_WORDS)
        TaskState.objects.filter(pk=state.pk).update(finished_at=_days_from_now(-3))

    def _scheduled(self) -> None:
        page, revision = self._draft("tin-tuc", NewsPage, unfinished.SCHEDULED, "bientap", 5)
        page.go_live_at = _days_from_now(5).replace(hour=7, minute=0)
        revision = page.save_revision(user=self.people["bientap"])
        revision.publish(user=self.people["banbientap"], skip_permission_checks=True)

    def _settle_times(self) -> None:
        """A page went on the site at eight on the day it bears; what bears none, or a day to come, a week ago."""
        for page in Page.objects.live().filter(depth__gt=1).specific():
            visits = [visit.date for visit in page.visits.all()] if hasattr(page, "visits") else []
            days = [day for day in (getattr(page, "date", None), *visits) if day and day < timezone.localdate()]
            _date_back(page, (max(days) - timezone.localdate()).days if days else -7)


def _days_from_now(days: int) -> datetime.datetime:
    eight = timezone.localtime().replace(hour=8, minute=0, second=0, microsecond=0)
    return eight + datetime.timedelta(days=days)


def _date_back(page: Page, days: int) -> None:
    then = _days_from_now(days)
    Revision.objects.for_instance(page).update(created_at=then)
    times = {"latest_revision_created_at": then}
    if page.live:
        times |= {"first_published_at": then, "last_published_at": then}
    Page.objects.filter(pk=page.pk).update(**times)
