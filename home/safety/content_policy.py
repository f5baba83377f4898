"""Which scripts, styles and pictures a browser may load: one policy for the public, one for the admin, one for uploads.

The public policy stands in the settings. The admin runs without inline scripts too: the five templates under
home/templates/wagtailadmin/{panels,widgets}/ and home/wagtail_private/patches.py say in attributes what Wagtail writes
into <script>, and home/static/home/admin/init.js reads it. Inline styles stay allowed there: the rich text editor sets
them.
"""

from __future__ import annotations

import json
from typing import Any

from csp.constants import NONE, SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

UPLOADS: dict[str, Any] = {"default-src": [NONE], "frame-ancestors": [SELF], "base-uri": [NONE], "form-action": [NONE]}


def admin_policy() -> dict[str, Any]:
    pictures = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"]
    return {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF, "'unsafe-inline'"],
        "img-src": [*pictures, "blob:"],
        "font-src": [SELF, "data:"],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
    }


class ContentPolicyMiddleware(CSPMiddleware):
    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and parts.config is None:
            if request.path.startswith(settings.MEDIA_URL):
                parts.config = UPLOADS
            elif request.path.startswith(reverse("wagtailadmin_home")):
                parts.config = admin_policy()
        return parts

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response = super().process_response(request, response)
        if request.path.startswith(settings.MEDIA_URL):
            response.headers.setdefault("X-Content-Type-Options", "nosniff")
        return response


def starter(constructor: str, *arguments: Any, call: bool = False) -> SafeString:
    """What init.js reads: `new constructor(*arguments)`, or a plain call."""
    return format_html(
        '<span hidden data-controller="chapter-init" data-chapter-init-name-value="{}" '
        'data-chapter-init-call-value="{}" '
        'data-chapter-init-arguments-value="{}"></span>',
        constructor,
        "true" if call else "false",
        json.dumps(arguments),
    )
