"""A column for whole đồng that a person fills in as they would write it: 1500000, 1.500.000, 500k, 1,5 triệu."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import lazystr
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from home.text import vietnamese


class DongFormField(forms.CharField):
    def to_python(self, value: Any) -> Any:
        """đồng as an int, or None for nothing typed."""
        text = str(super().to_python(value) or "").strip()
        if not text:
            return None
        try:
            return vietnamese.parse_amount(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return initial != self.to_python(data)
        except ValidationError:
            return True


class DongField(models.PositiveBigIntegerField):
    """đồng, an int."""

    description = _("Amount in đồng")

    def formfield(self, **kwargs: Any) -> forms.Field:
        words = kwargs.get("help_text") or self.help_text or lazystr(_("In đồng, as you would write it: 1.500.000"))
        return DongFormField(
            required=not self.blank, label=capfirst(self.verbose_name), help_text=words, initial=self.get_default()
        )
