"""Events: places and times, what they need, the calendar file, the result."""

import datetime
import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from icalendar import Calendar

from home.calendar import spoken
from stories import needed_in_words
from stories.feeds import ics
from stories.models import EventPage

from . import factories as make


def read(text: str) -> list[dict[str, str]]:
    """The entries of a calendar file, names with parameters kept, lines unfolded as a calendar would."""
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")
    entries, inside = [], None
    for line in lines:
        if line == "BEGIN:VEVENT":
            inside = {}
        elif line == "END:VEVENT":
            entries.append(inside)
            inside = None
        elif inside is not None:
            name, _colon, value = line.partition(":")
            inside[name] = value
    return entries


def test_the_calendar_file_says_where_and_when(client, db):
    page = make.event(
        "Chủ nhật Đỏ; máu, sẻ chia",
        summary="Ba điểm, ba Chủ nhật liền. " * 8,
        slots=[
            make.slot(
                date=datetime.date(2027, 3, 7), address="12 đường Mẫu", unit=make.unit("phường Đông Kinh", "ward")
            ),
            make.slot(date=datetime.date(2027, 3, 14), ends=datetime.time(10, 30)),
        ],
    )
    answer = client.get(f"{page.url}lich.ics")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    text = answer.content.decode()
    first, second = read(text)
    zone = "Asia/Ho_Chi_Minh"
    assert first[f"DTSTART;TZID={zone}"] == "20270307T070000"
    assert first[f"DTEND;TZID={zone}"] == "20270307T110000"
    assert second[f"DTEND;TZID={zone}"] == "20270314T103000"
    assert first["SUMMARY"] == r"Chủ nhật Đỏ\; máu\, sẻ chia"
    assert first["LOCATION"] == r"Nhà văn hóa phường Đông Kinh\, 12 đường Mẫu"
    assert first["UID"] != second["UID"]
    assert first["STATUS"] == "CONFIRMED"
    assert first["URL"] == f"{settings.SITE_URL}{page.url}"
    assert re.search(rf"BEGIN:VTIMEZONE\r\nTZID:{zone}\r\nBEGIN:STANDARD", text)
    assert "TZOFFSETTO:+0700" in text


def test_a_cancelled_event_is_cancelled_in_the_calendar_too(client, db):
    page = make.event(state=EventPage.State.CANCELLED, state_note="Vì bão")
    [entry] = read(client.get(f"{page.url}lich.ics").content.decode())
    assert entry["STATUS"] == "CANCELLED"


def test_the_whole_calendar_holds_what_is_to_come(client, db):
    make.event("Đã qua", slots=[make.slot(-3)])
    make.event("Sắp tới", slots=[make.slot(3), make.slot(10)])
    entries = read(client.get("/lich/lich.ics").content.decode())
    assert [entry["SUMMARY"] for entry in entries] == ["Sắp tới", "Sắp tới"]


@pytest.mark.parametrize("words", ["a" * 300, "Sẻ chia " + "ễ" * 100, "Ảnh " + "👩👧" * 30, "ngắn"])
def test_folding_never_cuts_a_letter_and_is_undone_by_unfolding(client, db, words):
    page = make.event(summary=words)
    [entry] = read(client.get(f"{page.url}lich.ics").content.decode())
    assert entry["DESCRIPTION"].startswith(rf"{words}\n")


def test_line_breaks_cannot_smuggle_a_field_in(db):
    page = make.event()
    page.title = page.summary = "a\r\nATTACH:http://x\n;,\\\x07"
    [entry] = read(ics.calendar([page], "Lịch"))
    assert entry["SUMMARY"] == r"a\nATTACH:http://x\n\;\,\\"
    assert entry["DESCRIPTION"].startswith(r"a\nATTACH:http://x\n\;\,\\\n")
    assert "ATTACH" not in entry


def test_an_entry_keeps_its_name_when_the_event_changes(client, db):
    page = make.event()
    [before] = read(client.get(f"{page.url}lich.ics").content.decode())
    page.title, page.state, page.state_note = "Dời sang chiều", EventPage.State.POSTPONED, "Vì bão"
    page.save()
    [after] = read(ics.calendar([EventPage.objects.get(pk=page.pk)], "Lịch"))
    assert (after["SUMMARY"], after["STATUS"]) == ("Dời sang chiều", "TENTATIVE")
    assert after["UID"] == before["UID"]
    assert after["UID"].endswith(settings.SITE_URL.split("//")[1])


def test_the_times_of_the_file_can_be_read_by_a_calendar(db):
    page = make.event("Chủ nhật Đỏ", slots=[make.slot(date=datetime.date(2027, 3, 7))])
    text = ics.calendar([page], "Lịch; sự kiện")
    [event] = Calendar.from_ical(text).walk("VEVENT")
    assert event.start == datetime.datetime(2027, 3, 7, tzinfo=datetime.UTC), "seven in the morning in Viet Nam"
    assert "\r\nX-WR-CALNAME:Lịch\\; sự kiện\r\n" in text


def test_times_must_be_sane(db):
    page = make.event()
    late = make.slot(3, starts=datetime.time(11), ends=datetime.time(7))
    early_result = make.slot(3, result=100)
    wrong_year = make.slot(date=datetime.date(2206, 1, 1))
    for slot, field in ((late, "ends"), (early_result, "result"), (wrong_year, "date")):
        slot.page = page
        with pytest.raises(ValidationError) as error:
            slot.full_clean()
        assert field in error.value.message_dict


def test_a_change_of_plan_is_explained(db, get):
    page = make.event()
    page.state = EventPage.State.POSTPONED
    with pytest.raises(ValidationError) as error:
        page.full_clean()
    assert "state_note" in error.value.message_dict
    page.state_note = "Hoãn vì bão, tuần sau báo lại."
    page.save()
    html = get(page.url)
    assert "Tạm hoãn" in html
    assert "Hoãn vì bão" in html
    assert "Tôi đăng ký hiến máu" not in html


def test_an_event_says_what_it_needs(get):
    html = get(make.event(slots=[make.slot(5, needed=150, expected=96, note="Nhóm O đang thiếu")]).url)
    assert "Cần 150 người, đã có 96." in html
    assert "Nhóm O đang thiếu" in html
    assert needed_in_words.needed_line(1500, 1020, "người") == "Cần 1.500 người, đã có 1.020."
    assert "7 giờ đến 11 giờ" in html


def test_a_place_that_names_its_commune_does_not_name_it_twice(get):
    named = make.slot(3, place="Trạm y tế xã Thất Khê", unit=make.unit("xã Thất Khê"))
    unnamed = make.slot(3, place="Nhà văn hóa thôn Cốc Phương", address="ngõ 2", unit=make.unit("xã Vạn Linh"))
    assert named.where == "Trạm y tế xã Thất Khê"
    assert unnamed.where == "Nhà văn hóa thôn Cốc Phương, ngõ 2, xã Vạn Linh"
    html = get(make.event(slots=[named, unnamed]).url)
    assert html.count("xã Thất Khê") == html.count("Trạm y tế xã Thất Khê")
    assert "ngõ 2, xã Vạn Linh" in html


def test_several_places_on_one_day_are_not_said_to_be_other_days(get):
    make.event(slots=[make.slot(3, place="Trạm y tế"), make.slot(3, place="Nhà văn hóa", starts=datetime.time(9))])
    html = get("/lich/")
    assert "và 1 buổi khác" in html
    assert "ngày khác" not in html


def test_an_event_that_was_called_off_is_never_said_to_have_taken_place(get):
    html = get(make.event(state=EventPage.State.CANCELLED, state_note="Vì bão", slots=[make.slot(-3)]).url)
    assert "Đã hủy" in html
    assert "Đã diễn ra" not in html


def test_the_result_of_all_places_adds_up(get):
    html = get(make.event(slots=[make.slot(-6, result=325), make.slot(-5, result=112)]).url)
    assert "437" in html
    assert "đơn vị máu" in html
    assert "Đã diễn ra" in html


def test_the_first_and_last_day_follow_the_slots(db):
    page = make.event(slots=[make.slot(9), make.slot(2)])
    assert (page.starts_on, page.ends_on) == (make.in_days(2), make.in_days(9))
    page.slots = [make.slot(4)]
    page.save()
    page.refresh_from_db()
    assert (page.starts_on, page.ends_on) == (make.in_days(4), make.in_days(4))


def test_an_event_whose_slots_are_gone_still_opens(get):
    page = make.event()
    page.slots.all().delete()
    EventPage.objects.get(pk=page.pk).slots.all().delete()
    from stories.models import EventSlot

    EventSlot.objects.all().delete()
    get(page.url)
    get("/lich/")
    get("/")
    get("/lich/lich.ics")


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ((2026, 11, 29), (2026, 11, 29), "29/11/2026"),
        ((2026, 12, 5), (2026, 12, 7), "5–7/12/2026"),
        ((2026, 11, 29), (2026, 12, 1), "29/11–1/12/2026"),
        ((2026, 12, 30), (2027, 1, 2), "30/12/2026–2/1/2027"),
    ],
)
def test_spans_of_days_are_said_briefly(first, last, said):
    assert spoken.span_of_days(datetime.date(*first), datetime.date(*last)) == said


def test_days_and_hours_are_said_as_people_say_them():
    sunday = datetime.date(2026, 11, 29)
    assert spoken.day_and_hours(sunday, datetime.time(7), datetime.time(10, 30)) == "Chủ nhật, 7 giờ đến 10 giờ 30"


def test_the_address_of_the_calendar_file_is_on_the_page(get):
    page = make.event()
    assert urlsplit(page.url).path + "lich.ics" in get(page.url)
