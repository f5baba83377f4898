"""What the stories give to the front page."""

import datetime

import pytest
from wagtail.models import Site

from home.models import HomePage
from stories.lists.front import front
from stories.models import EventPage

from . import factories as make
from .test_leaks import HIDE
from .test_practices import adoption


def lead_with(page):
    HomePage.objects.update(lead_page=page)


def test_the_newest_good_deed_leads_and_is_not_repeated(db):
    for day in range(1, 5):
        make.deed(f"Chuyện {day}", date=datetime.date(2026, 1, day))
    shown = front()
    assert shown.lead.title == "Chuyện 4"
    assert [deed.title for deed in shown.deeds] == ["Chuyện 3", "Chuyện 2"]
    assert shown.deed_count == 4
    assert shown.deeds_url == "/guong-sang/"


def test_an_editor_chooses_what_leads(get):
    chosen = make.news("Được chọn", date=datetime.date(2020, 1, 1))
    make.deed("Mới nhất")
    lead_with(chosen)
    html = get("/")
    assert html.index("Được chọn") < html.index("Mới nhất")
    assert front(chosen.pk).lead.title == "Được chọn"


def test_a_chosen_page_that_is_no_longer_public_gives_way(get):
    chosen = make.news("Đã gỡ")
    lead_with(chosen)
    chosen.live = False
    chosen.save()
    make.deed("Mới nhất")
    html = get("/")
    assert "Đã gỡ" not in html
    assert "Mới nhất" in html


@pytest.mark.parametrize("hide", HIDE.values(), ids=HIDE)
def test_dates_of_a_hidden_event_are_not_announced_even_when_it_was_chosen_to_lead(hide, get):
    make.event("Ai cũng được mời", slots=[make.slot(9, place="Nhà văn hóa")])
    hidden = make.event("Chưa báo ai", slots=[make.slot(2, place="Nơi chưa báo ai")])
    lead_with(hidden)
    hide(hidden)
    shown = front(hidden.pk)
    assert [date.title for date in shown.events] == ["Nhà văn hóa"]
    assert shown.lead is None or shown.lead.pk != hidden.pk
    assert "chưa báo ai" not in get("/").lower()


@pytest.mark.parametrize("hide", HIDE.values(), ids=HIDE)
def test_hidden_stories_are_not_counted_and_take_no_room_from_others(hide, db):
    for day in range(1, 5):
        make.deed(f"Chuyện {day}", date=datetime.date(2026, 1, day))
    for day in range(1, 8):
        hide(make.deed(f"Chuyện giấu {day}", date=datetime.date(2026, 2, day)))
    shown = front()
    assert shown.lead.title == "Chuyện 4"
    assert [deed.title for deed in shown.deeds] == ["Chuyện 3", "Chuyện 2"]
    assert shown.deed_count == 4


def test_a_page_of_another_room_can_lead(front_page, get):
    from home.models import StandardPage

    lead_with(front_page.add_child(instance=StandardPage(title="Giới thiệu Hội", slug="gioi-thieu")))
    assert "Giới thiệu Hội" in get("/")


def test_the_practice_says_how_far_it_has_spread(db):
    make.practice(
        "Bếp chung", counted_as="điểm trường", adoptions=[adoption("A"), adoption("B"), adoption("C", confirmed=False)]
    )
    shown = front()
    assert shown.practice.title == "Bếp chung"
    assert shown.practice_note == "Đã có 3 điểm trường làm"


def test_a_practice_with_a_picture_is_shown_before_a_newer_one_without(db):
    make.practice("Có ảnh", listing_image=make.picture(), date=datetime.date(2026, 1, 1))
    make.practice("Không ảnh", date=datetime.date(2026, 9, 1))
    assert front().practice.title == "Có ảnh"
    bare = make.practice("Được chọn", date=datetime.date(2025, 1, 1))
    assert front(practice_id=bare.pk).practice.title == "Được chọn"


def test_three_dates_soonest_first_with_what_they_need(db):
    page = make.event(
        slots=[
            make.slot(9, place="Xa"),
            make.slot(2, place="Gần", needed=150, expected=96),
            make.slot(-2, place="Qua rồi"),
        ]
    )
    make.event(slots=[make.slot(1, place="Đã hoãn")], state=EventPage.State.POSTPONED, state_note="Mưa")
    make.event("Lớp sơ cứu", kind="training", slots=[make.slot(4, place="Trường lái")])
    shown = front().events
    assert [date.title for date in shown] == ["Gần", "Lớp sơ cứu", "Xa"]
    assert "7 giờ đến 11 giờ. Cần 150 người, đã có 96." in shown[0].line
    assert shown[1].line.startswith("Trường lái.")
    assert shown[0].url == page.url


def test_nothing_published_is_nothing_shown(db, get):
    shown = front()
    assert shown.lead is None
    assert shown.deeds == shown.news == shown.events == []
    get("/")


def test_all_of_it_takes_two_queries(db, django_assert_num_queries):
    for number in range(6):
        make.deed(listing_image=make.picture())
        make.news()
        make.practice(listing_image=make.picture())
        make.event(slots=[make.slot(number + 1)])
    from home.pictures.renditions import make_ready

    for image in type(make.picture()).objects.all():
        make_ready(image)
    Site.get_site_root_paths()  # known on a request
    with django_assert_num_queries(2):
        front()
