"""Entries of the administration's menu that show only to who may use what they lead to."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from wagtail.admin.menu import MenuItem


class RightItem(MenuItem):
    """Shown to who has at least one of the rights ("app.codename")."""

    def __init__(self, label: Any, url_name: str, *rights: str, **options: Any) -> None:
        super().__init__(label, reverse_lazy(url_name), **options)
        self.rights = rights

    def is_shown(self, request: HttpRequest) -> bool:
        return any(request.user.has_perm(right) for right in self.rights)
