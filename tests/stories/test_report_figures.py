"""What the chapter's report counts of the stories: public pages, confirmed places, results of blood drives."""

import datetime

import pytest

from home.report_figures import Scope
from stories.models import EventPage, EventSlot
from stories.models.practices import Adoption
from stories.report_figures import figures

from . import factories as make

pytestmark = pytest.mark.django_db
FIRST, LAST = datetime.date(2026, 7, 1), datetime.date(2026, 9, 30)


def counted(**more):
    return {figure.label: figure.value for figure in figures(Scope(FIRST, LAST, **more))}


def test_only_what_is_public_and_falls_within_the_days_counts():
    for day in (FIRST - datetime.timedelta(days=1), FIRST, LAST, LAST + datetime.timedelta(days=1)):
        make.deed(date=day)
    make.deed(date=FIRST, live=False)
    make.practice(date=LAST)
    assert counted()["Gương sáng đã đăng"] == 2
    assert counted()["Mô hình hay mới công bố"] == 1


def test_a_place_that_took_up_a_model_counts_when_the_unit_above_confirmed_it():
    commune = make.unit("xã Bình Gia")
    model, other = make.practice(), make.practice()
    facts = {"unit": commune, "since": datetime.date(2026, 2, 1)}
    confirmed = {"confirmed_by": make.province(), "confirmed_on": FIRST}
    for page, more in (
        (model, confirmed),
        (model, confirmed | {"place": "Điểm trường hai"}),
        (model, {"place": "Chưa xác nhận"}),
        (other, confirmed | {"confirmed_on": LAST + datetime.timedelta(days=1)}),
    ):
        Adoption.objects.create(page=page, **facts, **more)
    assert counted()["Nơi làm theo mô hình, đã xác nhận"] == 2
    assert counted()["Mô hình có thêm nơi làm theo"] == 1
    elsewhere = counted(units=frozenset({make.unit("xã Khác").pk}), with_unplaced=False)
    assert elsewhere["Nơi làm theo mô hình, đã xác nhận"] == 0


def test_blood_counts_where_the_drive_was_held_and_something_was_counted():
    here, there = make.unit("phường Kỳ Lừa"), make.unit("xã Cao Lộc")
    drive = make.story(EventPage, kind=EventPage.Kind.BLOOD)
    relief = make.story(EventPage, kind=EventPage.Kind.RELIEF)
    hours = {"starts": datetime.time(7), "ends": datetime.time(11), "place": "Nhà văn hóa", "date": LAST}
    for page, where, result in ((drive, here, 120), (drive, there, 30), (drive, there, None), (relief, here, 500)):
        EventSlot.objects.create(page=page, unit=where, result=result, **hours)
    assert counted()["Máu thu được ở các điểm"] == 150
    assert counted()["Điểm hiến máu đã có kết quả"] == 2
    assert counted(units=frozenset({here.pk}), with_unplaced=False)["Máu thu được ở các điểm"] == 120


def test_it_takes_one_query(django_assert_num_queries):
    make.deed(date=FIRST)
    with django_assert_num_queries(1):
        counted()
