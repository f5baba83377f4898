"""From «tôi muốn giúp» to a promise with a QR: on a phone, without script, by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

REFERENCE = re.compile(r"^LS[0-9A-Z]{7}$")


def fill_and_send(page, *, name="Lương Thị Thử Nghiệm", phone="0912 345 678"):
    page.get_by_label("Họ và tên").fill(name)
    page.get_by_role("textbox", name="Số điện thoại").fill(phone)
    page.locator("input[name=consent_processing]").check()
    page.wait_for_timeout(2_100)  # nobody fills a form in less; who does is asked to send it once more
    page.locator("form.pledge button[type=submit]").click()


def reference_on(page) -> str:
    text = page.locator(".ref").inner_text().replace(" ", "").replace("\u00a0", "").strip()
    assert REFERENCE.match(text), text
    return text


@pytest.mark.parametrize("script", [True, False])
def test_a_new_donor_reaches_the_qr_in_three_pages_from_the_front_page(visit, script):
    page = visit("/", script=script)
    seen = []
    page.on("framenavigated", lambda frame: seen.append(frame.url))
    page.locator("header").get_by_role("link", name="Ủng hộ").click()
    page.locator("input[name=kind][value=money]").check()
    page.locator("input[name=amount]").first.check()
    fill_and_send(page)
    reference_on(page)
    expect(page.locator("svg.qr, img.qr, .qr svg").first).to_be_visible()
    assert len(dict.fromkeys(seen)) <= 3


def test_the_reference_and_the_last_digits_find_the_page_again(visit):
    page = visit("/ung-ho/")
    page.locator("input[name=kind][value=money]").check()
    page.locator("input[name=amount]").first.check()
    fill_and_send(page, phone="0987654321")
    reference = reference_on(page)
    mine = page.url
    page.goto("/ung-ho/tra-cuu/")
    page.locator("main input[type=text]").first.fill(reference.lower())
    page.locator("main input").nth(1).fill("4321")
    page.locator("main button[type=submit]").click()
    assert page.url == mine


def test_going_back_and_sending_again_makes_no_second_pledge(visit, demo_site):
    page = visit("/ung-ho/")
    page.locator("input[name=kind][value=money]").check()
    page.locator("input[name=amount]").first.check()
    fill_and_send(page, phone="0977 111 222")
    first = reference_on(page)
    page.go_back()
    page.locator("input[name=consent_processing]").check()
    page.wait_for_timeout(2_100)
    page.locator("form.pledge button[type=submit]").click()
    assert reference_on(page) == first


def test_what_was_typed_stays_when_something_is_missing(visit):
    page = visit("/ung-ho/", script=False)
    page.locator("input[name=kind][value=money]").check()
    page.get_by_label("Họ và tên").fill("Nông Thị Dài Dòng Giữ Nguyên Từng Chữ")
    page.get_by_role("textbox", name="Số điện thoại").fill("12")
    page.locator("form.pledge button[type=submit]").click()
    expect(page.get_by_label("Họ và tên")).to_have_value("Nông Thị Dài Dòng Giữ Nguyên Từng Chữ")
    expect(page.get_by_role("textbox", name="Số điện thoại")).to_have_value("12")
    assert page.locator("[aria-invalid=true]").count() >= 2


def test_neither_consent_is_ticked_beforehand(visit):
    page = visit("/ung-ho/")
    expect(page.locator("input[name=consent_processing]")).not_to_be_checked()
    expect(page.locator("input[name=consent_publish]")).not_to_be_checked()


def test_by_keyboard_alone_a_pledge_is_made(visit):
    page = visit("/ung-ho/", width=1280)
    form = "document.activeElement.closest('form.pledge')"
    page.locator("input[name=kind]").first.focus()
    page.keyboard.press("Space")
    typed = {"name": "Hoàng Văn Bàn Phím", "phone": "0905123456"}
    for _ in range(60):
        field = page.evaluate(f"{form} ? document.activeElement.name || document.activeElement.type : ''")
        if field == "amount":
            page.keyboard.press("Space")
        elif field in typed:
            page.keyboard.type(typed.pop(field))
        elif field == "consent_processing":
            page.keyboard.press("Space")
        elif field == "submit":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cam-on/**")
    reference_on(page)


def test_the_donors_own_page_is_kept_from_caches_and_search(visit):
    page = visit("/ung-ho/")
    page.locator("input[name=kind][value=money]").check()
    page.locator("input[name=amount]").first.check()
    fill_and_send(page, phone="0933 222 111")
    answer = page.goto(page.url)
    assert "no-store" in answer.headers["cache-control"]
    assert "noindex" in answer.headers["x-robots-tag"]
    assert answer.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_form_errors_and_the_donors_page_pass_wcag(visit, axe, width, scheme):
    page = visit("/ung-ho/", width=width, scheme=scheme)
    faults = axe(page)
    page.locator("form.pledge button[type=submit]").click()
    faults += axe(page)
    page.locator("input[name=kind][value=money]").check()
    page.locator("input[name=amount]").first.check()
    fill_and_send(page, phone=f"0911 000 {width % 1000:03d}")
    faults += axe(page)
    assert not faults, "\n".join(faults)
