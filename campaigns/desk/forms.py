"""Forms of the staff screens for funds and accounts."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from campaigns.models import BankAccount, BankAccountChange
from home.text.form_fields import DongField, DongListField


class FundForm(WagtailAdminModelForm):
    goal = DongField(label=_("goal (đồng)"), required=False)
    suggested_amounts = DongListField(
        most=5,
        label=_("suggested amounts (đồng)"),
        required=False,
        max_length=200,
        help_text=_("Up to five, with a semicolon between: 100.000; 200.000; 500k"),
    )

    def is_valid(self) -> bool:
        """A need for which something was promised or received stays: its rows would lose what they are about."""
        valid = super().is_valid()
        for form in self.formsets["needs"].deleted_forms if "needs" in self.formsets else ():
            if form.instance.pk and form.instance.is_in_use():
                self.add_error(
                    None, _("“%(need)s” has promises or gifts and cannot be taken out.") % {"need": form.instance}
                )
                valid = False
        return valid


class AccountChangeForm(forms.Form):
    what = forms.ChoiceField(label=_("change"), choices=BankAccountChange.What.choices)
    account = forms.ModelChoiceField(
        label=_("account"), queryset=BankAccount.objects.filter(is_active=True), required=False
    )
    bank_bin = forms.CharField(label=_("bank code (BIN)"), max_length=6, required=False)
    bank_name = forms.CharField(label=_("bank"), max_length=120, required=False)
    number = forms.CharField(label=_("account number"), max_length=19, required=False)
    holder = forms.CharField(label=_("account holder"), max_length=120, required=False)
    purpose = forms.CharField(label=_("what it is for"), max_length=200, required=False)
    reason = forms.CharField(label=_("reason"), max_length=300)
