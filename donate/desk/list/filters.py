"""What a person may narrow the desk's list down by, as it stands in the address. Nothing here changes anything."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import Fund
from donate.following import finding
from donate.following.queues import MYSELF, NOBODY, OPEN
from donate.models import Pledge
from donate.promises import assignment
from home.models import Unit
from home.text.form_fields import DongField
from home.text.vietnamese import format_amount, nfc, person_sort_key

FIRST_YEAR, LAST_YEAR = 2000, 2100
FROM, TO = pgettext_lazy("range", "from"), pgettext_lazy("range", "to")


class Words(forms.CharField):
    """Text without the characters nobody can type, whichever way its accents were composed."""

    def to_python(self, value: Any) -> str:
        return nfc(str(super().to_python(value) or "")).strip()


class Day(forms.DateField):
    default_error_messages = {"invalid": _("We could not read this day. Type day/month/year, like 27/11/2026.")}

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"inputmode": "numeric", "placeholder": "27/11/2026", "size": 11})
        super().__init__(required=False, widget=widget, **options)

    def to_python(self, value: Any) -> datetime.date | None:
        day = super().to_python(str(value or "").replace("\x00", "")[:40])
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(_("Type the year in four figures, between 2000 and 2100."))
        return day


class Unknown(dict):
    """The same sentence for every choice that is not there."""

    def __init__(self) -> None:
        super().__init__(invalid_choice=_("There is no such choice. Pick one from the list."))


class Filters(forms.Form):
    q = Words(
        label=_("Search"),
        required=False,
        max_length=finding.LENGTH,
        error_messages={"max_length": _("Too long to search for: a name, a number or a reference is enough.")},
    )
    quy = forms.ModelChoiceField(
        Fund.objects.none(),
        label=_("Fund"),
        required=False,
        empty_label=_("every fund"),
        error_messages=Unknown(),
    )
    don_vi = forms.TypedChoiceField(
        label=_("Unit and those beneath"), required=False, coerce=int, empty_value=None, error_messages=Unknown()
    )
    loai = forms.ChoiceField(
        label=_("Kind of gift"),
        required=False,
        choices=[("", _("every kind")), *Pledge.Kind.choices],
        error_messages=Unknown(),
    )
    trang_thai = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("every state")), (OPEN, _("not finished yet")), *Pledge.Fulfilment.choices],
        error_messages=Unknown(),
    )
    nguoi = forms.ChoiceField(label=_("Followed up by"), required=False, error_messages=Unknown())
    tao_tu, tao_den = Day(label=FROM), Day(label=TO)
    hen_tu, hen_den = Day(label=FROM), Day(label=TO)
    tien_tu, tien_den = DongField(label=FROM, required=False), DongField(label=TO, required=False)

    CHOICES = ("quy", "don_vi", "loai", "trang_thai", "nguoi")
    RANGES = {
        ("tao_tu", "tao_den"): pgettext_lazy("pledge", "Made"),
        ("hen_tu", "hen_den"): _("Next step"),
        ("tien_tu", "tien_den"): _("Money promised"),
    }

    def __init__(self, data: QueryDict, user: Any) -> None:
        super().__init__(data, auto_id="loc_%s", use_required_attribute=False)
        self.user = user
        for name in ("tien_tu", "tien_den"):
            self.fields[name].widget.attrs.update(inputmode="text", placeholder="500k", size=11)
        funds = Fund.objects.only("pk", "name").order_by("name", "pk")
        self.fields["quy"].queryset = funds  # type: ignore[attr-defined]
        self.fields["don_vi"].choices = [("", _("every unit")), *self._units()]  # type: ignore[attr-defined]
        everybody = ("", pgettext_lazy("followed up by", "everybody"))
        self.fields["nguoi"].choices = [everybody, *self._people()]  # type: ignore[attr-defined]

    @staticmethod
    def _units() -> Iterator[tuple[int, str]]:
        for unit in Unit.objects.in_tree_order().only("pk", "name"):
            yield unit.pk, "\u2003" * unit.depth + unit.name

    def _people(self) -> Iterator[tuple[Any, Any]]:
        if self.user.has_perm("donate.handle_pledge"):
            yield MYSELF, pgettext_lazy("followed up by", "me")
        yield NOBODY, pgettext_lazy("followed up by", "nobody yet")
        yield from people()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for low, high in self.RANGES:
            if cleaned.get(low) and cleaned.get(high) and cleaned[low] > cleaned[high]:
                self.add_error(high, _("This lies before the “from” beside it."))
        return cleaned

    def choices_first(self) -> list[forms.BoundField]:
        return [self[name] for name in self.CHOICES]

    def ranges(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        return [(legend, self[low], self[high]) for (low, high), legend in self.RANGES.items()]

    def used(self) -> list[str]:
        """Names of the fields that narrow the list; what was typed stays out of it."""
        return [name for name in self.fields if str(self.data.get(name, "")).strip()]

    def narrowing(self) -> Iterator[tuple[str, str, str]]:
        """(field, label, value in words) for each field that narrows the list."""
        for name in self.used():
            value = self.cleaned_data.get(name)
            if name not in self.errors and value not in (None, ""):
                yield name, self.label_of(name), self._words(name, value)

    def label_of(self, name: str) -> str:
        legend = next((f"{legend} " for pair, legend in self.RANGES.items() if name in pair), "")
        return f"{legend}{self.fields[name].label}"

    def _words(self, name: str, value: Any) -> str:
        if isinstance(value, datetime.date):
            return date_format(value, "SHORT_DATE_FORMAT")
        if isinstance(value, int) and name.startswith("tien"):
            return format_amount(value)
        choices = dict(getattr(self.fields[name], "choices", ())) if name != "quy" else {}
        return str(choices.get(value, value)).strip()


def people() -> list[tuple[int, str]]:
    """(key, full name) of everybody who may follow up pledges, in the order of Vietnamese names."""
    staff = assignment.who_may_follow_up().only("pk", "username", "first_name", "last_name")
    named = [(user.pk, user.get_full_name() or user.get_username()) for user in staff]
    return sorted(named, key=lambda person: (person_sort_key(person[1]), person[0]))
