"""Whatever is sent, in whatever shape: answered in words, nothing stored by half, nothing shown raw."""

from urllib.parse import urlencode

import pytest

from donate.models import Pledge
from tests.donate import factories as make

pytestmark = pytest.mark.django_db

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ settings.SECRET_KEY }}{% debug %}",
    '=HYPERLINK("http://x.example")',
    "@SUM(A1)",
    "'; DROP TABLE donate_pledge; --",
    "x" * 10_000,
    "🎁" * 50,
    "\u202eđảo ngược\u202c",
    "có\x00không",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "-1",
    "1" + "0" * 30,
    "0.5",
    "NaN",
    "²",
    "dòng\r\nBcc: ai@vidu.example",
    "e\u0301" * 40,
]
FIELDS = (
    "kind",
    "amount",
    "amount_other",
    "need",
    "quantity",
    "goods",
    "hours",
    "available_on",
    "blood_group",
    "blood_day",
    "schedule",
    "months",
    "donor_type",
    "name",
    "phone",
    "email",
    "commune",
    "message",
    "public_name",
    "luc",
)


@pytest.mark.parametrize("field", FIELDS)
def test_hostile_input_is_answered_in_words_and_never_shown_raw(client, field, settings):
    fund = make.fund()
    make.need(fund)
    kind = {"goods": "goods", "need": "goods", "quantity": "goods", "hours": "time", "available_on": "time"}.get(
        field, "money"
    )
    kind = "blood" if field.startswith("blood") else kind
    for place, text in enumerate(HOSTILE):
        more = {"consent_publish": "on"} if field == "public_name" else {}
        more |= {"amount": "other"} if field == "amount_other" else {}
        more |= {"schedule": "monthly"} if field == "months" else {}
        before = Pledge.objects.count()
        answer = make.send(
            client, fund, kind, address=f"192.0.2.{place}", **{"phone": f"09{place:08d}", **more, field: text}
        )
        assert answer.status_code in (303, 409, 422), (text[:30], answer.status_code)
        if answer.status_code == 303:
            pledge = Pledge.objects.order_by("-pk").first()
            page = client.get(pledge.get_absolute_url()).content.decode()
            assert "\x00" not in repr(pledge.__dict__)
            assert "\u202e" not in pledge.name + pledge.message + pledge.goods
        else:
            assert Pledge.objects.count() == before
            page = answer.content.decode()
        assert "<script>alert(1)" not in page
        assert "<img src=x" not in page
        assert settings.SECRET_KEY not in page


def raw(client, fund, body: bytes, kind: str = "application/x-www-form-urlencoded", **more):
    return client.generic("POST", f"/ung-ho/{fund.code}/", body, kind, HTTP_X_REAL_IP="192.0.2.1", **more)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"name": "Vy"}', "application/json"),
        (b"name=Vy&kind=money", "text/plain"),
        (b'--X\r\nContent-Disposition: form-data; name="name"\r\n\r\nV', "multipart/form-data; boundary=X"),
        (b"name=Vy", "application/x-www-form-urlencoded; charset=nope"),
        (b"&".join(b"a%d=1" % number for number in range(900)), "application/x-www-form-urlencoded"),
        (b"name=%FF%FE&phone=%ED%A0%80%ED%B0%80&message=%ED%A0%80", "application/x-www-form-urlencoded"),
    ],
    ids=["json", "plain text", "broken off", "unknown charset", "too many fields", "lone surrogates"],
)
def test_a_body_of_any_kind_is_answered_with_the_form(client, body, kind):
    answer = raw(client, make.fund(), body, kind)
    assert answer.status_code == 422
    assert 'name="phone"' in answer.content.decode()
    assert not Pledge.objects.exists()


@pytest.mark.parametrize("kind", ["multipart/form-data", "application/x-www-form-urlencoded; charset=utf-16"])
def test_what_cannot_be_read_at_all_is_refused_in_vietnamese(client, kind):
    answer = raw(client, make.fund(), b"name=Vy", kind)
    assert answer.status_code == 400
    assert "Hội chưa đọc được" in answer.content.decode()


def test_of_a_field_sent_twice_the_last_counts(client):
    fund = make.fund()
    body = urlencode([*make.filled().items(), ("name", "Vy Thị Sau")]).encode()
    assert raw(client, fund, body).status_code == 303
    assert Pledge.objects.get().name == "Vy Thị Sau"


@pytest.mark.parametrize("field", ["phone", "amount_other", "months", "email", "name"])
def test_invisible_marks_of_a_copied_text_do_no_harm(client, field):
    """Telephones copied out of an address book come wrapped in marks that turn the direction of writing."""
    fields = {"amount": "other", "amount_other": "500k", "schedule": "monthly", "months": "3", "email": make.MAIL}
    typed = make.filled(**fields)
    answer = make.send(client, make.fund(), **{**fields, field: f"\u202a{typed[field]}\u202c\u200b"})
    assert answer.status_code == 303
    pledge = Pledge.objects.get()
    assert (pledge.phone, pledge.amount, pledge.months) == ("+84912345678", 500_000, 3)
    assert (pledge.email, pledge.name) == (make.MAIL, make.NAME)


def test_fields_nobody_asked_for_change_nothing(client):
    make.send(client, make.fund(), fulfilment="received", received_amount="999", assignee="1", reference="LSAAAAAAA")
    pledge = Pledge.objects.get()
    assert (pledge.fulfilment, pledge.received_amount) == ("submitted", 0)
    assert pledge.reference != "LSAAAAAAA"
