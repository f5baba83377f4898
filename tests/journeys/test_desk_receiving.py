"""What comes in, in a browser: counted, receipted, thanked, turned back by a second person; who sees nothing of it."""

import re

import pytest

pytest.importorskip("playwright")
from playwright.sync_api import expect

from .keyboard import Keyboard

DESK = "/admin/ban-tiep-nhan/"
GOODS_TO_COME = f"{DESK}?hang=tat-ca&loai=goods&trang_thai=confirmed"
MONEY_TO_COME = f"{DESK}?hang=cho-tien&trang_thai=confirmed"
RECEIPT = re.compile(r"Đã ghi: biên nhận \S+")
WHY = "Ghi nhầm sang quỹ khác"


def said(page):
    return page.locator(".messages")


def open_first(page) -> str:
    """Opens the first pledge of the list that is shown; the donor's name."""
    link = page.locator(".desk-list__who a").first
    name = link.inner_text()
    link.click()
    return name


def count_what_came(page):
    """On the form that records goods: five things, worth 750.000 đồng."""
    if not page.get_by_label("tên đồ dùng, dòng 1").input_value():
        page.get_by_label("tên đồ dùng, dòng 1").fill("Áo ấm trẻ em")
        page.get_by_label("đơn vị tính, dòng 1").fill("chiếc")
    page.get_by_label("bao nhiêu, dòng 1").fill("5")
    page.get_by_label("giá trị ước tính (đồng), dòng 1").fill("750k")


def test_goods_that_come_get_a_receipt_and_their_donor_is_thanked(at_work):
    page = at_work("canbo", GOODS_TO_COME)
    name = open_first(page)
    page.get_by_role("link", name="Ghi đồ đã nhận").click()
    count_what_came(page)
    page.get_by_role("button", name="Ghi vào sổ và lập biên nhận").click()
    expect(said(page)).to_contain_text(RECEIPT)
    expect(page.locator(".desk-facts")).to_contain_text(name)
    expect(page.locator(".desk-table").first).to_contain_text("750.000 ₫")
    page.get_by_role("link", name="Cảm ơn người ủng hộ").click()
    page.get_by_role("link", name="Gửi lời cảm ơn").click()
    page.get_by_role("button", name="Đã gọi cảm ơn").click()
    expect(said(page)).to_contain_text("đã gọi cảm ơn")
    expect(page.get_by_role("link", name="Gửi lời cảm ơn")).to_have_count(0)


def test_by_keyboard_alone_goods_are_recorded_and_their_donor_thanked(at_work):
    page = at_work("canbo", GOODS_TO_COME)
    keys = Keyboard(page)
    keys.skip_to_content()
    keys.follow(page.locator(".desk-list__who a").first.inner_text())
    keys.skip_to_content()
    keys.follow("Ghi đồ đã nhận")
    keys.skip_to_content()
    keys.type("tên đồ dùng, dòng 1", "Áo ấm trẻ em")
    keys.type("bao nhiêu, dòng 1", "3")
    keys.type("đơn vị tính, dòng 1", "chiếc")
    keys.type("giá trị ước tính (đồng), dòng 1", "450k")
    keys.follow("Ghi vào sổ và lập biên nhận")
    expect(said(page)).to_contain_text(RECEIPT)
    keys.skip_to_content()
    keys.follow("Cảm ơn người ủng hộ")
    keys.skip_to_content()
    keys.follow("Gửi lời cảm ơn")
    keys.skip_to_content()
    keys.follow("Đã gọi cảm ơn")
    expect(said(page)).to_contain_text("đã gọi cảm ơn")


def test_without_script_goods_are_recorded_and_their_donor_thanked(at_work):
    page = at_work("canbo", GOODS_TO_COME, script=False)
    open_first(page)
    page.get_by_role("link", name="Ghi đồ đã nhận").click()
    count_what_came(page)
    page.get_by_role("button", name="Ghi vào sổ và lập biên nhận").click()
    expect(said(page)).to_contain_text(RECEIPT)
    page.get_by_role("link", name="Cảm ơn người ủng hộ").click()
    page.get_by_role("link", name="Gửi lời cảm ơn").click()
    page.get_by_role("button", name="Đã gọi cảm ơn").click()
    expect(said(page)).to_contain_text("đã gọi cảm ơn")


def record_cash(page) -> str:
    """For the first confirmed pledge of money. Returns the donor's name; the receipt is on the screen."""
    page.goto(MONEY_TO_COME)
    name = open_first(page)
    page.get_by_role("link", name="Ghi tiền đã nhận").click()
    page.get_by_label("Tiền mặt").check()
    page.get_by_role("button", name="Ghi vào sổ và lập biên nhận").click()
    expect(said(page)).to_contain_text(RECEIPT)
    return name


def test_cash_gets_a_receipt_on_paper_and_a_wrong_line_is_turned_back_by_a_second_person(at_work, visit):
    page = at_work("thuquy", DESK)
    name = record_cash(page)
    receipt = page.url
    amount = page.locator(".receipt-sum").inner_text()
    page.get_by_role("link", name="In biên nhận").click()
    label = page.locator(".slip__number b").first.inner_text()
    page.emulate_media(media="print")
    expect(page.locator(".slip")).to_have_count(2)  # one to keep, one to give
    for copy in page.locator(".slip").all():
        expect(copy).to_be_visible()
        for text in (name, label, amount, "Bằng chữ", "đồng"):
            expect(copy).to_contain_text(text)
    expect(page.locator("nav")).to_be_hidden()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1
    public = re.search(r"/cong-khai/[\w-]+/", page.locator(".slip__foot").first.inner_text())[0]
    page.emulate_media(media="screen")

    page.goto(receipt)
    turn_back = page.get_by_role("link", name=re.compile("đề nghị đảo dòng"))
    number = re.search(r"\d+", turn_back.inner_text())[0]
    turn_back.click()
    page.get_by_label("dòng này sai ở đâu").fill(WHY)
    page.get_by_role("button", name="Gửi đề nghị").click()
    expect(page.locator("#main")).to_contain_text(WHY)
    expect(page.get_by_role("button", name="Duyệt")).to_have_count(0)  # one's own proposal

    other = at_work("kiemsoat", "/admin/")
    expect(other.locator("#main")).to_contain_text("việc chờ anh chị duyệt")
    asked = other.locator("#main li", has_text="Đảo một dòng").filter(
        has_text=re.compile(rf"Dòng {number}, .*{re.escape(amount)}")
    )
    asked.get_by_role("link").click()
    for text in (WHY, amount, label):
        expect(other.locator("#main")).to_contain_text(text)
    other.get_by_role("button", name="Duyệt").click()
    expect(said(other)).to_contain_text("Đã duyệt")
    other.goto("/admin/")
    expect(asked).to_have_count(0)

    reader = visit(public, width=1280)
    expect(reader.locator("main")).to_contain_text(WHY)


def test_by_keyboard_alone_the_treasurer_records_cash(at_work):
    page = at_work("thuquy", MONEY_TO_COME)
    keys = Keyboard(page)
    keys.skip_to_content()
    keys.follow(page.locator(".desk-list__who a").first.inner_text())
    keys.skip_to_content()
    keys.follow("Ghi tiền đã nhận")
    keys.skip_to_content()
    keys.to("Chuyển khoản")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Tiền mặt")).to_be_checked()
    keys.follow("Ghi vào sổ và lập biên nhận")
    expect(said(page)).to_contain_text(RECEIPT)
    keys.skip_to_content()
    keys.follow("In biên nhận")
    expect(page.locator(".slip").first).to_be_visible()


NAMES = """
from donate.models import Pledge
print("NAMES=" + "|".join(sorted({pledge.name for pledge in Pledge.objects.exclude(name="")})))
"""


def refused(page, address: str) -> bool:
    answer = page.goto(address)
    return answer.status in (403, 404) or page.url.rstrip("/").endswith("/admin")


@pytest.fixture(scope="module")
def donors(demo_site) -> list[str]:
    names = demo_site.python(NAMES).split("NAMES=")[1].strip().split("|")
    assert len(names) > 20
    return names


def test_the_leader_sees_figures_and_nobodys_name(at_work, donors):
    page = at_work("lanhdao", "/admin/")
    shown = page.locator("body").inner_text()
    assert not [name for name in donors if name in shown]
    expect(page.get_by_role("button", name="Bàn tiếp nhận")).to_have_count(0)
    page.get_by_role("link", name="Báo cáo kết quả").first.click()
    expect(page.locator(".chapter-report")).to_be_visible()
    for address in (page.url, "/admin/cho-nguoi-thu-hai/", "/admin/cho-nguoi-thu-hai/1/"):
        page.goto(address)
        shown = page.locator("body").inner_text()
        assert not [name for name in donors if name in shown], address
    for address in (DESK, f"{DESK}1/", f"{DESK}1/nhan/", "/admin/sao-ke/", "/admin/bien-nhan/", "/admin/bien-nhan/1/"):
        assert refused(page, address), address


@pytest.mark.parametrize("login", ["bientap", "banbientap"])
def test_an_editor_sees_nothing_of_the_desk(at_work, donors, login):
    page = at_work(login, "/admin/")
    shown = page.locator("body").inner_text()
    assert not [name for name in donors if name in shown]
    expect(page.get_by_role("button", name="Bàn tiếp nhận")).to_have_count(0)
    expect(page.get_by_role("link", name="Báo cáo kết quả")).to_have_count(0)
    for address in (
        DESK,
        f"{DESK}1/",
        f"{DESK}1/nhan/",
        "/admin/sao-ke/",
        "/admin/sao-ke/1/",
        "/admin/bien-nhan/",
        "/admin/bao-cao/",
    ):
        assert refused(page, address), address
