"""A second factor for staff who want one: six digits from a telephone beside the password. Off until turned on."""

from __future__ import annotations

import secrets
from base64 import b32encode
from typing import Any

import segno
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django_otp import login as otp_login
from django_otp import match_token, user_has_device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.admin.forms.auth import LoginForm

SPARE_CODES = 8
_NAME = "telephone"
_SPARE = "spare"


class StaffLoginForm(LoginForm):
    """Wagtail's sign-in form (WAGTAILADMIN_USER_LOGIN_FORM); the field for the digits shows once they are needed."""

    needs_code = False
    second_factor = forms.CharField(
        label=_("Six digits from your telephone"),
        required=False,
        max_length=16,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    @property
    def extra_fields(self) -> Any:
        return super().extra_fields if self.needs_code else ()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        user = self.get_user()
        if user is not None and user_has_device(user):
            code = "".join((data.get("second_factor") or "").split())
            # The same words whether the code is missing or wrong; django_otp slows down repeated guesses.
            device = match_token(user, code) if code else None
            if device is None:
                self.needs_code = True
                raise ValidationError(
                    _("Type your password again, and the six digits that your telephone shows now (or a spare code).")
                )
            user.otp_device = device
        return data


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Six digits from your telephone"),
        max_length=16,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())


@sensitive_post_parameters()
def manage(request: HttpRequest) -> HttpResponse:
    """Turn the second factor on (scan, type the digits) or off (type the digits)."""
    user: Any = request.user
    active = TOTPDevice.objects.filter(user=user, confirmed=True).first()
    form = CodeForm(request.POST or None)
    spare: list[str] = []
    if request.method == "POST" and form.is_valid():
        if active is not None:
            if match_token(user, form.cleaned_data["code"]):
                _forget(user)
                messages.success(request, gettext("The second factor is off."))
                return redirect("home_second_factor")
            form.add_error("code", gettext("These digits are not right. Wait for the next ones and try again."))
        else:
            waiting = _waiting_device(user)
            if waiting.verify_token(form.cleaned_data["code"]):
                spare = _confirm(waiting)
                otp_login(request, waiting)
                active = waiting
                messages.success(request, gettext("The second factor is on. Write down the spare codes now."))
            else:
                form.add_error("code", gettext("These digits are not right. Wait for the next ones and try again."))
    context: dict[str, Any] = {"form": form, "active": active, "spare": spare}
    if active is None:
        device = _waiting_device(user)
        symbol = segno.make(device.config_url, error="m")
        context["picture"] = symbol.svg_data_uri(scale=6, border=3, dark="#000", light="#fff")
        context["key"] = _in_fours(device)
    return render(request, "home/admin/second_factor.html", context)


def _waiting_device(user: Any) -> TOTPDevice:
    device, _made = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": _NAME})
    return device


@transaction.atomic
def _confirm(device: TOTPDevice) -> list[str]:
    """Make the device count, and give new spare codes: shown once, for the day the telephone is lost."""
    device.confirmed = True
    device.save()
    StaticDevice.objects.filter(user=device.user, name=_SPARE).delete()
    keeper = StaticDevice.objects.create(user=device.user, name=_SPARE, confirmed=True)
    codes = [f"{secrets.randbelow(10**8):08d}" for _number in range(SPARE_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=keeper, token=code) for code in codes)
    return codes


def _forget(user: Any) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user, name=_SPARE).delete()


def _in_fours(device: TOTPDevice) -> str:
    """The secret for typing by hand, in groups of four letters."""
    secret = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
