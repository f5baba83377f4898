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
