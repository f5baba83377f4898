"""A column for whole đồng that a person fills in as they would write it: 1500000, 1.500.000, 500k, 1,5 triệu."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from . import form_fields


class DongField(models.PositiveBigIntegerField):
    """đồng, an int."""

    description = _("Amount in đồng")

    def formfield(self, *args: Any, **kwargs: Any) -> forms.Field | None:
        # Not by way of the column's own class, which would ask for a form field that knows a smallest number.
        options = {
            "form_class": form_fields.DongField,
            "help_text": self.help_text or lazystr(_("In đồng, as you would write it: 1.500.000")),
        }
        return models.Field.formfield(self, **{**options, **kwargs})
