"""Mails that the outbox still holds: which are about a pledge, and how they are forgotten with logs and attachments.

One of the places where a person's data can stand (donate/promises/personal_data.py).
"""

from __future__ import annotations

import datetime

from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Q
from post_office.models import Attachment, Email

from donate.models import Pledge
from donate.promises import reference
from donate.promises.personal_data import Person, Place
from home.safety.locks import Held


def about(pledge: Pledge, address: str = "") -> list[int]:
    """Ids of the mails that name the pledge or its page; and, where no other pledge has this address, of all to it."""
    words = (pledge.reference, reference.grouped(pledge.reference), pledge.token)
    named = Q(**{"headers__X-Pledge": pledge.reference})
    for word in words:
        named |= Q(subject__contains=word) | Q(message__contains=word) | Q(html_message__contains=word)
    ids = set(Email.objects.filter(named).values_list("pk", flat=True))
    if address and not Pledge.objects.filter(email__iexact=address).exclude(pk=pledge.pk).exists():
        to_it = Q(to__icontains=address) | Q(cc__icontains=address) | Q(bcc__icontains=address)
        wanted = address.lower()
        for letter in Email.objects.filter(to_it).only("to", "cc", "bcc"):
            if wanted in {recipient.lower() for recipient in (*letter.to, *letter.cc, *letter.bcc)}:
                ids.add(letter.pk)
    return sorted(ids)


def forget(pledge: Pledge, address: str = "") -> int:
    """Deletes them with their logs and with attachments that no other mail has. Gives how many."""
    ids = about(pledge, address)
    for attachment in Attachment.objects.filter(emails__in=ids).distinct():
        if not attachment.emails.exclude(pk__in=ids).exists():
            storage, name = attachment.file.storage, attachment.file.name
            attachment.delete()
            _delete_afterwards(storage, name)
    Email.objects.filter(pk__in=ids).delete()
    return len(ids)


def _delete_afterwards(storage: Storage, name: str) -> None:
    transaction.on_commit(lambda: storage.delete(name), robust=True)


def _letters(pledge: Pledge) -> list[tuple[datetime.datetime, str]]:
    """What was sent to the donor, oldest first: when, and its subject."""
    address = pledge.email.lower()
    letters = Email.objects.filter(pk__in=about(pledge, pledge.email)).order_by("created")
    return [
        (letter.created, letter.subject)
        for letter in letters
        if address and address in {recipient.lower() for recipient in letter.to}
    ]


def _forget(person: Person, held: Held) -> None:
    if person.pledge is not None:
        forget(person.pledge, person.email)


PLACES = (Place("mails", _forget, letters=_letters),)
