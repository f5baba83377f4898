"""Form fields that forms of pages and of staff screens share."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from home.text.vietnamese import format_quantity, group, parse_amount, parse_quantity


class DongField(forms.CharField):
    """Đồng typed as people type them; an int, or None when empty. Where it may be left empty, nothing and 0 are one."""

    def prepare_value(self, value: Any) -> Any:
        if value == 0 and not self.required:
            return ""
        return group(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or (not self.required and str(value).strip() == "0"):
            return None
        try:
            return parse_amount(str(value)[:80])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


class QuantityField(forms.CharField):
    """How many, typed as people type it; a Decimal above zero, or None when empty."""

    def prepare_value(self, value: Any) -> Any:
        return format_quantity(value) if isinstance(value, Decimal | int) else value

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        try:
            return parse_quantity(str(value)[:40])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None
