"""A line is turned back, and more than a fund holds is given, only when a second person agrees."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from campaigns import ledger
from campaigns.approvals import ledger_proposals
from campaigns.models import LedgerLine, LedgerProposal
from home.safety import rights
from home.safety.actors import NotAllowed

from . import factories as make

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 1)


@pytest.fixture
def treasurer():
    return make.person(rights.TREASURY)


@pytest.fixture
def supervisor():
    return make.person(rights.SUPERVISORS)


def received(of, amount=1_000_000, **more):
    return ledger.post(of, "received", amount, date=TODAY, **more)


def held(of):
    of.refresh_from_db()
    of.forget_totals()
    return of.totals.balance


def test_a_line_stands_until_a_second_person_agrees_to_turn_it_back(treasurer, supervisor):
    of = make.fund()
    line = received(of)
    proposal = ledger_proposals.propose_reversal(line, treasurer, "Ghi hai lần")
    assert held(of) == 1_000_000
    done = ledger_proposals.decide(proposal, supervisor, approve=True)
    assert held(of) == 0
    assert done.result.reverses == line
    assert (done.result.reason, done.decided_by) == ("Ghi hai lần", supervisor)
    assert ledger.verify(of) is None


def test_a_refused_request_writes_nothing(treasurer, supervisor):
    of = make.fund()
    proposal = ledger_proposals.propose_reversal(received(of), treasurer, "Nhầm")
    assert ledger_proposals.decide(proposal, supervisor, approve=False).result is None
    assert LedgerLine.objects.count() == 1
    with pytest.raises(NotAllowed):
        ledger_proposals.decide(proposal, supervisor, approve=True)


def test_nobody_decides_what_they_asked_for_themselves():
    both = make.person(rights.TREASURY)
    make.join(both, rights.SUPERVISORS)
    proposal = ledger_proposals.propose_reversal(received(make.fund()), both, "Nhầm")
    with pytest.raises(NotAllowed):
        ledger_proposals.decide(proposal, both, approve=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerProposal.objects.filter(pk=proposal.pk).update(
            decided_by=both, decided_at=timezone.now(), state="approved"
        )


@pytest.mark.parametrize(
    "group", [rights.EDITORS, rights.EDITORIAL_BOARD, rights.INTAKE, rights.LEADERS, rights.SUPERVISORS]
)
def test_only_the_treasury_asks(group):
    with pytest.raises(NotAllowed):
        ledger_proposals.propose_reversal(received(make.fund()), make.person(group), "Nhầm")


@pytest.mark.parametrize(
    "group", [rights.EDITORS, rights.EDITORIAL_BOARD, rights.INTAKE, rights.LEADERS, rights.TREASURY]
)
def test_only_supervisors_decide(treasurer, group):
    proposal = ledger_proposals.propose_reversal(received(make.fund()), treasurer, "Nhầm")
    with pytest.raises(NotAllowed):
        ledger_proposals.decide(proposal, make.person(group), approve=True)
    assert LedgerLine.objects.count() == 1


def test_the_same_line_is_asked_for_once(treasurer, supervisor):
    line = received(make.fund())
    first = ledger_proposals.propose_reversal(line, treasurer, "Nhầm")
    with pytest.raises(NotAllowed):
        ledger_proposals.propose_reversal(line, make.person(rights.TREASURY), "Nhầm")
    ledger_proposals.decide(first, supervisor, approve=False)
    again = ledger_proposals.propose_reversal(line, treasurer, "Vẫn nhầm")
    ledger_proposals.decide(again, supervisor, approve=True)
    with pytest.raises(NotAllowed):
        ledger_proposals.propose_reversal(line, treasurer, "Lần nữa")


def test_a_request_without_a_reason_is_refused(treasurer):
    with pytest.raises(NotAllowed):
        ledger_proposals.propose_reversal(received(make.fund()), treasurer, "   ")


def test_more_than_the_fund_holds_waits_and_is_then_written_as_asked(treasurer, supervisor):
    of = make.fund()
    received(of, 1_000_000)
    at = make.unit()
    facts = {
        "amount": 1_500_000,
        "kind": "money",
        "date": TODAY,
        "note": "Gạo sau lũ",
        "unit": at,
        "beneficiary_count": 12,
    }
    proposal = ledger_proposals.propose_over_balance(of, treasurer, "Bão về trong đêm", facts)
    assert held(of) == 1_000_000
    line = ledger_proposals.decide(proposal, supervisor, approve=True).result
    assert (line.amount, line.note, line.unit, line.date, line.beneficiary_count) == (
        1_500_000,
        "Gạo sau lũ",
        at,
        TODAY,
        12,
    )
    assert (line.over_balance_reason, line.recorder) == ("Bão về trong đêm", treasurer)
    assert held(of) == -500_000
    assert ledger.verify(of) is None


def test_goods_beyond_the_store_wait_too(treasurer, supervisor):
    of = make.fund()
    from decimal import Decimal

    facts = {
        "amount": 300_000,
        "kind": "goods",
        "item": "Chăn bông",
        "item_unit": "chiếc",
        "quantity": Decimal("2.50"),
        "date": TODAY,
        "note": "Chăn",
    }
    proposal = ledger_proposals.propose_over_balance(of, treasurer, "Mượn của huyện", facts)
    assert ledger_proposals.decide(proposal, supervisor, approve=True).result.quantity == Decimal("2.50")


def test_who_may_decide_is_told_by_mail_without_sums_or_names(treasurer):
    supervisor = make.person(rights.SUPERVISORS)
    supervisor.email = "kiemsoat@demo.example"
    supervisor.save()
    line = received(make.fund(), 7_654_321, public_name="Bà Đinh Thị Mùi")
    ledger_proposals.propose_reversal(line, treasurer, "Nhầm")
    [letter] = [email for email in Email.objects.all() if email.to == ["kiemsoat@demo.example"]]
    for secret in ("7.654.321", "7654321", "Mùi"):
        assert secret not in letter.subject + letter.message


def test_who_keeps_more_beside_a_line_is_asked_first(treasurer, supervisor, monkeypatch):
    seen = []

    def mine(line, by, reason):
        seen.append((line.pk, by, reason))
        return ledger.reverse(line, reason, by)

    monkeypatch.setattr(ledger_proposals, "_reversers", [lambda *_all: None, mine])
    line = received(make.fund())
    done = ledger_proposals.decide(ledger_proposals.propose_reversal(line, treasurer, "Nhầm"), supervisor, approve=True)
    assert seen == [(line.pk, supervisor, "Nhầm")]
    assert done.result.reverses == line


def test_a_line_with_a_receipt_takes_receipt_and_pledge_along(treasurer, supervisor):
    from donate.receiving import recording

    receipt = recording.receive_walk_in(
        make.fund(), treasurer, date=TODAY, amount=200_000, channel="cash", payer="Ông Nông Văn A"
    )
    ledger_proposals.decide(
        ledger_proposals.propose_reversal(receipt.line, treasurer, "Nhầm"), supervisor, approve=True
    )
    receipt.refresh_from_db()
    assert receipt.voided_at is not None


# --- screens ------------------------------------------------------------------------------------------------------


def test_the_treasurer_asks_and_the_supervisor_agrees_on_their_screens(client, treasurer, supervisor):
    of = make.fund()
    line = received(of)
    client.force_login(treasurer)
    page = client.get(reverse("campaigns_ledger:inspect", args=[line.pk])).content.decode()
    assert reverse("campaigns_propose_reversal", args=[line.pk]) in page
    client.post(reverse("campaigns_propose_reversal", args=[line.pk]), {"reason": "Ghi hai lần"})
    proposal = LedgerProposal.objects.get()
    own = client.get(reverse("campaigns_proposals")).content.decode()
    assert "Ghi hai lần" in own
    decision = reverse("campaigns_proposal_decide", args=[proposal.pk])
    assert 'value="approve"' not in client.get(decision).content.decode()

    client.force_login(supervisor)
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert decision in home
    assert decision in client.get(reverse("campaigns_proposals")).content.decode()
    assert 'value="approve"' in client.get(decision).content.decode()
    client.post(reverse("campaigns_proposal_decide", args=[proposal.pk]), {"decision": "approve"})
    assert held(of) == 0
    page = client.get(reverse("campaigns_ledger:inspect", args=[line.pk])).content.decode()
    assert reverse("campaigns_propose_reversal", args=[line.pk]) not in page


def test_what_a_fund_would_hold_afterwards_is_said_while_it_waits_and_no_longer(client, treasurer, supervisor):
    of = make.fund()
    received(of, 700_000)
    proposal = ledger_proposals.propose_reversal(received(of, 300_000), treasurer, "Ghi hai lần")
    client.force_login(supervisor)
    where = reverse("campaigns_proposal_decide", args=[proposal.pk])
    page = client.get(where).content.decode()
    assert "Sau đó quỹ còn" in page
    assert "1.000.000" in page
    assert "700.000" in page
    ledger_proposals.decide(proposal, supervisor, approve=True)
    page = client.get(where).content.decode()
    assert "Sau đó quỹ còn" not in page
    assert "Quỹ hiện có" not in page


@pytest.mark.parametrize("group", rights.GROUPS)
def test_each_group_opens_only_its_screens(client, group):
    of = make.fund()
    line = received(of)
    proposal = ledger_proposals.propose_reversal(line, make.person(rights.TREASURY), "Nhầm")
    client.force_login(make.person(group))
    money = {rights.TREASURY, rights.SUPERVISORS, rights.LEADERS}
    for address, groups in {
        reverse("campaigns_proposals"): money,
        reverse("campaigns_propose_reversal", args=[line.pk]): {rights.TREASURY},
        reverse("campaigns_distribute", args=[of.pk]): {rights.TREASURY},
        reverse("campaigns_evidence", args=[line.pk]): {rights.TREASURY},
    }.items():
        assert (client.get(address).status_code == 200) == (group in groups), address
    client.post(reverse("campaigns_proposal_decide", args=[proposal.pk]), {"decision": "approve"})
    proposal.refresh_from_db()
    assert (proposal.state == "approved") == (group == rights.SUPERVISORS)
