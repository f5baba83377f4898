"""The second factor: off until turned on, then asked for at every sign-in."""

import pytest
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from home.safety.rights import TREASURY
from tests.home.people import member

pytestmark = pytest.mark.django_db


def digits(device):
    return f"{totp(device.bin_key, device.step, device.t0, device.digits, device.drift):06d}"


def sign_in(client, code=""):
    fields = {"username": "dung", "password": "secret-for-tests", "second_factor": code}
    client.post(reverse("wagtailadmin_login"), fields)
    return "_auth_user_id" in client.session


@pytest.fixture
def treasurer(client):
    user = member(TREASURY, "dung")
    client.force_login(user)
    return user


def turn_on(client, user):
    client.get(reverse("home_second_factor"))
    TOTPDevice.objects.update(throttling_failure_count=0)
    device = TOTPDevice.objects.get(user=user)
    answer = client.post(reverse("home_second_factor"), {"code": digits(device)})
    client.logout()
    TOTPDevice.objects.update(last_t=-1, throttling_failure_count=0)
    return TOTPDevice.objects.get(user=user), answer


def test_without_it_the_password_is_enough(client, treasurer):
    client.logout()
    assert sign_in(client)


def test_the_sign_in_page_asks_for_digits_only_of_those_who_turned_it_on(client, treasurer):
    client.logout()
    assert "second_factor" not in client.get(reverse("wagtailadmin_login")).content.decode()
    client.force_login(treasurer)
    turn_on(client, treasurer)
    fields = {"username": "dung", "password": "secret-for-tests"}
    assert 'name="second_factor"' in client.post(reverse("wagtailadmin_login"), fields).content.decode()


def test_turned_on_the_password_alone_is_not_enough(client, treasurer):
    device, answer = turn_on(client, treasurer)
    assert device.confirmed
    assert len(answer.context["spare"]) == 8
    assert not sign_in(client)
    assert not sign_in(client, "000000")
    TOTPDevice.objects.update(throttling_failure_count=0)
    assert sign_in(client, digits(device))


def test_a_spare_code_works_once(client, treasurer):
    _device, answer = turn_on(client, treasurer)
    code = answer.context["spare"][0]
    assert sign_in(client, code)
    client.logout()
    assert not StaticToken.objects.filter(token=code).exists()
    assert not sign_in(client, code)


def test_a_wrong_code_does_not_turn_it_on_or_off(client, treasurer):
    client.get(reverse("home_second_factor"))
    client.post(reverse("home_second_factor"), {"code": "123"})
    assert not TOTPDevice.objects.filter(confirmed=True).exists()
    device, _answer = turn_on(client, treasurer)
    assert sign_in(client, digits(device))
    client.post(reverse("home_second_factor"), {"code": "1"})
    assert TOTPDevice.objects.filter(confirmed=True).exists()
