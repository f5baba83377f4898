"""Who may have what done, asked of the services themselves: no screen stands before them here.

The letters are those of tests/rights/people.py: E Biên tập viên · B Ban Biên tập · C Cán bộ tiếp nhận · T Thủ quỹ ·
S Kiểm soát · L Lãnh đạo · N in no group; and X, who was in all of them and has left.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, Group
from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils import timezone

from campaigns import ledger
from campaigns.approvals import accounts, ledger_proposals
from campaigns.ledger.evidence import Consent
from campaigns.models import LedgerProposal
from donate.models import BankLine, BulkDeed, WriteOffProposal
from donate.privacy import requests as privacy_requests
from donate.promises.form import PledgeForm
from donate.receiving import recording
from donate.receiving.recording import Thing
from home.safety.actors import DONOR
from tests.donate import factories as make
from tests.donate.bank import bank_files

from . import people as screens

TODAY = timezone.localdate
STRANGERS: dict[str, Any] = {"None": None, "a bare object": object(), "a visitor": AnonymousUser(), "DONOR": DONOR}
NEW_ACCOUNT = {"bank_bin": "970436", "bank_name": "Ngân hàng Thử", "number": "0123456789", "holder": "Hội"}


class World:
    """One of everything. Each thing is read anew whenever it is named: what one try changed in memory, none sees."""

    def __init__(self, things: dict[str, Any]) -> None:
        self._things = things

    def __getattr__(self, name: str) -> Any:
        thing = self._things[name]
        return type(thing)._base_manager.get(pk=thing.pk) if isinstance(thing, Model) else thing


def people() -> dict[str, Any]:
    found = {}
    for letter, group in {**screens.PEOPLE, "X": "*"}.items():
        if group is None:
            continue
        user = get_user_model().objects.create_user(f"dich-vu-{letter.lower()}", f"{letter}@dich-vu.example", "x")
        user.is_active = letter != "X"
        user.save()
        user.groups.set(Group.objects.all() if group == "*" else Group.objects.filter(name=group))
        found[letter] = user
    return found


def world() -> World:
    """Made by others than those who try."""
    officer, treasurer = make.officer(), make.treasurer()
    fund = make.fund()
    person = {"name": make.NAME, "email": make.MAIL}
    at = timezone.now() - datetime.timedelta(days=20)
    promised = make.pledge(fund, at=at, **person)
    handed_out = make.pledge(fund, **person)
    type(handed_out).objects.filter(pk=handed_out.pk).update(assignee=officer)
    goods = make.pledge(fund, "goods", **person)
    partly, asked_about = (make.pledge(fund, amount="other", amount_other="2tr", **person) for _place in range(2))
    receipt = recording.receive(partly, treasurer, date=TODAY(), amount=500_000)
    recording.receive(asked_about, treasurer, date=TODAY(), amount=500_000)
    walked_in = recording.receive_walk_in(
        fund,
        treasurer,
        date=TODAY(),
        amount=300_000,
        payer="Bà Nông Thị Khó",
        public_name="Bà Khó",
        consent_how="paper",
    )
    facts = {"statement": _statement(fund.account, treasurer), "account": fund.account, "date": TODAY()}
    waits = BankLine.objects.create(**facts, key="1", row=1, amount=100_000, memo="ung ho")
    aside = BankLine.objects.create(**facts, key="2", row=2, amount=100_000, memo="lai", state="aside", why_aside="Lãi")
    line = ledger.post(fund, "received", 900_000, date=TODAY())
    beyond = {"amount": 90_000_000, "kind": "money", "date": TODAY(), "note": "Gạo"}
    partly.refresh_from_db()
    typed = PledgeForm(make.filled(), fund=fund)
    assert typed.is_valid(), typed.errors
    return World(
        {
            "officer": officer,
            "fund": fund,
            "typed": typed.cleaned_data,
            "line": line,
            "other_line": ledger.post(fund, "received", 70_000, date=TODAY()),
            "account": fund.account,
            "promised": promised,
            "handed_out": handed_out,
            "goods": goods,
            "partly": partly,
            "receipt": receipt,
            "walked_in": walked_in,
            "waits": waits,
            "aside": aside,
            "beyond": beyond,
            "account_change": accounts.propose("open", treasurer, "Mở thêm", after=NEW_ACCOUNT),
            "reversal": ledger_proposals.propose_reversal(line, treasurer, "Ghi hai lần"),
            "over_balance": ledger_proposals.propose_over_balance(fund, treasurer, "Bão", beyond),
            "write_off": WriteOffProposal.objects.create(pledge=asked_about, reason="Thôi", proposed_by=officer),
            "wish": privacy_requests.ask(promised, "withdraw", officer, source="phone"),
        }
    )


def _statement(account: Any, by: Any) -> Any:
    from donate.models import BankStatement

    return BankStatement.objects.create(account=account, file_digest="0" * 64, added_by=by)


def file() -> ContentFile:
    return ContentFile(b"%PDF-1.4 danh sach", "danh-sach.pdf")


class Row(NamedTuple):
    service: str
    may: str
    call: Callable[[Any, World, Any], Any]  # (the service, the world, who tries)
    donor: bool = False  # open to donors too


_reversal = ledger_proposals.What.REVERSE
CAMPAIGNS = "campaigns.approvals"
TABLE = [
    # Funds and their ledger
    Row("campaigns.fund_states.change_state", "TS", lambda do, w, by: do(w.fund, "closed", by)),
    Row(
        "campaigns.ledger.distributing.distribute",
        "T",
        lambda do, w, by: do(w.fund, by, 1_000, date=TODAY(), note="Gạo"),
    ),
    Row("campaigns.ledger.evidence.attach", "T", lambda do, w, by: do(w.line, file(), by)),
    Row(
        "campaigns.ledger.evidence.attach_all",
        "T",
        lambda do, w, by: do(w.line, [file()], by, "Danh sách", False, Consent()),
    ),
    # What takes two people: asked by one, decided by another
    Row(
        f"{CAMPAIGNS}.deciding.propose",
        "T",
        lambda do, w, by: do(LedgerProposal(what=_reversal, fund=w.fund, line=w.other_line, reason="Nhầm"), by),
    ),
    Row(f"{CAMPAIGNS}.ledger_proposals.propose_reversal", "T", lambda do, w, by: do(w.other_line, by, "Nhầm")),
    Row(f"{CAMPAIGNS}.ledger_proposals.propose_over_balance", "T", lambda do, w, by: do(w.fund, by, "Bão", w.beyond)),
    Row(f"{CAMPAIGNS}.accounts.propose", "T", lambda do, w, by: do("close", by, "Đóng", account=w.account)),
    Row("donate.receiving.write_offs.propose", "CT", lambda do, w, by: do(w.partly, by, "Thôi")),
    *(
        Row(f"{CAMPAIGNS}.deciding.decide", "S", lambda do, w, by, asked=asked, yes=yes: do(getattr(w, asked), by, yes))
        for asked in ("reversal", "over_balance", "account_change", "write_off")
        for yes in (True, False)
    ),
    # A pledge's way: donors promise by themselves, staff write down what donors say
    *(
        Row("donate.promises.lifecycle.take", "C", lambda do, w, by, step=step: do(w.promised, step, by, "vì"))
        for step in ("confirm", "mark_spam", "lapse")
    ),
    Row("donate.promises.lifecycle.take", "C", lambda do, w, by: do(w.promised, "cancel", by, "vì"), donor=True),
    Row(
        "donate.promises.lifecycle.take",
        "S",
        lambda do, w, by: do(w.partly, "write_off", by, "vì", asked_by=w.officer),
    ),
    Row("donate.promises.lifecycle.contacted", "C", lambda do, w, by: do(w.promised, by, "reached")),
    Row("donate.promises.lifecycle.schedule", "C", lambda do, w, by: do(w.promised, by, TODAY())),
    Row("donate.promises.lifecycle.assign", "CS", lambda do, w, by: do(w.promised, by, w.officer)),
    Row("donate.promises.lifecycle.note", "C", lambda do, w, by: do(w.promised, by, "Gọi lại sau")),
    Row("donate.promises.lifecycle.reminded", "C", lambda do, w, by: do(w.promised, by, "words")),
    Row("donate.promises.lifecycle.thanked", "C", lambda do, w, by: do(w.partly, by, "call")),
    Row("donate.following.bulk_steps.fix", "C", lambda do, w, by: do(by, BulkDeed.What.SPAM, [])),
    Row("donate.following.bulk_steps.fix", "CS", lambda do, w, by: do(by, BulkDeed.What.ASSIGN, [])),
    Row("donate.following.officers.settle", "S", lambda do, w, by: do(w.officer, by, units=[], is_away=True)),
    Row("donate.following.officers.hand_on", "CS", lambda do, w, by: do(w.officer, by)),
    Row("donate.letters.reminders.send", "C", lambda do, w, by: do(w.promised, by, "Kính gửi")),
    Row("donate.letters.reminders.passed_on", "C", lambda do, w, by: do(w.promised, by)),
    Row("donate.letters.thanks.send", "C", lambda do, w, by: do(w.partly, by, "Xin cảm ơn")),
    Row("donate.promises.pledging.pledge_from", "C", lambda do, w, by: do(w.typed, w.fund, by=by), donor=True),
    # What came in
    Row("donate.receiving.recording.receive", "T", lambda do, w, by: do(w.promised, by, date=TODAY(), amount=1_000)),
    Row("donate.receiving.recording.receive", "C", lambda do, w, by: do(w.goods, by, date=TODAY(), quantity=2)),
    Row("donate.receiving.recording.receive_walk_in", "T", lambda do, w, by: do(w.fund, by, date=TODAY(), amount=1)),
    Row(
        "donate.receiving.recording.receive_walk_in",
        "C",
        lambda do, w, by: do(w.fund, by, date=TODAY(), kind="goods", things=[Thing("Chăn", "chiếc", Decimal(2))]),
    ),
    Row("donate.receiving.recording.take_back", "S", lambda do, w, by: do(w.receipt, by, "Nhầm")),
    Row("donate.receiving.recording.reverse_line", "S", lambda do, w, by: do(w.receipt.line, by, "Nhầm")),
    Row("donate.receiving.receipts.void", "T", lambda do, w, by: do(w.receipt, by, "Sai tên")),
    Row("donate.receiving.receipts.reissue", "T", lambda do, w, by: do(w.receipt, by, "Sai tên", "Bà L.")),
    # The bank's statements
    Row(
        "donate.bank.booking.take_in",
        "T",
        lambda do, w, by: do(bank_files.vietcombank(("01/11/2026", 250_000, "ung ho")), w.account, by),
    ),
    Row("donate.bank.booking.book", "T", lambda do, w, by: do(w.waits, w.promised, by)),
    Row("donate.bank.booking.book_to_fund", "T", lambda do, w, by: do(w.waits, w.fund, by)),
    Row("donate.bank.booking.set_aside", "T", lambda do, w, by: do(w.waits, by, "Lãi")),
    Row("donate.bank.booking.bring_back", "T", lambda do, w, by: do(w.aside, by)),
    # Personal data
    Row("donate.privacy.requests.ask", "C", lambda do, w, by: do(w.promised, "access", by), donor=True),
    Row("donate.privacy.requests.answer", "C", lambda do, w, by: do(w.wish, by)),
    Row("donate.privacy.requests.do", "C", lambda do, w, by: do(w.wish, by)),
    Row("donate.privacy.requests.refuse", "C", lambda do, w, by: do(w.wish, by, "Không phải người ấy")),
    Row("donate.privacy.erasing.withdraw", "C", lambda do, w, by: do(w.promised, by), donor=True),
    Row("donate.privacy.erasing.erase", "C", lambda do, w, by: do(w.promised, by)),
    Row("donate.privacy.erasing.erase_payer", "C", lambda do, w, by: do(w.walked_in, by)),
    Row("donate.privacy.erasing.unshow_receipt", "C", lambda do, w, by: do(w.walked_in, by)),
]

# What takes somebody along and yet asks for no right of theirs, and why.
ASK_NOTHING = {
    # They only tell, for buttons and lists.
    "campaigns.approvals.deciding.may_decide": "tells",
    "donate.receiving.write_offs.may_propose": "tells",
    "donate.receiving.recording.may_receive": "tells",
    "donate.promises.lifecycle.allowed_steps": "tells",
    "donate.desk.pledge.conflict.same_again": "tells",
    # They are a part of other services, which have asked.
    "campaigns.desk.once.once": "claims the key of a form",
    "donate.promises.lifecycle.record": "writes down what a service has done",
    "donate.promises.lifecycle.opened": "prepares a promise before it is saved",
    "donate.promises.lifecycle.settle": "what came in was recorded by a service",
    "donate.privacy.erasing.erase_held": "a service holds the rows and has asked",
    "donate.receiving.receipts.issue": "what came in was recorded by a service",
    "donate.receiving.receipts.in_its_place": "a receipt was voided by a service",
    # Each pledge's step asks, and who is refused finds it listed in the deed (tests/donate/desk/test_bulk.py).
    "donate.following.bulk_steps.work": "asks pledge by pledge",
}
