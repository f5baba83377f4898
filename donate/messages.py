"""Mails: into the outbox in the pledge's own transaction, sent apart from the request. A promise is not a receipt."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from post_office import mail

from home.vietnamese import format_amount

from . import reference
from .journey import what_words
from .models import Pledge


def pledge_made(pledge: Pledge) -> None:
    """To the donor, where an address was given; and a notice without personal data to whoever follows it up."""
    letters: list[dict[str, Any]] = []
    if pledge.email:
        readable = {"reference": reference.grouped(pledge.reference)}
        facts = {
            "pledge": pledge,
            "fund": pledge.fund,
            "account": pledge.fund.open_account,
            "what": what_words(pledge),
            "url": settings.SITE_URL + pledge.get_absolute_url(),
        }
        letters.append(
            {
                "recipients": [pledge.email],
                "subject": _("We have your promise, reference %(reference)s") % readable,
                "message": render_to_string("donate/mail/promise.txt", facts),
                "headers": {"X-Pledge": pledge.reference},
            }
        )
    if pledge.assignee and pledge.assignee.email:
        what = format_amount(pledge.total_amount) if pledge.amount else pledge.get_kind_display()
        desk = settings.SITE_URL + reverse("wagtailadmin_home")
        letters.append(
            {
                "recipients": [pledge.assignee.email],
                "subject": _("New pledge %(reference)s: %(what)s") % {"reference": pledge.reference, "what": what},
                "message": _("A new pledge waits for you at the desk: %(url)s") % {"url": desk},
            }
        )
    mail.send_many([{"sender": settings.DEFAULT_FROM_EMAIL, **letter} for letter in letters])
