"""The first screen after signing in: what waits for me, what I have begun, and where to begin something new."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Count, Value
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images.permissions import permission_policy as images
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.permissions import page_permission_policy

ROWS = 8
_REPLACED = {"WorkflowObjectsToModeratePanel", "UserObjectsInWorkflowModerationPanel", "RecentEditsPanel"}


class NewLink(NamedTuple):
    label: str
    url: str


class Row(NamedTuple):
    title: str
    url: str
    kind: str
    who: str
    when: Any
    state: str = ""
    note: str = ""  # what the board said when it sent the page back


def replace_panels(request: HttpRequest, panels: list) -> None:
    """construct_homepage_panels: ours instead of three of Wagtail's that say the same in more words."""
    writes = page_permission_policy.user_has_any_permission(request.user, {"add", "change", "publish"})
    panels[:] = [
        panel
        for panel in panels
        if type(panel).__module__.partition(".")[0] != "wagtail" or (writes and type(panel).__name__ not in _REPLACED)
    ]
    if writes:
        panels.append(MyWorkPanel(request))
    panels.append(NewestPanel())


def count_what_opens(request: HttpRequest, items: list) -> None:
    """construct_homepage_summary_items: one item instead of three, and no «17 pictures» that lead to an empty list."""
    items[:] = [CountsItem(request)]


class Counted(NamedTuple):
    icon: str
    words: str
    url: str


class CountsItem(SummaryItem):
    """Pages, pictures and documents in one query, each for who may open them all."""

    template_name = "home/admin/counts.html"

    def is_shown(self) -> bool:
        return page_permission_policy.user_has_any_permission(self.request.user, {"add", "change", "publish"})

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        counted: list[tuple[str, Any]] = [("pages", Page.objects.filter(depth__gt=1))]
        counted += [
            (name, policy.model.objects.all())
            for name, policy in (("pictures", images), ("documents", documents))
            if _changes_all(policy, self.request.user)
        ]
        first, *others = (_counted(name, rows) for name, rows in counted)
        number = dict(first.union(*others, all=True) if others else first)
        words = {
            "pages": ("doc-empty", ngettext("%(number)d page", "%(number)d pages", 2), "wagtailadmin_explore_root"),
            "pictures": ("image", ngettext("%(number)d picture", "%(number)d pictures", 2), "wagtailimages:index"),
            "documents": ("doc-full", ngettext("%(number)d document", "%(number)d documents", 2), "wagtaildocs:index"),
        }
        return {
            "counted": [
                Counted(icon, sentence % {"number": number.get(name, 0)}, reverse(url))
                for name, (icon, sentence, url) in words.items()
                if name in dict(counted)
            ]
        }


def _counted(what: str, rows: Any) -> Any:
    return (
        rows.order_by()
        .annotate(what=Value(what))
        .values("what")
        .annotate(count=Count("pk"))
        .values_list("what", "count")
    )


def _changes_all(policy: Any, user: Any) -> bool:
    changes = policy.instances_user_has_any_permission_for(user, {"change"})
    return not policy.model.objects.exclude(pk__in=changes.values("pk")).exists()


class MyWorkPanel(Component):
    """For who writes pages: what to begin, what waits, what is unfinished."""

    name = "my_work"
    order = 10
    template_name = "home/admin/my_work.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.user: Any = request.user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"new_links": list(self.new_links()), "to_approve": self.to_approve(), "mine": self.mine()}

    def new_links(self) -> Iterator[NewLink]:
        """One for each kind of page that has a place of its own in the tree and that this user may write."""
        seen: set[type[Page]] = set()
        for place in Page.objects.filter(depth=3).order_by("path"):  # right beneath the front page
            kind = place.specific_class
            if kind is None or not place.permissions_for_user(self.user).can_add_subpage():
                continue
            for model in kind.allowed_subpage_models():
                if model in seen or model is kind or not model.can_create_at(place):
                    continue
                seen.add(model)
                url = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, place.pk])
                yield NewLink(capfirst(model.get_verbose_name()), url)

    def to_approve(self) -> list[Row]:
        states = TaskState.objects.reviewable_by(self.user).filter(
            workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
        )
        states = states.select_related("revision__user", "workflow_state__requested_by").order_by("started_at")[:ROWS]
        return [
            self._row(state.revision.as_object(), state.workflow_state.requested_by, state.started_at)
            for state in states
            if state.revision_id
        ]

    def mine(self) -> list[Row]:
        pages = (
            Page.objects.filter(latest_revision__user=self.user, has_unpublished_changes=True)
            .select_related("latest_revision", "content_type")
            .prefetch_workflow_states()
            .order_by("-latest_revision_created_at")[:ROWS]
        )
        return [self._row(page, None, page.latest_revision_created_at, *self._state(page)) for page in pages]

    @staticmethod
    def _state(page: Page) -> tuple[str, str]:
        """(in words, what the board said)"""
        state = page.current_workflow_state
        if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            return _("sent back for changes"), state.current_task_state.comment if state.current_task_state else ""
        if state is not None:
            return _("waits for approval"), ""
        goes_out = page.latest_revision.approved_go_live_at
        if goes_out:
            return _("goes on the site at %s") % date_format(localtime(goes_out), "H:i d/m/Y"), ""
        return (_("draft with changes not yet public") if page.live else _("draft")), ""

    @staticmethod
    def _row(page: Page, who: Any, when: Any, state: str = "", note: str = "") -> Row:
        name = (who.get_full_name() or who.get_username()) if who is not None else ""
        title = page.draft_title or page.title or _("(no title yet)")
        return Row(
            title,
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            capfirst(page.page_type_display_name),
            name,
            when,
            state,
            note,
        )


class NewestPanel(Component):
    """What readers see newest, beneath everybody's own work."""

    name = "newest"
    order = 90
    template_name = "home/admin/newest.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"published": self.published()}

    def published(self) -> list[Row]:
        pages = (
            Page.objects.live()
            .public()
            .filter(depth__gt=2, last_published_at__isnull=False)
            .select_related("content_type")
            .order_by("-last_published_at")[:5]
        )
        return [
            Row(page.title, page.url or "", capfirst(page.page_type_display_name), "", page.last_published_at)
            for page in pages
        ]
