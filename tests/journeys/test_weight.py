"""The size budgets of the design, as a phone on a slow line pays them."""

import gzip
from urllib.parse import urljoin

import pytest

HTML_AND_CSS = 14 * 1024
WHOLE_PAGE = 150 * 1024
FRONT_PAGE = 250 * 1024


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
            else:
                size = response.request.sizes()["responseBodySize"]
            sizes[response.url] = (kind, size)

        page.on("response", keep)
        page.goto(urljoin(demo_site.url, address))
        page.wait_for_load_state("networkidle")
        return sizes

    return weigh_page


def test_each_kind_of_page_stays_within_its_budget(weigh, demo_site):
    over = []
    for kind, addresses in demo_site.pages.items():
        sizes = weigh(addresses[0])
        text = sum(size for what, size in sizes.values() if what in ("document", "stylesheet"))
        whole = sum(size for what, size in sizes.values())
        if text > HTML_AND_CSS:
            over.append(f"{kind}: {text} bytes of HTML and CSS")
        if whole > (FRONT_PAGE if kind == "HomePage" else WHOLE_PAGE):
            over.append(f"{kind}: {whole} bytes in all: {sorted(sizes.items(), key=lambda item: -item[1][1])[:6]}")
    assert not over, "\n".join(over)


def test_nothing_moves_while_a_page_loads(visit, demo_site):
    page = visit("/", width=360)
    moved = []
    for addresses in demo_site.pages.values():
        page.goto(addresses[0])
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
            moved.append(f"{addresses[0]}: {shift}")
    assert not moved
