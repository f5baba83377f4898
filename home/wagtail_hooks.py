"""What the frame adds to Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.userbar import AccessibilityItem
from wagtail.snippets.models import register_snippet

from .admin import dashboard, one_at_a_time, workflow
from .admin import views as admin_views
from .admin.units import UnitViewSet
from .safety import second_factor

register_snippet(UnitViewSet)

# --- Four eyes (home/admin/workflow.py) ------------------------------------------------------------------------------
hooks.register("construct_page_action_menu", workflow.arrange_action_menu)
hooks.register("before_edit_page", one_at_a_time.take_no_step_by_itself)
hooks.register("before_edit_page", workflow.refuse_step_not_offered)
hooks.register("before_bulk_action", workflow.refuse_empty_bulk)
hooks.register("before_publish_page", workflow.refuse_unready)
hooks.register("after_create_page", workflow.tell_what_follows)
hooks.register("after_edit_page", workflow.tell_what_follows)
hooks.register("after_publish_page", workflow.note_lone_publication)


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    actions.register_action(
        "home.published_alone", _("Publish alone"), _("Published without a second person (administrator)")
    )


# --- The editor (home/admin/editing.py, home/admin/checks.py) ------------------------------------------------------
@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return [
        path("kiem-tra/<int:page_id>/", admin_views.editor_checks, name="home_editor_checks"),
        path("account/hai-buoc/", second_factor.manage, name="home_second_factor"),
    ]


@hooks.register("register_account_menu_item")
def second_factor_item(request: HttpRequest) -> dict[str, Any] | None:
    return {
        "url": reverse("home_second_factor"),
        "label": _("Second factor"),
        "help_text": _("Six digits from your telephone beside the password."),
    }


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("home/admin/admin.css"))


@hooks.register("insert_global_admin_js")
def admin_js() -> str:
    return format_html('<script src="{}"></script>', static("home/admin/init.js"))


@hooks.register("construct_wagtail_userbar")
def look_at_what_was_written(request: HttpRequest, items: list[Any], page: Any) -> None:
    # The editor's accessibility check counts faults: only those an editor can mend, not those of head and foot.
    for item in items:
        if isinstance(item, AccessibilityItem):
            item.axe_include = ["main"]


@hooks.register("insert_editor_js")
def editor_js() -> str:
    names = ("checks", "saving", "pasting", "table")
    return format_html_join(
        "", '<script src="{}" defer></script>', ((static(f"home/admin/{name}.js"),) for name in names)
    )


# --- The first screen (home/admin/dashboard.py) ----------------------------------------------------------------------
hooks.register("construct_homepage_panels", dashboard.replace_panels)
hooks.register("construct_homepage_summary_items", dashboard.count_what_opens, order=1000)


@hooks.register("construct_help_menu")
def hide_foreign_help(request: HttpRequest, menu_items: list[Any]) -> None:
    # Wagtail's own help is in English and about other screens; ours is docs/huong-dan.
    menu_items[:] = [
        item for item in menu_items if item.name != "editor-guide" and not item.name.startswith("whats-new")
    ]
