"""Small screens of the frame inside Wagtail's admin."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from wagtail.models import Page

from .checks import Level


def editor_checks(request: HttpRequest, page_id: int) -> HttpResponse:
    """The list «Before publishing» of a page as last saved, for those who may edit it."""
    page = get_object_or_404(Page, pk=page_id).get_latest_revision_as_object()
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    checks = page.editor_checks() if hasattr(page, "editor_checks") else []
    return render(request, "home/admin/checks_list.html", {"checks": checks, "saved": True, "BLOCK": Level.BLOCK})
