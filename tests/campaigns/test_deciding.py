"""Two people agree, whatever it is about: who hears of it, what changed meanwhile, and nobody in each other's way."""

import datetime
import threading
from unittest import mock

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, OperationalError, connection, transaction
from django.urls import reverse
from post_office.models import Email

from campaigns import ledger
from campaigns.approvals import accounts, deciding, ledger_proposals
from campaigns.desk.once import new_key
from campaigns.fund_states import change_state
from campaigns.models import BankAccount, BankAccountChange, Fund, LedgerLine, LedgerProposal
from donate.receiving import receipts, recording, write_offs
from home.safety import rights
from home.safety.actors import SYSTEM, NotAllowed
from home.safety.locks import Busy, Held
from tests.donate import factories as donors

from . import factories as make

TODAY = datetime.date(2026, 11, 1)
NEW = {"bank_bin": "970436", "bank_name": "Ngân hàng Thử", "number": "0123456789", "holder": "Hội", "purpose": ""}


def received(of, amount=1_000_000):
    return ledger.post(of, "received", amount, date=TODAY)


def asked_for(what):
    """(a request of this kind, who asked)"""
    treasurer = donors.treasurer()
    if what == "account":
        return accounts.propose("open", treasurer, "Mở thêm", after=NEW), treasurer
    if what == "write-off":
        pledge = donors.pledge(amount="other", amount_other="2tr")
        recording.receive(pledge, SYSTEM, date=TODAY, amount=500_000)
        return write_offs.propose(pledge, treasurer, "Thôi chờ"), treasurer
    if what == "reversal":
        return ledger_proposals.propose_reversal(received(make.fund()), treasurer, "Nhầm"), treasurer
    facts = {"amount": 5_000, "kind": "money", "date": TODAY, "note": "Gạo"}
    return ledger_proposals.propose_over_balance(make.fund(), treasurer, "Bão", facts), treasurer


def told():
    addresses = {address for letter in Email.objects.all() for address in letter.to}
    Email.objects.all().delete()
    return addresses


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["account", "reversal", "over", "write-off"])
class TestEveryKind:
    def test_a_person_without_the_right_and_the_site_itself_decide_nothing(self, what):
        proposal, _treasurer = asked_for(what)
        for by in (donors.officer(), make.person(), SYSTEM):
            with pytest.raises(NotAllowed, match="quyền"):
                deciding.decide(proposal, by, approve=True)
        proposal.refresh_from_db()
        assert proposal.is_waiting

    def test_a_decision_says_by_whom_and_when_in_the_database_itself(self, what):
        proposal, _treasurer = asked_for(what)
        with pytest.raises(IntegrityError), transaction.atomic():
            type(proposal).objects.filter(pk=proposal.pk).update(state="approved")

    def test_who_has_left_and_administrators_whose_work_it_is_not_are_not_told(self, what):
        decides, left = donors.supervisor(), donors.supervisor()
        left.is_active = False
        left.save()
        get_user_model().objects.create_superuser("quan-tri", "quantri@hoi.example", "x")
        proposal, treasurer = asked_for(what)
        assert {decides.email} <= told() <= {decides.email, treasurer.email}
        treasurer.is_active = False
        treasurer.save()
        deciding.decide(proposal, decides, approve=False)
        assert told() <= {decides.email}

    def test_who_asked_is_told_what_became_of_it(self, what):
        proposal, treasurer = asked_for(what)
        told()
        deciding.decide(proposal, donors.supervisor(), approve=True)
        assert treasurer.email in told()

    def test_who_may_decide_by_a_right_of_their_own_is_told_too(self, what):
        from django.contrib.auth.models import Permission

        own = make.person(username="rieng")
        get_user_model().objects.filter(pk=own.pk).update(email="rieng@hoi.example")
        codenames = ("decide_bankaccountchange", "approve_reversal", "approve_over_balance", "write_off_pledge")
        own.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        asked_for(what)
        assert "rieng@hoi.example" in told()


@pytest.mark.django_db
class TestAccounts:
    def test_one_change_of_an_account_waits_at_a_time(self):
        account = make.account()
        accounts.propose("alter", donors.treasurer(), "Đổi tên", account=account, after={"holder": "Hội mới"})
        with pytest.raises(NotAllowed, match="Đã có người"):
            accounts.propose("close", donors.treasurer(), "Đóng", account=account)
        assert BankAccountChange.objects.count() == 1

    def test_what_was_asked_of_an_account_as_it_no_longer_is_cannot_be_approved_but_refused(self):
        account, supervisor = make.account(holder="Hội cũ"), donors.supervisor()
        proposal = accounts.propose("alter", donors.treasurer(), "Đổi", account=account, after={"purpose": "Bão"})
        BankAccount.objects.filter(pk=account.pk).update(holder="Hội mới")
        with pytest.raises(NotAllowed, match="thay đổi"):
            deciding.decide(proposal, supervisor, approve=True)
        assert BankAccount.objects.get(pk=account.pk).holder == "Hội mới"
        assert deciding.decide(proposal, supervisor, approve=False).state == "refused"

    def test_the_same_account_opened_twice_is_refused_in_words(self):
        first, second = (accounts.propose("open", donors.treasurer(), "Mở", after=NEW) for _time in range(2))
        deciding.decide(first, donors.supervisor(), approve=True)
        with pytest.raises(NotAllowed):
            deciding.decide(second, donors.supervisor(), approve=True)
        assert BankAccount.objects.filter(number=NEW["number"]).count() == 1

    def test_an_answer_that_says_neither_yes_nor_no_decides_nothing(self, client):
        proposal, _treasurer = asked_for("account")
        client.force_login(donors.supervisor())
        page = client.post(reverse("campaigns_account_change_decide", args=[proposal.pk]), follow=True)
        assert "Chọn" in page.content.decode()
        proposal.refresh_from_db()
        assert proposal.is_waiting


def gave_way(*_all, **_more):
    error = OperationalError("deadlock detected" if connection.vendor == "postgresql" else "database table is locked")
    error.__cause__ = type("DeadlockDetected", (Exception,), {"pgcode": "40P01"})()
    raise error


@pytest.mark.django_db
class TestSomebodyElseIsInTheWay:
    """The database gave way twice: a sentence on the screen, and nothing done."""

    def screens(self):
        of = make.fund()
        line = received(of)
        decision = {"decision": "approve"}
        gift = {"once": new_key(), "kind": "money", "amount": "1000", "date": "01/11/2026", "note": "Gạo"}
        paper = {"once": new_key(), "file": SimpleUploadedFile("a.pdf", b"%PDF-1.4\n"), "caption": "Danh sách"}
        account, reversal = asked_for("account")[0], asked_for("reversal")[0]
        return {
            "T": {
                reverse("campaigns_fund_state", args=[of.pk]): {"to": "closed"},
                reverse("campaigns_account_changes"): {"what": "open", "reason": "vì", **NEW, "number": "99887766"},
                reverse("campaigns_propose_reversal", args=[line.pk]): {"reason": "Nhầm"},
                reverse("campaigns_distribute", args=[of.pk]): gift,
                reverse("campaigns_evidence", args=[line.pk]): paper,
            },
            "S": {
                reverse("campaigns_account_change_decide", args=[account.pk]): decision,
                reverse("campaigns_proposal_decide", args=[reversal.pk]): decision,
            },
        }

    def test_every_screen_says_so(self, client):
        screens, counted = self.screens(), (LedgerLine, LedgerProposal, BankAccountChange, BankAccount)
        before = [model.objects.count() for model in counted]
        for group, addresses in screens.items():
            client.force_login(make.person({"T": rights.TREASURY, "S": rights.SUPERVISORS}[group]))
            for address, data in addresses.items():
                with mock.patch.object(Held, "take", gave_way):
                    page = client.post(address, data, follow=True)
                assert page.status_code == 200, address
                assert "cùng lúc" in page.content.decode(), address
        assert [model.objects.count() for model in counted] == before
        assert not Fund.objects.filter(state="closed").exists()


class TestAllAtOnce:
    pytestmark = [
        pytest.mark.postgres,
        pytest.mark.skipif(connection.vendor != "postgresql", reason="threads and row locks need PostgreSQL"),
        pytest.mark.django_db(transaction=True),
    ]

    def test_everything_that_touches_one_fund_crosses_everything_else_and_nothing_is_lost(self):
        fund, treasurer, supervisors = donors.fund(), donors.treasurer(), [donors.supervisor() for _one in range(6)]
        given = [recording.receive(donors.pledge(fund), treasurer, date=TODAY, amount=500_000) for _one in range(6)]
        proposals = [ledger_proposals.propose_reversal(receipt.line, treasurer, "Nhầm") for receipt in given[:3]]
        change = accounts.propose("alter", treasurer, "Đổi", account=fund.account, after={"purpose": "Bão"})
        facts = {"amount": 90_000_000, "kind": "money", "date": TODAY, "note": "Gạo"}
        beyond = ledger_proposals.propose_over_balance(fund, treasurer, "Bão", facts)
        todo = [
            *(
                lambda proposal=proposal, by=by: deciding.decide(proposal, by, True)
                for proposal in proposals
                for by in supervisors[:2]
            ),
            *(lambda by=by: deciding.decide(change, by, True) for by in supervisors[:2]),
            lambda: deciding.decide(beyond, supervisors[3], True),
            *(lambda receipt=receipt: receipts.reissue(receipt, treasurer, "sai tên", "Bà L.") for receipt in given),
            *(lambda: ledger.distribute(fund, treasurer, 1_000, date=TODAY, note="Gạo") for _one in range(4)),
            lambda: change_state(fund, "closed", treasurer),
            lambda: ledger.verify(fund),
        ]
        start, done, refused, broken = threading.Barrier(len(todo)), [], [], []

        def work(deed):
            try:
                start.wait()
                done.append(deed())
            except Busy as error:
                broken.append(error)
            except NotAllowed as error:
                refused.append(error)
            except Exception as error:
                broken.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=work, args=(deed,)) for deed in todo]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert broken == []
        assert LedgerProposal.objects.filter(state="approved").count() == 4
        assert LedgerLine.objects.filter(reverses__isnull=False).count() == 3
        assert BankAccountChange.objects.get().state == "approved"
        assert Fund.objects.get(pk=fund.pk).state == "closed"
        assert ledger.verify(fund) is None
