"""Mails to who asked something of their data. They go out directly, never through the outbox: it would keep the address
of somebody who has just been forgotten."""

from __future__ import annotations

import logging
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from donate.models import PrivacyRequest
from donate.promises import reference
from home.models import ChapterSettings

logger = logging.getLogger(__name__)


class Letter(NamedTuple):
    to: str
    subject: str
    text: str


def done(request: PrivacyRequest) -> list[Letter]:
    """What tells the person that it is done; empty where there is no address. Made before the address is erased."""
    subject = {
        PrivacyRequest.What.ACCESS: _("What the chapter keeps about you, reference %(reference)s"),
        PrivacyRequest.What.WITHDRAW: _("Your name is no longer shown, reference %(reference)s"),
        PrivacyRequest.What.ERASE: _("Your data have been erased, reference %(reference)s"),
    }[PrivacyRequest.What(request.what)]
    return _letter(request, subject, request.what)


def refused(request: PrivacyRequest) -> list[Letter]:
    return _letter(request, _("About your request, reference %(reference)s"), "refused")


def _letter(request: PrivacyRequest, subject: str, name: str) -> list[Letter]:
    pledge = request.pledge
    if pledge is None or not pledge.email:
        return []
    facts = {
        "request": request,
        "pledge": pledge,
        "url": settings.SITE_URL + pledge.get_absolute_url(),
        "contact": ChapterSettings.objects.first(),
    }
    text = render_to_string(f"donate/mail/privacy_{name}.txt", facts)
    return [Letter(pledge.email, subject % {"reference": reference.grouped(pledge.reference)}, text)]


def send(letters: list[Letter]) -> bool:
    """False when one could not be sent: what was asked is done all the same, and nobody's address goes into the log."""
    try:
        connection = get_connection(settings.POST_OFFICE["BACKENDS"]["default"])
        connection.send_messages(
            [EmailMessage(letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [letter.to]) for letter in letters]
        )
    except Exception as error:  # a mail server that is away must not undo an erasure
        logger.warning("a letter about personal data could not be sent: %s", type(error).__name__)
        return False
    return True
