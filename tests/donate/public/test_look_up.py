"""The way back to the donor's own page: by reference and four digits, and no other."""

import datetime
from unittest import mock

import pytest
from django.utils import timezone

from donate.models import Pledge
from donate.promises import limits
from tests.donate import factories as make

pytestmark = pytest.mark.django_db


def look(client, reference: str, digits: str, address: str = "192.0.2.9"):
    return client.post("/ung-ho/tra-cuu/", {"ma": reference, "so": digits}, HTTP_X_REAL_IP=address)


def test_reference_and_four_digits_find_the_page_however_they_are_typed(client):
    pledge = make.pledge(phone="0912 345 678")
    spaced = f" {pledge.reference[:3].lower()} {pledge.reference[3:6]}-{pledge.reference[6:]} "
    for typed in (pledge.reference, pledge.reference.lower(), spaced):
        answer = look(client, typed, "5678")
        assert answer.status_code == 303
        assert answer["Location"] == pledge.get_absolute_url()
        assert answer["Referrer-Policy"] == "no-referrer"


def test_the_answer_is_the_same_whether_or_not_it_exists(client):
    pledge = make.pledge(phone="0912 345 678")
    other = "LS" + ("A" if pledge.reference[2] != "A" else "B") + pledge.reference[3:]
    answers = [look(client, *typed) for typed in ((pledge.reference, "0000"), (other, "5678"), (other, "0000"))]
    pages = []
    for answer in answers:
        page = answer.content.decode()
        for typed in (pledge.reference, other, "5678", "0000"):
            page = page.replace(f'value="{typed}"', "")
        pages.append(page)
    assert {answer.status_code for answer in answers} == {422}
    assert len(set(pages)) == 1


@pytest.mark.parametrize(("reference", "digits"), [("", ""), ("\x00", "\x00"), ("x" * 9999, "٥٦٧٨"), ("🎁", "----")])
def test_nonsense_is_answered_like_anything_unknown(client, reference, digits):
    make.pledge(phone="0912 345 678")
    assert look(client, reference, digits).status_code == 422


def test_whoever_was_erased_has_no_page_any_more_and_is_not_to_be_found(client):
    pledge = make.pledge(phone="0912 345 678")
    assert look(client, pledge.reference, "5678").status_code == 303
    Pledge.objects.filter(pk=pledge.pk).update(erased_at=timezone.now())
    assert client.get(pledge.get_absolute_url()).status_code == 404
    assert client.post(pledge.get_absolute_url(), {"viec": "xem"}).status_code == 404
    assert look(client, pledge.reference, "5678").status_code == 422


def test_guessing_is_slowed_by_reference_and_by_address(client):
    pledge = make.pledge(phone="0912 345 678")
    for place in range(limits.LOOKUPS_PER_REFERENCE[0]):
        assert look(client, pledge.reference, f"{place:04d}", address=f"192.0.2.{place}").status_code == 422
    assert look(client, pledge.reference, "5678", address="192.0.2.99").status_code == 429
    later = timezone.now() + datetime.timedelta(minutes=16)
    with mock.patch("django.utils.timezone.now", return_value=later):
        assert look(client, pledge.reference, "5678", address="192.0.2.99").status_code == 303
    for place in range(limits.LOOKUPS_PER_ADDRESS[0]):
        look(client, f"LS{place:07d}", "0000", address="198.51.100.1")
    assert look(client, make.pledge().reference, "0000", address="198.51.100.1").status_code == 429
