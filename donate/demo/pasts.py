"""What becomes of the demo's pledges: calls, waiting, gifts, thanks, told day by day as an office lives them."""

from __future__ import annotations

import datetime
import random
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any

from django.utils import timezone

from campaigns.approvals import ledger_proposals
from campaigns.models import LedgerProposal
from donate.models import Pledge, PrivacyRequest, Receipt, WriteOffProposal
from donate.privacy import requests as privacy_requests
from donate.promises import lifecycle
from donate.receiving import recording, write_offs
from home.safety.actors import DONOR, SYSTEM

SAID = (
    "Vui vẻ, nhớ ngay lời hứa",
    "Gia đình muốn góp cho các cháu trước rét",
    "Đang đi làm đồng, nói chuyện một lát",
    "Dặn gọi sau 17 giờ cho tiện",
    "Hỏi cách chuyển khoản, đã đọc mã cho nghe",
)
BUSY = ("Máy bận", "Đổ chuông không ai nghe, đã nhắn Zalo", "Người nhà nghe máy, hẹn gọi lại buổi chiều")
WILL = ("Chờ lương rồi chuyển", "Cuối tuần ra ngân hàng", "Con gái chuyển giúp", "Mang ra Hội khi đi chợ phiên")
CANCELLED = ("Người ủng hộ đã góp nơi khác", "Gia đình có việc, xin hẹn dịp khác")
NOT_MINE = "Nhà ở xã khác, tôi không phụ trách, nhờ anh chị giao giúp"
HARD = "Nhà vừa có người đi viện, xin Hội thông cảm"
HANDED = ("Nhà ở gần chỗ anh chị hơn", "Tôi đi tập huấn mấy hôm, nhờ theo giúp")


TWICE = "Ghi hai lần: khoản này đã nằm trong sao kê đưa vào hôm trước"
HARD_TIMES = "Gia đình gặp khó khăn, Hội không chờ nữa"


class Book:
    """Receipts are written one after the other, so that their days follow their numbers."""

    def __init__(self, opened: datetime.datetime) -> None:
        self.written = opened


class Past:
    """One pledge and a clock that only moves forward, in office hours, never past this moment."""

    def __init__(self, pledge: Pledge, made: datetime.datetime, people: Any, chance: random.Random, book: Book) -> None:
        self.pledge, self.at, self.people, self.random, self.book = pledge, made, people, chance, book
        self.officer = pledge.assignee or people.officers[0]

    def tell(self, fate: str) -> None:
        getattr(self, f"_{fate}")()

    # --- the clock ---------------------------------------------------------------------------------------------------

    def later(self, least: int, most: int) -> AbstractContextManager[None]:
        """Some days on, between half past seven and five; today at the latest."""
        minutes = self.random.randint(30, 570)
        day = timezone.localtime(self.at) + datetime.timedelta(days=self.random.randint(least, most))
        moment = day.replace(hour=7, minute=0) + datetime.timedelta(minutes=minutes)
        if moment <= self.at:
            moment += datetime.timedelta(days=1)
        self.at = max(self.at, min(moment, timezone.now()))
        return lifecycle.as_if(self.at)

    def ago(self, days: int) -> None:
        """Nothing happens until so many days before today."""
        self.at = max(self.at, timezone.now() - datetime.timedelta(days=days, hours=6))

    @property
    def day(self) -> datetime.date:
        return timezone.localdate(self.at)

    def pick(self, choices: Any) -> Any:
        return self.random.choice(choices)

    # --- what an officer does -----------------------------------------------------------------------------------------

    def misses(self) -> None:
        with self.later(0, 1):
            lifecycle.contacted(self.pledge, self.officer, "not_reached", self.day, self.pick(BUSY))

    def agrees(self, least: int = 0, most: int = 1) -> None:
        """Called, perhaps in vain the first time, and confirmed."""
        if self.random.random() < 0.3:
            self.misses()
        with self.later(least, most):
            lifecycle.contacted(self.pledge, self.officer, "reached", note=self.pick(SAID))
            if self.pledge.fulfilment == Pledge.Fulfilment.SUBMITTED:
                lifecycle.take(self.pledge, "confirm", self.officer)

    def gives(self, share: Decimal | int, least: int = 1, most: int = 6) -> Receipt:
        """The share of what is due now (a monthly pledge: its first month)."""
        with self.later(least, most):
            self.at = self.book.written = max(self.at, self.book.written)
        with lifecycle.as_if(self.at):
            if self.pledge.kind == Pledge.Kind.MONEY:
                amount = int((self.pledge.amount or 0) * share) // 1000 * 1000
                channel = "cash" if self.pledge.source == Pledge.Source.WALK_IN else "transfer"
                return recording.receive(
                    self.pledge, self.people.treasurer, date=self.day, amount=amount, channel=channel
                )
            quantity = self.pledge.quantity or self.pledge.hours or 1
            value = 400_000 if self.pledge.kind == Pledge.Kind.GOODS else 0
            return recording.receive(
                self.pledge, self.officer, date=self.day, quantity=quantity, amount=value, channel="counter"
            )

    # --- fates -------------------------------------------------------------------------------------------------------

    def _new(self) -> None:
        pass

    def _called(self) -> None:
        day = timezone.localdate() + datetime.timedelta(days=self.random.randint(0, 4))
        with self.later(0, 1):
            lifecycle.contacted(self.pledge, self.officer, "will_transfer", day, self.pick(WILL))

    def _not_reached(self) -> None:
        self.misses()
        self.ago(1)
        with self.later(0, 1):
            today = timezone.localdate()
            lifecycle.contacted(self.pledge, self.officer, "not_reached", today, self.pick(BUSY))

    def _confirmed(self) -> None:
        self.misses()
        self.ago(2)
        self.agrees(0, 1)

    def _overdue(self) -> None:
        self.ago(9)
        self.agrees(0, 3)
        if self.random.random() < 0.5 and len(self.people.officers) > 1:
            other = next(officer for officer in self.people.officers if officer != self.officer)
            with self.later(0, 1):
                lifecycle.assign(self.pledge, self.officer, other, self.pick(HANDED))

    def _received(self) -> Receipt:
        self.agrees()
        return self.gives(1)

    def _thanked(self) -> None:
        self._received()
        self.pledge.refresh_from_db()
        if self.pledge.fulfilment in (Pledge.Fulfilment.RECEIVED, Pledge.Fulfilment.PARTLY):
            how = self.pick((Pledge.Acknowledgement.CALL, Pledge.Acknowledgement.LETTER))
            with self.later(1, 3):
                lifecycle.thanked(self.pledge, self.officer, how)

    def _partly(self) -> None:
        self.agrees()
        self.gives(Decimal("0.5"))
        self.pledge.refresh_from_db()
        if self.pledge.is_open and not self.pledge.is_monthly:
            self.ago(6)
            with self.later(0, 4):
                day = timezone.localdate() + datetime.timedelta(days=self.random.randint(-1, 6))
                lifecycle.contacted(
                    self.pledge, self.officer, "will_transfer", max(day, self.day), "Tháng này chuyển nốt"
                )

    def _excess(self) -> None:
        self.agrees()
        self.gives(2)

    def _cancelled(self) -> None:
        with self.later(0, 2):
            lifecycle.take(self.pledge, "cancel", self.officer, reason=self.pick(CANCELLED))

    def _withdrawn(self) -> None:
        with self.later(0, 2):
            lifecycle.take(self.pledge, "cancel", DONOR)

    def _lapsed(self) -> None:
        self.misses()
        with self.later(4, 6):
            lifecycle.reminded(self.pledge, self.officer, "words")
        with self.later(4, 6):
            lifecycle.reminded(self.pledge, self.officer, "words")
        with self.later(18, 20):
            lifecycle.take(self.pledge, "lapse", SYSTEM)

    def _spam(self) -> None:
        with self.later(0, 1):
            lifecycle.note(self.pledge, self.officer, "Gọi số này là một cửa hàng, không ai biết lời hứa")
            lifecycle.take(self.pledge, "mark_spam", self.officer)

    def _asks_to_write_off(self, why: str) -> WriteOffProposal:
        proposal = write_offs.propose(self.pledge, self.officer, why)
        WriteOffProposal.objects.filter(pk=proposal.pk).update(proposed_at=self.at)
        return proposal

    def _half_given(self) -> None:
        self.agrees()
        self.gives(Decimal("0.5"))
        with self.later(5, 8):
            lifecycle.reminded(self.pledge, self.officer, "words")

    def _written_off(self) -> None:
        self._half_given()
        with self.later(5, 8):
            proposal = self._asks_to_write_off(HARD_TIMES)
        with self.later(1, 2):
            write_offs.decide(proposal, self.people.supervisor, approve=True)
        WriteOffProposal.objects.filter(pk=proposal.pk).update(decided_at=self.at)
        self.pledge.refresh_from_db()

    def _asks_to_turn_back(self, receipt: Receipt, why: str) -> LedgerProposal:
        proposal = ledger_proposals.propose_reversal(receipt.line, self.people.treasurer, why)
        LedgerProposal.objects.filter(pk=proposal.pk).update(proposed_at=self.at)
        return proposal

    def _reversed(self) -> None:
        receipt = self._received()
        with self.later(1, 2):
            proposal = self._asks_to_turn_back(receipt, "Ghi nhầm sang người khác")
        with self.later(1, 1):
            ledger_proposals.decide(proposal, self.people.supervisor, approve=True)
        LedgerProposal.objects.filter(pk=proposal.pk).update(decided_at=self.at)

    def _reversal_waits(self) -> None:
        receipt = self._received()
        self.ago(2)
        with self.later(0, 1):
            self._asks_to_turn_back(receipt, TWICE)

    def _erasure(self) -> None:
        self.ago(1)
        with self.later(0, 0):
            privacy_requests.ask(self.pledge, PrivacyRequest.What.ERASE, DONOR)

    def _asks_copy(self) -> None:
        self._received()
        self.ago(1)
        with self.later(0, 0):
            self._asks(PrivacyRequest.What.ACCESS, Pledge.Source.PHONE, PrivacyRequest.KnownBy.CALL)

    def _asks_unshown(self) -> None:
        self._received()
        self.ago(5)
        with self.later(0, 0):
            wish = self._asks(PrivacyRequest.What.WITHDRAW, Pledge.Source.WALK_IN, PrivacyRequest.KnownBy.SEEN)
        with self.later(0, 1):
            privacy_requests.answer(wish, self.officer)

    def _refused_erasure(self) -> None:
        self._received()
        self.ago(9)
        with self.later(0, 0):
            wish = self._asks(PrivacyRequest.What.ERASE, Pledge.Source.PHONE, PrivacyRequest.KnownBy.CALL)
        with self.later(1, 2):
            privacy_requests.refuse(wish, self.officer, "Gọi lại thì người ấy nói đổi ý, muốn giữ để nhận thư cảm ơn")

    def _erased(self) -> None:
        self._cancelled()
        self.ago(8)
        with self.later(0, 0):
            wish = self._asks(PrivacyRequest.What.ERASE, Pledge.Source.PHONE, PrivacyRequest.KnownBy.CALL)
        with self.later(1, 2):
            privacy_requests.do(wish, self.officer)

    def _asks(self, what: str, source: str, known_by: str) -> PrivacyRequest:
        return privacy_requests.ask(self.pledge, what, self.officer, source=source, known_by=known_by)

    def _reminded(self) -> None:
        self.agrees()
        self.ago(5)
        with self.later(0, 0):
            lifecycle.reminded(self.pledge, self.officer, "words")

    def _reminded_twice(self) -> None:
        self.agrees()
        for days in (12, 5):
            self.ago(days)
            with self.later(0, 0):
                lifecycle.reminded(self.pledge, self.officer, "words")

    def _handed_back(self) -> None:
        with self.later(0, 0):
            lifecycle.assign(self.pledge, self.officer, None, NOT_MINE)

    def _write_off_asked(self) -> None:
        self.agrees()
        self.gives(Decimal("0.5"))
        self.ago(6)
        with self.later(0, 0):
            lifecycle.contacted(self.pledge, self.officer, "reached", self.day + datetime.timedelta(days=9), HARD)
        self.ago(2)
        with self.later(0, 0):
            self._asks_to_write_off("Gia đình gặp khó khăn, xin thôi phần còn lại")
