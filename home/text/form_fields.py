"""Form fields for sums of đồng and for quantities, typed as people write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from .vietnamese import format_quantity, group, parse_amount, parse_quantity


class DongField(forms.CharField):
    """Đồng typed as people type them; an int, or None when empty. Where it may be left empty, nothing and 0 are one."""

    def prepare_value(self, value: Any) -> Any:
        if value == 0 and not self.required:
            return ""
        return group(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text or (not self.required and text == "0"):
            return None
        try:
            return parse_amount(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


class DongListField(forms.CharField):
    """Sums with a semicolon between; a list of ints, at most `most` of them."""

    def __init__(self, *, most: int, **options: Any) -> None:
        super().__init__(**options)
        self.most = most

    def prepare_value(self, value: Any) -> Any:
        return "; ".join(group(amount) for amount in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        one_sum = DongField()
        parts = [part for part in super().clean(value).split(";") if part.strip()]
        return [one_sum.clean(part) for part in parts[: self.most]]


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
