"""Who belongs to which group, and how a migration gives a group its rights.

The groups are made by home's migrations; every app grants its own rights to them in a migration of its own:

    from home.safety.rights import EDITORS, grant
    def give(apps, schema_editor):
        grant(apps, EDITORS, {"app.model": ["add", "view", "a_right_of_its_own"]})
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

EDITORS = "Biên tập viên"
EDITORIAL_BOARD = "Ban Biên tập"
INTAKE = "Cán bộ tiếp nhận"
TREASURY = "Thủ quỹ"
SUPERVISORS = "Kiểm soát"
LEADERS = "Lãnh đạo"

GROUPS = (EDITORS, EDITORIAL_BOARD, INTAKE, TREASURY, SUPERVISORS, LEADERS)

WORKFLOW_NAME = "Duyệt bài"
TASK_NAME = "Người thứ hai duyệt"

_DEFAULT_ACTIONS = ("add", "change", "delete", "view")


def permission(apps: Any, model: str, action: str) -> Any:
    """The historical Permission for `action` on `model` ("app.model"), made when it does not exist yet.

    Django makes permissions only after all migrations have run, so a migration that grants one has to make it first.
    `action` is add/change/delete/view, or the whole codename of a permission of the model's own.
    """
    app_label, model_name = model.lower().split(".")
    content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model_name
    )
    codename = f"{action}_{model_name}" if action in _DEFAULT_ACTIONS else action
    name = f"Can {action} {model_name}" if action in _DEFAULT_ACTIONS else codename.replace("_", " ").capitalize()
    right, _made = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )
    return right


def grant(apps: Any, group: str, rights: Mapping[str, Iterable[str]]) -> None:
    """Give `group` rights on models: {"home.unit": ["add", "change"]}."""
    holder, _made = apps.get_model("auth", "Group").objects.get_or_create(name=group)
    for model, actions in rights.items():
        for action in actions:
            holder.permissions.add(permission(apps, model, action))


def grant_on_pages(apps: Any, group: str, page: Any, actions: Iterable[str]) -> None:
    """Give `group` page rights (add, change, publish, lock, unlock, bulk_delete) on `page` and all beneath it."""
    holder, _made = apps.get_model("auth", "Group").objects.get_or_create(name=group)
    for action in actions:
        apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
            group=holder, page_id=page.pk, permission=permission(apps, "wagtailcore.page", f"{action}_page")
        )


def grant_on_files(apps: Any, group: str, rights: Mapping[str, Iterable[str]]) -> None:
    """Give `group` rights on files of the root collection: {"wagtailimages.image": ["add", "choose_image"]}."""
    holder, _made = apps.get_model("auth", "Group").objects.get_or_create(name=group)
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for model, actions in rights.items():
        for action in actions:
            apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                group=holder, collection=root, permission=permission(apps, model, action)
            )
