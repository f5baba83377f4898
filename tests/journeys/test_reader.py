"""What a reader does: finds, reads, shares; by touch, without script, by keyboard alone."""

import pytest
from playwright.sync_api import expect


def focused(page) -> str:
    return page.evaluate("document.activeElement.innerText || document.activeElement.getAttribute('aria-label') || ''")


@pytest.mark.parametrize("script", [True, False])
def test_a_reader_finds_a_story_typing_no_accent(visit, script):
    page = visit("/", script=script)
    page.get_by_role("link", name="Tìm kiếm").click()
    field = page.get_by_role("main").get_by_role("searchbox")
    field.fill("hien mau")
    field.press("Enter")
    expect(page.locator("main mark").first).to_contain_text("iến", ignore_case=True)
    page.locator("main h2 a, main h3 a").first.click()
    expect(page.locator("h1")).to_have_count(1)


def test_the_four_spellings_find_the_same_pages(visit):
    page = visit("/")
    destinations = []
    for words in ("hien mau", "hiến máu", "HIẾN MÁU", "hie\u0302\u0301n ma\u0301u"):
        page.goto(f"/tim-kiem/?q={words}")
        destinations.append(page.locator("main :is(h2, h3) a").evaluate_all("links => links.map(link => link.href)"))
    assert destinations[0]
    assert destinations[1:] == destinations[:1] * 3


def test_the_menu_opens_without_script_and_leads_to_every_section(visit):
    page = visit("/", script=False)
    page.get_by_text("Mục lục", exact=True).click()
    links = page.get_by_role("navigation", name="Chuyên mục").get_by_role("link")
    expect(links.first).to_be_visible()
    for address in links.evaluate_all("links => links.map(link => link.href)"):
        assert page.goto(address).status == 200
        expect(page.locator("h1")).to_have_count(1)


def test_by_keyboard_alone_the_skip_link_comes_first_and_a_story_opens(visit):
    page = visit("/", width=1280)
    page.keyboard.press("Tab")
    assert focused(page) == "Đến nội dung chính"
    page.keyboard.press("Enter")
    assert page.url.endswith("#noi-dung")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('main :is(h2, h3)') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    expect(page.locator("article, main").first).to_be_visible()
    assert page.url.rstrip("/").count("/") > 3


def test_listings_are_filtered_without_script_and_keep_the_choice_on_the_next_page(visit):
    page = visit("/tin-tuc/", script=False, width=1280)
    choice = page.locator("form select[name=chu-de]")
    value = choice.locator("option").nth(1).get_attribute("value")
    choice.select_option(value)
    page.locator("form:has(select[name=chu-de]) button").click()
    assert f"chu-de={value}" in page.url
    expect(page.locator("form select[name=chu-de]")).to_have_value(value)


def test_an_address_that_does_not_exist_helps_on(visit):
    page = visit("/")
    assert page.goto("/khong-co-gi-o-day/").status == 404
    expect(page.get_by_role("main").get_by_role("searchbox")).to_be_visible()


def test_the_words_stay_readable_at_twice_the_size(visit):
    """200 % zoom on a small laptop is a 640 px wide window: nothing may fall off its side."""
    page = visit("/", width=640)
    for address in ("/", "/tin-tuc/", "/chien-dich/", "/ung-ho/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address
