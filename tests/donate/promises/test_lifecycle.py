"""What may happen to a pledge, by whom: the table, and thousands of random histories that never leave it."""

import itertools
import os

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from campaigns import ledger
from campaigns.models import LedgerLine
from donate.models import Pledge, PledgeEvent, Receipt
from donate.promises import lifecycle
from donate.promises.lifecycle import STEPS, Stale
from donate.receiving import recording
from home.safety.actors import DONOR, SYSTEM, NotAllowed
from tests.donate import factories as make

from .histories import STATES, Histories

pytestmark = pytest.mark.django_db


def in_state(state: str) -> Pledge:
    """A pledge put there directly: what the table says must hold wherever it came from."""
    pledge = make.pledge()
    day = timezone.localdate() if state in Pledge.OPEN_STATES else None
    if state == "written_off":  # the database knows one way there
        Pledge.objects.filter(pk=pledge.pk).update(fulfilment="partly_received")
    Pledge.objects.filter(pk=pledge.pk).update(fulfilment=state, next_action_on=day)
    pledge.refresh_from_db()
    return pledge


ALLOWED = {(before, step.after) for step in STEPS.values() for before in step.before} | {
    (before, after) for before in lifecycle.MAY_RECEIVE for after in ("partly_received", "received", "reversed")
}


@pytest.mark.parametrize("state", STATES)
def test_the_database_itself_refuses_every_move_that_the_table_does_not_know(state):
    pledge = in_state(state)
    for after in STATES:
        if after == state:
            continue
        day = timezone.localdate() if after in Pledge.OPEN_STATES else None
        try:
            with transaction.atomic():
                Pledge.objects.filter(pk=pledge.pk).update(fulfilment=after, next_action_on=day)
                moved = True
                transaction.set_rollback(True)
        except DatabaseError:
            moved = False
        assert moved == ((state, after) in ALLOWED), (state, after)


def test_the_database_keeps_a_pledge_its_past_and_its_receipts_as_they_are():
    pledge = make.pledge()
    receipt = recording.receive(pledge, SYSTEM, date=timezone.localdate(), amount=100_000)
    event = pledge.events.first()
    forbidden = [
        lambda: Pledge.objects.filter(pk=pledge.pk)._raw_delete("default"),
        lambda: PledgeEvent.objects.filter(pk=event.pk)._raw_delete("default"),
        lambda: PledgeEvent.objects.filter(pk=event.pk).update(at=timezone.now()),
        lambda: PledgeEvent.objects.filter(pk=event.pk).update(note="anders"),
        lambda: Receipt.objects.filter(pk=receipt.pk)._raw_delete("default"),
        lambda: Receipt.objects.filter(pk=receipt.pk).update(number=99),
        lambda: Receipt.objects.filter(pk=receipt.pk).update(payer="Người khác"),
    ]
    for attempt in forbidden:
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    Receipt.objects.filter(pk=receipt.pk).update(payer="")  # erasing stays possible
    PledgeEvent.objects.filter(pledge=pledge).update(note="")


# --- The table -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("state", "name"), list(itertools.product(STATES, STEPS)))
def test_a_step_is_taken_from_its_states_and_from_no_other(state, name):
    pledge, step = in_state(state), STEPS[name]
    if state not in step.before:
        with pytest.raises(NotAllowed):
            lifecycle.take(pledge, name, SYSTEM, reason="thử")
        pledge.refresh_from_db()
        assert pledge.fulfilment == state
        assert not pledge.events.filter(action=name).exists()
        return
    lifecycle.take(pledge, name, SYSTEM, reason="thử")
    pledge.refresh_from_db()
    assert pledge.fulfilment == step.after
    assert bool(pledge.next_action_on) == pledge.is_open
    event = pledge.events.get(action=name)
    assert (event.before, event.after, event.note) == (state, step.after, "thử")


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("who", ["officer", "treasurer", "supervisor", "editor", "donor", "nobody", "former"])
def test_a_step_takes_its_right(name, who):
    pledge, step = in_state(STEPS[name].before[0]), STEPS[name]
    somebody = {
        "officer": make.officer,
        "treasurer": make.treasurer,
        "supervisor": make.supervisor,
        "editor": lambda: make.person("Biên tập viên"),
        "donor": lambda: DONOR,
        "nobody": lambda: None,
        "former": make.officer,
    }[who]()
    if who == "former":
        somebody.is_active = False
        somebody.save()
    allowed = (who == "officer" and step.right == "donate.handle_pledge") or (who == "donor" and step.donor)
    if allowed:
        lifecycle.take(pledge, name, somebody, reason="thử")
    else:
        with pytest.raises(NotAllowed):
            lifecycle.take(pledge, name, somebody, reason="thử")
    if who in ("officer", "treasurer", "supervisor", "editor"):
        pledge = in_state(STEPS[name].before[0])
        assert (name in lifecycle.allowed_steps(pledge, somebody)) == allowed


@pytest.mark.parametrize("name", [name for name, step in STEPS.items() if step.reason])
def test_a_step_that_needs_a_reason_is_refused_without_one(name):
    with pytest.raises(NotAllowed):
        lifecycle.take(in_state(STEPS[name].before[0]), name, SYSTEM, reason="  ")


def test_two_people_never_overwrite_each_other():
    pledge, officer = make.pledge(), make.officer()
    seen = pledge.version
    lifecycle.take(pledge, "confirm", officer, version=seen)
    with pytest.raises(Stale, match="đã có người khác sửa lời hứa này") as caught:
        lifecycle.take(pledge, "cancel", officer, reason="thử", version=seen)
    assert caught.value.current.fulfilment == "confirmed"
    assert caught.value.current.version == seen + 1
    pledge.refresh_from_db()
    assert pledge.fulfilment == "confirmed"


@pytest.mark.parametrize(
    "facts",
    [
        {"fulfilment": "lost"},
        {"fulfilment": "confirmed", "next_action_on": None},
        {"amount": 0},
        {"amount": None},
        {"received_amount": -1},
    ],
)
def test_the_database_itself_refuses_what_the_table_does_not_know(facts):
    pledge = make.pledge()
    with pytest.raises(IntegrityError), transaction.atomic():
        Pledge.objects.filter(pk=pledge.pk).update(**facts)


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_note_is_refused_and_leaves_the_pledge_as_it_was(text):
    pledge = make.pledge()
    with pytest.raises(NotAllowed, match="còn trống"):
        lifecycle.note(pledge, make.officer(), text)
    assert [event.action for event in pledge.events.all()] == ["submit"]
    pledge.refresh_from_db()
    assert pledge.version == 1


# --- Receiving -------------------------------------------------------------------------------------------------------


def receive(pledge: Pledge, amount: int, by=SYSTEM) -> Receipt:
    return recording.receive(pledge, by, date=timezone.localdate(), amount=amount)


def test_part_then_the_rest_then_more_than_promised_all_stay_visible():
    pledge, treasurer = make.pledge(), make.treasurer()
    for amount, state, together in (
        (200_000, "partly_received", 200_000),
        (300_000, "received", 500_000),
        (100_000, "received", 600_000),
    ):
        receive(pledge, amount, treasurer)
        pledge.refresh_from_db()
        assert (pledge.fulfilment, pledge.received_amount) == (state, together)
    assert pledge.outstanding == 0
    assert pledge.receipts.count() == 3
    assert pledge.instalments.get().received_amount == 600_000


def test_monthly_money_fills_the_oldest_month_first():
    pledge = make.pledge(schedule="monthly", months="3")
    receive(pledge, 700_000)
    assert list(pledge.instalments.values_list("received_amount", flat=True)) == [500_000, 200_000, 0]
    receive(pledge, 800_000)
    pledge.refresh_from_db()
    assert pledge.fulfilment == "received"


@pytest.mark.parametrize("state", ["lapsed", "cancelled"])
def test_what_was_set_aside_comes_back_by_itself_when_its_money_comes(state):
    whole, part = in_state(state), in_state(state)
    receive(whole, 500_000)
    receive(part, 1_000)
    whole.refresh_from_db()
    part.refresh_from_db()
    assert (whole.fulfilment, part.fulfilment) == ("received", "partly_received")
    assert part.next_action_on is not None


def test_nothing_is_received_for_spam_and_nothing_is_stored_by_half():
    pledge = in_state("spam")
    for amount in (500_000, 0):  # the mark comes first, whatever else is wrong
        with pytest.raises(NotAllowed, match="đánh dấu là rác"):
            receive(pledge, amount)
    assert not LedgerLine.objects.exists()
    assert not Receipt.objects.exists()


def test_money_takes_the_treasurer_and_goods_the_officer():
    money, goods = make.pledge(), make.pledge(kind="goods")
    with pytest.raises(NotAllowed):
        receive(money, 500_000, make.officer())
    receive(money, 500_000, make.treasurer())
    with pytest.raises(NotAllowed):
        recording.receive(goods, make.treasurer(), date=timezone.localdate(), quantity=1, amount=1000)
    recording.receive(goods, make.officer(), date=timezone.localdate(), quantity=1, amount=1000)


def test_a_wrong_entry_is_taken_back_by_a_second_person_and_everything_follows():
    pledge = make.pledge(schedule="monthly", months="3")
    receive(pledge, 500_000)
    wrong = receive(pledge, 700_000)
    with pytest.raises(NotAllowed):
        recording.take_back(wrong, make.treasurer(), "nhầm")
    recording.take_back(wrong, make.supervisor(), "nhầm")
    pledge.refresh_from_db()
    wrong.refresh_from_db()
    assert (pledge.received_amount, pledge.fulfilment) == (500_000, "partly_received")
    assert list(pledge.instalments.values_list("received_amount", flat=True)) == [500_000, 0, 0]
    assert wrong.voided_at
    with pytest.raises(ledger.LedgerError):
        recording.take_back(wrong, make.supervisor(), "nhầm")
    recording.take_back(pledge.receipts.get(voided_at=None), make.supervisor(), "nhầm")
    pledge.refresh_from_db()
    assert (pledge.received_amount, pledge.fulfilment) == (0, "reversed")


def test_thanks_are_recorded_once_something_came():
    pledge, officer = make.pledge(), make.officer()
    with pytest.raises(NotAllowed):
        lifecycle.thanked(pledge, officer, "call")
    receive(pledge, 500_000)
    lifecycle.thanked(pledge, officer, "call")
    pledge.refresh_from_db()
    assert pledge.acknowledgement == "call"
    assert pledge.acknowledged_at


# --- Random histories ------------------------------------------------------------------------------------------------


def test_no_history_whatever_leaves_the_table():
    """The same histories every time. HISTORIES=5000 pytest … -k no_history: as many new ones as there is time for."""
    Histories.gather()
    wanted = int(os.environ.get("HISTORIES", 0))
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=wanted or 120,
            derandomize=not wanted,
            stateful_step_count=40,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
    # It really went somewhere: steps were taken as well as refused, and every state there is was reached.
    assert Histories.taken > 300
    assert Histories.refused > 300
    reached = set(PledgeEvent.objects.exclude(action="assign").values_list("after", flat=True))
    assert set(STATES) <= reached
