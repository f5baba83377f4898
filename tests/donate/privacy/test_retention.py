"""Kept no longer than the months of the setting: then only the books and the consent to be named stay."""

import datetime
from unittest import mock

import pytest
from django.core.management import call_command
from django.utils import timezone

from campaigns.models import PublicName
from donate.models import DataAccess, Receipt
from donate.privacy import access, erasing
from donate.privacy import requests as privacy_requests
from donate.promises import lifecycle
from donate.receiving import recording
from home.safety.actors import DONOR
from tests.donate import factories as make

from .dumping import dump
from .test_erasure import TELLING, TODAY, promised, tables_with_traces, traces_in

pytestmark = pytest.mark.django_db


def nightly(days: int) -> None:
    with mock.patch("django.utils.timezone.now", return_value=timezone.now() + datetime.timedelta(days=days)):
        call_command("tidy_pledges")


def test_after_the_months_of_the_setting_only_the_books_and_the_consent_to_be_named_stay(settings):
    settings.PLEDGE_RETENTION_MONTHS = 3
    make.officer()
    pledge = promised(message="", commune="")
    recording.receive(pledge, make.treasurer(), date=TODAY(), amount=500_000)
    lifecycle.note(pledge, make.officer(), TELLING)
    nightly(days=120)
    assert {line.split("(")[0] for line in dump().splitlines() if traces_in(line)} <= {
        'INSERT INTO "donate_receipt" VALUES',
        'INSERT INTO "campaigns_publicname" VALUES',
        "INSERT INTO donate_receipt VALUES",
        "INSERT INTO campaigns_publicname VALUES",
    } or all(
        line.startswith(("donate_receipt:", "campaigns_publicname:")) for line in dump().splitlines() if traces_in(line)
    )
    assert Receipt.objects.get().payer == make.NAME
    assert PublicName.objects.get().name == make.NAME
    # Who asks later is forgotten there too.
    pledge.refresh_from_db()
    erasing.erase(pledge, make.officer())
    assert tables_with_traces() == []


def test_a_pledge_about_which_somebody_asked_something_waits_for_the_answer(settings):
    settings.PLEDGE_RETENTION_MONTHS = 3
    pledge = promised()
    lifecycle.take(pledge, "cancel", DONOR)
    request = privacy_requests.ask(pledge, "access", DONOR)
    nightly(days=120)
    pledge.refresh_from_db()
    assert pledge.name
    privacy_requests.do(request, make.officer())
    nightly(days=240)
    pledge.refresh_from_db()
    assert not pledge.name


def test_the_log_of_looking_is_kept_for_the_months_of_its_setting():
    from donate.models import DeskSettings

    desk = DeskSettings.load()
    desk.access_log_months = 2
    desk.save()
    access.looked(make.officer(), DataAccess.Action.LIST, rows=3)
    nightly(days=40)
    assert DataAccess.objects.exists()
    nightly(days=90)
    assert not DataAccess.objects.exists()
