"""Whatever a pledge went through: after erasure a dump of the database holds the person nowhere, and no sum changes."""

import datetime
import re

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from post_office import mail
from post_office.models import Attachment, Email, Log

from campaigns import ledger
from campaigns.approvals import ledger_proposals
from campaigns.models import LedgerLine, LedgerProposal
from donate.bank import booking
from donate.letters import drafts as letters
from donate.models import BankLine, BankStatement, DataAccess, Pledge, Receipt, Throttle
from donate.privacy import access, erasing
from donate.privacy import requests as privacy_requests
from donate.promises import identity, lifecycle, limits
from donate.receiving import receipts, recording, write_offs
from home.cache import page_cache
from home.safety.actors import SYSTEM, NotAllowed
from home.text.vietnamese import fold
from tests.campaigns.factories import public_account
from tests.donate import factories as make

from .dumping import dump

pytestmark = pytest.mark.django_db
STREET, GOODS = "thôn Khuổi Kín, xã Kín Lìm", "2 bao gạo Bao Thai của nhà"
PERSON = {
    "name": make.NAME,
    "phone": make.PHONE,
    "email": make.MAIL,
    "message": make.WORDS,
    "commune": "xã Kín Lìm",
    "public_name": make.NAME,
    "consent_publish": "on",
}
SPELLINGS = [
    make.NAME,
    make.NAME.upper(),
    fold(make.NAME),
    "Kín Đáo",
    "kin dao",
    "Kín Lìm",
    "kin lim",
    GOODS,
    "912345678",
    "912 345 678",
    "912.345.678",
    "912-345-678",
    make.MAIL,
    "kin.dao",
    make.WORDS,
    fold(make.WORDS),
]
TELLING = f"{make.NAME}, 0912.345.678 hay 0912345678, +84912345678, {make.MAIL}, {STREET}"
TODAY = timezone.localdate


def traces_in(text: str) -> list[str]:
    lower = text.lower()
    return [trace for trace in SPELLINGS if trace.lower() in lower]


def tables_with_traces() -> list[str]:
    found = {re.match(r'(?:INSERT INTO )?"?(\w+)', line) for line in dump().splitlines() if traces_in(line)}
    return sorted({one[1] for one in found if one})


def promised(kind: str = "money", **fields) -> Pledge:
    return make.pledge(None, kind, **(PERSON | fields))


# --- Histories: each leaves a pledge that may be erased --------------------------------------------------------------


def just_promised() -> Pledge:
    return promised()


def talked_over() -> Pledge:
    pledge, officer = promised(), make.officer()
    lifecycle.contacted(pledge, officer, "not_reached", note=TELLING)
    lifecycle.schedule(pledge, officer, TODAY(), note=TELLING)
    lifecycle.assign(pledge, officer, make.officer(), note=TELLING)
    lifecycle.note(pledge, officer, TELLING)
    lifecycle.take(pledge, "confirm", officer)
    lifecycle.reminded(pledge, officer)
    lifecycle.reminded(pledge, officer)
    return pledge


def given_up() -> Pledge:
    pledge = talked_over()
    lifecycle.take(pledge, "lapse", make.officer())
    lifecycle.take(pledge, "reopen", make.officer(), reason=TELLING)
    lifecycle.take(pledge, "cancel", make.officer(), reason=TELLING)
    return pledge


def not_meant() -> Pledge:
    pledge = promised()
    lifecycle.take(pledge, "mark_spam", make.officer())
    return pledge


def received() -> Pledge:
    pledge = promised()
    recording.receive(pledge, make.treasurer(), date=TODAY(), amount=500_000)
    lifecycle.thanked(pledge, make.officer(), "call")
    return pledge


def goods_received() -> Pledge:
    pledge = promised("goods", goods=GOODS)
    recording.receive(pledge, make.officer(), date=TODAY(), quantity=2, amount=300_000, channel="counter")
    return pledge


def written_off() -> Pledge:
    pledge = promised(schedule="monthly", months="3")
    recording.receive(pledge, make.treasurer(), date=TODAY(), amount=100_000)
    for approve in (False, True):
        write_offs.decide(write_offs.propose(pledge, make.officer(), TELLING), make.supervisor(), approve)
    pledge.refresh_from_db()
    return pledge


def turned_back() -> Pledge:
    pledge = promised()
    receipt = recording.receive(pledge, make.treasurer(), date=TODAY(), amount=500_000)
    # Asked before reasons were read for names, and refused.
    LedgerProposal.objects.create(
        what="reverse", fund=receipt.line.fund, line=receipt.line, reason=TELLING, state="refused",
        proposed_by=make.treasurer(), decided_by=make.supervisor(), decided_at=timezone.now(),
    )  # fmt: skip
    asked = ledger_proposals.propose_reversal(receipt.line, make.treasurer(), "Ghi hai lần")
    ledger_proposals.decide(asked, make.supervisor(), approve=True)
    pledge.refresh_from_db()
    again = recording.receive(pledge, make.treasurer(), date=TODAY(), amount=500_000)
    receipts.void(again, make.treasurer(), TELLING)
    return pledge


def asked_before() -> Pledge:
    pledge, officer = promised(), make.officer()
    request = privacy_requests.ask(pledge, "erase", officer, source="phone", known_by="call")
    privacy_requests.refuse(request, officer, TELLING)
    privacy_requests.see_now(pledge)
    access.looked(officer, DataAccess.Action.VIEW, pledge, about=TELLING)
    return pledge


def entered_by_staff() -> Pledge:
    return make.pledge(None, "blood", by=make.officer(), source="walk_in", **PERSON)


def written_to() -> Pledge:
    pledge = promised()
    letter = mail.send(
        make.MAIL, "hoi@hoi.example", subject="Cảm ơn", message=TELLING, html_message=f"<p>{TELLING}</p>"
    )
    Log.objects.create(email=letter, status=1, message=f"550 {make.MAIL}: unknown")
    kept = Attachment.objects.create(name=f"{make.NAME}.txt", file=ContentFile(TELLING.encode(), f"{make.NAME}.txt"))
    kept.emails.add(letter)
    mail.send(
        "canbo@hoi.example", "hoi@hoi.example", subject="Nhắc", message=TELLING, headers={"X-Pledge": pledge.reference}
    )
    return pledge


def thanked_and_reminded_by_mail() -> Pledge:
    pledge = promised(amount="700000")
    letters.send(pledge, letters.thanks_subject(pledge), letters.reminder(pledge, 700_000, TODAY()))
    recording.receive(pledge, make.treasurer(), date=TODAY(), amount=700_000)
    letters.send(pledge, letters.thanks_subject(pledge), letters.thanks(pledge))
    lifecycle.thanked(pledge, make.officer(), "mail")
    return pledge


def paid_by_bank() -> Pledge:
    pledge, treasurer = promised(), make.treasurer()
    told = f"MBVCB.123.{fold(make.NAME).upper()} {pledge.reference} 0912345678"
    line = bank_line(pledge, told)
    booking.book(line, pledge, treasurer)
    bank_line(pledge, "VY THI KINDAO chuyen tien ung ho 0912.345.678")
    booking.set_aside(bank_line(pledge, f"tra lai {make.NAME}"), treasurer, f"{make.NAME} chuyển nhầm")
    return pledge


def bank_line(pledge: Pledge, memo: str) -> BankLine:
    number = BankLine.objects.count()
    account = pledge.fund.account
    statement = BankStatement.objects.create(account=account, file_digest="0" * 64, added_by=make.treasurer())
    return BankLine.objects.create(
        statement=statement, account=account, key=str(number), row=1, date=TODAY(), amount=500_000, memo=memo
    )


HISTORIES = [
    just_promised,
    talked_over,
    given_up,
    not_meant,
    received,
    goods_received,
    written_off,
    turned_back,
    asked_before,
    entered_by_staff,
    written_to,
    paid_by_bank,
    thanked_and_reminded_by_mail,
]


@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: history.__name__)
def test_after_erasure_a_dump_of_the_database_holds_the_person_nowhere(history, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    make.officer()
    pledge = history()
    fund = pledge.fund
    assert traces_in(dump())
    before = [(line.amount, line.digest) for line in LedgerLine.objects.order_by("pk")]
    fund.forget_totals()
    sums = (fund.totals.received, fund.totals.goods_received, fund.totals.gifts)
    numbers = list(Receipt.objects.order_by("pk").values_list("year", "number", "line__amount", "voided_at"))
    states = (pledge.kind, pledge.amount, pledge.received_amount, pledge.created_at)

    erasing.erase(pledge, make.officer())

    assert tables_with_traces() == []
    assert [(line.amount, line.digest) for line in LedgerLine.objects.order_by("pk")] == before
    fund.refresh_from_db()
    fund.forget_totals()
    assert (fund.totals.received, fund.totals.goods_received, fund.totals.gifts) == sums
    assert ledger.verify(fund) is None
    assert list(Receipt.objects.order_by("pk").values_list("year", "number", "line__amount", "voided_at")) == numbers
    pledge.refresh_from_db()
    assert (pledge.kind, pledge.amount, pledge.received_amount, pledge.created_at) == states
    assert [path for path in tmp_path.rglob("*") if path.is_file() and "Kín" in path.name] == []


def test_one_person_with_every_history_is_forgotten_pledge_by_pledge(tmp_path, settings, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    make.officer()
    monkeypatch.setattr(limits, "PER_PHONE", (50, datetime.timedelta(hours=1)))
    pledges = [history() for history in HISTORIES]
    for pledge in pledges:
        assert traces_in(dump())
        erasing.erase(pledge, make.officer())
    assert tables_with_traces() == []
    assert all(ledger.verify(pledge.fund) is None for pledge in pledges)


def test_erasing_one_pledge_leaves_the_others_of_the_family_as_they_are():
    make.officer()
    one, other = promised(), promised()
    lifecycle.note(other, make.officer(), "vợ nghe máy")
    similar = make.pledge(email=f"x{make.MAIL}")
    mail.send(f"x{make.MAIL}", "hoi@hoi.example", subject="Cảm ơn", message="Cảm ơn")
    letters = Email.objects.count()
    erasing.erase(one, make.officer())
    for kept in (other, similar):
        kept.refresh_from_db()
        assert kept.name
    assert other.events.filter(note="vợ nghe máy").exists()
    gone = letters - Email.objects.count()
    assert gone == 2  # the promise's letter and the officer's notice
    assert Email.objects.filter(to=make.MAIL).count() == 1


def test_throttles_that_could_be_guessed_back_go_with_the_last_pledge_of_the_number(client):
    one, other = promised(), promised()
    client.post("/ung-ho/tra-cuu/", {"ma": one.reference, "so": "0000"}, HTTP_X_REAL_IP="192.0.2.7")
    before = Throttle.objects.count()
    erasing.erase(one, make.officer())
    assert before - Throttle.objects.count() == 1
    erasing.erase(other, make.officer())
    assert before - Throttle.objects.count() == 2


def test_a_page_that_was_kept_with_the_name_does_not_come_back_even_stale(client):
    pledge = promised()
    public_account()
    recording.receive(pledge, make.treasurer(), date=TODAY(), amount=500_000)
    address = f"/cong-khai/{pledge.fund.code}/"
    assert make.NAME in client.get(address).content.decode()
    assert client.get(address)["X-Cache"] == "hit"
    epoch = page_cache._generations().read("epoch")
    erasing.erase(pledge, make.officer())
    assert page_cache._generations().read("epoch") != epoch
    assert make.NAME not in client.get(address).content.decode()


# --- The ledger is for good: nobody gets into it ---------------------------------------------------------------------


@pytest.mark.parametrize("reason", [TELLING, "chi VY THI KIN DAO ghi nham", "số 0912-345-678 chuyển nhầm"])
def test_why_a_line_is_turned_back_may_not_name_the_giver(reason):
    pledge = promised()
    receipt = recording.receive(pledge, make.treasurer(), date=TODAY(), amount=500_000)
    with pytest.raises(ledger.LedgerError, match="sổ công khai"):
        ledger_proposals.propose_reversal(receipt.line, make.treasurer(), reason)
    with pytest.raises(NotAllowed, match="sổ công khai"):
        recording.take_back(receipt, make.supervisor(), reason)
    assert ledger_proposals.propose_reversal(receipt.line, make.treasurer(), "Ghi nhầm quỹ")


def test_what_is_noted_of_a_gift_may_not_name_the_giver():
    pledge = promised("goods", goods=GOODS)
    with pytest.raises(NotAllowed, match="sổ công khai"):
        recording.receive(pledge, make.officer(), date=TODAY(), quantity=1, item=f"gạo của {make.NAME}")
    with pytest.raises(NotAllowed, match="sổ công khai"):
        recording.receive_walk_in(
            make.fund(), make.treasurer(), date=TODAY(), amount=100_000, payer=make.NAME, note="vy thi kin dao góp"
        )
    assert not LedgerLine.objects.exists()


def test_a_name_of_one_word_does_not_forbid_half_the_language():
    assert not identity.of_payer("An").stand_in("Trao an toàn cho bà An")
    assert identity.of_payer("Nông Thị An").stand_in("của NONG  THI-AN.")
    assert not identity.of_payer("Nông Thị An").stand_in("nông thị anh")


def test_of_a_banks_memo_only_the_persons_words_are_cut_out():
    pledge = make.pledge(name=make.NAME, phone=make.PHONE, email=make.MAIL)
    known = identity.of_pledge(pledge)
    for memo, left in {
        "MBVCB.1.VY THI KIN DAO LSABC.CT tu 0200": "MBVCB.1.… LSABC.CT tu 0200",
        "momo-84912345678-VyThiKinDao ung ho": "momo-84…-… ung ho",
        "Bà Vỹ Thị Kín Đáo, 0912.345.678": "Bà …, 0…",
        "NONG THI AN chuyen tien": "NONG THI AN chuyen tien",
        "": "",
    }.items():
        assert known.redacted(memo) == left


# --- Without a pledge ------------------------------------------------------------------------------------------------


def test_the_payer_of_a_walk_in_receipt_is_erased_when_asked():
    receipt = recording.receive_walk_in(
        make.fund(),
        make.treasurer(),
        date=TODAY(),
        amount=200_000,
        payer=make.NAME,
        payer_address=STREET,
        public_name=make.NAME,
    )
    receipt = receipts.reissue(receipt, make.treasurer(), "Viết sai tên", f"{make.NAME} (con)", STREET)
    officer = make.officer()
    request = privacy_requests.ask(receipt, "erase", officer, source="walk_in", known_by="seen")
    privacy_requests.do(request, officer)
    assert tables_with_traces() == []
    for kept, number in zip(Receipt.objects.order_by("pk"), (1, 2), strict=True):
        assert (kept.number, kept.line.amount, kept.payer) == (number, 200_000, "")
        assert ledger.verify(kept.line.fund) is None
    with pytest.raises(NotAllowed):
        erasing.erase_payer(recording.receive(make.pledge(), SYSTEM, date=TODAY(), amount=500_000), officer)
