"""Where the database gave way to somebody else twice, every screen says so in a sentence and keeps what was typed."""

from unittest import mock

import pytest
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone

from campaigns.desk.once import new_key
from donate.models import BankLine, BankStatement, BulkDeed, Pledge
from donate.privacy import requests as privacy_requests
from donate.receiving import recording
from home.safety import locks
from home.safety.actors import DONOR, SYSTEM
from tests.donate import factories as make

from ..bank import bank_files

pytestmark = pytest.mark.django_db
SENTENCE = "thử lại"


def gives_way(*_args, **_kwargs):
    error = OperationalError("deadlock detected" if connection.vendor == "postgresql" else "database table is locked")
    error.__cause__ = type("DeadlockDetected", (Exception,), {"pgcode": "40P01"})()
    raise error


@pytest.fixture
def world():
    pledge = make.pledge(email="kin@vidu.example")
    given = make.pledge(pledge.fund, email="kin@vidu.example")
    receipt = recording.receive(given, SYSTEM, date=timezone.localdate(), amount=500_000)
    by = make.treasurer()
    statement = BankStatement.objects.create(account=make.account(), file_digest="0" * 64, added_by=by)
    line = BankLine.objects.create(
        statement=statement, account=make.account(), key="1", row=1, date=timezone.localdate(), amount=500_000
    )
    given.refresh_from_db()
    wish = privacy_requests.ask(given, "access", DONOR)
    return {"pledge": pledge, "given": given, "receipt": receipt, "line": line, "wish": wish, "by": by}


def version(pledge: Pledge) -> str:
    return str(Pledge.objects.get(pk=pledge.pk).version)


SCREENS = {
    "a step": lambda w: (
        "C",
        reverse("donate_pledge_act", args=[w["pledge"].pk, "goi-xac-nhan"]),
        {"version": version(w["pledge"])},
    ),
    "a reminder": lambda w: (
        "C",
        reverse("donate_pledge_act", args=[w["pledge"].pk, "nhac"]),
        {"version": version(w["pledge"]), "text": "Xin nhắc"},
    ),
    "the thanks": lambda w: (
        "C",
        reverse("donate_pledge_act", args=[w["given"].pk, "cam-on"]),
        {"version": version(w["given"]), "text": "Cảm ơn"},
    ),
    "what came": lambda w: (
        "T",
        reverse("donate_receive", args=[w["pledge"].pk]),
        {
            "once": new_key(),
            "amount": "500k",
            "channel": "cash",
            "date": f"{timezone.localdate():%d/%m/%Y}",
            "version": version(w["pledge"]),
        },
    ),
    "another receipt": lambda w: (
        "T",
        reverse("donate_receipt_void", args=[w["receipt"].pk]),
        {"payer": "Bà L.", "reason": "sai tên"},
    ),
    "a line of the bank": lambda w: (
        "T",
        reverse("donate_bank_line", args=[w["line"].pk]),
        {"viec": "hua", "ma": w["pledge"].reference},
    ),
    "a line set aside": lambda w: (
        "T",
        reverse("donate_bank_line", args=[w["line"].pk]),
        {"viec": "khong", "vi_sao": "lãi"},
    ),
    "a file of the bank": lambda w: (
        "T",
        reverse("donate_bank"),
        {"account": str(make.account().pk), "file": _file()},
    ),
    "a wish": lambda w: (
        "C",
        reverse("donate_privacy_request", args=[w["wish"].pk]),
        {"viec": "lam", "chac": "co"},
    ),
    "a wish written down": lambda w: (
        "C",
        reverse("donate_privacy_ask"),
        {"viec": "ghi", "phieu": str(w["pledge"].pk), "what": "erase", "source": "phone", "known_by": "call"},
    ),
    "a promise written down": lambda w: (
        "C",
        reverse("donate_entry"),
        make.filled(
            phone="0912 345 670", quy=w["pledge"].fund.code, source="phone", consent_how="oral", confirmed="on"
        ),
    ),
    "an officer": lambda w: (
        "S",
        reverse("donate_officer", args=[make.officer().pk]),
        {"viec": "luu", "vang": "co"},
    ),
    "what one leaves behind": lambda w: ("S", reverse("donate_officer", args=[_owner(w).pk]), {"viec": "giao"}),
    "many at once": lambda w: ("C", _deed(w), {}),
}
PEOPLE = {"C": make.officer, "T": make.treasurer, "S": make.supervisor}


def _file():
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("sao-ke.xlsx", bank_files.mb(("01/11/2026", 500_000, "Ung ho", "")))


def _owner(w):
    owner = make.officer()
    Pledge.objects.filter(pk=w["pledge"].pk).update(assignee=owner)
    return owner


def _deed(w):
    w["officer"] = make.officer()
    chosen = [[w["pledge"].pk, w["pledge"].version]]
    deed = BulkDeed.objects.create(by=w["officer"], what="mark_spam", chosen=chosen, came_from="viec")
    return reverse("donate_desk_bulk_deed", args=[deed.pk])


@pytest.mark.parametrize("screen", SCREENS)
def test_the_screen_says_that_somebody_else_is_working_on_it(client, world, screen):
    who, address, data = SCREENS[screen](world)
    client.force_login(world.get("officer") or PEOPLE[who]())
    before = list(Pledge.objects.order_by("pk").values_list("version", flat=True))
    with mock.patch.object(locks.Held, "take", gives_way):
        answer = client.post(address, data, follow=True)
    assert answer.status_code in (200, 409)
    assert SENTENCE in answer.content.decode()
    assert before == list(Pledge.objects.order_by("pk").values_list("version", flat=True))


@pytest.mark.parametrize("what", ["rut", "an-ten", "xoa", "xem"])
def test_the_donors_own_page_says_so_too(client, world, what):
    with mock.patch.object(locks.Held, "take", gives_way):
        answer = client.post(world["pledge"].get_absolute_url(), {"viec": what, "chac": "co"})
    assert answer.status_code == 200
    assert SENTENCE in answer.content.decode()


def test_a_promise_that_could_not_be_kept_comes_back_with_all_that_was_typed(client):
    fund = make.fund()
    with mock.patch("donate.promises.throttling.lock", gives_way):
        answer = make.send(client, fund, message="Chúc bà con ấm áp")
    assert answer.status_code == 409
    assert SENTENCE in answer.content.decode()
    assert "Chúc bà con ấm áp" in answer.content.decode()
    assert not Pledge.objects.exists()
