"""What a donor says on the telephone or at the counter: the public form, and what staff add to it."""

from __future__ import annotations

from itertools import chain
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from campaigns.models import Fund
from donate.models import Pledge
from donate.promises import lifecycle
from donate.promises.form import PledgeForm
from home.safety.actors import NotAllowed

KINDS = {
    Pledge.Kind.MONEY: _("Money"),
    Pledge.Kind.GOODS: _("Goods"),
    Pledge.Kind.TIME: _("Hours of work"),
    Pledge.Kind.BLOOD: _("Blood"),
}
# Which fields belong to which kind: the template folds the others away.
OF_KIND = {
    "money": ("amount", "schedule", "months"),
    "goods": ("need", "quantity", "goods"),
    "time": ("hours", "available_on"),
    "blood": ("blood_group", "blood_day"),
}
LABELS = {
    "kind": _("what is given"),
    "amount": _("amount (đồng)"),
    "schedule": _("how often"),
    "months": _("for how many months"),
    "need": _("what is needed"),
    "quantity": _("how many"),
    "goods": _("or something else: what, and how much"),
    "hours": _("how many hours"),
    "available_on": _("a day that suits (may stay empty)"),
    "blood_group": _("blood group"),
    "blood_day": _("a day that suits (may stay empty)"),
    "donor_type": _("given by"),
    "name": _("full name, or the organisation's"),
    "phone": _("telephone"),
    "email": _("e-mail (may stay empty)"),
    "commune": _("commune or ward (may stay empty)"),
    "message": _("what the donor said (may stay empty)"),
    "public_name": _("name in the account (empty: the full name)"),
}
WIDGETS: dict[str, Any] = {
    "kind": forms.RadioSelect,
    "schedule": forms.RadioSelect,
    "donor_type": forms.RadioSelect,
    "amount": forms.TextInput,
    "name": forms.TextInput,
    "commune": forms.TextInput,
    "goods": forms.Textarea(attrs={"rows": 2}),
    "message": forms.Textarea(attrs={"rows": 2}),
    "available_on": AdminDateInput,
    "blood_day": AdminDateInput,
    "phone": forms.TextInput(attrs={"type": "tel", "inputmode": "tel"}),
    "email": forms.EmailInput,
    "quantity": forms.TextInput(attrs={"inputmode": "numeric"}),
    "hours": forms.TextInput(attrs={"inputmode": "numeric"}),
    "months": forms.TextInput(attrs={"inputmode": "numeric"}),
}


# What the public form says to the donor, said to who writes for them.
TO_STAFF = {
    _("Please type a telephone number, so that we can reach you."): _("The donor's telephone is missing."),
    _("Please type your name."): _("The donor's name is missing."),
    _("Choose what you would like to give."): _("What does the donor give: money, goods, work or blood?"),
    _("Choose an amount or type one."): _("How much does the donor give?"),
    _("Please write what you would like to give, and how much."): _("What does the donor give, and how much?"),
    _("Write the day like 15/12/2026."): _("We could not read this day. Type day/month/year, like 27/11/2026."),
    _("Without your consent we may not keep your number. Please tick the box."): _(
        "Without the donor's consent nothing may be kept. Read it out; tick the box when the donor agrees."
    ),
}


class EntryForm(PledgeForm):
    default_renderer = None  # the admin draws its fields itself
    ids_of_fields = "id_%s"
    use_required_attribute = False
    field_order = [
        "source",
        "phone",
        "name",
        "donor_type",
        "commune",
        "email",
        "kind",
        *chain.from_iterable(OF_KIND.values()),
        "message",
        "consent_processing",
        "consent_publish",
        "public_name",
        "consent_how",
        "confirmed",
        "next_on",
    ]

    source = forms.ChoiceField(
        label=_("how the promise reached us"),
        choices=[(Pledge.Source.PHONE, _("By telephone")), (Pledge.Source.WALK_IN, _("At the office"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("By telephone, or at the office?"),
            "invalid_choice": _("By telephone, or at the office?"),
        },
    )
    consent_how = forms.ChoiceField(
        label=_("how consent was given"),
        choices=[
            (Pledge.ConsentHow.ORAL, _("Said aloud, after it was read out")),
            (Pledge.ConsentHow.PAPER, _("Signed on paper")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Said aloud, or signed on paper?"),
            "invalid_choice": _("Said aloud, or signed on paper?"),
        },
    )
    confirmed = forms.BooleanField(
        label=_("Everything is agreed: nobody has to call to confirm"), required=False, initial=True
    )
    next_on = forms.DateField(
        label=_("to transfer, bring or come on (may stay empty)"),
        required=False,
        widget=AdminDateInput,
        error_messages={"invalid": _("We could not read this day. Type day/month/year, like 27/11/2026.")},
    )

    def __init__(self, *args: Any, fund: Fund, **options: Any) -> None:
        super().__init__(*args, fund=fund, **options)
        for name, label in LABELS.items():
            self.fields[name].label = label
        for name, choices in (("schedule", Pledge.Schedule.choices), ("donor_type", Pledge.DonorType.choices)):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        for name, widget in WIDGETS.items():
            made = widget() if isinstance(widget, type) else widget
            made.choices = getattr(self.fields[name], "choices", ())
            self.fields[name].widget = made
        kinds = [(kind, KINDS[Pledge.Kind(kind)]) for kind in fund.kinds]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["need"].widget = forms.Select(
            choices=[("", _("something else, written below")), *self.need_choices()]
        )
        self.fields["blood_group"].widget = forms.Select(choices=[("", "–"), *Pledge.BloodGroup.choices])
        del self.fields["amount_other"]

    def add_error(self, field: str | None, error: Any) -> None:
        message = error.messages[0] if isinstance(error, forms.ValidationError) else str(error)
        super().add_error(field, {str(public): staff for public, staff in TO_STAFF.items()}.get(message, error))

    def clean_next_on(self) -> Any:
        try:
            return lifecycle.day_to_come(self.cleaned_data["next_on"])
        except NotAllowed as error:
            raise forms.ValidationError(str(error)) from None

    def of_kind(self, kind: str) -> list[Any]:
        return [self[name] for name in OF_KIND[kind]]
