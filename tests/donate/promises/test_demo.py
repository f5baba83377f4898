"""The demo shows every kind and state, and is made once."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from campaigns.approvals import waiting
from campaigns.models import LedgerLine, LedgerProposal
from donate.demo import pledges
from donate.following import queues
from donate.letters import reminders
from donate.models import Pledge, PledgeEvent, PrivacyRequest, Receipt, WriteOffProposal
from tests.donate import factories as make

pytestmark = pytest.mark.django_db


def test_the_demo_shows_every_kind_and_state_once_and_for_all():
    fund = make.fund()
    make.need(fund)
    make.fund(accepts_goods=False, accepts_time=False, accepts_blood=False)
    make.fund(closes_on=timezone.localdate() + datetime.timedelta(days=20))
    make.officer(), make.treasurer(), make.supervisor()
    assert pledges.fill() >= 60
    assert pledges.fill() == 0
    assert set(Pledge.objects.values_list("kind", flat=True)) == set(Pledge.Kind.values)
    assert set(Pledge.objects.values_list("fulfilment", flat=True)) == set(Pledge.Fulfilment.values)
    assert not Pledge.objects.open().filter(next_action_on__isnull=True).exists()
    assert not Pledge.objects.filter(events__isnull=True).exists()
    assert not Pledge.objects.filter(erased_at=None).exclude(phone__startswith="+84900000").exists()
    assert PledgeEvent.objects.count() > 120
    assert Pledge.objects.filter(schedule="monthly").exists()
    assert LedgerLine.objects.exists()
    call_command("check_ledger")


def test_every_list_and_everything_that_waits_is_shown_and_the_work_is_spread_over_weeks():
    fund = make.fund()
    make.need(fund)
    make.fund()
    officer, _other, treasurer, supervisor = make.officer(), make.officer(), make.treasurer(), make.supervisor()
    pledges.fill()
    for user in (officer, treasurer, supervisor):
        for name in queues.names_for(user):
            assert queues.queue(name, user).exists(), (user, name)
    assert set(Pledge.objects.open().values_list("reminders", flat=True)) == {0, 1, 2}
    assert reminders.due().exists()
    waiting = PrivacyRequest.objects.filter(done_at=None)
    assert set(waiting.values_list("what", flat=True)) == set(PrivacyRequest.What.values)
    assert waiting.filter(answered_at=None).exists()
    assert waiting.exclude(answered_at=None).exists()
    done = PrivacyRequest.objects.exclude(done_at=None)
    assert set(done.values_list("refused", flat=True)) == {True, False}
    assert Pledge.objects.exclude(erased_at=None).exists()
    assert set(WriteOffProposal.objects.values_list("state", flat=True)) == {"proposed", "approved"}
    assert set(Pledge.objects.values_list("source", flat=True)) == set(Pledge.Source.values)
    # Made on many days of the last weeks; what is due is neither nothing nor everything, and not all of it late.
    days = Pledge.objects.dates("created_at", "day")
    assert len(days) > 25
    assert queues.queue(queues.NEW, officer).dates("created_at", "day").count() >= 3
    late, due = (queues.queue(name, officer).count() for name in (queues.OVERDUE, queues.THIS_WEEK))
    assert 0 < late < due < Pledge.objects.count()


def test_work_waits_for_the_second_person_since_some_days():
    make.fund()
    _officer, _treasurer, supervisor = make.officer(), make.treasurer(), make.supervisor()
    pledges.fill()
    waits = waiting.for_me(supervisor)
    today = timezone.localdate()
    assert len(waits) == 2
    assert all(timezone.localdate(one.asked_at) < today for one in waits)
    assert LedgerProposal.objects.filter(state="approved", decided_at__date__lt=today).exists()
    assert WriteOffProposal.objects.filter(state="approved", decided_at__date__lt=today).exists()


def test_receipts_follow_each_other_day_by_day_and_not_all_are_of_today():
    make.fund()
    make.officer(), make.treasurer(), make.supervisor()
    pledges.fill()
    moments = list(Receipt.objects.order_by("year", "number").values_list("issued_at", flat=True))
    assert len(moments) > 15
    assert moments == sorted(moments)
    assert len({timezone.localdate(moment) for moment in moments}) > 8


def test_without_people_to_follow_up_no_demo_is_made():
    make.fund()
    assert pledges.fill() == 0
