"""The size budgets of the design, as a phone on a slow line pays them."""

import gzip
import re
from urllib.parse import urljoin

import pytest

HTML_AND_CSS = 14 * 1024
WHOLE_PAGE = 150 * 1024
FRONT_PAGE = 250 * 1024
FORMS_AND_LISTS = ["/ung-ho/", "/ung-ho/mai-lanh/", "/ung-ho/tra-cuu/", "/cong-khai/mai-lanh/", "/tim-kiem/?q=hien+mau"]


def up_to_the_first_picture(html: bytes) -> bytes:
    """What a phone needs before anything of the story can be drawn."""
    found = re.search(rb"<main.*?<img[^>]*>", html, re.S)
    return html[: found.end()] if found else html


@pytest.fixture
def weigh(visit, demo_site):
    def weigh_page(address):
        sizes = {}
        page = visit("about:blank", width=360, device_scale_factor=2)

        def keep(response):
            if response.url.startswith("data:") or response.status != 200:
                return
            kind = response.request.resource_type
            if kind == "document":  # the web server in front compresses pages (deploy/nginx)
                size = len(gzip.compress(response.body(), 6))
                sizes["first"] = ("first", len(gzip.compress(up_to_the_first_picture(response.body()), 6)))
            else:
                size = response.request.sizes()["responseBodySize"]
            sizes[response.url] = (kind, size)

        page.on("response", keep)
        page.goto(urljoin(demo_site.url, address))
        page.wait_for_load_state("networkidle")
        page.close()
        return sizes

    return weigh_page


def test_each_kind_of_page_stays_within_its_budget(weigh, demo_site):
    over = []
    # Of each kind the first, and the last, which the demo makes the oddest.
    pages = [(kind, url) for kind, urls in demo_site.pages.items() for url in dict.fromkeys([urls[0], urls[-1]])]
    for kind, address in [*pages, *(("form or list", url) for url in FORMS_AND_LISTS)]:
        sizes = weigh(address)
        text = sum(size for what, size in sizes.values() if what in ("first", "stylesheet"))
        whole = sum(size for what, size in sizes.values() if what != "first")
        if text > HTML_AND_CSS:
            over.append(f"{kind} {address}: {text} bytes of HTML and CSS before the first picture")
        if whole > (FRONT_PAGE if kind == "HomePage" else WHOLE_PAGE):
            over.append(f"{address}: {whole} bytes in all: {sorted(sizes.items(), key=lambda item: -item[1][1])[:6]}")
    assert not over, "\n".join(over)


def test_nothing_moves_while_a_page_loads(visit, demo_site):
    page = visit("about:blank", width=360)
    # Our letters stay away: whether they come before or after the first drawing is the machine's luck, and whether it
    # has the letters that stand in for them with the same measure (tokens.css) as well.
    page.route("**/*.woff2", lambda route: route.abort())
    moved = []
    for address in [*(addresses[0] for addresses in demo_site.pages.values()), *FORMS_AND_LISTS]:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        shift = page.evaluate(
            """() => new Promise(done => {
                let sum = 0;
                const add = list => list.getEntries().forEach(e => { if (!e.hadRecentInput) sum += e.value });
                new PerformanceObserver(add).observe({type: 'layout-shift', buffered: true});
                setTimeout(() => done(sum), 150);
            })"""
        )
        if shift > 0.01:
            moved.append(f"{address}: {shift}")
    assert not moved
