"""Forgetting one person reads what that person stands in, not everybody's data; and locks nobody else's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from donate.models import BankLine, BankStatement
from donate.privacy import erasing
from home.safety.actors import SYSTEM
from home.text.vietnamese import fold
from tests.donate import factories as make

pytestmark = pytest.mark.django_db
MANY = 40_000
TELLING = (
    make.NAME,
    make.NAME.upper(),
    fold(make.NAME),
    f"MBVCB.1.{fold(make.NAME).upper()}.CT tu 0200",
    "momo-84912345678-VyThiKinDao ung ho",
    "Bà Vỹ thi Kín-Đáo chuyển",
    "V\u0079\u0323 Thi\u0323 Ki\u0301n Đa\u0301o",  # decomposed, as some telephones write
    "so 0912.345.678",
    "so +84 912 345 678",
    f"thu {make.MAIL.upper()}",
)
OTHERS = ("VY THI KIN chuyen tien", "NONG THI AN ung ho", "0912345679", "Ung ho", "kin dao", "kin.dao@vidu.org")


def lines(memos) -> list[BankLine]:
    account, by = make.account(), make.treasurer()
    statement = BankStatement.objects.create(account=account, file_digest="0" * 64, added_by=by)
    facts = {"statement": statement, "account": account, "row": 1, "date": timezone.localdate(), "amount": 5}
    return BankLine.objects.bulk_create(
        [BankLine(**facts, key=str(number), memo=memo) for number, memo in enumerate(memos)], batch_size=2000
    )


def test_forty_thousand_memos_of_others_are_not_read_to_forget_one(monkeypatch):
    lines([fold(make.NAME), *(f"NGUOI SO {number} UNG HO 09{number:08d}" for number in range(MANY))])
    pledge = make.pledge(name=make.NAME, phone=make.PHONE, email=make.MAIL)
    read, from_db = [], BankLine.from_db

    def counted(*args):
        read.append(1)
        return from_db(*args)

    monkeypatch.setattr(BankLine, "from_db", counted)
    with CaptureQueriesContext(connection) as queries:
        erasing.erase(pledge, SYSTEM)
    assert len(read) == 1
    assert len(queries) < 80
    assert BankLine.objects.get(key="0").memo == "…"


@pytest.mark.parametrize("memo", TELLING)
def test_however_a_bank_or_a_telephone_writes_the_person_the_memo_is_found(memo):
    (line,) = lines([memo])
    pledge = make.pledge(name=make.NAME, phone=make.PHONE, email=make.MAIL)
    erasing.erase(pledge, SYSTEM)
    line.refresh_from_db()
    assert line.memo != memo
    assert "kin" not in fold(line.memo)
    assert "345" not in line.memo


def test_memos_of_others_stay_as_they_were():
    kept = lines(OTHERS)
    erasing.erase(make.pledge(name=make.NAME, phone=make.PHONE, email=make.MAIL), SYSTEM)
    assert [BankLine.objects.get(pk=line.pk).memo for line in kept] == list(OTHERS)
