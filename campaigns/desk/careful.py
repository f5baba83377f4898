"""Forms of what can never be changed again: they ask once more where something is unusual."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from campaigns.masking import ledger_checks
from home.admin.checks import Level


class CarefulForm(forms.Form):
    """`doubts` are shown once; who ticks that they have looked goes on. Other doubts are asked anew.

    Its template includes campaigns/desk/doubts.html.
    """

    doubts: list[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.doubts = []

    def find_doubts(self) -> list[str]:
        """Sentences for the screen; called when everything else is right."""
        return []

    def full_clean(self) -> None:
        self.doubts = []
        super().full_clean()

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        doubts = self.find_doubts()
        if doubts and self.data.get("sure", "") != self.doubts_key(doubts):
            self.doubts = doubts
            self.add_error(None, forms.ValidationError(_("Please look at this once more."), code="doubt"))

    @staticmethod
    def doubts_key(doubts: list[str]) -> str:
        return hashlib.sha256("\n".join(doubts).encode()).hexdigest()[:16]

    @property
    def sure_key(self) -> str:
        return self.doubts_key(self.doubts)

    @property
    def plain_errors(self) -> list[str]:
        """The form's errors without the one that only says that there are doubts."""
        errors = self.non_field_errors().as_data()
        return [message for error in errors if error.code != "doubt" for message in error.messages]


class MaskedForm(CarefulForm):
    """`public_fields` go into the public ledger: numbers that lead to a person are refused, the rest is asked about."""

    public_fields: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in self.public_fields:
            for check in ledger_checks(data.get(name) or ""):
                if check.level == Level.BLOCK:
                    self.add_error(name, str(check.message))
        return data

    def find_doubts(self) -> list[str]:
        checks = [check for name in self.public_fields for check in ledger_checks(self.cleaned_data.get(name) or "")]
        return [str(check.message) for check in checks if check.level == Level.WARN]
