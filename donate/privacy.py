"""What a person may ask of their data. Erasing leaves every sum and every digest as it was."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import PublicName
from home import caching

from . import lifecycle, reference
from .models import Pledge, PledgeEvent, Receipt

ERASED = {
    "name": "",
    "folded_name": "",
    "phone": "",
    "email": "",
    "commune": "",
    "message": "",
    "public_name": "",
    "goods": "",
}


def ask_for_erasure(pledge: Pledge) -> Pledge:
    """The donor's wish, as work for the desk with the law's clock on it."""
    with lifecycle.changing(pledge) as locked:
        if locked.erasure_requested_at is None:
            locked.erasure_requested_at = timezone.now()
            if locked.is_open:
                locked.next_action_on = timezone.localdate()
            lifecycle.record(locked, "ask_erasure", lifecycle.DONOR)
    return pledge


def erase(pledge: Pledge, by: Any, *, wished: bool = True) -> Pledge:
    """Takes the person out of the pledge, its notes, mails, receipts and public names. What stays: kinds, sums, dates.

    An open pledge is cancelled first. Where nobody wished it and only the time of keeping is over (`wished` false), the
    payer on a receipt and a name shown by consent stay: the books and the consent go on. `by` needs
    `donate.handle_pledge`, or is lifecycle.SYSTEM.
    """
    from post_office.models import Email

    lifecycle._require(by, "donate.handle_pledge")
    with transaction.atomic():
        if pledge.is_open:
            if pledge.fulfilment == Pledge.Fulfilment.PARTLY:
                raise lifecycle.NotAllowed(_still_open())
            lifecycle.take(pledge, "cancel", by, reason="erasure")
        address = pledge.email
        with lifecycle.changing(pledge) as locked:
            for name, empty in ERASED.items():
                setattr(locked, name, empty)
            # Made of telephone and name among others: a digest that could be guessed back.
            locked.submission_key = secrets.token_hex(32)
            locked.erased_at = timezone.now()
            lifecycle.record(locked, "erase", by)
        PledgeEvent.objects.filter(pledge=pledge).exclude(note="").update(note="")
        if wished:
            Receipt.objects.filter(pledge=pledge).update(payer="", payer_address="")
            PublicName.objects.filter(line__receipt__pledge=pledge).delete()
        Email.objects.filter(subject__contains=reference.grouped(pledge.reference)).delete()
        if address:
            Email.objects.filter(to=address).delete()
        transaction.on_commit(caching.clear)
    return pledge


def _still_open() -> str:
    return _("Part of this pledge has come in: close it first, then erase.")
