"""Four eyes: what one person submitted, another one approves."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState

from home.admin.refusals import Refused


class FourEyesTask(AbstractGroupApprovalTask):
    """A member of the chosen groups approves; whoever submitted the version never does, not even an administrator."""

    class Meta:
        verbose_name = _("approval by a second person")
        verbose_name_plural = _("approvals by a second person")

    @staticmethod
    def submitters(task_state: TaskState | None) -> set[int]:
        """Ids of those who put this version forward: who began the round, and who saved the version it is about.

        After "changes requested" somebody else may submit again; the round keeps its first requester, the version
        names the second.
        """
        if task_state is None:
            return set()
        return {pk for pk in (task_state.workflow_state.requested_by_id, task_state.revision.user_id) if pk}

    def get_actions(self, obj: Any, user: Any) -> list[Any]:
        if user.pk in self.submitters(obj.current_workflow_task_state):
            return []
        if not (user.is_superuser or self._user_in_groups(user)):
            return []
        return [
            ("approve", _("Approve and publish"), False),
            ("approve", _("Approve with a note"), True),
            ("reject", _("Ask for changes"), True),
        ]

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        # What is being looked at stays as it was submitted; only those who may decide can still mend it.
        return super().locked_for_user(obj, user) or user.pk in self.submitters(obj.current_workflow_task_state)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        waiting = super().get_task_states_user_can_moderate(user, **kwargs)
        return waiting.exclude(workflow_state__requested_by=user).exclude(revision__user=user)

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> Any:
        if user is not None and user.pk in self.submitters(task_state):
            raise Refused(_("You submitted this version yourself: another member of the board has to decide."))
        if action_name == "approve":
            page = task_state.workflow_state.content_object
            page.get_latest_revision_as_object().refuse_unless_publishable()
        return super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls) -> Any:
        return _("A member of the chosen groups approves, never the one who submitted")
