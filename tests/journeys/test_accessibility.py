"""WCAG 2.2 AA by axe, contrast on: every page type, light and dark, phone and desk."""

import pytest

OTHER_ADDRESSES = [
    "/tim-kiem/?q=hien+mau",
    "/tim-kiem/?q=khongcogi",
    "/khong-co-trang-nay/",
    "/ung-ho/",
    "/ung-ho/tra-cuu/",
    "/tin-tuc/?nam=abc",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_kind_of_page_passes_wcag_with_contrast_on(visit, demo_site, axe, width, scheme):
    # Two of each kind: the first, and the last, which the demo makes the oddest.
    addresses = [
        url for urls in demo_site.pages.values() for url in dict.fromkeys([urls[0], urls[-1]])
    ] + OTHER_ADDRESSES
    page = visit("/", width=width, scheme=scheme)
    faults = []
    for address in addresses:
        page.goto(address)
        faults += axe(page)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_is_wider_than_the_screen(visit, demo_site, width):
    page = visit("/", width=width)
    wide = []
    for address in [urls[-1] for urls in demo_site.pages.values()] + OTHER_ADDRESSES:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(address)
    assert not wide


def test_the_longest_names_and_numbers_stay_within_the_narrowest_screen(visit, demo_site):
    demo_site.python(
        """
from stories.models import LegalDocumentPage, NewsPage
from home.models import Unit
name = "Nguyễn Phước Tôn Nữ Hoàng Thị Thanh Thanh Nhàn Bảo Châu Ngọc Diệp"
Unit.objects.filter(slug="xa-cao-loc").update(name=name, email="mot-dia-chi-thu-rat-dai-cua-xa-cao-loc@ctd.example")
LegalDocumentPage.objects.filter(number="43-CT/TW").update(number="1234567/2026/NQ-UBTVQH15-BTGTU-ĐUCQ")
page = NewsPage.objects.order_by("-date").first()
page.title = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
page.body = [("figures", {"figures": [{"value": "1.234.567.890 ₫", "words": name}] * 3, "source": name})]
page.writer = name
page.save_revision().publish()
"""
    )
    page = visit("/", width=320)
    document = next(url for url in demo_site.pages["LegalDocumentPage"] if "chi-thi" in url)
    for address in ("/", "/tin-tuc/", demo_site.pages["NewsPage"][-1], "/van-ban/", document, "/don-vi/xa-cao-loc/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address


@pytest.mark.parametrize("width", [320, 768])
def test_a_name_keeps_its_room_beside_the_longest_gift_in_goods(visit, demo_site, width):
    demo_site.python(
        """
import datetime
from campaigns import ledger
from campaigns.models import Fund
for fund in Fund.objects.filter(code__in=["mai-lanh", "ao-am"]):
    ledger.post(fund, "received", 18_000_000, kind="goods", item="áo khoác trẻ em còn tốt, đã giặt, gấp theo cỡ",
        item_unit="chiếc", quantity=1180, date=datetime.date.today(), channel="counter")
"""
    )
    page = visit("/", width=width)
    for address in (
        "/chien-dich/nghin-chiec-ao-am/",
        "/cong-khai/",
        "/cong-khai/ao-am/",
        "/chien-dich/mai-lanh-truoc-ret/",
    ):
        page.goto(address)
        narrowest = page.evaluate(
            "Math.min(...[...document.querySelectorAll('.ledger td:has(small)')].map(cell => cell.clientWidth))"
        )
        assert narrowest >= 120, (address, narrowest)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address


@pytest.mark.parametrize("width", [768, 1280])
def test_stories_keep_a_readable_width_wherever_they_are_listed(visit, width):
    page = visit("/", width=width)
    for address in ("/tin-tuc/", "/mo-hinh-hay/", "/don-vi/xa-cao-loc/"):
        page.goto(address)
        narrowest = page.evaluate(
            "Math.min(...[...document.querySelectorAll('.story--row > div')].map(div => div.clientWidth))"
        )
        assert narrowest > 240, (address, narrowest)
