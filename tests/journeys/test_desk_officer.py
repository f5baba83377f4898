"""The officer's morning at the desk, in a browser: with the mouse, by keyboard alone, without script."""

import datetime
import re
import unicodedata

import pytest

pytest.importorskip("playwright")
from django.utils import timezone
from playwright.sync_api import expect

from .keyboard import Keyboard

TODAY = timezone.localdate()
IN_A_WEEK = TODAY + datetime.timedelta(days=7)
TYPED, SHOWN = f"{IN_A_WEEK:%d/%m/%Y}", f"{IN_A_WEEK.day}/{IN_A_WEEK.month}/{IN_A_WEEK.year}"
DESK = "/admin/ban-tiep-nhan/"


def said(page):
    return page.locator(".messages")


def first_name(page) -> str:
    return page.locator(".desk-list__who a").first.inner_text()


def without_accents(name: str) -> str:
    apart = unicodedata.normalize("NFD", name.lower()).replace("đ", "d")
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def test_with_the_mouse_from_signing_in_to_the_first_call(visit):
    page = visit("/admin/login/", width=1280, height=900)
    page.fill("[name=username]", "canbo")
    page.fill("[name=password]", "lang-son-demo")
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("button", name="Bàn tiếp nhận").click()
    page.get_by_role("link", name="Theo dõi lời hứa").click()
    page.locator(".desk-tabs").get_by_role("link", name="Quá hẹn").click()
    name = first_name(page)
    page.locator(".desk-list__who a").first.click()
    expect(page.locator("#viec")).to_contain_text(name)
    page.get_by_label("Nói những gì").fill("Bác bận mùa quế, hẹn tuần sau")
    page.locator(".promise__called [name=day]").fill(TYPED)
    page.get_by_role("button", name="Hẹn góp ngày ấy").click()
    expect(said(page)).to_contain_text("Đã ghi ngày hẹn")
    expect(page.locator(".promise__why")).to_contain_text(SHOWN)
    expect(page.get_by_text("Bác bận mùa quế, hẹn tuần sau")).to_be_visible()


def test_a_day_that_does_not_exist_stays_as_it_was_typed_and_is_said(at_work):
    page = at_work("canbo", f"{DESK}?hang=moi")
    page.locator(".desk-list__who a").first.click()
    day = page.locator(".promise__called [name=day]")
    for typed in ("31/02/2026", "hôm nào rảnh"):
        day.fill(typed)
        page.get_by_label("Nói những gì").click()
        expect(day).to_have_value(typed)
        page.get_by_role("button", name="Hẹn góp ngày ấy").click()
        expect(day).to_have_value(typed)
        expect(page.locator(".promise__called")).to_contain_text("Hãy gõ ngày/tháng/năm")


def test_with_the_mouse_a_new_promise_is_confirmed(at_work):
    page = at_work("canbo", f"{DESK}?hang=moi")
    page.locator(".desk-list__who a").first.click()
    page.get_by_role("button", name="Gọi được, đã xác nhận").click()
    expect(said(page)).to_contain_text("gọi được và xác nhận")
    expect(page.locator(".w-header")).to_contain_text("Đã xác nhận")
    expect(page.get_by_role("button", name="Gọi được, đã xác nhận")).to_have_count(0)


def test_a_donor_is_found_however_the_name_and_the_number_are_typed(at_work):
    page = at_work("canbo", f"{DESK}?hang=tat-ca")
    name, phone = first_name(page), page.locator(".desk-list__tel").first.inner_text()
    digits = "".join(phone.split())
    spellings = (f"{digits[:4]} {digits[4:7]} {digits[7:]}", f"+84 {digits[1:]}", digits[-4:], without_accents(name))
    for typed in spellings:
        page.locator("#loc_q").fill(typed)
        page.get_by_role("button", name="Tìm kiếm").click()
        expect(page.locator(".desk-list__who", has_text=name).first).to_be_visible()


def test_the_calendar_comes_to_who_is_in_the_field_and_is_never_in_the_way(at_work):
    page = at_work("canbo", DESK)
    page.locator(".desk-list__who a").first.click()
    day, words = page.locator(".promise__called [name=day]"), page.get_by_label("Nói những gì")
    calendar = page.locator(".xdsoft_datetimepicker:visible")
    day.click()
    expect(calendar).to_have_count(1)
    day.press_sequentially("1")
    expect(calendar).to_have_count(0)  # who types the day wants to press the button beneath
    day.click()
    expect(calendar).to_have_count(1)
    words.focus()
    expect(calendar).to_have_count(0)
    day.focus()
    words.focus()  # sooner than it opens
    page.wait_for_timeout(400)
    expect(calendar).to_have_count(0)
    day.click()
    calendar.locator("td:not(.xdsoft_disabled)").last.click()
    expect(day).to_have_value(re.compile(r"\d{2}/\d{2}/\d{4}"))
    expect(calendar).to_have_count(0)


def test_two_rows_get_their_next_day_at_once(at_work):
    page = at_work("canbo", f"{DESK}?hang=moi")
    rows = page.locator(".desk-list tbody tr")
    names = page.locator(".desk-list__who a:first-child").all_inner_texts()[:2]
    for place in (0, 1):
        rows.nth(place).get_by_role("checkbox").check()
    page.get_by_role("button", name="Hẹn ngày").click()
    for name in names:
        expect(page.locator(".desk-list__sample")).to_contain_text(name)
    page.get_by_label("Hẹn tiếp vào ngày").fill(TYPED)
    page.get_by_role("button", name=re.compile("Hẹn ngày")).click()
    expect(page.locator(".desk__lead")).to_contain_text("2")
    expect(page.locator(".desk__lead")).to_contain_text(SHOWN)
    page.get_by_role("link", name="Về danh sách").click()
    expect(page.locator(".desk-tabs a[aria-current]")).to_contain_text("Mới")


def test_a_promise_by_telephone_is_written_down_with_its_consent(at_work):
    page = at_work("canbo", DESK)
    page.get_by_role("link", name="Ghi lời hứa mới").click()
    page.get_by_label("Qua điện thoại").check()
    page.get_by_role("textbox", name=re.compile("^điện thoại", re.IGNORECASE)).fill("0912 000 321")
    page.get_by_label("Họ và tên").fill("Vi Thị Gọi Điện")
    page.get_by_label("Số tiền").fill("1tr5")
    page.locator("[name=consent_processing]").check()
    page.get_by_label("Nói miệng").check()
    page.get_by_role("button", name="Ghi lời hứa").click()
    expect(said(page)).to_contain_text("LS")
    expect(page.locator("#viec")).to_contain_text("Vi Thị Gọi Điện")
    expect(page.locator("#viec")).to_contain_text("1.500.000 ₫")
    expect(page.locator("#main")).to_contain_text("0912 000 321")


def test_by_keyboard_alone_from_signing_in_to_the_call(visit):
    page = visit("/admin/login/", width=1280, height=900)
    keys = Keyboard(page)
    expect(page.get_by_label("Tên đăng nhập")).to_be_focused()  # the browser puts it there, in its own time
    page.keyboard.type("canbo")
    keys.type("Mật khẩu", "lang-son-demo")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    keys.press("Bàn tiếp nhận")
    keys.follow("Theo dõi lời hứa")
    keys.skip_to_content()
    keys.follow("Quá hẹn")
    name = first_name(page)
    keys.skip_to_content()
    keys.follow(name)
    keys.skip_to_content()
    keys.type("Nói những gì", "Bác hẹn ra giêng")
    keys.type("Ngày làm tiếp", TYPED)
    keys.follow("Hẹn góp ngày ấy")
    expect(said(page)).to_contain_text("Đã ghi ngày hẹn")
    expect(page.get_by_text("Bác hẹn ra giêng")).to_be_visible()
    keys.skip_to_content()
    keys.press("Ghi chú")
    keys.type("Ghi chú", "Gọi sau 17 giờ")
    keys.follow("Ghi chú")
    expect(page.locator("[aria-labelledby=dien-bien]")).to_contain_text("Gọi sau 17 giờ")


def test_by_keyboard_alone_several_rows_get_their_next_day(at_work):
    page = at_work("canbo", f"{DESK}?hang=moi")
    keys = Keyboard(page)
    keys.skip_to_content()
    keys.press("Chọn LS", "Space")
    keys.press("Chọn LS", "Space")
    keys.follow("Hẹn ngày")  # past every row, each of which has to be seen
    keys.skip_to_content()
    keys.type("Hẹn tiếp vào ngày", TYPED)
    keys.follow("Hẹn ngày")
    expect(page.locator(".desk__lead")).to_contain_text("2")
    expect(page.locator(".desk__lead")).to_contain_text(SHOWN)


def test_without_script_the_same_work_is_done(at_work):
    page = at_work("canbo", f"{DESK}?hang=qua-hen", script=False)
    page.locator(".desk-list__who a").first.click()
    page.get_by_label("Nói những gì").fill("Chị gọi lại sau")
    page.get_by_role("button", name="Gọi không gặp").click()
    expect(said(page)).to_contain_text("không gặp")
    page.get_by_text("Đổi ngày hẹn").first.click()
    page.locator("details[open] [name=day]").fill(TYPED)
    page.locator("details[open] button[type=submit]").click()
    expect(page.locator(".promise__why")).to_contain_text(SHOWN)

    page.goto(f"{DESK}?hang=moi")
    rows = page.locator(".desk-list tbody tr")
    for place in (0, 1):
        rows.nth(place).get_by_role("checkbox").check()
    page.get_by_role("button", name="Hẹn ngày").click()
    page.get_by_label("Hẹn tiếp vào ngày").fill(TYPED)
    page.get_by_role("button", name=re.compile("Hẹn ngày")).click()
    expect(page.locator(".desk__lead")).to_contain_text(SHOWN)
