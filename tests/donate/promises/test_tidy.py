"""The nightly tidying: what nobody answered is set aside, what is long finished is forgotten."""

import datetime
from unittest import mock

import pytest
from django.core.management import call_command
from django.utils import timezone

from campaigns.models import PublicName
from donate.models import Pledge, Receipt, Throttle
from donate.promises import lifecycle, limits
from donate.receiving import recording
from home.safety.actors import DONOR, SYSTEM
from tests.donate import factories as make

pytestmark = pytest.mark.django_db


def after(days: int):
    return mock.patch("django.utils.timezone.now", return_value=timezone.now() + datetime.timedelta(days=days))


def state_of(pledge: Pledge) -> str:
    pledge.refresh_from_db()
    return pledge.fulfilment


def test_two_reminders_long_unanswered_set_a_pledge_aside():
    silent, once, partly = (make.pledge() for _place in range(3))
    for pledge in (silent, silent, once, partly, partly):
        lifecycle.reminded(pledge, SYSTEM)
    recording.receive(partly, SYSTEM, date=timezone.localdate(), amount=100_000)
    with after(days=10):
        call_command("tidy_pledges")
    assert state_of(silent) == "submitted"
    with after(days=20):
        call_command("tidy_pledges")
    assert [state_of(pledge) for pledge in (silent, once, partly)] == ["lapsed", "submitted", "partly_received"]


def test_who_gave_is_forgotten_after_the_months_of_the_setting(settings):
    settings.PLEDGE_RETENTION_MONTHS = 3
    done, still_open = make.pledge(public_name="Nhóm mẫu", consent_publish="on"), make.pledge()
    recording.receive(done, SYSTEM, date=timezone.localdate(), amount=500_000)
    with after(days=60):
        call_command("tidy_pledges")
    done.refresh_from_db()
    assert done.name
    with after(days=120):
        call_command("tidy_pledges")
    done.refresh_from_db()
    still_open.refresh_from_db()
    assert (done.name, done.phone, done.received_amount) == ("", "", 500_000)
    assert done.erased_at
    assert still_open.name
    # The books and the consent to be named go on.
    assert Receipt.objects.get().payer == make.NAME
    assert PublicName.objects.get().name == "Nhóm mẫu"


def test_a_pledge_to_which_something_happened_lately_is_kept_that_much_longer(settings):
    settings.PLEDGE_RETENTION_MONTHS = 3
    pledge, officer = make.pledge(), make.officer()
    lifecycle.take(pledge, "cancel", DONOR)
    with after(days=100):
        lifecycle.note(pledge, officer, "gọi lại hỏi thăm")
    for days, kept in ((120, True), (250, False)):
        with after(days=days):
            call_command("tidy_pledges")
        pledge.refresh_from_db()
        assert bool(pledge.name) == kept, days


def test_a_pledge_is_set_aside_the_day_after_its_fourteen_days_and_not_on_the_last_of_them():
    pledge = make.pledge()
    for _twice in range(2):
        lifecycle.reminded(pledge, SYSTEM)
    last = limits.AFTER_CONTACT + limits.LAPSE_AFTER
    for days, state in ((last.days, "submitted"), (last.days + 1, "lapsed")):
        with after(days=days):
            call_command("tidy_pledges")
        assert state_of(pledge) == state


def test_nought_months_means_never(settings):
    settings.PLEDGE_RETENTION_MONTHS = 0
    pledge = make.pledge()
    lifecycle.take(pledge, "cancel", DONOR)
    with after(days=4000):
        call_command("tidy_pledges")
    pledge.refresh_from_db()
    assert pledge.name


def test_a_dry_run_changes_nothing(capsys):
    pledge = make.pledge()
    lifecycle.take(pledge, "cancel", DONOR)
    with after(days=4000):
        call_command("tidy_pledges", dry_run=True)
    pledge.refresh_from_db()
    assert pledge.name
    assert Throttle.objects.exists()
    assert "1 to erase" in capsys.readouterr().out
