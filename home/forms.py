"""Forms as readers meet them: Django's own renderer draws each field by one template, components/field.html.

A form says what its fields are called, which control asks for them and what helps to fill them in; the template says
how label, control, the sentence of what is wrong and the hint stand together.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting


class FieldOnPage(forms.BoundField):
    """A field with the ids by which its control points at its hint and at what is wrong with it."""

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}-gy"

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}-sai"

    @property
    def aria_describedby(self) -> str:
        return " ".join(
            [*([self.hint_id] if self.help_text else []), *([self.error_id] if self.errors else [])],
        )


class FieldRenderer(TemplatesSetting):
    field_template_name = "components/field.html"
    bound_field_class = FieldOnPage


class PublicForm(forms.Form):
    """A form on a public page: its fields' ids are their names, which the summary of what is wrong links to."""

    default_renderer: Any = FieldRenderer
    ids_of_fields = "%s"

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("auto_id", self.ids_of_fields)
        super().__init__(*args, **options)


class Choices(forms.RadioSelect):
    """Radio buttons that a template lays out one by one: `{% for choice in form.kind %}{{ choice.tag }} …`.

    `fallback` is the choice that is ticked where none, or one that is not offered, was sent.
    """

    def __init__(self, *args: Any, fallback: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fallback = fallback

    def format_value(self, value: Any) -> list[str]:
        offered = {str(key) for key, _label in self.choices}
        return [key for key in super().format_value(value) if key in offered] or [self.fallback]

    def use_required_attribute(self, initial: Any) -> bool:
        return False  # a sentence of ours says it better than the browser's bubble

    def create_option(self, *args: Any, **options: Any) -> dict[str, Any]:
        option = super().create_option(*args, **options)
        option["attrs"].pop("id", None)  # each stands inside its label; the name alone is the anchor of the whole group
        return option
