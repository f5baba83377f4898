"""What is typed when something has come in: money, goods as they were counted, hours and blood as attended.

A line in the ledger is never changed, so what is unusual is asked about once more (campaigns/desk/careful.py), and the
very same form sent twice counts once (campaigns/desk/once.py).
"""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.db.models import Case, When
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT, ManagementForm
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.widgets import AdminDateInput

from campaigns.desk.careful import MaskedForm
from campaigns.desk.once import OnceForm
from campaigns.masking import ledger_checks
from campaigns.models import Fund, LedgerLine
from donate.models import Pledge
from donate.promises import consents
from donate.promises.form import TextField
from donate.receiving.recording import Thing, default_item, default_unit
from home.admin.checks import Level
from home.text.form_fields import DongField, QuantityField
from home.text.vietnamese import fold, format_amount

Channel = LedgerLine.Channel
LONG_AGO = 60  # days
LARGE = 100_000_000  # đồng
ROWS, MOST_ROWS = 4, 20
LINE_LENGTH, UNIT_LENGTH = 120, 30  # of a thing's name, and of what it is counted in


class ReceiveForm(MaskedForm, OnceForm):
    """The day it came, and what every form of this kind doubts."""

    of_fund: Fund | None = None  # where the form does not ask for it
    date = forms.DateField(
        label=_("day it came"),
        widget=AdminDateInput,
        error_messages={"invalid": _("Write the day like 15/12/2026.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["date"].initial = timezone.localdate()

    def clean_date(self) -> datetime.date:
        day = self.cleaned_data["date"]
        if day > timezone.localdate():
            raise forms.ValidationError(_g("This day is still to come."))
        if day < timezone.localdate() - datetime.timedelta(days=3660):
            raise forms.ValidationError(_g("This day is more than ten years ago. Look at the year."))
        return day

    def find_doubts(self) -> list[str]:
        day, fund = self.cleaned_data["date"], self.fund_meant()
        doubts = super().find_doubts()
        if (timezone.localdate() - day).days > LONG_AGO:
            doubts.append(_g("%(day)s is more than two months ago.") % {"day": date_format(day, "j/n/Y")})
        if fund and fund.opens_on and day < fund.opens_on:
            names = {"fund": fund.name, "day": date_format(fund.opens_on, "j/n/Y")}
            doubts.append(_g("“%(fund)s” was launched on %(day)s only.") % names)
        if fund and fund.state != Fund.State.OPEN:
            names = {"fund": fund.name, "state": fund.get_state_display().lower()}
            say = _g("“%(fund)s” takes no gifts any more (%(state)s). What comes late stands there all the same.")
            doubts.append(say % names)
        return doubts

    def fund_meant(self) -> Fund | None:
        return self.of_fund or self.cleaned_data.get("fund")


class MoneyForm(ReceiveForm):
    amount = DongField(
        label=_("amount (đồng)"),
        required=True,
        error_messages={"required": _("How much came?")},
        help_text=_("As you say it: 500k, 1,5 triệu, 2.000.000."),
    )
    channel = forms.ChoiceField(
        label=pgettext_lazy("receiving", "how it came"),
        choices=[(channel.value, channel.label) for channel in (Channel.TRANSFER, Channel.CASH, Channel.BOX)],
        widget=forms.RadioSelect,
        error_messages={"required": _("By transfer, in cash, or out of a box?")},
    )
    field_order = ["amount", "channel", "date"]
    due = 0  # đồng still to come for the promise; 0: nothing to compare with

    def find_doubts(self) -> list[str]:
        doubts, amount = super().find_doubts(), self.cleaned_data["amount"]
        if self.due and amount > 3 * self.due:
            names = {"sum": format_amount(amount), "due": format_amount(self.due)}
            doubts.append(_g("%(sum)s is far more than the %(due)s that are still to come.") % names)
        elif not self.due and amount >= LARGE:
            doubts.append(_g("%(sum)s is a large sum. Count the zeros.") % {"sum": format_amount(amount)})
        return doubts

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"date": data["date"], "amount": data["amount"], "channel": data["channel"]}


class CountForm(ReceiveForm):
    """Hours or units of blood, as attended."""

    quantity = QuantityField(label=_("how many"), error_messages={"required": _("How many?")})
    field_order = ["quantity", "date"]
    kind = "time"

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        shown = Pledge(kind=self.kind)
        return {
            "date": data["date"],
            "channel": Channel.COUNTER,
            "things": [Thing(default_item(shown), default_unit(shown), data["quantity"])],
        }


class ThingRow(forms.Form):
    """One thing as it was counted. A row in which nothing is typed does not count."""

    use_required_attribute = False
    item = TextField(
        label=_("thing"),
        longest=LINE_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"list": "things", "autocomplete": "off"}),
    )
    quantity = QuantityField(label=_("how many"), required=False)
    unit = TextField(
        label=_("counted in"),
        longest=UNIT_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"list": "units", "autocomplete": "off"}),
    )
    value = DongField(label=_("estimated value (đồng)"), required=False)

    def add_prefix(self, field_name: str) -> str:
        return f"{field_name}_{self.prefix}"

    def has_changed(self) -> bool:
        """Also what the form filled in by itself counts, when it comes back as it was."""
        return any((self.data.get(self.add_prefix(name)) or "").strip() for name in self.fields)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, say in (
            ("item", _g("What is it?")),
            ("quantity", _g("How many?")),
            ("unit", _g("Counted in what: chiếc, kg, thùng?")),
        ):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, say)
        for check in ledger_checks(data.get("item") or ""):
            if check.level == Level.BLOCK:
                self.add_error("item", str(check.message))
        return data

    @property
    def thing(self) -> Thing | None:
        if self.errors or not self.has_changed():
            return None
        data = self.cleaned_data
        item, unit = (data[name].replace("\n", " ") for name in ("item", "unit"))
        return Thing(item, unit, data["quantity"], data["value"] or 0)


class ThingRows(forms.BaseFormSet):
    """As many rows as the form says; their fields are called item_0, quantity_0 … as the page has always sent them."""

    def __init__(self, *args: Any, row_number: int, **options: Any) -> None:
        self.row_number = row_number
        super().__init__(*args, **options)

    def total_form_count(self) -> int:
        return self.row_number

    @cached_property
    def management_form(self) -> ManagementForm:
        counts = ManagementForm({TOTAL_FORM_COUNT: self.row_number, INITIAL_FORM_COUNT: 0})
        counts.full_clean()
        return counts

    def add_prefix(self, index: Any) -> str:
        return str(index)


class ThingsForm(ReceiveForm):
    """Goods as they were counted: rows of thing, number, unit, value."""

    def __init__(self, *args: Any, filled: list[Thing] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        filled = filled or []
        sent = self.data.get("rows", "") if self.is_bound else ""
        number = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 4 else ROWS
        if self.is_bound and "more" in self.data:
            number += ROWS
        self.row_number = min(max(number, ROWS, len(filled)), MOST_ROWS)
        rows: Any = forms.formset_factory(ThingRow, formset=ThingRows, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
        self.rows = rows(
            self.data if self.is_bound else None,
            row_number=self.row_number,
            initial=[{"item": thing.item, "quantity": thing.quantity, "unit": thing.item_unit} for thing in filled],
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        things = [row.thing for row in self.rows if row.thing]
        if not things and not any(row.errors for row in self.rows) and not self.errors:
            self.rows[0].add_error("item", _g("Write at least one thing."))
        for row in self.rows:  # what is wrong in a row is wrong in the form, and is said beside its field
            for name, errors in row.errors.items():
                self.errors[row.add_prefix(name)] = errors
        twice = {(fold(thing.item), fold(thing.item_unit)) for thing in things}
        if len(twice) < len(things):
            self.add_error(None, _g("The same thing stands here twice. Write it in one row."))
        data["things"] = things
        return data

    def find_doubts(self) -> list[str]:
        checks = [check for thing in self.cleaned_data["things"] for check in ledger_checks(thing.item)]
        return super().find_doubts() + [str(check.message) for check in checks if check.level == Level.WARN]

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"date": data["date"], "channel": Channel.COUNTER, "things": data["things"]}


class PayerForm(forms.Form):
    """Who handed it in. Nobody has to say; a name is shown by its own consent only."""

    payer = TextField(
        label=_("received from"), longest=160, required=False, help_text=_("Empty: the giver gives no name.")
    )
    payer_address = TextField(label=_("address"), longest=160, required=False)
    is_shown = forms.BooleanField(label=_("the giver agrees to be named in the public account"), required=False)
    public_name = TextField(label=_("name to show"), longest=160, required=False, help_text=_("Empty: the name above."))
    consent_how = forms.ChoiceField(
        label=_("how the giver agreed"),
        choices=[(how.value, how.label) for how in (Pledge.ConsentHow.ORAL, Pledge.ConsentHow.PAPER)],
        required=False,
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("is_shown"):
            if not data.get("public_name") and not data.get("payer"):
                self.add_error("public_name", _g("Which name is to be shown?"))
            if not data.get("consent_how"):
                self.add_error("consent_how", _g("Said aloud, or signed on paper?"))
        return data

    def payer_facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        payer, address = (data[name].replace("\n", ", ") for name in ("payer", "payer_address"))
        shown = (data["public_name"] or payer).replace("\n", " ") if data["is_shown"] else ""
        return {
            "payer": payer,
            "payer_address": address,
            "public_name": shown,
            "consent_how": data["consent_how"] if shown else "",
            "consent_version": consents.CURRENT if shown else "",
        }


class _FundChoice(forms.ModelChoiceField):
    def label_from_instance(self, fund: Any) -> str:
        return fund.name if fund.state == Fund.State.OPEN else f"{fund.name} ({fund.get_state_display().lower()})"


def fund_choice() -> _FundChoice:
    """Open funds on top; a closed one still takes what comes late."""
    is_closed = Case(When(state=Fund.State.OPEN, then=0), default=1)
    return _FundChoice(
        label=_("fund"),
        queryset=Fund.objects.exclude(state=Fund.State.DRAFT).order_by(is_closed, "name"),
        empty_label=_("Choose"),
        error_messages={"required": _("Which fund is it for?")},
    )


class WalkInMoneyForm(PayerForm, MoneyForm):
    """Money without a promise: at the counter, by transfer, out of a box, from a national programme."""

    fund = fund_choice()
    note = TextField(
        label=_("which box, which programme"),
        longest=200,
        required=False,
        help_text=_("Anybody can read it: “Hòm quyên góp chợ Kỳ Lừa”, “Cổng nhân đạo 1400”, “VNeID”."),
        widget=forms.TextInput(attrs={"list": "programmes", "autocomplete": "off"}),
    )
    public_fields = ("note",)
    field_order = ["fund", "amount", "channel", "note", "date", "payer", "payer_address", "is_shown"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = [  # type: ignore[attr-defined]
            (channel.value, channel.label)
            for channel in (Channel.CASH, Channel.TRANSFER, Channel.BOX, Channel.PROGRAMME, Channel.OTHER)
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("channel") in (Channel.BOX, Channel.PROGRAMME) and "note" not in self.errors:
            if not data.get("note"):
                self.add_error("note", _g("Say which box or which programme it was."))
            if data.get("payer") or data.get("is_shown"):
                self.add_error("payer", _g("A box and a programme hold the gifts of many: leave the name empty."))
        return data

    def facts(self) -> dict[str, Any]:
        note = self.cleaned_data["note"].replace("\n", " ")
        return super().facts() | self.payer_facts() | {"note": note}


class WalkInThingsForm(PayerForm, ThingsForm):
    fund = fund_choice()

    def facts(self) -> dict[str, Any]:
        return super().facts() | self.payer_facts()


class WalkInCountForm(PayerForm, CountForm):
    fund = fund_choice()

    def facts(self) -> dict[str, Any]:
        return super().facts() | self.payer_facts()
