"""What somebody asks of the report: which days, which unit, which fund. Nonsense gets a sentence."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.widgets import AdminDateInput

from donate.reports.periods import Period
from donate.reports.report import Selection, all_funds
from home.unit_tree import UnitTree

EARLIEST = datetime.date(2000, 1, 1)
LONGEST = datetime.timedelta(days=5 * 366)  # more months than anybody reads at once
AHEAD = datetime.timedelta(days=366)
NO_DAY = {"invalid": _("There is no such day. Write the day first, like 31/12/2026.")}


class Preset(NamedTuple):
    name: str
    label: Any
    period: Period


def presets(today: datetime.date) -> list[Preset]:
    quarter, year = Period.quarter_of(today), Period.year_of(today)
    return [
        Preset("quy-nay", _("This quarter"), quarter),
        Preset("quy-truoc", _("Last quarter"), quarter.before),
        Preset("nam-nay", _("This year"), year),
        Preset("nam-truoc", _("Last year"), year.before),
    ]


class ReportForm(forms.Form):
    """`ky` names a preset and goes before the days; without either it is this quarter."""

    ky = forms.ChoiceField(
        required=False,
        error_messages={"invalid_choice": _("There is no such period. Choose one above, or write both days.")},
    )
    tu = forms.DateField(label=_("first day"), required=False, error_messages=NO_DAY, widget=AdminDateInput)
    den = forms.DateField(label=_("last day"), required=False, error_messages=NO_DAY, widget=AdminDateInput)
    don_vi = forms.ChoiceField(
        label=_("unit, with all that belongs to it"),
        required=False,
        error_messages={"invalid_choice": _("There is no such unit.")},
    )
    quy = forms.ChoiceField(
        label=_("fund"),
        required=False,
        error_messages={"invalid_choice": _("There is no such fund, or it is still being prepared.")},
    )

    def __init__(self, data: Any, tree: UnitTree, funds: dict[int, Any]) -> None:
        super().__init__(data)
        self.tree, self.funds = tree, funds
        self.presets = {preset.name: preset.period for preset in presets(timezone.localdate())}
        self.fields["ky"].choices = [(name, name) for name in self.presets]  # type: ignore[attr-defined]
        everything: Any = pgettext_lazy("report", "The whole chapter")
        self.fields["don_vi"].choices = [("", everything), *tree.choices()]  # type: ignore[attr-defined]
        plain = [(str(fund.pk), fund.name) for fund in funds.values() if not fund.is_address]
        homes = [(str(fund.pk), fund.name) for fund in funds.values() if fund.is_address]
        choices: list[Any] = [("", pgettext_lazy("report", "All funds")), *plain]
        if homes:
            choices.append((_("Humanitarian addresses"), homes))
        self.fields["quy"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        today = timezone.localdate()
        first, last = data.get("tu"), data.get("den")
        period = None
        if data.get("ky"):
            period = self.presets[data["ky"]]
        elif first and last:
            period = self._range(first, last, today)
        elif first or last:
            if not {"tu", "den"} & set(self.errors):
                self.add_error("den" if first else "tu", _("Write both days, the first and the last."))
        else:
            period = Period.quarter_of(today)
        return {**data, "period": period}

    def _range(self, first: datetime.date, last: datetime.date, today: datetime.date) -> Period | None:
        if last < first:
            self.add_error("den", _("The last day lies before the first."))
        elif first < EARLIEST:
            self.add_error("tu", _("There is nothing to report of the time before 2000."))
        elif last > today + AHEAD:
            self.add_error("den", _("This day lies too far ahead."))
        elif last - first > LONGEST:
            self.add_error("den", _("At most five years at a time, please."))
        else:
            return Period(first, last)
        return None

    @cached_property
    def selection(self) -> Selection | None:
        """None where something is wrong: `errors` says what."""
        if not self.is_valid():
            return None
        data = self.cleaned_data
        unit, fund = (int(data[name]) if data[name] else None for name in ("don_vi", "quy"))
        return Selection(data["period"], self.tree, self.funds, unit, fund)

    def settled(self) -> ReportForm:
        """The same, with the days of the preset written out: what is shown and sent on."""
        if self.selection is None:
            return self
        first, last = self.selection.period
        data = {name: self.cleaned_data[name] for name in ("don_vi", "quy")}
        return ReportForm({**data, "tu": f"{first:%d/%m/%Y}", "den": f"{last:%d/%m/%Y}"}, self.tree, self.funds)


def form_of(query: QueryDict) -> ReportForm:
    return ReportForm(query, UnitTree.load(), all_funds())


def address(selection: Selection, period: Period | str | None = None) -> str:
    """The query string that asks the same, of another period where one is given (a preset by its name)."""
    query = QueryDict(mutable=True)
    period = period or selection.period
    if isinstance(period, str):
        query["ky"] = period
    else:
        query["tu"], query["den"] = f"{period.first:%d/%m/%Y}", f"{period.last:%d/%m/%Y}"
    for name, value in (("don_vi", selection.unit), ("quy", selection.fund)):
        if value:
            query[name] = str(value)
    return query.urlencode(safe="/")


def scope_words(selection: Selection) -> str:
    """«xã Mẫu Sơn và các đơn vị trực thuộc, quỹ Mái lành trước rét»; "" for the whole chapter."""
    parts = []
    if selection.unit:
        beneath = len(selection.tree.beneath(selection.unit)) > 1
        words = _g("%(unit)s with all that belongs to it") if beneath else "%(unit)s"
        parts.append(words % {"unit": selection.unit_name})
    if selection.fund:
        parts.append(_g("fund “%(fund)s”") % {"fund": selection.fund_name})
    return ", ".join(parts)
