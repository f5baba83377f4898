"""Internal evidence is out of Wagtail's document screens: who may edit documents could else make it public there."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.documents.permissions import permission_policy
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from .evidence import PRIVATE_COLLECTION


class EvidenceApart(CollectionOwnershipPermissionPolicy):
    """Wagtail's policy, but for what lies in the private collection: an administrator alone has a right on that."""

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Any]:
        collections = super().instances_user_has_any_permission_for(user, actions)
        return collections if user.is_superuser else collections.exclude(collection__name=PRIVATE_COLLECTION)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        if not user.is_superuser and instance.collection.name == PRIVATE_COLLECTION:
            return False
        return super().user_has_any_permission_for_instance(user, actions, instance)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_any_permission_for_instance(user, [action], instance)


def keep_apart() -> None:
    """Called once, when the applications are ready. Wagtail's views hold this very object, so it changes its kind."""
    permission_policy.__class__ = EvidenceApart
