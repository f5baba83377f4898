"""Date fields of the admin leave what somebody types as it is: the server says in words what it cannot read."""

from __future__ import annotations

from typing import Any


def leave_as_typed(widget: type[Any]) -> None:
    """Wagtail's calendar would silently make 3 March of 31/02 and today of anything else, on leaving the field."""
    config = widget.get_config

    def get_config(self: Any) -> dict[str, Any]:
        return {**config(self), "validateOnBlur": False}

    widget.get_config = get_config
