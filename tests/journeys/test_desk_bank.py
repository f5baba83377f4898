"""The bank's statement at the desk, in a browser: what is certain is booked at once, the rest finds its pledge."""

import csv
import io

import pytest

pytest.importorskip("playwright")
from django.utils import timezone
from playwright.sync_api import expect

TODAY = f"{timezone.localdate():%d/%m/%Y}"
DESK, BANK = "/admin/ban-tiep-nhan/", "/admin/sao-ke/"


def said(page):
    return page.locator(".messages")


def statement(*rows) -> dict:
    """A bank's file of (đồng, memo) that came in today, as a browser uploads it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Ngày giao dịch", "Ghi nợ", "Ghi có", "Số dư", "Nội dung"])
    balance = 50_000_000
    for amount, memo in rows:
        balance += amount
        writer.writerow([TODAY, "", amount, balance, memo])
    return {"name": "sao-ke.csv", "mimeType": "text/csv", "buffer": out.getvalue().encode()}


def waiting_pledge(page) -> tuple[str, str]:
    """(reference without spaces, name) of the first confirmed pledge of money on the desk's list."""
    page.goto(f"{DESK}?hang=cho-tien&trang_thai=confirmed")
    row = page.locator(".desk-list tbody tr").first
    reference = row.locator(".desk-list__who small").inner_text().replace(" ", "").replace("\u00a0", "")
    return reference, row.locator(".desk-list__who a").first.inner_text()


def test_the_treasurer_books_the_certain_lines_of_the_statement_that_waits(at_work):
    page = at_work("thuquy", "/admin/")
    page.get_by_role("button", name="Bàn tiếp nhận").click()
    page.get_by_role("link", name="Sao kê ngân hàng").click()
    page.locator(".desk-table tbody a").first.click()
    certain = page.locator(".bank-sure tbody tr")
    expect(certain.nth(1)).to_be_visible()
    number = certain.count()
    certain.first.get_by_role("checkbox").uncheck()  # this one the treasurer wants to look at first
    page.get_by_role("button", name="Ghi vào sổ các khoản đã đánh dấu").click()
    expect(said(page)).to_contain_text(str(number - 1))
    expect(page.locator(".bank-sure tbody tr")).to_have_count(1)


def test_a_statement_is_brought_in_and_a_line_finds_its_pledge_by_reference(at_work):
    page = at_work("thuquy", BANK)
    reference, _name = waiting_pledge(page)
    page.goto(BANK)
    upload = statement((150_000, "Nguoi ban cu gui"), (35_000, "Lai tien gui"))
    for _time in range(2):  # the same file again brings nothing twice
        page.get_by_label("Tài khoản").select_option(index=1)
        page.locator("input[type=file]").set_input_files(upload)
        page.get_by_role("button", name="Đọc tệp").click()
        expect(page.locator(".desk__lead")).to_contain_text("2")
        page.goto(BANK)
    page.locator(".desk-table tbody a").last.click()
    page.goto(f"{BANK}cho/")
    line = page.locator(".bank-line", has_text="Nguoi ban cu gui")
    expect(line).to_have_count(1)
    if line.locator("details").get_attribute("open") is None:
        line.locator("summary").click()
    line.get_by_label("Mã lời hứa").fill(reference.lower())
    line.get_by_role("button", name="Ghi cho lời hứa").click()
    expect(said(page)).to_contain_text(reference)
    interest = page.locator(".bank-line", has_text="Lai tien gui").last
    expect(interest).to_be_visible()
