"""Looked for, written down, called, handed on and asked about on every screen: after erasure none of it is left."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from donate.bank import booking
from donate.models import DataAccess, Pledge, PrivacyRequest
from donate.privacy import erasing
from tests.donate import factories as make

from .test_erasure import PERSON, TELLING, bank_line, promised, tables_with_traces, traces_in

pytestmark = pytest.mark.django_db


def in_sessions() -> str:
    """The database holds them written so that a plain dump does not show what they say."""
    return str([session.get_decoded() for session in Session.objects.all()])


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("wished", [True, False])
def test_what_the_bank_wrote_on_the_money_goes_whole_whoever_sent_it(wished):
    pledge, treasurer = promised(), make.treasurer()
    line = bank_line(pledge, f"{pledge.reference} con gai chi Dao gui giup")  # no spelling of the donor's own name
    booking.book(line, pledge, treasurer)
    erasing.erase(pledge, make.officer(), wished=wished)
    line.refresh_from_db()
    assert (line.memo, line.amount) == ("", 500_000)


def test_what_the_body_is_said_to_be_goes_too():
    """A blood group is a fact about somebody's health."""
    pledge = make.pledge(None, "blood", **PERSON | {"blood_group": "AB"})
    assert pledge.blood_group == "AB"
    erasing.erase(pledge, make.officer())
    pledge.refresh_from_db()
    personal = ("name", "folded_name", "phone", "email", "commune", "message", "public_name", "goods", "blood_group")
    assert {name: getattr(pledge, name) for name in personal} == dict.fromkeys(personal, "")


def test_what_was_typed_on_the_screens_about_a_person_is_left_nowhere():
    officer, other = make.officer(), make.officer()
    desk, second, public = signed_in(officer), signed_in(other), Client()
    fund = make.fund()

    # The donor: once with a mistake, then as it should be; looked up, and asked for on their own page.
    make.send(public, fund, **PERSON | {"amount": ""})
    make.send(public, fund, **PERSON)
    web = Pledge.objects.get()
    public.post("/ung-ho/tra-cuu/", {"ma": web.reference, "so": "5678"})
    public.get(web.get_absolute_url())

    # Staff: written down with a mistake, with another fund, and over the promise that is open already.
    entry = make.filled(
        "goods", quy=fund.code, source="phone", consent_how="oral", **{**PERSON, "goods": "gạo của nhà Kín Đáo"}
    )
    for more in ({"name": PERSON["name"], "kind": "money", "amount": "x"}, {"doi-quy": "1"}, {}):
        desk.post(reverse("donate_entry"), entry | more)
    desk.post(reverse("donate_entry"), entry | {"da-xem": web.reference})
    called = Pledge.objects.exclude(pk=web.pk).get()

    # Found, listed, filtered wrongly, taken as a file, done in bulk.
    for query in ({"q": PERSON["name"]}, {"q": "0912.345.678"}, {"q": PERSON["email"]}, {"q": "kin dao", "quy": "x"}):
        desk.get(reverse("donate_desk"), {"hang": "tat-ca", **query})
        list(desk.get(reverse("donate_desk_export"), {"hang": "tat-ca", "dang": "csv", **query}) or ())
    bulk = {"viec": "assign", "hang": "tat-ca", "q": PERSON["name"], "tat_ca": "1", "dem": "2"}
    deed = desk.post(reverse("donate_desk_bulk"), bulk)["Location"]
    desk.post(deed, {"to": other.pk})

    # Called with a day nobody can read, noted, changed by two at once.
    act = {slug: reverse("donate_pledge_act", args=[web.pk, slug]) for slug in ("hen-chuyen", "ghi-chu", "khong-gap")}
    web.refresh_from_db()
    desk.post(act["hen-chuyen"], {"version": web.version, "note": TELLING, "day": "hôm nào"})
    second.post(act["ghi-chu"], {"version": web.version, "note": TELLING})
    assert desk.post(act["khong-gap"], {"version": web.version, "note": TELLING}).status_code == 409

    # Asked for by telephone.
    ask = reverse("donate_privacy_ask")
    desk.post(ask, {"viec": "tim", "q": PERSON["name"]})
    desk.post(ask, {"viec": "ghi", "phieu": web.pk, "what": "erase", "source": "phone", "known_by": "call"})
    request = PrivacyRequest.objects.get(done_at=None)
    screen = reverse("donate_privacy_request", args=[request.pk])
    desk.get(screen)
    desk.post(screen, {"viec": "tu-choi", "ly_do": f"{TELLING} " * 20})  # too long: nothing happens
    assert tables_with_traces()

    web.refresh_from_db()
    done = desk.post(screen, {"viec": "lam", "chac": "co", "version": web.version, "cung": [called.pk]})

    assert done.status_code == 302
    assert Pledge.objects.filter(erased_at=None).count() == 0
    assert tables_with_traces() == []
    assert not traces_in(in_sessions())
    assert not traces_in(str(list(ModelLogEntry.objects.values_list("label", "data"))))
    # Who looked is kept, without what they looked for.
    assert DataAccess.objects.filter(user=officer, action="list").exists()
    assert DataAccess.objects.filter(user=officer, action="export").exists()
    assert Pledge.objects.filter(erased_at__lte=timezone.now()).count() == 2
