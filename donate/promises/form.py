"""The pledge form. Nothing typed is ever lost; every refusal says what to do."""

from __future__ import annotations

import datetime
import re
import unicodedata
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from campaigns.models import Fund, FundNeed
from donate.models import Pledge
from home.calendar.days import months_until
from home.forms import Choices, PublicForm
from home.text.form_fields import DongField
from home.text.vietnamese import format_amount, nfc, parse_phone

from . import limits

OTHER = "other"
DEFAULT_AMOUNTS = [100_000, 200_000, 500_000, 1_000_000, 2_000_000]  # đồng
CALENDAR_DAY = re.compile(r"(\d{4}-\d\d-\d\d)?")  # as a date field of a browser sends it, or nothing


def clean_text(value: str) -> str:
    """One spelling, no control or direction-changing characters, spaces collapsed."""
    kept = "".join(char for char in nfc(value) if char == "\n" or unicodedata.category(char) not in ("Cf", "Cc", "Co"))
    return "\n".join(" ".join(line.split()) for line in kept.split("\n")).strip()


class TextField(forms.CharField):
    """Text of any kind: hostile characters are taken out, length is said in words.

    Without `longest` it is for whoever reads the text (a number, a day) to say that it is too long. On a public page
    `is_optional` says beside the label that it may stay empty, and `css_class` goes to the field with its label.
    """

    def __init__(self, *, css_class: str = "", is_optional: bool = False, **options: Any) -> None:
        self.longest = options.pop("longest", None)
        self.css_class, self.is_optional = css_class, is_optional
        super().__init__(strip=False, **options)

    def to_python(self, value: Any) -> str:
        # Django refuses NUL with a sentence of its own; here it simply goes, as all control characters do.
        return clean_text(str(value)) if value not in self.empty_values else ""

    def run_validators(self, value: str) -> None:
        if self.longest and len(value) > self.longest:
            raise forms.ValidationError(
                gettext("This is %(length)d characters long; at most %(longest)d fit.")
                % {"length": len(value), "longest": self.longest}
            )


# --- controls of the public form ----------------------------------------------------------------------------------


class KindChoices(Choices):
    """What can be given, each with a word on how. `hints` by kind are the form's, for they name what the fund needs."""

    hints: dict[str, Any] = {}

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        return super().create_option(name, value, *args, **options) | {"hint": self.hints.get(str(value), "")}


class AmountChoices(Choices):
    """Sums to choose from, and «another sum», which whoever types one has chosen."""

    use_fieldset = False  # each button says what is wrong, for the legend is of more than the sum

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        chosen = super().value_from_datadict(data, files, name)
        return chosen or (OTHER if clean_text(data.get("amount_other") or "") else chosen)


class DayInput(forms.TextInput):
    """A calendar to pick from; what no calendar would have sent stays as it was typed."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if CALENDAR_DAY.fullmatch(context["widget"]["value"] or ""):
            today = timezone.localdate()
            last_day = today + datetime.timedelta(days=limits.DAYS_AHEAD)
            context["widget"]["type"] = "date"
            context["widget"]["attrs"] |= {"min": today.isoformat(), "max": last_day.isoformat()}
        return context


def text_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "cols": False})  # its width is the page's


def number_input(**attrs: str) -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": "numeric"} | attrs)


def _name_label(person: Any, organisation: Any) -> SafeString:
    """The style sheet shows the one that fits who gives."""
    return format_html('<span class="if-person">{}</span><span class="if-organisation">{}</span>', person, organisation)


name_label = lazy(_name_label, SafeString)


class PledgeForm(PublicForm):
    kind = forms.ChoiceField(
        choices=Pledge.Kind.choices,
        widget=KindChoices,
        error_messages={
            "required": _("Choose what you would like to give."),
            "invalid_choice": _("Choose what you would like to give."),
        },
    )
    amount = TextField(required=False, widget=AmountChoices)
    amount_other = TextField(
        label=_("Your sum"),
        help_text=_("Type “500k”, “2tr” or “1.500.000”, as you like."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
        css_class="for-other",
    )
    need = TextField(label=_("What is needed"), required=False, widget=forms.Select)
    quantity = TextField(label=_("How many"), required=False, widget=number_input())
    goods = TextField(
        label=_("What, and how much?"), required=False, longest=limits.GOODS_LENGTH, widget=text_area(rows=3)
    )
    hours = TextField(label=_("How many hours"), required=False, widget=number_input())
    available_on = TextField(label=_("A day that suits you"), required=False, is_optional=True, widget=DayInput)
    blood_group = TextField(
        label=_("Blood group"), required=False, widget=forms.Select(choices=Pledge.BloodGroup.choices[::-1])
    )
    blood_day = TextField(label=_("A day that suits you"), required=False, is_optional=True, widget=DayInput)
    schedule = forms.ChoiceField(
        label=_("How often"),
        choices=[(Pledge.Schedule.ONCE, _("Give once")), (Pledge.Schedule.MONTHLY, _("Give every month"))],
        required=False,
        widget=Choices(fallback=Pledge.Schedule.ONCE),
        error_messages={"invalid_choice": _("Once, or every month?")},
    )
    months = TextField(
        label=_("For how many months"), required=False, widget=number_input(list="so-thang"), css_class="for-months"
    )
    donor_type = forms.ChoiceField(
        label=_("You give as"),
        choices=[
            (Pledge.DonorType.PERSON, _("A person or a family")),
            (Pledge.DonorType.ORGANISATION, _("An organisation")),
        ],
        required=False,
        widget=Choices(fallback=Pledge.DonorType.PERSON),
        error_messages={"invalid_choice": _("A person, or an organisation?")},
    )
    name = TextField(
        label=name_label(_("Your full name"), _("Name of the organisation")),
        longest=limits.NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Please type your name.")},
    )
    phone = TextField(
        label=_("Telephone number"),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
        error_messages={"required": _("Please type a telephone number, so that we can reach you.")},
    )
    email = TextField(
        label=pgettext_lazy("donor", "E-mail"),
        required=False,
        is_optional=True,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    commune = TextField(
        label=pgettext_lazy("donor", "Commune or ward"),
        required=False,
        is_optional=True,
        longest=limits.COMMUNE_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "address-level3"}),
    )
    message = TextField(
        label=_("A few words"),
        required=False,
        is_optional=True,
        longest=limits.MESSAGE_LENGTH,
        widget=text_area(rows=2),
        css_class="field--late",
    )
    consent_processing = forms.BooleanField(
        error_messages={"required": _("Without your consent we may not keep your number. Please tick the box.")}
    )
    consent_publish = forms.BooleanField(required=False)
    public_name = TextField(
        label=_("Name in the account"), required=False, longest=limits.NAME_LENGTH, css_class="for-name"
    )

    def __init__(self, *args: Any, fund: Fund, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fund = fund
        self.needs = list(fund.needs.all()) if fund.accepts_goods else []
        self.offer()

    def offer(self) -> None:
        """What can be chosen from is the fund's."""
        hints = {
            "money": gettext("By transfer, or in cash at the office"),
            "goods": self._needs_in_words() or gettext("Blankets, rice, books"),
            "time": gettext("Carrying, building, cooking"),
            "blood": gettext("We agree the nearest day with you"),
        }
        labels = {
            "money": pgettext("kind of gift", "Money"),
            "goods": pgettext("kind of gift", "Goods"),
            "time": pgettext("kind of gift", "Work"),
            "blood": pgettext("kind of gift", "Blood"),
        }
        kinds: Any = self.fields["kind"].widget
        kinds.hints, kinds.choices = hints, [(kind, labels[kind]) for kind in self.fund.kinds]
        sums = [(str(amount), format_amount(amount)) for amount in (self.fund.suggested_amounts or DEFAULT_AMOUNTS)[:5]]
        self.pick_from("amount", [*sums, (OTHER, gettext("Another sum"))])
        self.pick_from("need", [("", gettext("Something else: I write it below")), *self.need_choices()])
        if self.needs:
            self.fields["goods"].label = gettext("Or something else: what, and how much?")

    def pick_from(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """A list to pick from over a field that reads text: what is not in the list is refused in the form's words."""
        widget: Any = self.fields[name].widget
        widget.choices = choices

    def need_choices(self) -> list[tuple[str, str]]:
        return [(str(need.pk), f"{need.item} ({need.item_unit})") for need in self.needs]

    def _needs_in_words(self) -> str:
        """The first two things that are looked for."""
        items = [need.item for need in self.needs[:2]]
        return ", ".join([*items[:1], *(item.lower() for item in items[1:])])

    # --- one field ------------------------------------------------------------------------------------------------

    @property
    def most_months(self) -> int:
        """How many monthly gifts come before the fund's last day: 1 means that only a single gift makes sense."""
        return months_until(timezone.localdate(), self.fund.closes_on, limits.MAX_MONTHS)

    def clean_kind(self) -> str:
        kind = self.cleaned_data["kind"]
        if kind not in self.fund.kinds:
            raise forms.ValidationError(gettext("This fund does not take this kind of gift. Choose another."))
        return kind

    def clean_phone(self) -> str:
        try:
            return parse_phone(self.cleaned_data["phone"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if email:
            incomplete = gettext(
                "This e-mail address is not complete. It looks like ten@vidu.vn; it may also stay empty."
            )
            if len(email) > limits.EMAIL_LENGTH:
                raise forms.ValidationError(incomplete)
            EmailValidator(incomplete)(email)
        return email

    def clean_name(self) -> str:
        name = self.cleaned_data["name"].replace("\n", " ")
        if not any(char.isalpha() for char in name):
            raise forms.ValidationError(gettext("Please type your name."))
        return name

    # --- fields that hang together -----------------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind = data.get("kind")
        if kind:
            getattr(self, f"_clean_{kind}")(data)
        if data.get("consent_publish") and not data.get("public_name") and "public_name" not in self.errors:
            data["public_name"] = data.get("name", "")
        if not data.get("consent_publish"):
            data["public_name"] = ""
        data["schedule"] = data.get("schedule") or Pledge.Schedule.ONCE
        data["donor_type"] = data.get("donor_type") or Pledge.DonorType.PERSON
        return data

    def _clean_money(self, data: dict[str, Any]) -> None:
        self._clean_amount(data)
        if data.get("schedule") == Pledge.Schedule.MONTHLY:
            if self.most_months < 2:
                self.add_error("schedule", gettext("This fund closes within a month: please give once."))
                return
            say = gettext("For how many months? Between 2 and %(most)d.") % {"most": self.most_months}
            data["months_number"] = self._whole(data, "months", 2, self.most_months, say)

    def _clean_amount(self, data: dict[str, Any]) -> None:
        chosen = (data.get("amount") or "").strip()
        typed = (data.get("amount_other") or "").strip()
        field = "amount_other" if chosen == OTHER or (not chosen and typed) else "amount"
        text = typed if field == "amount_other" else chosen
        try:
            amount = DongField(error_messages={"required": gettext("Choose an amount or type one.")}).clean(text)
        except forms.ValidationError as error:
            self.add_error(field, error)
            return
        if amount < limits.MIN_AMOUNT:
            least = {"sum": format_amount(limits.MIN_AMOUNT)}
            self.add_error(field, gettext("The smallest gift is %(sum)s.") % least)
        elif amount > limits.MAX_AMOUNT:
            say = gettext("For more than %(sum)s please call us first. If there is a zero too many, correct it here.")
            self.add_error(field, say % {"sum": format_amount(limits.MAX_AMOUNT)})
        else:
            data["amount_dong"] = amount

    def _clean_goods(self, data: dict[str, Any]) -> None:
        chosen = (data.get("need") or "").strip()
        if chosen and chosen != OTHER:
            need = (
                FundNeed.objects.filter(fund=self.fund, pk=int(chosen)).first()
                if chosen.isdecimal() and len(chosen) < 12
                else None
            )
            if need is None:
                self.add_error("need", gettext("Choose a thing from the list, or write what you would like to give."))
                return
            data["need_row"] = need
            number = self._whole(data, "quantity", 1, 1_000_000, gettext("How many? A whole number."))
            data["quantity_number"] = None if number is None else Decimal(number)
        elif not data.get("goods") and "goods" not in self.errors:
            self.add_error("goods", gettext("Please write what you would like to give, and how much."))

    def _clean_time(self, data: dict[str, Any]) -> None:
        data["hours_number"] = self._whole(
            data,
            "hours",
            1,
            limits.MAX_HOURS,
            gettext("How many hours? A whole number up to %(most)d.") % {"most": limits.MAX_HOURS},
        )
        data["day"] = self._day(data, "available_on")

    def _clean_blood(self, data: dict[str, Any]) -> None:
        group = (data.get("blood_group") or "").strip() or Pledge.BloodGroup.UNKNOWN
        if group not in Pledge.BloodGroup.values:
            self.add_error("blood_group", gettext("Choose a blood group, or “I do not know”."))
            group = ""
        data["blood_group"] = group
        data["day"] = self._day(data, "blood_day")

    def _whole(self, data: dict[str, Any], name: str, least: int, most: int, say: str) -> int | None:
        text = (data.get(name) or "").strip()
        if not (len(text) < 12 and text.isascii() and text.isdigit() and least <= int(text) <= most):
            self.add_error(name, say)
            return None
        return int(text)

    def _day(self, data: dict[str, Any], name: str) -> datetime.date | None:
        """Day first, as people write it; also what the browser's date field sends."""
        text = (data.get(name) or "").strip()
        if not text:
            return None
        try:
            day = forms.DateField().to_python(text[:20])
        except forms.ValidationError:
            day = None
        today = timezone.localdate()
        if day is None:
            self.add_error(name, gettext("Write the day like 15/12/2026."))
        elif not today <= day <= today + datetime.timedelta(days=limits.DAYS_AHEAD):
            self.add_error(name, gettext("Choose a day from today on, within a year."))
            day = None
        return day


class LookUpForm(PublicForm):
    """By what a donor finds a promise again. What is typed is judged by the view: one answer, whatever is wrong."""

    ma = TextField(
        label=_("Reference"),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "placeholder": "LS7 K3M 9QT"}
        ),
    )
    so = TextField(label=_("Last four digits of your telephone number"), widget=number_input(autocomplete="off"))
