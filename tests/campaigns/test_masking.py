"""Nothing on a page tells a neighbour who it is about, or names what hurts."""

import unicodedata

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from campaigns.masking import full_name_in, ledger_checks, masking_checks
from campaigns.models import HumanitarianAddressPage
from home.admin.checks import Level
from home.models import ChapterImage
from tests.home.people import picture

from . import factories as make


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Gọi bà theo số 0912 345 678 nhé", Level.BLOCK),
        ("Căn cước 020184001234", Level.BLOCK),
        ("tài khoản 0205.0000.00001", Level.BLOCK),
        ("nhà ở số nhà 12 đường Trần Đăng Ninh", Level.WARN),
        ("Bà là người Nùng", Level.WARN),
        ("dân tộc Tày", Level.WARN),
        ("Ông bị ung thư hai năm nay", Level.WARN),
        ("Cháu mắc bệnh tự kỷ", Level.WARN),
    ],
)
def test_what_gives_a_person_away_is_pointed_at(text, level):
    assert [check.level for check in masking_checks("Bà L., 76 tuổi", text)] == [level]


@pytest.mark.parametrize(
    "text",
    [
        "Mỗi tháng cần 1.500.000 đồng, cả năm 18.000.000 đồng, hai năm 1.036.000.000 đồng.",
        "Từ 05/11/2026 đến 12/12/2027, chi hội thăm 12 lần.",
        "Bà bẻ ngô 5 kg, nuôi 12 con gà, trồng 300 cây hồi.",
        "Người dao động nhất là đứa cháu. Con người hoa cỏ.",
        "Hai bà cháu ở cuối con dốc, cách đường xe máy một cây số.",
    ],
)
def test_what_gives_nobody_away_is_left_alone(text):
    assert masking_checks("Bà cháu bà V., xã Mẫu Sơn", text) == []


@pytest.mark.django_db
def test_a_visit_that_names_a_number_keeps_the_page_from_being_published():
    page = make.address()
    page.visits.create(date="2026-11-05", who="Chi hội", note="Cháu gọi 0987654321")
    page.save()
    page = HumanitarianAddressPage.objects.get(pk=page.pk)
    assert any(check.level == Level.BLOCK for check in page.editor_checks())


@pytest.mark.django_db
def test_without_recorded_consent_of_person_or_picture_nothing_is_published():
    page = make.address(person_consented=False)
    assert any(check.level == Level.BLOCK for check in page.editor_checks())
    face = picture("Bé H.", ChapterImage.Consent.MISSING, shows_child=True)
    page = make.address(listing_image=face)
    assert any(check.level == Level.BLOCK for check in page.editor_checks())
    face.consent, face.consent_note = ChapterImage.Consent.RECORDED, "phiếu 12"
    face.save()
    page = HumanitarianAddressPage.objects.get(pk=page.pk)
    assert not any(check.level == Level.BLOCK for check in page.editor_checks())


@pytest.mark.django_db
def test_an_editor_types_sums_as_people_do():
    form_class = HumanitarianAddressPage.get_edit_handler().get_form_class()
    field = form_class.base_fields["monthly_need"]
    assert field.clean("500k") == 500_000
    assert field.prepare_value(500_000) == "500.000"


def address_form(page, **fields):
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": page.summary,
            "listing_image": "",
            "fund": page.fund_id,
            "unit": page.unit_id,
            "need": page.need,
            "monthly_need": "500.000",
            "monthly_covered": "",
            "body": streamfield([]),
            "supporters": inline_formset([]),
            "visits": inline_formset([]),
            "state": page.state,
            "helped_until": "",
            "ended_on": "",
            "ended_why": "",
            "person_consented": "on",
            "consent_note": "",
            "seo_title": "",
            "search_description": "",
            "social_image": "",
            "go_live_at": "",
            "expire_at": "",
            "comments": inline_formset([]),
            **fields,
        }
    )


@pytest.mark.django_db
def test_a_number_typed_into_a_visit_is_caught_in_the_very_moment_of_publishing(client, admin_user):
    page = make.address(live=False)
    page.save_revision()
    client.force_login(admin_user)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    visit = {"date": "05/11/2026", "who": "Chi hội", "note": "Cháu gọi 0987654321"}
    form = address_form(page, visits=inline_formset([visit]), **{"action-publish": "1"})
    answer = client.post(address, form, follow=True)
    page.refresh_from_db()
    assert not page.live
    assert "số điện thoại" in answer.content.decode().lower()
    # That the form is complete, the next test shows.


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "0"])
def test_an_address_nobody_stands_by_yet_is_saved_with_nothing_or_a_nought(client, admin_user, typed):
    page = make.address(live=False, monthly_covered=300_000)
    client.force_login(admin_user)
    form = address_form(page, monthly_covered=typed, **{"action-publish": "1"})
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    page.refresh_from_db()
    assert page.live
    assert page.monthly_covered == 0


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("trao cho bà Nông Thị Mười, thôn Khuổi Cấp", "Nông Thị Mười"),
        ("NÔNG THỊ MƯỜI", "NÔNG THỊ MƯỜI"),
        ("Ông Vi Văn Đức Anh và hai cháu", "Vi Văn Đức Anh"),
        ("phường Lương Văn Tri", ""),
        ("Trường THPT Hoàng Văn Thụ", ""),
        ("hộ bà L., thôn Khuổi Cấp", ""),
        ("ông Vi Văn Đ.", ""),
        ("Đoàn Thanh niên xã Mẫu Sơn", ""),
        ("Tôn và xà gồ, căn nhà thứ bảy", ""),
        ("", ""),
    ],
)
def test_full_names_of_people_are_seen_and_places_named_after_people_are_not(text, name):
    assert full_name_in(text) == name
    assert [check.level for check in ledger_checks(text)] == ([Level.WARN] if name else [])


def test_a_full_name_is_seen_however_its_letters_are_composed():
    assert full_name_in(unicodedata.normalize("NFD", "bà Nông Thị Mười")) == "Nông Thị Mười"
