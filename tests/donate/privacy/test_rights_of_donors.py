"""An anonymous donor stays anonymous; who asks to be forgotten is forgotten, and no sum changes."""

import logging

import pytest
from django.core import mail as outbox
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from post_office import mail
from post_office.models import Email

from campaigns import ledger
from campaigns.models import LedgerLine, PublicName
from donate.models import Pledge, PledgeEvent, Receipt
from donate.privacy import erasing
from donate.promises import lifecycle, reference
from donate.receiving import recording
from home.safety.actors import DONOR, SYSTEM, NotAllowed
from tests.campaigns import factories as campaigns
from tests.donate import factories as make

from .dumping import dump

pytestmark = pytest.mark.django_db
PERSON = {"name": make.NAME, "phone": make.PHONE, "email": make.MAIL, "message": make.WORDS, "commune": "xã Kín Lìm"}
TRACES = (make.NAME, "Kín Đáo", "kin dao", "912345678", "912 345 678", make.MAIL, make.WORDS, "Kín Lìm")


def traces_in(text: str) -> list[str]:
    return [trace for trace in TRACES if trace in text]


@pytest.fixture
def received(client):
    """A pledge of somebody who shows no name: called, received, written about."""
    make.officer()
    fund = make.fund(goal=10_000_000)
    make.send(client, fund, **PERSON)
    pledge = Pledge.objects.get()
    lifecycle.contacted(pledge, make.officer(), "reached", note=f"{make.NAME} hẹn thứ Hai")
    recording.receive(pledge, make.treasurer(), date=timezone.localdate(), amount=500_000)
    pledge.refresh_from_db()
    return pledge


# --- Nobody else sees it ---------------------------------------------------------------------------------------------


def test_no_public_address_shows_an_anonymous_donor(client, received):
    fund = received.fund
    pages = [
        campaigns.campaign("Mái lành trước rét", fund=fund),
        campaigns.address(fund=make.fund(goal=None)),
        campaigns.public_account(),
        campaigns.official_accounts(),
    ]
    addresses = [
        "/",
        "/ung-ho/",
        f"/ung-ho/{fund.code}/",
        "/ung-ho/tra-cuu/",
        "/sitemap.xml",
        "/robots.txt",
        "/chien-dich/",
        "/dia-chi-nhan-dao/",
        "/cong-khai/so-cai.csv",
        "/cong-khai/so-cai.json",
        f"/cong-khai/{fund.code}/",
        f"/cong-khai/{fund.code}/so-cai.csv",
        f"/cong-khai/{fund.code}/so-cai.json",
        "/tim-kiem/?q=kin+dao",
        "/tim-kiem/?q=0912345678",
        f"/ung-ho/qr/{fund.code}.svg",
        *(page.url for page in pages),
    ]
    for address in addresses:
        for _cold_and_warm in range(2):
            answer = client.get(address)
            assert answer.status_code == 200, address
            text = b"".join(answer) if answer.streaming else answer.content
            # The search repeats what was asked.
            shown = text.decode().replace("kin dao", "").replace("0912345678", "") + str(answer.headers)
            assert not traces_in(shown), address
            assert received.token not in shown
    assert "500.000" in client.get(pages[0].url).content.decode()  # the gift itself is there
    assert not traces_in(str(getattr(cache, "_cache", "")))
    assert not traces_in(" ".join(pages[0].social_lines()))


def test_only_private_tables_hold_a_donor(received):
    """Neither what is searched, nor the ledger, nor any log of the administration."""
    holders = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            text = str(cursor.fetchall())
            if traces_in(text) or received.token in text:
                holders.add(table)
    assert holders == {"donate_pledge", "donate_pledgeevent", "donate_receipt", "post_office_email"}


def test_the_donors_own_page_is_not_kept_in_the_page_cache(client, received):
    client.get(received.get_absolute_url())
    client.get(received.get_absolute_url())
    assert not traces_in(str(getattr(cache, "_cache", "")))


def test_logs_and_mail_subjects_hold_no_personal_data(client, caplog):
    make.officer()
    with caplog.at_level(logging.DEBUG):
        fund = make.fund()
        make.send(client, fund, **PERSON)
        make.send(client, fund, **PERSON | {"phone": "12"})
        pledge = Pledge.objects.get()
        client.get(pledge.get_absolute_url())
        client.post("/ung-ho/tra-cuu/", {"ma": pledge.reference, "so": "5678"})
    # What the database itself is asked is no log line of ours: it is written nowhere unless a developer asks for it.
    lines = "\n".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert not traces_in(lines)
    letters = list(Email.objects.all())
    assert len(letters) == 2
    assert not traces_in("".join(letter.subject for letter in letters))
    to_officer = next(letter for letter in letters if make.MAIL not in letter.to)
    assert not traces_in(to_officer.message)


def test_what_a_pledge_is_called_holds_no_personal_data(received):
    things = [received, *received.events.all(), *received.instalments.all(), *received.receipts.all()]
    assert not traces_in("".join(str(thing) for thing in things))


def test_the_mail_is_a_promise_and_goes_out_by_itself(client):
    pledge = make.pledge(email=make.MAIL)
    letter = Email.objects.get()
    assert reference.grouped(pledge.reference) in letter.subject
    assert pledge.get_absolute_url() in letter.message
    assert "0205000000001" in letter.message
    assert "chưa phải biên nhận" in letter.message
    mail.send_queued(processes=1)
    assert [sent.to for sent in outbox.outbox] == [[make.MAIL]]


def test_the_mail_names_no_account_that_is_closed(client):
    of = make.fund()
    of.account.is_active = False
    of.account.save()
    make.pledge(of, email=make.MAIL)
    assert "0205" not in Email.objects.get().message


@pytest.mark.parametrize(
    ("kind", "said"),
    [("money", "500.000"), ("goods", "2 bao gạo"), ("time", "8 giờ công"), ("blood", "một lần hiến máu")],
)
def test_the_mail_says_what_was_promised(kind, said):
    make.pledge(kind=kind, email=make.MAIL)
    assert said in Email.objects.get().message


def test_a_name_is_shown_only_by_its_own_consent():
    pledge = make.pledge(public_name="Nhóm Áo ấm", consent_publish="on")
    hidden = make.pledge(pledge.fund, public_name="Nhóm Áo ấm")
    for each in (pledge, hidden):
        recording.receive(each, make.treasurer(), date=timezone.localdate(), amount=500_000)
    assert list(PublicName.objects.values_list("name", flat=True)) == ["Nhóm Áo ấm"]


def test_the_donors_own_words_never_stand_in_the_ledger():
    pledge = make.pledge(kind="goods", goods=f"2 bao gạo, gọi {make.NAME} {make.PHONE}")
    recording.receive(pledge, make.officer(), date=timezone.localdate(), quantity=2, amount=400_000)
    line = LedgerLine.objects.get()
    assert not traces_in(f"{line.item} {line.note} {line.item_unit}")


# --- Forgotten -------------------------------------------------------------------------------------------------------


def test_after_erasure_the_database_holds_the_person_nowhere_and_every_sum_stays(client, received):
    fund = received.fund
    digests = list(LedgerLine.objects.values_list("digest", flat=True))
    key = received.submission_key
    totals = (fund.totals.received, fund.totals.gifts)
    assert traces_in(dump())
    erasing.erase(received, make.officer())
    assert traces_in(dump()) == []
    assert list(LedgerLine.objects.values_list("digest", flat=True)) == digests
    fund.refresh_from_db()
    fund.forget_totals()
    assert (fund.totals.received, fund.totals.gifts) == totals
    assert ledger.verify(fund) is None
    received.refresh_from_db()
    assert (received.amount, received.fulfilment, received.received_amount) == (500_000, "received", 500_000)
    assert received.erased_at
    assert received.submission_key[:40] != key[:40]
    assert client.get(received.get_absolute_url()).status_code == 404
    assert client.post("/ung-ho/tra-cuu/", {"ma": received.reference, "so": "5678"}).status_code == 422


def test_erasing_takes_the_shown_name_and_the_payer_and_leaves_the_receipts_number():
    pledge = make.pledge(name=make.NAME, public_name=make.NAME, consent_publish="on")
    receipt = recording.receive(pledge, make.treasurer(), date=timezone.localdate(), amount=500_000)
    erasing.erase(pledge, SYSTEM)
    assert not PublicName.objects.exists()
    kept = Receipt.objects.get()
    assert (kept.number, kept.payer) == (receipt.number, "")
    assert traces_in(dump()) == []


def test_an_open_pledge_is_cancelled_first_and_one_partly_received_is_not_erased():
    open_one, partly = make.pledge(), make.pledge()
    erasing.erase(open_one, make.officer())
    open_one.refresh_from_db()
    assert open_one.fulfilment == "cancelled"
    recording.receive(partly, make.treasurer(), date=timezone.localdate(), amount=100_000)
    partly.refresh_from_db()
    with pytest.raises(NotAllowed):
        erasing.erase(partly, make.officer())
    partly.refresh_from_db()
    assert partly.name


def test_only_who_handles_pledges_erases():
    pledge = make.pledge()
    for somebody in (make.treasurer(), make.supervisor(), DONOR, None):
        with pytest.raises(NotAllowed):
            erasing.erase(pledge, somebody)
    assert not PledgeEvent.objects.filter(action="erase").exists()
