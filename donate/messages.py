"""Mails: into the outbox in the pledge's own transaction, sent apart from the request. A promise is not a receipt."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from home import outbox
from home.rights import SUPERVISORS
from home.vietnamese import format_amount

from . import reference
from .journey import what_words
from .models import Pledge


def pledge_made(pledge: Pledge) -> None:
    """To the donor, where an address was given; and a notice without personal data to whoever follows it up."""
    letters = [_promise(pledge)] if pledge.email else []
    if pledge.assignee and pledge.assignee.email and pledge.assignee_id != pledge.consent_recorded_by_id:
        what = format_amount(pledge.total_amount) if pledge.amount else pledge.get_kind_display()
        letters.append(
            {
                "recipients": [pledge.assignee.email],
                "subject": _("New pledge %(reference)s: %(what)s") % {"reference": pledge.reference, "what": what},
                "message": _("A new pledge waits for you at the desk: %(url)s") % {"url": desk_url(pledge)},
            }
        )
    outbox.send_many(letters)


def tell_donor(pledge: Pledge) -> None:
    """The promise's mail once more, to the address as it is now."""
    outbox.send_many([_promise(pledge)])


def _promise(pledge: Pledge) -> dict[str, Any]:
    facts = {
        "pledge": pledge,
        "fund": pledge.fund,
        "account": pledge.fund.open_account,
        "what": what_words(pledge),
        "url": settings.SITE_URL + pledge.get_absolute_url(),
    }
    subject = _("We have your promise, reference %(reference)s")
    return {
        "recipients": [pledge.email],
        "subject": subject % {"reference": reference.grouped(pledge.reference)},
        "message": render_to_string("donate/mail/promise.txt", facts),
        "headers": {"X-Pledge": pledge.reference},
    }


def pledge_withdrawn(pledge: Pledge) -> None:
    """The donor took the promise back: whoever follows it up is told, or whoever supervises. Which one, not whose."""
    outbox.send_many(
        [
            {
                "recipients": [address],
                "subject": _("Promise %(reference)s has been withdrawn") % {"reference": pledge.reference},
                "message": _("The donor has withdrawn it; nothing is left to do. At the desk: %(url)s")
                % {"url": desk_url(pledge)},
            }
            for address in _who_follows(pledge)
        ]
    )


def desk_url(pledge: Pledge) -> str:
    return settings.SITE_URL + reverse("donate_pledge", args=[pledge.pk])


def _who_follows(pledge: Pledge) -> list[str]:
    if pledge.assignee and pledge.assignee.is_active:
        return [pledge.assignee.email] if pledge.assignee.email else []
    supervisors = get_user_model().objects.filter(is_active=True, groups__name=SUPERVISORS).exclude(email="")
    return list(supervisors.order_by("pk").values_list("email", flat=True))
