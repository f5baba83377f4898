"""What went out is recorded once, with its evidence, and never beyond what the fund holds unseen."""

import datetime
import io
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from campaigns import ledger
from campaigns.desk.once import new_key
from campaigns.ledger import evidence
from campaigns.ledger.gifts import quantity_words
from campaigns.models import LedgerEvidence, LedgerLine, LedgerProposal
from home.models import ChapterImage
from home.pictures.uploads import clean_picture
from home.safety import rights
from home.safety.actors import SYSTEM

from . import factories as make

pytestmark = pytest.mark.django_db
PAST = datetime.date(2026, 11, 1)
FORM = {
    "kind": "money",
    "amount": "",
    "thing": "",
    "quantity": "",
    "date": "02/11/2026",
    "note": "Tôn, căn thứ bảy",
    "beneficiaries": "hộ bà L.",
    "beneficiary_count": "5",
    "place": "thôn Khuổi Cấp",
    "unit": "",
    "decision_number": "19/QĐ-CTĐ",
    "caption": "",
    "over_reason": "",
}


def pdf(name="ky-nhan.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.4\n%%EOF\n", "application/pdf")


@pytest.fixture
def of():
    fund = make.fund()
    ledger.post(fund, "received", 12_000_000, date=PAST)
    ledger.post(
        fund,
        "received",
        900_000,
        date=PAST,
        kind="goods",
        item="Chăn bông",
        item_unit="chiếc",
        quantity=9,
        channel="counter",
    )
    return fund


@pytest.fixture
def address(of, client):
    client.force_login(make.person(rights.TREASURY))
    return reverse("campaigns_distribute", args=[of.pk])


def given(of):
    return LedgerLine.objects.filter(fund=of, direction="distributed")


def test_money_goes_out_with_where_to_whom_and_the_signed_list(client, of, address):
    answer = client.post(
        address, {**FORM, "once": new_key(), "amount": "2tr5", "file": pdf(), "caption": "Danh sách ký nhận"}
    )
    assert answer.status_code == 302, answer.context["form"].errors
    line = given(of).get()
    assert (line.amount, line.beneficiary_count, line.decision_number) == (2_500_000, 5, "19/QĐ-CTĐ")
    assert line.date == datetime.date(2026, 11, 2)
    kept = line.evidence.get()
    assert not kept.is_public
    assert kept.document.collection.name == evidence.PRIVATE_COLLECTION
    assert ledger.verify(of) is None


def test_goods_go_out_of_the_store(client, of, address):
    answer = client.post(
        address, {**FORM, "once": new_key(), "kind": "goods", "thing": "0", "quantity": "4", "amount": "400.000"}
    )
    assert answer.status_code == 302, answer.context["form"].errors
    line = given(of).get()
    assert (line.item, line.item_unit, line.quantity) == ("Chăn bông", "chiếc", 4)
    assert "Chăn bông còn 5 chiếc" in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"amount": ""}, "amount"),
        ({"amount": "-5"}, "amount"),
        ({"amount": "mười"}, "amount"),
        ({"amount": "10000000000000000000000000000000"}, "amount"),
        ({"amount": "12.000.001"}, "amount"),
        ({"kind": "goods", "thing": "", "quantity": "1"}, "thing"),
        ({"kind": "goods", "thing": "7", "quantity": "1"}, "thing"),
        ({"kind": "goods", "thing": "0", "quantity": "10"}, "quantity"),
        ({"kind": "goods", "thing": "0", "quantity": ""}, "quantity"),
        ({"kind": "gold", "amount": "1000"}, "kind"),
        ({"amount": "1000", "note": ""}, "note"),
        ({"amount": "1000", "note": "x" * 201}, "note"),
        ({"amount": "1000", "note": "a\0b"}, "note"),
        ({"amount": "1000", "date": "31/02/2026"}, "date"),
        ({"amount": "1000", "file": SimpleUploadedFile("a.pdf", b"<html>")}, "file"),
        ({"amount": "1000", "file": SimpleUploadedFile("a.exe", b"MZ")}, "file"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_nothing_is_written(client, of, address, wrong, field):
    answer = client.post(address, {**FORM, "once": new_key(), **wrong})
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert not given(of).exists()
    assert not LedgerEvidence.objects.exists()


def test_a_day_to_come_is_refused(client, of, address):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    answer = client.post(address, {**FORM, "once": new_key(), "amount": "1000", "date": f"{tomorrow:%d/%m/%Y}"})
    assert answer.context["form"].non_field_errors()
    assert not given(of).exists()


def test_more_than_the_fund_holds_needs_a_reason_and_then_waits(client, of, address):
    answer = client.post(address, {**FORM, "once": new_key(), "amount": "13tr"})
    assert "ghi lý do ở cuối" in " ".join(answer.context["form"].errors["amount"])
    assert not LedgerProposal.objects.exists()
    answer = client.post(address, {**FORM, "once": new_key(), "amount": "13tr", "over_reason": "Bão về trong đêm"})
    assert answer.status_code == 302
    assert not given(of).exists()
    proposal = LedgerProposal.objects.get()
    assert (proposal.what, proposal.reason) == ("over", "Bão về trong đêm")


def test_a_signed_list_opens_for_staff_with_the_right_and_for_nobody_else(client, of, address):
    client.post(address, {**FORM, "once": new_key(), "amount": "1000", "file": pdf()})
    url = LedgerEvidence.objects.get().document.url
    assert client.get(url).status_code == 200
    client.logout()
    assert client.get(url).status_code != 200
    client.force_login(make.person(rights.EDITORS))
    assert client.get(url).status_code != 200


def test_only_public_evidence_is_shown_in_public(client, of, address):
    make.public_account()
    client.post(address, {**FORM, "once": new_key(), "amount": "1000", "file": pdf(), "caption": "Danh sách kín"})
    line = given(of).get()
    data = {"once": new_key(), "file": pdf("hoa-don.pdf"), "caption": "Hóa đơn mua tôn", "is_public": "on"}
    client.post(reverse("campaigns_evidence", args=[line.pk]), data)
    client.logout()
    page = client.get("/cong-khai/").content.decode()
    assert "Hóa đơn mua tôn" in page
    assert "Danh sách kín" not in page
    shown = LedgerEvidence.objects.get(is_public=True)
    assert client.get(shown.document.url).status_code == 200


def test_a_fund_in_preparation_gives_nothing(client):
    client.force_login(make.person(rights.TREASURY))
    draft = make.fund(state="draft")
    answer = client.post(
        reverse("campaigns_distribute", args=[draft.pk]), {**FORM, "once": new_key(), "amount": "1000"}
    )
    assert answer.context["form"].non_field_errors()


def test_what_was_left_after_each_line_stands_in_the_account(client, of):
    make.public_account()
    for number in range(60):
        ledger.post(
            of, "distributed" if number % 3 else "received", 10_000 + number, date=PAST - datetime.timedelta(number)
        )
    other = make.fund()
    ledger.post(other, "received", 555_000, date=PAST - datetime.timedelta(45))
    for address, funds in (("/cong-khai/", (of, other)), (f"/cong-khai/{of.code}/", (of,))):
        for page in (1, 2):
            rows = [row for _day, rows in client.get(f"{address}?page={page}").context["days"] for row in rows]
            lines = LedgerLine.objects.filter(fund__in=funds, kind="money")
            for row in rows:
                up_to = lines.filter(date__lt=row.date) | lines.filter(
                    date=row.date, pk__lte=LedgerLine.objects.get(fund=row.fund, sequence=row.number).pk
                )
                expected = sum(line.amount if line.is_received else -line.amount for line in up_to)
                assert row.balance == expected, (address, page, row)


def test_a_filtered_account_shows_no_balance_that_its_rows_do_not_add_up_to(client, of):
    make.public_account()
    rows = [row for _day, rows in client.get("/cong-khai/?loai=thu").context["days"] for row in rows]
    assert rows
    assert all(row.balance is None for row in rows)


@pytest.mark.parametrize(
    ("quantity", "unit", "item", "words"),
    [
        (40, "chiếc", "Chăn bông", "40 chiếc chăn bông"),
        (1, "đơn vị máu", "máu", "1 đơn vị máu"),
        (16, "giờ", "giờ công", "16 giờ công"),
        ("2.50", "m²", "Tôn lạnh", "2,5 m² tôn lạnh"),
        (3, "", "Xe lăn", "3 xe lăn"),
    ],
)
def test_things_are_counted_as_people_say_them(quantity, unit, item, words):
    line = LedgerLine(kind="goods", quantity=Decimal(quantity), item_unit=unit, item=item)
    assert quantity_words(line) == words


def test_the_words_of_a_transfer_say_which_fund_it_is_for(client):
    of = make.fund(code="ba-l", account=make.account(), name="Địa chỉ nhân đạo: Bà L., 76 tuổi, xã Ba Sơn")
    page = make.address(fund=of)
    assert "BA L</span>" in client.get(page.url).content.decode()
    assert client.get("/ung-ho/qr/ba-l.svg")["Content-Type"].startswith("image/svg")


def photo(name="trao-tan-tay.jpg", gps=True) -> SimpleUploadedFile:
    """A photograph as it comes from a telephone: with where it was taken."""
    picture, notes = Image.new("RGB", (1200, 800)), Image.Exif()
    for x in range(0, 1200, 8):
        picture.paste((x % 255, 90, 60), (x, 0, x + 8, 800))
    if gps:
        notes.get_ifd(0x8825)[2] = (21.0, 51.0, 0.0)
        notes[0x010E] = "Nha ba Nong Thi Muoi"
    stream = io.BytesIO()
    picture.save(stream, "JPEG", exif=notes)
    return SimpleUploadedFile(name, stream.getvalue(), "image/jpeg")


def sent(**more):
    return {**FORM, "once": new_key(), "amount": "1000", **more}


def test_papers_and_photographs_are_kept_at_once_for_staff_alone(client, of, address):
    answer = client.post(address, sent(file=[pdf(), photo(), photo("b.jpg")], caption="Ký nhận"))
    assert answer.status_code == 302, answer.context["form"].errors
    kept = list(given(of).get().evidence.order_by("pk"))
    assert [paper.caption for paper in kept] == ["Ký nhận (1/3)", "Ký nhận (2/3)", "Ký nhận (3/3)"]
    assert not ChapterImage.objects.exists()  # a picture's file would lie open below /media/
    for paper in kept:
        assert paper.document.collection.name == evidence.PRIVATE_COLLECTION
        assert client.get(paper.url).status_code == 200
    data = kept[1].document.file.read()
    assert b"Nong Thi Muoi" not in data
    assert not Image.open(io.BytesIO(data)).getexif()
    client.logout()
    assert {client.get(paper.url).status_code for paper in kept} & {200} == set()


def test_a_photograph_for_everybody_needs_a_word_about_consent_and_what_is_to_be_seen(client, of, address):
    make.public_account()
    data = {"is_public": "on", "caption": "Dựng nhà thứ bảy"}
    for wrong, field in (
        ({}, "consent"),
        ({"consent": "missing"}, "consent"),
        ({"consent": "recorded", "caption": ""}, "caption"),
        ({"consent": "not_needed", "shows_child": "on", "consent_note": "phiếu 3"}, "consent"),
        ({"consent": "recorded", "shows_child": "on"}, "consent_note"),
    ):
        answer = client.post(address, sent(**{**data, **wrong}, file=[photo()]))
        assert list(answer.context["form"].errors) == [field], wrong
        assert "Chọn lại" in answer.content.decode()
    assert not given(of).exists()
    client.post(address, sent(**data, consent="recorded", consent_note="phiếu số 3", file=[photo()]))
    kept = given(of).get().evidence.get()
    assert (kept.image.consent, kept.image.consent_note, kept.image.description) == (
        "recorded",
        "phiếu số 3",
        "Dựng nhà thứ bảy",
    )
    assert not Image.open(kept.image.file).getexif()
    client.logout()
    page = client.get("/cong-khai/").content.decode()
    assert f'href="{kept.image.file.url}"' in page
    assert "Dựng nhà thứ bảy" in page


def test_nothing_makes_a_photograph_public_without_that_word(of):
    line = LedgerLine.objects.filter(fund=of).first()
    with pytest.raises(ValueError, match="consent"):
        evidence.attach(line, clean_picture(photo(), "a.jpg"), SYSTEM, "Ảnh", is_public=True)


@pytest.mark.parametrize(
    "files",
    [
        [SimpleUploadedFile("a.jpg", b"\xff\xd8khong phai anh")],
        [SimpleUploadedFile("a.svg", b"<svg/>")],
        [SimpleUploadedFile("a.pdf", b"")],
        [SimpleUploadedFile(f"{number}.pdf", b"%PDF-1.4") for number in range(13)],
    ],
)
def test_files_that_are_not_what_they_say_are_refused_and_nothing_is_written(client, of, address, files):
    for file in files:
        file.seek(0)
    answer = client.post(address, sent(file=files))
    assert list(answer.context["form"].errors) == ["file"]
    assert not given(of).exists()


def test_of_several_files_the_one_that_is_refused_is_named(client, of, address):
    answer = client.post(address, sent(file=[pdf(), SimpleUploadedFile("hong.jpg", b"x")]))
    assert "hong.jpg" in str(answer.context["form"].errors["file"])


@pytest.mark.parametrize("field", ["note", "beneficiaries", "place", "caption", "over_reason"])
def test_a_telephone_number_never_gets_into_the_ledger(client, of, address, field):
    answer = client.post(address, sent(**{field: "gọi 0912 345 678"}))
    assert list(answer.context["form"].errors) == [field]
    assert not given(of).exists()


@pytest.mark.parametrize("field", ["note", "beneficiaries", "place"])
def test_a_full_name_is_asked_about_before_it_stands_there_for_good(client, of, address, field):
    data = sent(**{field: "bà Nông Thị Mười, xã Hoàng Văn Thụ"})
    answer = client.post(address, data)
    assert "Nông Thị Mười" in answer.context["form"].doubts[0]
    assert not given(of).exists()
    client.post(address, data | {"sure": answer.context["form"].sure_key})
    assert given(of).count() == 1


def test_the_very_same_distribution_sent_again_counts_once(client, of, address):
    data = sent()
    first = client.post(address, data)
    assert client.post(address, data)["Location"] == first["Location"]
    assert given(of).count() == 1
    more = sent(amount="99tr", over_reason="Bão về")
    client.post(address, more)
    client.post(address, more)
    assert LedgerProposal.objects.count() == 1


def test_a_day_before_the_fund_was_launched_is_asked_about(client, of, address):
    of.opens_on = timezone.localdate()
    of.save()
    answer = client.post(address, sent())
    assert "mới mở" in answer.context["form"].doubts[0]


def test_things_are_found_again_in_whatever_spacing_they_came(client, of, address):
    goods = {"kind": "goods", "item": "  Chăn   bông ", "item_unit": "chiếc ", "quantity": 3}
    ledger.post(of, "received", 1, date=PAST, **goods)
    assert "Chăn bông còn 12 chiếc" in client.get(address).content.decode()


def test_a_photograph_behind_a_line_is_not_deleted_on_the_pictures_screen(client, of):
    line = LedgerLine.objects.filter(fund=of).first()
    agreed = evidence.Consent("not_needed")
    kept = evidence.attach(line, clean_picture(photo(), "a.jpg"), SYSTEM, "Ảnh", is_public=True, consent=agreed)
    client.force_login(make.person(rights.EDITORIAL_BOARD))
    answer = client.post(reverse("wagtailimages:delete", args=[kept.image_id]))
    assert answer.status_code != 500
    assert ChapterImage.objects.filter(pk=kept.image_id).exists()
