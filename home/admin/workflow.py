"""Publishing takes two people: who may put a version on the site, and how a refusal reaches the screen.

A board member approves what somebody else submitted (`FourEyesTask`), or publishes a draft that somebody else wrote.
Nobody publishes what they wrote themselves, except an administrator, for emergencies: the page's history says so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages as messages_with_buttons
from wagtail.admin.action_menu import SubmitForModerationMenuItem
from wagtail.log_actions import log
from wagtail.models import PagePermissionTester, TaskState

from . import one_at_a_time
from .checks import blocking
from .refusals import Refused

OWN_VERSION = _(
    "You wrote this version yourself. Submit it, and another member of the board will look at it and publish it."
)
OWN_CHANGES = _(
    "You have changed what somebody else wrote. Submit it, and another member of the board will look at it"
    " and publish it."
)
OWN_SUBMISSION = _("You submitted this version yourself: another member of the board has to decide.")
DECIDED = _("This version has been decided on already, or was taken back. The page is shown as it is now.")
# What writes a page that is there; each waits for the one before it. (Who makes one waits at its parent: treebeard.)
WRITES_A_PAGE = {
    f"wagtailadmin_pages:{name}"
    for name in (
        "edit",
        "unpublish",
        "delete",
        "move_confirm",
        "convert_alias",
        "revisions_unschedule",
        "workflow_action",
        "collect_workflow_action_data",
    )
}


class FourEyesPermissionTester(PagePermissionTester):
    """Wagtail's answers about a page, except that the right to publish needs a version written by somebody else."""

    def has_publishing_office(self) -> bool:
        """Belongs to those who publish at all (privacy, schedules, unpublishing), whoever wrote the version."""
        return PagePermissionTester.can_publish(self)

    def can_publish(self) -> bool:
        if not super().can_publish():
            return False
        return self.user.is_superuser or self.somebody_else_wrote_it()

    def somebody_else_wrote_it(self) -> bool:
        if self.page.live and not self.page.has_unpublished_changes:
            return False  # nothing waits: what would be published now is what this user is about to write
        revision = self.page.latest_revision
        if revision is None or revision.user_id == self.user.pk:
            return False
        state = self.page.current_workflow_state
        return state is None or state.requested_by_id != self.user.pk

    def can_publish_subpage(self) -> bool:
        # Written and published in one go: by definition nobody else has seen it.
        return self.user.is_superuser and super().can_publish_subpage()

    def can_set_view_restrictions(self) -> bool:
        return self.has_publishing_office()

    def can_unschedule(self) -> bool:
        return self.has_publishing_office()


class SubmitMenuItem(SubmitForModerationMenuItem):
    """Wagtail's button, in words that say what will happen."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        state = context["page"].current_workflow_state if context.get("page") else None
        again = state is not None and state.status == state.STATUS_NEEDS_CHANGES
        context["label"] = gettext("Submit again") if again else gettext("Submit for approval")
        return context


def arrange_action_menu(menu_items: list, request: HttpRequest, context: dict) -> None:
    """The button in front is the next step: approve, or submit. Saving happens by itself and stays in the list."""
    menu_items[:] = [SubmitMenuItem(order=item.order) if item.name == "action-submit" else item for item in menu_items]
    for item in menu_items:
        if item.name == "approve":  # Wagtail adds words of its own to the label
            item.label = gettext("Approve with a note") if item.launch_modal else gettext("Approve and publish")
    page = context.get("page")
    state = page.current_workflow_state if page is not None else None
    if state is not None and not request.user.is_superuser:
        # One way out of a round of approval, not two.
        menu_items[:] = [item for item in menu_items if item.name != "action-publish"]
    for name in ("approve", "action-submit"):
        first = next((item for item in menu_items if item.name == name), None)
        if first is not None:
            menu_items.remove(first)
            menu_items.insert(0, first)
            break


def refuse_step_not_offered(request: HttpRequest, page: Any) -> HttpResponse | None:
    """before_edit_page: a button that was not on the screen was pressed all the same: say why it does nothing."""
    if request.method != "POST":
        return None
    if request.POST.get("action-workflow-action"):
        state = page.current_workflow_task_state
        if state is None:
            return refusal_response(request, Refused(DECIDED))
        if request.user.pk in _submitters(state):
            return refusal_response(request, Refused(OWN_SUBMISSION))
    if request.POST.get("action-publish"):
        rights = page.permissions_for_user(request.user)
        if not rights.can_publish() and getattr(rights, "has_publishing_office", bool)():
            return refusal_response(request, Refused(OWN_VERSION))
    return None


def refuse_empty_bulk(request: HttpRequest, action_type: str, objects: Any, action: Any) -> HttpResponse | None:
    """before_bulk_action: when none of the chosen pages may be published by this person, say why."""
    if action_type == "publish" and not list(objects) and not request.user.is_superuser:
        return refusal_response(request, Refused(OWN_VERSION))
    return None


def refuse_unready(request: HttpRequest, page: Any) -> HttpResponse | None:
    """before_publish_page: the checks once more on what was just saved, with everything that hangs on the page."""
    refuse = getattr(page, "refuse_unless_publishable", None)
    if refuse is not None:
        try:
            refuse()
        except Refused as refusal:
            return refusal_response(request, refusal)
    return None


def tell_what_follows(request: HttpRequest, page: Any) -> None:
    """after_edit_page, after_create_page: approved, and where to see it; or submitted, and what is still needed."""
    if request.POST.get("workflow-action-name") == "approve" and page.pk:
        fresh = type(page).objects.get(pk=page.pk)
        if fresh.live and not fresh.has_unpublished_changes:
            look = messages_with_buttons.button(fresh.url, gettext("Look at the page"), new_window=True)
            messages_with_buttons.success(request, gettext("Approved: the page is on the site."), buttons=[look])
        elif fresh.go_live_at:
            messages.success(request, gettext("Approved: the page goes on the site at the time planned."))
    if not request.POST.get("action-submit") or not hasattr(page, "editor_checks"):
        return
    for _level, message in blocking(page.editor_checks()):
        messages.warning(request, format_html("{} {}", gettext("Needed before publishing:"), message))


def note_lone_publication(request: HttpRequest, page: Any) -> None:
    """after_publish_page: an administrator who published alone stands in the page's history as such."""
    revision = page.live_revision
    if revision is None or revision.user_id != request.user.pk:
        return
    if TaskState.objects.filter(revision=revision, status=TaskState.STATUS_APPROVED).exists():
        return
    log(instance=page, action="home.published_alone", user=request.user, revision=revision)


def _submitters(task_state: TaskState) -> set[int]:
    task = task_state.task.specific
    return task.submitters(task_state) if hasattr(task, "submitters") else set()


def refusal_response(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The sentence as a message on the page where the person was; the same through a dialog's script."""
    messages.error(request, refusal.sentence)  # type: ignore[arg-type]  # a lazy string is one
    target = refusal.back_to or _where_they_were(request)
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        return JsonResponse({"step": "success", "redirect": target})
    return redirect(target)


def _where_they_were(request: HttpRequest) -> str:
    match = request.resolver_match
    if match is not None and "page_id" in match.kwargs:
        return reverse("wagtailadmin_pages:edit", args=[match.kwargs["page_id"]])
    referer = request.headers.get("referer", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}) and urlsplit(referer).path != request.path:
        return referer
    return reverse("wagtailadmin_home")


class RefusalMiddleware:
    """Turns a `Refused`, wherever it was raised, into its sentence on the screen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.view_name not in WRITES_A_PAGE or not request.user.is_authenticated:
            return None
        states = TaskState.objects.select_related("workflow_state", "revision")
        state = states.filter(pk=kwargs.get("task_state_id")).first()
        if state is not None and request.user.pk in _submitters(state):
            return refusal_response(request, Refused(OWN_SUBMISSION))
        if request.method != "POST":
            return None
        try:
            return one_at_a_time.carried_out(request, view, **kwargs)
        except Refused as refusal:  # what a view that is called here raises, reaches no `process_exception`
            return refusal_response(request, refusal)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refusal_response(request, exception) if isinstance(exception, Refused) else None
