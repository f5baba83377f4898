"""Mails: into the outbox in the pledge's own transaction, sent apart from the request. A promise is not a receipt."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.ledger.gifts import quantity_words
from donate.models import Pledge, Receipt
from donate.promises import reference
from donate.promises.stages import what_words
from home import outbox
from home.safety.rights import SUPERVISORS
from home.text.vietnamese import format_amount


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


def came_in(receipt: Receipt, pledge: Pledge) -> None:
    """To the donor, where an address was given: what was counted, its receipt, what it fills."""
    if not pledge.email or pledge.erased_at:
        return
    lines = list(receipt.lines.order_by("sequence"))
    facts = {
        "pledge": pledge,
        "fund": pledge.fund,
        "receipt": receipt,
        "lines": [(line, "" if line.is_money else quantity_words(line)) for line in lines],
        "date": lines[0].date,
        "is_money": lines[0].is_money,
        "amount": sum(line.amount for line in lines),
        "parts": instalment_words(pledge, receipt),
        "url": settings.SITE_URL + pledge.get_absolute_url(),
        "slip": settings.SITE_URL + receipt_address(receipt),
    }
    subject = _("We have received your gift, receipt %(label)s, reference %(reference)s")
    names = {"label": receipt.label, "reference": reference.grouped(pledge.reference)}
    outbox.send_many(
        [
            {
                "recipients": [pledge.email],
                "subject": subject % names,
                "message": render_to_string("donate/mail/received.txt", facts),
                "headers": {"X-Pledge": pledge.reference},
            }
        ]
    )


def instalment_words(pledge: Pledge, receipt: Receipt) -> list[str]:
    """«tháng 2 trên 6: đủ», «tháng 3 trên 6: 100.000 ₫, còn 200.000 ₫»; none for what is given once."""
    parts = {part.number: part for part in pledge.instalments.all()}
    if len(parts) < 2:
        return []
    words = []
    for number, amount in receipt.fills:
        part = parts[number]
        names = {"number": number, "of": len(parts), "sum": format_amount(amount)}
        if part.is_paid:
            words.append(_("month %(number)d of %(of)d: %(sum)s, complete") % names)
        else:
            names["rest"] = format_amount(part.amount - part.received_amount)
            words.append(_("month %(number)d of %(of)d: %(sum)s, %(rest)s to come") % names)
    return words


def receipt_address(receipt: Receipt) -> str:
    """Where the donor sees and prints it: at the pledge's own unguessable address."""
    assert receipt.pledge is not None
    return reverse("donate:receipt", args=[receipt.pledge.token, receipt.number, receipt.year])


def turned_back(pledge: Pledge) -> None:
    """An entry of this pledge was wrong: whoever follows it up looks whether it is still promised."""
    subject = _("Promise %(reference)s: an entry was turned back") % {"reference": pledge.reference}
    words = _(
        "What had been recorded for this promise was wrong and has been turned back in the ledger. Please look whether "
        "the donor still wishes to give, and open the promise again if so: %(url)s"
    )
    outbox.send_many(
        [
            {"recipients": [address], "subject": subject, "message": words % {"url": desk_url(pledge)}}
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
