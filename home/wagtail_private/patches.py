"""What is put in the place of Wagtail's and Django's own, once, when the applications are ready."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput
from wagtail.admin.widgets.chooser import BaseChooser

from home.safety.content_policy import starter


def apply() -> None:
    get_user_model().add_to_class("get_full_name", vietnamese_full_name)
    BaseChooser.render = render_chooser
    for widget in (AdminDateInput, AdminDateTimeInput):
        leave_as_typed(widget)


def vietnamese_full_name(user: Any) -> str:
    """Family and middle name before the given name; Django would turn Nông Văn Hòa round."""
    return f"{user.last_name} {user.first_name}".strip()


def render_chooser(
    self: BaseChooser, name: str, value: Any, attrs: dict | None = None, renderer: Any = None
) -> SafeString:
    """BaseChooser.render without its inline script: the admin runs under `script-src 'self'`."""
    id_ = (attrs or {})["id"]
    value_data = self.get_value_data(value)
    html = self.render_html(name, value_data, attrs)
    options = self.get_js_init_options(id_, name, value_data)
    return format_html("{}{}", SafeString(html), starter(self.js_constructor, id_, options))


def leave_as_typed(widget: type[Any]) -> None:
    """The server says in words what it cannot read.

    Wagtail's calendar would silently make 3 March of 31/02 and today of anything else, on leaving the field.
    """
    config = widget.get_config

    def get_config(self: Any) -> dict[str, Any]:
        return {**config(self), "validateOnBlur": False}

    widget.get_config = get_config
