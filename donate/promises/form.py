"""The pledge form. Nothing typed is ever lost; every refusal says what to do."""

from __future__ import annotations

import datetime
import unicodedata
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.models import Fund, FundNeed
from donate.models import Pledge
from home.calendar.days import months_until
from home.text.form_fields import DongField
from home.text.vietnamese import format_amount, nfc, parse_phone

from . import limits

OTHER = "other"


def clean_text(value: str) -> str:
    """One spelling, no control or direction-changing characters, spaces collapsed."""
    kept = "".join(char for char in nfc(value) if char == "\n" or unicodedata.category(char) not in ("Cf", "Cc", "Co"))
    return "\n".join(" ".join(line.split()) for line in kept.split("\n")).strip()


class TextField(forms.CharField):
    """Text of any kind: hostile characters are taken out, length is said in words.

    Without `longest` it is for whoever reads the text (a number, a day) to say that it is too long.
    """

    def __init__(self, **options: Any) -> None:
        self.longest = options.pop("longest", None)
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


class PledgeForm(forms.Form):
    kind = forms.ChoiceField(
        choices=Pledge.Kind.choices,
        error_messages={
            "required": _("Choose what you would like to give."),
            "invalid_choice": _("Choose what you would like to give."),
        },
    )
    amount = TextField(required=False)
    amount_other = TextField(required=False)
    need = TextField(required=False)
    quantity = TextField(required=False)
    goods = TextField(required=False, longest=limits.GOODS_LENGTH)
    hours = TextField(required=False)
    available_on = TextField(required=False)
    blood_group = TextField(required=False)
    blood_day = TextField(required=False)
    schedule = forms.ChoiceField(
        choices=Pledge.Schedule.choices,
        required=False,
        error_messages={"invalid_choice": _("Once, or every month?")},
    )
    months = TextField(required=False)
    donor_type = forms.ChoiceField(
        choices=Pledge.DonorType.choices,
        required=False,
        error_messages={"invalid_choice": _("A person, or an organisation?")},
    )
    name = TextField(longest=limits.NAME_LENGTH, error_messages={"required": _("Please type your name.")})
    phone = TextField(error_messages={"required": _("Please type a telephone number, so that we can reach you.")})
    email = TextField(required=False)
    commune = TextField(required=False, longest=limits.COMMUNE_LENGTH)
    message = TextField(required=False, longest=limits.MESSAGE_LENGTH)
    consent_processing = forms.BooleanField(
        error_messages={"required": _("Without your consent we may not keep your number. Please tick the box.")}
    )
    consent_publish = forms.BooleanField(required=False)
    public_name = TextField(required=False, longest=limits.NAME_LENGTH)

    def __init__(self, *args: Any, fund: Fund, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fund = fund

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
        field = "amount_other" if chosen == OTHER or not chosen and typed else "amount"
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
