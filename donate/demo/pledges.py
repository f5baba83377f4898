"""Invented pledges of every kind and state, made the way staff and donors make them. For demonstrations only."""

from __future__ import annotations

import datetime
import random
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.utils import timezone

from campaigns import ledger
from campaigns.models import Fund
from donate.models import Pledge
from donate.promises import lifecycle
from donate.promises.form import PledgeForm
from donate.promises.pledging import pledge_from
from home.safety.actors import DONOR
from home.safety.locks import alone
from home.safety.rights import INTAKE, SUPERVISORS, TREASURY

from . import statement
from .pasts import Book, Past

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
HOW_OFTEN = {
    "new": 8,
    "called": 5,
    "not_reached": 4,
    "confirmed": 8,
    "overdue": 5,
    "received": 9,
    "thanked": 5,
    "partly": 4,
    "excess": 2,
    "reversal_waits": 1,
    "cancelled": 1,
    "withdrawn": 2,
    "lapsed": 2,
    "spam": 1,
    "written_off": 1,
    "reversed": 1,
    "erasure": 1,
    "asks_copy": 1,
    "reminded": 1,
    "asks_unshown": 1,
    "handed_back": 1,
    "reminded_twice": 1,
    "write_off_asked": 1,
    "refused_erasure": 1,
    "erased": 1,
}
FATES = tuple(fate for fate, times in HOW_OFTEN.items() for _time in range(times))
COMES_IN = (
    "received",
    "thanked",
    "partly",
    "excess",
    "written_off",
    "reversed",
    "asks_copy",
    "asks_unshown",
    "refused_erasure",
    "write_off_asked",
    "reversal_waits",
)
MONEY_ONLY = (
    "partly",
    "excess",
    "written_off",
    "reversed",
    "lapsed",
    "reminded",
    "reminded_twice",
    "write_off_asked",
    "reversal_waits",
)
THINGS = ("goods", "time", "goods", "blood")  # two of five are no money, by turns
# How long ago it was made, in days: from, to.
AGES = {
    "new": (0, 2),
    "called": (1, 8),
    "not_reached": (2, 9),
    "confirmed": (2, 14),
    "overdue": (9, 20),
    "received": (1, 45),
    "lapsed": (40, DAYS),
    "written_off": (30, DAYS),
    "reversal_waits": (7, 20),
    "spam": (3, 20),
    "cancelled": (5, 40),
    "handed_back": (1, 2),
    "reminded": (16, 25),
    "reminded_twice": (25, 35),
    "erased": (20, 40),
}


def fill() -> int:
    """How many were made; none where pledges exist already, or where nobody may follow them up."""
    if Pledge.objects.exists():
        return 0
    groups = [_everybody(group) for group in (INTAKE, TREASURY, SUPERVISORS)]
    funds = list(Fund.objects.accepting().select_related("account", "unit").order_by("pk"))
    if not funds or not all(groups):
        return 0
    people = People(groups[0], groups[1][0], groups[2][0])
    with alone():
        maker = _Maker(funds, people)
        maker.everybody()
        maker.hand_on()
        statement.fill(people.treasurer)
    return Pledge.objects.count()


def _by_staff(place: int) -> bool:
    """Walked in or telephoned, and was written down."""
    return place % 7 == 6


def _everybody(group: str) -> list[Any]:
    return list(get_user_model().objects.filter(is_active=True, groups__name=group).order_by("pk"))


class People(NamedTuple):
    officers: list[Any]
    treasurer: Any
    supervisor: Any


class _Maker:
    def __init__(self, funds: list[Fund], people: People) -> None:
        self.funds, self.people = funds, people
        self.random = random.Random(2026)  # the same demo every time  # noqa: S311
        self.book = Book(timezone.now() - datetime.timedelta(days=DAYS))

    def everybody(self) -> None:
        """In the order of their days: who promised first stands first in every book."""
        plan = [(self._moment(place, fate), place, fate) for place, fate in enumerate(FATES)]
        for made, place, fate in sorted(plan):
            self.make(place, fate, made)

    def make(self, place: int, fate: str, made: datetime.datetime) -> None:
        pick = self.random.choice
        kind = "money" if fate in MONEY_ONLY or place % 5 < 3 else THINGS[(place // 5 * 2 + place % 5 - 3) % 4]
        takers = [fund for fund in self.funds if kind in fund.kinds]
        if fate in COMES_IN and kind == "money":
            # What came in for a campaign with a goal is told in the campaigns' own demo.
            takers = [fund for fund in takers if not fund.goal] or takers
        fund = pick(takers)
        form = PledgeForm(self._typed(place, kind, fund, fate), fund=fund)
        if not form.is_valid():
            raise ValueError(form.errors.as_text())
        by = self.people.officers[place % len(self.people.officers)] if _by_staff(place) else DONOR
        source, how = Pledge.Source.WEB, Pledge.ConsentHow.FORM
        if _by_staff(place):
            source = pick((Pledge.Source.PHONE, Pledge.Source.WALK_IN))
            how = Pledge.ConsentHow.PAPER if source == Pledge.Source.WALK_IN else Pledge.ConsentHow.ORAL
        with lifecycle.as_if(made):
            pledge, _new = pledge_from(form.cleaned_data, fund, by=by, source=source, consent_how=how)
        Past(pledge, made, self.people, self.random, self.book).tell(fate)

    def _moment(self, place: int, fate: str) -> datetime.datetime:
        """Donors write from morning till night, staff in office hours."""
        least, most = AGES.get(fate, (18, DAYS))
        day = timezone.localtime() - datetime.timedelta(days=self.random.randint(least, most))
        first, last = (8, 16) if _by_staff(place) else (6, 21)
        moment = day.replace(hour=self.random.randint(first, last), minute=self.random.randint(0, 59))
        return min(moment, timezone.now() - datetime.timedelta(minutes=5))

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
        if place % 4 == 1 or organisation or fate == "asks_unshown":
            data |= {"consent_publish": "on", "public_name": name}
        if kind == "money":
            data |= {"amount": "other", "amount_other": pick(AMOUNTS), "schedule": "once"}
            if place % 6 == 2 and fate not in ("reversed", "write_off_asked") and fund.closes_on is None:
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

    def hand_on(self) -> None:
        """Addresses get some of what came in for them, so that their donors see what it became."""
        given = Fund.objects.filter(pledges__receipts__voided_at__isnull=True, pledges__receipts__isnull=False)
        for place, fund in enumerate(given.filter(address_page__isnull=False).distinct().order_by("pk")[:5]):
            amount = min(fund.totals.balance // 2, 600_000) // 1000 * 1000
            if amount > 0:
                facts = {
                    "note": HANDED_ON[place % len(HANDED_ON)],
                    "channel": "cash",
                    "recorder": self.people.treasurer,
                }
                day = timezone.localdate() - datetime.timedelta(days=place)
                ledger.post(fund, "distributed", amount, date=day, **facts)
