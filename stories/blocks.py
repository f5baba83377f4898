"""Rows of a model of good practice: steps are the body's own block; costs and results are the stories' own."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from home.pages.blocks import DocumentBlock, StepBlock
from home.text.form_fields import DongField


class DongBlock(blocks.FieldBlock):
    """Whole đồng, typed as people write sums; the value is an int."""

    def __init__(self, required: bool = True, help_text: Any = None, **kwargs: Any) -> None:
        self.field = DongField(required=required, help_text=help_text)
        super().__init__(**kwargs)

    def value_from_form(self, value: Any) -> int | None:
        return self.field.to_python(value)

    class Meta:
        icon = "decimal"


class CostBlock(blocks.StructBlock):
    what = blocks.CharBlock(label=_("What for"), max_length=160)
    period = blocks.ChoiceBlock(
        label=_("Kind"), choices=[("once", _("To begin, once")), ("running", _("Running costs"))], default="once"
    )
    amount = DongBlock(label=_("Amount"))

    class Meta:
        label = _("Cost")
        icon = "decimal"
        form_classname = "struct-block rowed rowed--cost"


class ResultBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("What was counted"), max_length=120)
    before = blocks.DecimalBlock(
        label=pgettext_lazy("result", "Before"), min_value=Decimal(0), max_value=Decimal(10**12), decimal_places=2
    )
    after = blocks.DecimalBlock(
        label=pgettext_lazy("result", "After"), min_value=Decimal(0), max_value=Decimal(10**12), decimal_places=2
    )
    counted_in = blocks.CharBlock(label=_("Counted in"), max_length=30, required=False)

    class Meta:
        label = _("Figure")
        icon = "order-up"
        form_classname = "struct-block rowed rowed--result"


class StepsStream(blocks.StreamBlock):
    step = StepBlock(label=_("Step"))


class CostsStream(blocks.StreamBlock):
    cost = CostBlock()


class ResultsStream(blocks.StreamBlock):
    result = ResultBlock()


class FilesStream(blocks.StreamBlock):
    file = DocumentBlock(label=_("File"))


def rows_of(stream: Any) -> list[Any]:
    """The values of a stream of one kind of row."""
    return [child.value for child in stream] if stream else []
