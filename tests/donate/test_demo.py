"""The demo shows every kind and state, and is made once."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from campaigns.models import LedgerLine
from donate import demo
from donate.models import Pledge, PledgeEvent

from . import factories as make

pytestmark = pytest.mark.django_db


def test_the_demo_shows_every_kind_and_state_once_and_for_all():
    fund = make.fund()
    make.need(fund)
    make.fund(accepts_goods=False, accepts_time=False, accepts_blood=False)
    make.fund(closes_on=timezone.localdate() + datetime.timedelta(days=20))
    make.officer(), make.treasurer(), make.supervisor()
    assert demo.fill() == 60
    assert demo.fill() == 0
    assert set(Pledge.objects.values_list("kind", flat=True)) == set(Pledge.Kind.values)
    assert set(Pledge.objects.values_list("fulfilment", flat=True)) == set(Pledge.Fulfilment.values)
    assert not Pledge.objects.open().filter(next_action_on__isnull=True).exists()
    assert not Pledge.objects.filter(events__isnull=True).exists()
    assert not Pledge.objects.exclude(phone__startswith="+84900000").exists()
    assert PledgeEvent.objects.count() > 120
    assert Pledge.objects.filter(schedule="monthly").exists()
    assert LedgerLine.objects.exists()
    call_command("check_ledger")


def test_without_people_to_follow_up_no_demo_is_made():
    make.fund()
    assert demo.fill() == 0
