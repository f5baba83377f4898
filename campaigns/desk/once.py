"""A double click, a reload, a line that hung: the very same form sent again counts once.

The form carries a key that was drawn when it was opened. Whoever carries the form out claims the key in the same
transaction, so two at the same moment wait for each other, and what is rolled back may be sent again.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from campaigns.models import Submission
from home.safety.locks import work


class Repeated(Exception):
    """This form was carried out before; `led_to` is where it led."""

    def __init__(self, led_to: str) -> None:
        super().__init__(led_to)
        self.led_to = led_to


def new_key() -> str:
    return secrets.token_urlsafe(24)


@contextmanager
def once(key: str, by: User) -> Iterator[Submission]:
    """A transaction that is carried out once for each key. Set `led_to` on what it gives. Raises Repeated.

    The service called inside takes its rows after the key is claimed: what stands around `once` is tried twice.
    """
    with work():
        try:
            with transaction.atomic():
                claim = Submission.objects.create(key=key, by=by)
        except IntegrityError:
            raise Repeated(Submission.objects.get(key=key).led_to) from None
        yield claim
        claim.save(update_fields=["led_to"])


class OnceForm(forms.Form):
    """A form whose template sends `{{ form.key }}` along as «once»."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = self.data.get("once", "") if self.is_bound else ""
        self.has_key = sent.isascii() and sent.isprintable() and 20 <= len(sent) <= 43
        self.key = sent if self.has_key else new_key()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.has_key:
            raise forms.ValidationError(_("The page did not arrive whole. Look at it once more and send it again."))
        return data
