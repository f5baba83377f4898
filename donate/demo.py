"""Sixty invented pledges of every kind and state, made the way staff and donors make them. For demonstrations only."""

from __future__ import annotations

import datetime
import random
from decimal import Decimal
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from campaigns import ledger
from campaigns.models import Fund
from home.rights import INTAKE, SUPERVISORS, TREASURY

from . import demo_bank, lifecycle, privacy_requests, receiving, write_offs
from .forms import PledgeForm
from .models import Instalment, Pledge, PrivacyRequest, Receipt
from .pledging import months_later, pledge_from

COUNT = 60
DAYS = 60
FAMILIES = ("Nông", "Hoàng", "Lương", "Triệu", "Vi", "Lâm", "Hà", "Chu", "Bế", "Mã", "Dương", "Phùng")
MIDDLES = ("Thị", "Văn", "Thanh", "Minh", "Ngọc", "Đức", "Thu", "Quốc")
GIVENS = (
    "Hiền",
    "Sơn",
    "Bích",
    "Tùng",
    "Duyên",
    "Khánh",
    "Lan",
    "Phương",
    "Thảo",
    "Việt",
    "Oanh",
    "Tuấn",
    "Ươm",
    "Đào",
)
ORGANISATIONS = (
    "Chi đoàn Trường mẫu Bản Lìm",
    "Công ty mẫu Hoa Hồi",
    "Nhóm thiện nguyện Áo ấm mẫu",
    "Hợp tác xã mẫu Na Chi Lăng",
)
COMMUNES = ("phường Lương Văn Tri", "xã Mẫu Sơn", "xã Công Sơn", "phường Kỳ Lừa", "")
MESSAGES = (
    "",
    "",
    "Chúc bà con qua mùa rét ấm áp.",
    "Gia đình góp một chút cho các cháu.",
    "Gọi giúp tôi sau 17 giờ nhé.",
)
AMOUNTS = ("100k", "200.000", "300 nghìn", "500k", "1 triệu", "1tr5", "2.000.000", "5 triệu")
GOODS = ("3 chăn bông còn mới", "2 bao gạo, mỗi bao 10 kg", "Một thùng sách lớp 3 và lớp 4", "15 áo ấm trẻ em")

HANDED_ON = ("Gạo, mắm, dầu ăn tháng này", "Tiền thuốc và xe đi viện", "Sách vở, tiền ăn trưa tháng này")

# What becomes of a pledge, as often as the desk would see it. Those that end early need not be old.
FATES = (
    *(["new"] * 8 + ["called"] * 5 + ["not_reached"] * 4 + ["confirmed"] * 8 + ["overdue"] * 5),
    *(["received"] * 10 + ["thanked"] * 5 + ["partly"] * 4 + ["excess"] * 2),
    *(["cancelled", "withdrawn", "withdrawn", "lapsed", "lapsed", "spam", "written_off", "reversed", "erasure"]),
)
COMES_IN = ("received", "thanked", "partly", "excess", "written_off", "reversed")
# How long ago it was made, in days: from, to.
AGES = {"new": (0, 2), "called": (1, 8), "not_reached": (2, 9), "confirmed": (2, 14), "overdue": (9, 20)}


def fill() -> int:
    """How many were made; none where pledges exist already, or where nobody may follow them up."""
    if Pledge.objects.exists():
        return 0
    people = {group: _somebody(group) for group in (INTAKE, TREASURY, SUPERVISORS)}
    funds = list(Fund.objects.accepting().select_related("account", "unit").order_by("pk"))
    if not funds or not all(people.values()):
        return 0
    with transaction.atomic():
        maker = _Maker(funds, people)
        for place, fate in enumerate(FATES[:COUNT]):
            maker.one(place, fate)
        maker.hand_on()
        demo_bank.fill(people[TREASURY])
    return Pledge.objects.count()


def _somebody(group: str) -> Any:
    return get_user_model().objects.filter(is_active=True, groups__name=group).order_by("pk").first()


class _Maker:
    def __init__(self, funds: list[Fund], people: dict[str, Any]) -> None:
        self.funds = funds
        self.officer, self.treasurer, self.supervisor = people[INTAKE], people[TREASURY], people[SUPERVISORS]
        self.random = random.Random(2026)  # the same demo every time  # noqa: S311

    def one(self, place: int, fate: str) -> None:
        pick = self.random.choice
        money_only = fate in ("partly", "excess", "written_off", "reversed", "lapsed")
        kind = "money" if money_only or place % 5 < 3 else pick(("goods", "time", "blood"))
        takers = [fund for fund in self.funds if kind in fund.kinds]
        if fate in COMES_IN and kind == "money":
            # What came in for a campaign with a goal is told in the campaigns' own demo.
            takers = [fund for fund in takers if not fund.goal] or takers
        fund = pick(takers)
        staff = place % 7 == 6
        form = PledgeForm(self._typed(place, kind, fund, fate), fund=fund)
        if not form.is_valid():
            raise ValueError(form.errors.as_text())
        by = self.officer if staff else lifecycle.DONOR
        source = pick((Pledge.Source.PHONE, Pledge.Source.WALK_IN)) if staff else Pledge.Source.WEB
        oldest, newest = AGES.get(fate, (12, DAYS))[::-1]
        days = self.random.randint(newest, oldest)
        made = timezone.now() - datetime.timedelta(days=days, minutes=self.random.randint(0, 600))
        with lifecycle.as_if(made):
            pledge, _new = pledge_from(form.cleaned_data, fund, by=by, source=source)
        with lifecycle.as_if(min(timezone.now(), made + datetime.timedelta(hours=min(26, max(1, days * 24 - 1))))):
            getattr(self, f"_{fate}")(pledge)
        self._date_back(pledge, made, fate)

    def _typed(self, place: int, kind: str, fund: Fund, fate: str) -> dict[str, str]:
        pick = self.random.choice
        organisation = place % 11 == 3
        name = pick(ORGANISATIONS) if organisation else f"{pick(FAMILIES)} {pick(MIDDLES)} {pick(GIVENS)}"
        data = {
            "kind": kind,
            "name": name,
            # Every tenth donor gives a second time.
            "phone": f"0900000{(place - 10 if place % 10 == 9 and place > 10 else place):03d}",
            "email": f"nguoi{place}@vidu.example" if place % 3 == 0 else "",
            "commune": pick(COMMUNES),
            "message": pick(MESSAGES),
            "donor_type": "organisation" if organisation else "person",
            "consent_processing": "on",
        }
        if place % 4 == 1 or organisation:
            data |= {"consent_publish": "on", "public_name": name}
        if kind == "money":
            data |= {"amount": "other", "amount_other": pick(AMOUNTS), "schedule": "once"}
            if place % 6 == 2 and fate != "reversed" and fund.closes_on is None:
                data |= {"schedule": "monthly", "months": pick(("3", "6", "12"))}
        elif kind == "goods":
            needs = list(fund.needs.all())
            if needs and place % 2:
                data |= {"need": str(pick(needs).pk), "quantity": pick(("2", "5", "10"))}
            else:
                data["goods"] = pick(GOODS)
        elif kind == "time":
            data["hours"] = pick(("4", "8", "16"))
        else:
            data["blood_group"] = pick(("O", "A", "B", "AB", "unknown"))
        return data

    # --- what becomes of it ---------------------------------------------------------------------------------------

    def _new(self, pledge: Pledge) -> None:
        pass

    def _called(self, pledge: Pledge) -> None:
        day = timezone.localdate() + datetime.timedelta(days=self.random.randint(0, 4))
        lifecycle.contacted(pledge, self.officer, "will_transfer", day, "Hẹn cuối tuần chuyển")

    def _not_reached(self, pledge: Pledge) -> None:
        lifecycle.contacted(pledge, self.officer, "not_reached", timezone.localdate(), "Máy bận, gọi lại buổi chiều")

    def _confirmed(self, pledge: Pledge) -> None:
        lifecycle.contacted(pledge, self.officer, "reached")
        lifecycle.take(pledge, "confirm", self.officer)

    def _overdue(self, pledge: Pledge) -> None:
        self._confirmed(pledge)

    def _received(self, pledge: Pledge) -> Receipt:
        self._confirmed(pledge)
        return self._give(pledge, 1)

    def _thanked(self, pledge: Pledge) -> None:
        self._received(pledge)
        how = self.random.choice((Pledge.Acknowledgement.CALL, Pledge.Acknowledgement.LETTER))
        pledge.refresh_from_db()
        if pledge.fulfilment in ("received", "partly_received"):
            lifecycle.thanked(pledge, self.officer, how)

    def _partly(self, pledge: Pledge) -> None:
        self._confirmed(pledge)
        self._give(pledge, Decimal("0.5"))

    def _excess(self, pledge: Pledge) -> None:
        self._confirmed(pledge)
        self._give(pledge, 2)

    def _cancelled(self, pledge: Pledge) -> None:
        lifecycle.take(pledge, "cancel", self.officer, reason="Người ủng hộ đã góp nơi khác")

    def _withdrawn(self, pledge: Pledge) -> None:
        lifecycle.take(pledge, "cancel", lifecycle.DONOR)

    def _lapsed(self, pledge: Pledge) -> None:
        lifecycle.reminded(pledge, self.officer)
        lifecycle.reminded(pledge, self.officer)
        lifecycle.take(pledge, "lapse", lifecycle.SYSTEM)

    def _spam(self, pledge: Pledge) -> None:
        lifecycle.take(pledge, "mark_spam", self.officer)

    def _written_off(self, pledge: Pledge) -> None:
        self._partly(pledge)
        asked = write_offs.propose(pledge, self.officer, "Gia đình gặp khó khăn, Hội không chờ nữa")
        write_offs.decide(asked, self.supervisor, approve=True)
        pledge.refresh_from_db()

    def _reversed(self, pledge: Pledge) -> None:
        receipt = self._received(pledge)
        receiving.take_back(receipt, self.supervisor, "Ghi nhầm sang người khác")

    def _erasure(self, pledge: Pledge) -> None:
        privacy_requests.ask(pledge, PrivacyRequest.What.ERASE, lifecycle.DONOR)

    def _give(self, pledge: Pledge, share: Decimal | int) -> Receipt:
        """The share of what is due now (a monthly pledge: its first month)."""
        today = timezone.localdate() - datetime.timedelta(days=self.random.randint(0, 9))
        if pledge.kind == Pledge.Kind.MONEY:
            amount = int((pledge.amount or 0) * share) // 1000 * 1000
            return receiving.receive(pledge, self.treasurer, date=today, amount=amount)
        quantity = pledge.quantity or pledge.hours or 1
        value = 400_000 if pledge.kind == Pledge.Kind.GOODS else 0
        return receiving.receive(pledge, self.officer, date=today, quantity=quantity, amount=value, channel="counter")

    def hand_on(self) -> None:
        """Addresses get some of what came in for them, so that their donors see what it became."""
        given = Fund.objects.filter(pledges__receipts__voided_at__isnull=True, pledges__receipts__isnull=False)
        for place, fund in enumerate(given.filter(address_page__isnull=False).distinct().order_by("pk")[:5]):
            amount = min(fund.totals.balance // 2, 600_000) // 1000 * 1000
            if amount > 0:
                facts = {"note": HANDED_ON[place % len(HANDED_ON)], "channel": "cash", "recorder": self.treasurer}
                ledger.post(fund, "distributed", amount, date=timezone.localdate(), **facts)

    # --- when -----------------------------------------------------------------------------------------------------

    def _date_back(self, pledge: Pledge, made: datetime.datetime, fate: str) -> None:
        """Past the lifecycle, here only: a demo made in a minute looks like two months."""
        facts: dict[str, Any] = {"created_at": made, "consented_at": made}
        pledge.refresh_from_db()
        if pledge.consent_publish_at:
            facts["consent_publish_at"] = made
        if fate == "overdue":
            facts["next_action_on"] = timezone.localdate() - datetime.timedelta(days=self.random.randint(1, 6))
        if fate == "new" and timezone.localdate() - timezone.localdate(made) >= datetime.timedelta(days=2):
            facts["next_action_on"] = timezone.localdate()
        Pledge.objects.filter(pk=pledge.pk).update(**facts)
        for part in pledge.instalments.all():
            due = months_later(timezone.localdate(made), part.number - 1)
            Instalment.objects.filter(pk=part.pk).update(due_on=due)
