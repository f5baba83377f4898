"""The letter that says something has come in: what, its receipt, what it fills; never like the one of a promise."""

from unittest import mock

import pytest
from django.core import mail as sent
from django.utils import timezone
from post_office import mail
from post_office.models import Email

from donate.models import Receipt
from donate.privacy import erasing
from donate.promises import reference
from donate.receiving import receipts, recording
from donate.receiving.recording import Thing
from home.safety.actors import SYSTEM
from tests.donate import factories as make

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def letters() -> list[Email]:
    return list(Email.objects.filter(subject__contains="biên nhận"))


def give(pledge, amount=500_000, **more):
    return recording.receive(pledge, SYSTEM, date=TODAY(), amount=amount, **more)


def test_it_says_what_came_with_the_receipts_number_and_where_to_print_it():
    pledge = make.pledge(email=make.MAIL, name=make.NAME)
    promise = Email.objects.get()
    receipt = give(pledge)
    [letter] = letters()
    assert letter.to == [make.MAIL]
    assert receipt.label in letter.subject
    assert reference.grouped(pledge.reference) in letter.subject
    for words in (
        "Hội đã nhận",
        make.NAME,
        pledge.fund.name,
        "500.000",
        "Năm trăm nghìn đồng",
        pledge.get_absolute_url(),
        f"/bien-nhan/{receipt.number}-{receipt.year}/",
    ):
        assert words in letter.message, words
    for words in ("chưa phải biên nhận", "Số tài khoản", "Nội dung chuyển khoản"):
        assert words not in letter.message
    assert "Hội đã nhận" not in promise.message
    assert receipt.label not in promise.message


def test_it_says_which_months_are_filled():
    pledge = make.pledge(email=make.MAIL, amount="200000", schedule="monthly", months="6")
    give(pledge, 300_000)
    [letter] = letters()
    assert "tháng thứ 1 trên 6: 200.000" in letter.message
    assert "tháng thứ 2 trên 6: 100.000" in letter.message
    assert "còn 100.000" in letter.message


def test_goods_are_told_as_they_were_counted():
    pledge = make.pledge(kind="goods", email=make.MAIL)
    things = [Thing("Chăn bông", "chiếc", 6, 900_000), Thing("Gạo tẻ", "kg", 20)]
    recording.receive(pledge, SYSTEM, date=TODAY(), things=things)
    [letter] = letters()
    assert "6 chiếc chăn bông" in letter.message
    assert "20 kg gạo tẻ" in letter.message


def test_who_gave_no_address_or_was_erased_gets_none():
    give(make.pledge())
    pledge = make.pledge(email=make.MAIL)
    erasing.erase(pledge, SYSTEM)
    give(pledge)
    recording.receive_walk_in(make.fund(), SYSTEM, date=TODAY(), amount=5_000)
    assert letters() == []


def test_another_receipt_in_its_place_is_sent_too():
    pledge = make.pledge(email=make.MAIL)
    old = give(pledge)
    new = receipts.reissue(old, make.treasurer(), "sai tên", "Bà L.")
    assert new.label in letters()[-1].subject
    assert f"thay số {old.label}" in letters()[-1].message


def test_what_is_rolled_back_sends_nothing():
    pledge = make.pledge(email=make.MAIL)
    with mock.patch("donate.promises.lifecycle.settle", side_effect=RuntimeError), pytest.raises(RuntimeError):
        give(pledge)
    assert letters() == []
    assert not Receipt.objects.exists()


def test_a_dead_mail_server_costs_nobody_anything():
    pledge = make.pledge(email=make.MAIL)
    with mock.patch("django.core.mail.backends.locmem.EmailBackend.send_messages", side_effect=OSError):
        give(pledge)
        mail.send_queued(processes=1)
    pledge.refresh_from_db()
    assert pledge.received_amount == 500_000
    [letter] = letters()
    assert letter.status != 0  # still there, to be tried again
    Email.objects.update(scheduled_time=None)
    mail.send_queued(processes=1)
    assert any(receipts.Receipt.objects.get().label in one.subject for one in sent.outbox)


def test_a_name_that_looks_like_a_template_is_a_name():
    pledge = make.pledge(email=make.MAIL, name="Bà {% x %} {{ y }}")
    give(pledge)
    assert "Bà {% x %} {{ y }}" in letters()[0].message
