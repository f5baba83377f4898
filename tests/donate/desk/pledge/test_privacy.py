"""A pledge's page where the donor asked something of their data: that comes first, for who may answer it."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from donate.models import DataAccess
from donate.privacy import erasing
from donate.privacy import requests as privacy_requests
from home.safety import rights
from home.safety.actors import DONOR
from tests.campaigns.factories import person
from tests.donate import factories as make

from .pages import do, page_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("group", "words"), [(rights.INTAKE, "Trả lời"), (rights.SUPERVISORS, "Xem")])
def test_a_request_about_personal_data_is_answered_by_who_may_and_seen_by_who_watches(client, group, words):
    pledge = make.pledge()
    request = privacy_requests.ask(pledge, "access", DONOR)
    client.force_login(person(group))
    notice = page_of(client, pledge).split("promise__notice")[1].split("</p>")[0]
    address = reverse("donate_privacy_request", args=[request.pk])
    assert len(re.findall(rf'href="{address}">\s*{words}\s*</a>', notice)) == 1


def test_a_wish_to_be_erased_and_an_erased_donor_change_the_page(client):
    officer = make.officer()
    client.force_login(officer)
    pledge = make.pledge()
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    privacy_requests.ask(pledge, "erase", DONOR)
    page = page_of(client, pledge)
    lead = page.split('id="viec"')[1].split("</section>")[0]
    assert "Xóa mọi thông tin cá nhân" in lead
    assert f"Trả lời {make.NAME}, người xin xóa thông tin" in lead
    assert f"Gọi {make.NAME} để xác nhận" not in page
    assert "/khong-gap/" in page  # to answer, somebody has to be called
    for slug in ("goi-xac-nhan", "hen-chuyen", "xac-nhan"):
        assert f"/{slug}/" not in page, slug
        assert do(client, pledge, slug, day=f"{tomorrow:%d/%m/%Y}").status_code == 409
    assert "/nhac/" not in page
    erasing.erase(pledge, officer)
    page = page_of(client, pledge)
    assert "Thông tin của người ủng hộ đã được xóa" in page
    assert make.NAME not in page
    assert "tel:" not in page
    assert "/mo-lai/" not in page
    assert "Ở đây không còn việc gì" in page
    assert "việc theo dõi do cán bộ tiếp nhận làm" not in page


def test_who_keeps_coming_back_to_a_pledge_looked_once_and_after_a_quarter_of_an_hour_again(client):
    officer, pledge = make.officer(), make.pledge()
    client.force_login(officer)
    page_of(client, pledge), page_of(client, pledge)
    page_of(client, make.pledge())
    looks = DataAccess.objects.filter(user=officer, action="view", pledge=pledge)
    assert looks.count() == 1
    looks.update(at=timezone.now() - datetime.timedelta(minutes=16))
    page_of(client, pledge)
    assert looks.count() == 2
