"""Erasing is for who follows pledges up and for the site itself; what it does on the way is written down."""

import pytest
from django.utils import timezone

from campaigns.models import PublicName
from donate.models import Pledge, Receipt
from donate.privacy import erasing
from donate.receiving import recording
from home.safety.actors import DONOR, SYSTEM, NotAllowed
from tests.donate import factories as make

pytestmark = pytest.mark.django_db


def walked_in() -> Receipt:
    """With the name of the payer in the public account."""
    return recording.receive_walk_in(
        make.fund(), SYSTEM, date=timezone.localdate(), amount=200_000, payer=make.NAME, public_name=make.NAME
    )


@pytest.mark.parametrize("who", [make.treasurer, make.supervisor, lambda: DONOR, lambda: None])
def test_who_has_not_the_right_erases_nobody(who):
    pledge, receipt, somebody = make.pledge(name=make.NAME), walked_in(), who()
    with pytest.raises(NotAllowed):
        erasing.erase(pledge, somebody)
    with pytest.raises(NotAllowed):
        erasing.erase_payer(receipt, somebody)
    with pytest.raises(NotAllowed):
        erasing.unshow_receipt(receipt, somebody)
    pledge.refresh_from_db()
    receipt.refresh_from_db()
    assert (pledge.name, pledge.erased_at, pledge.fulfilment) == (make.NAME, None, "submitted")
    assert receipt.payer == make.NAME
    assert PublicName.objects.get().name == make.NAME


@pytest.mark.parametrize("who", [make.officer, lambda: SYSTEM])
def test_who_follows_pledges_up_and_the_site_itself_may_erase(who):
    pledge, receipt, somebody = make.pledge(name=make.NAME), walked_in(), who()
    assert erasing.erase(pledge, somebody).name == ""
    assert erasing.erase_payer(receipt, somebody).payer == ""


@pytest.mark.parametrize("state", [Pledge.Fulfilment.SUBMITTED, Pledge.Fulfilment.CONFIRMED])
def test_an_open_promise_is_cancelled_first_and_both_stand_in_its_past(state):
    pledge, officer = make.pledge(), make.officer()
    Pledge.objects.filter(pk=pledge.pk).update(fulfilment=state)
    erasing.erase(pledge, officer)
    assert (pledge.fulfilment, pledge.next_action_on) == ("cancelled", None)
    cancelled, erased = pledge.events.order_by("pk")[1:]
    assert (cancelled.action, cancelled.actor, cancelled.before, cancelled.after) == (
        "cancel",
        officer,
        state,
        "cancelled",
    )
    assert (erased.action, erased.actor, erased.before, erased.after) == ("erase", officer, "", "")


@pytest.mark.parametrize("who", [make.officer, lambda: DONOR])
def test_who_takes_the_name_off_and_that_it_was_done_stand_in_its_past(who):
    pledge, somebody = make.pledge(public_name=make.NAME, consent_publish="on"), who()
    erasing.withdraw(pledge, somebody)
    assert (pledge.public_name, pledge.consent_publish_at) == ("", None)
    event = pledge.events.get(action="unshow")
    assert (event.actor, event.by_donor) == ((None, True) if somebody is DONOR else (somebody, False))


def test_what_is_over_is_erased_as_it_is():
    pledge = make.pledge()
    recording.receive(pledge, SYSTEM, date=timezone.localdate(), amount=500_000)
    erasing.erase(pledge, SYSTEM)
    assert pledge.fulfilment == "received"
    assert not pledge.events.filter(action="cancel").exists()
