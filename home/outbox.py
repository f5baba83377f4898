"""Every mail of the site goes into the outbox here: in the caller's transaction, sent apart from the request.

post_office runs what it is given as a Django template. Names and words that people typed are in it, so that a donor
called «{% x %}» would lose their promise: whatever would be a tag is written out first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from post_office import mail
from post_office.backends import EmailBackend

_TAG = re.compile(r"\{(?=[{%#])")


def plain(text: Any) -> str:
    """`text` so that it comes out of post_office as it went in."""
    return _TAG.sub("{% templatetag openbrace %}", str(text))


def send_many(letters: Iterable[dict[str, Any]]) -> None:
    """Each letter: `recipients` (list), `subject`, `message`, and `headers` if wanted."""
    mail.send_many(
        [
            {
                "sender": settings.DEFAULT_FROM_EMAIL,
                **letter,
                "subject": plain(" ".join(letter["subject"].split())),
                "message": plain(letter["message"]),
            }
            for letter in letters
        ]
    )


class Outbox(EmailBackend):
    """EMAIL_BACKEND: what Django and Wagtail send."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages or ():
            message.subject, message.body = plain(message.subject), plain(message.body)
            if isinstance(message, EmailMultiAlternatives):
                kept = [(str(part[0]), str(part[1])) for part in message.alternatives]
                message.alternatives = []
                for content, kind in kept:
                    message.attach_alternative(plain(content), kind)
        return super().send_messages(email_messages) or 0
