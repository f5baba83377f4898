"""What is sent to one page is carried out one after the other: each sees what the one before it left.

Wagtail reads the page, does its work and writes the whole page: of two at once (a button pressed twice, the editor that
saves by itself meanwhile) the second would write the page back as it was, and take off what the first has published.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from home.safety.locks import busy, gave_way, holding_found

from .refusals import Refused


def carried_out(request: HttpRequest, view: Callable[..., HttpResponse], **kwargs: Any) -> HttpResponse:
    """The view's answer, in one transaction that holds the page. Raises Refused; what was saved before it, stays."""
    refusal = None
    try:
        with holding_found(lambda: Page.objects.filter(pk=kwargs["page_id"]).only("pk")):
            try:
                return view(request, **kwargs)
            except Refused as reason:
                refusal = reason
    except OperationalError as error:
        if not gave_way(error):
            raise
        refusal = Refused(busy())
    raise refusal


def take_no_step_by_itself(request: HttpRequest, page: Page) -> None:
    """before_edit_page: an editor that saves by itself saves, and does nothing else, whatever stands in the form."""
    if request.accepts("text/html"):
        return
    saving = request.POST.copy()
    for name in [name for name in saving if name.startswith(("action-", "workflow-action-"))]:
        del saving[name]
    request.POST = saving  # type: ignore[assignment]
