"""Twelve queries cold for any page, and the same number with ten thousand stories as with twenty."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import ChapterSettings, Unit
from home.pictures.renditions import make_ready
from stories.models import EventPage, GoodDeedPage, LegalDocumentPage, NewsPage, PracticePage

from . import factories as make
from .test_practices import adoption

MOST = 12
MANY = 10_000


def cold(client, url: str) -> list[str]:
    cache.clear()
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
    assert answer.status_code == 200, url
    return [query["sql"] for query in queries]


@pytest.fixture
def world(front_page):
    """A chapter with a navigation, pictures with renditions, units of three levels, and stories of every shape."""
    topics = [make.topic(name) for name in ("Hiến máu", "Cứu trợ", "Nhà ở")]
    units = [make.unit() for _number in range(6)]
    units += [make.unit(kind=Unit.Kind.BRANCH, parent=units[0]) for _number in range(3)]
    pictures = [make.picture(f"Ảnh {number}") for number in range(4)]
    for picture in pictures:
        make_ready(picture)
    body = [
        ("heading", "Một nồi thành mười nồi"),
        ("paragraph", RICH),
        *(("picture", {"image": picture, "layout": "wide"}) for picture in pictures),
        ("gallery", {"pictures": [{"image": picture} for picture in pictures]}),
        ("quote", {"quote": "Đường quen rồi.", "who": "Ông Thụ"}),
    ]
    shape = {"listing_image": pictures[0], "topics": topics[:2], "unit": units[-1], "writer": "Trà"}
    for number in range(20):
        shared = {**shape, "listing_image": pictures[number % 4], "unit": units[number % len(units)]}
        make.news(f"Tin {number:02}", **shared)
        make.deed(f"Gương {number:02}", **shared)
        make.practice(f"Mô hình {number:02}", **shared)
        make.event(f"Hiến máu {number:02}", slots=[make.slot(number - 8, unit=units[0], result=None)], **shared)
        make.document(f"{number:02}-KH/CTĐ")
    make.deed("Đủ cả", body=body, **shape)
    coming = [make.slot(number, unit=unit) for number, unit in enumerate(units)]
    make.event("Nhiều nơi", slots=coming, body=body, **shape)
    make.practice("Lan rộng", adoptions=[adoption(unit=unit) for unit in units for _n in range(4)], body=body, **shape)
    new = make.document("mới", body=body)
    make.document("cũ", replaced_by=new)
    make.unit_index()
    settings = ChapterSettings.for_site(front_page.get_site())
    settings.navigation = [("link", {"label": "Tin tức", "page": make.section(NewsPage), "url": ""})]
    settings.save()
    return {"units": units, "topics": topics}


RICH = '<p>Xem <a linktype="page" id="1">trang này</a> và <a href="https://example.org/">nơi khác</a>.</p>'

ADDRESSES = [
    "/tin-tuc/",
    "/tin-tuc/?page=2",
    "/tin-tuc/?chu-de=hien-mau",
    "/guong-sang/",
    "/mo-hinh-hay/",
    "/lich/",
    "/lich/lich.ics",
    "/van-ban/",
    "/tin-tuc/rss/",
    "/van-ban/rss/",
    "/don-vi/",
]


def test_every_page_keeps_within_twelve_queries(world, client):
    pages = [
        GoodDeedPage.objects.get(title="Đủ cả"),
        EventPage.objects.get(title="Nhiều nơi"),
        PracticePage.objects.get(title="Lan rộng"),
        LegalDocumentPage.objects.get(number="mới"),
        LegalDocumentPage.objects.get(number="cũ"),
        NewsPage.objects.first(),
    ]
    for url in (*ADDRESSES, f"/don-vi/{world['units'][0].slug}/", *(page.url for page in pages)):
        queries = cold(client, url)
        assert len(queries) <= MOST, (url, len(queries), "\n".join(query[:160] for query in queries))


def test_ten_thousand_stories_cost_as_many_queries_as_twenty(world, client):
    story = NewsPage.objects.get(title="Tin 07")
    unit = f"/don-vi/{world['units'][0].slug}/"
    addresses = [
        "/",
        "/tin-tuc/",
        "/tin-tuc/?page=2",
        "/tin-tuc/?chu-de=hien-mau&nam=2026",
        "/tin-tuc/rss/",
        unit,
        story.url,
    ]
    before = {url: len(cold(client, url)) for url in addresses}
    make.many(story, MANY, world["units"], world["topics"])
    assert NewsPage.objects.count() == MANY + 20
    after = {url: len(cold(client, url)) for url in addresses}
    assert after == before
    assert '<span class="num">10.020</span>' in client.get("/tin-tuc/").content.decode()


def test_a_deep_page_of_a_long_list_opens(world, client):
    make.many(NewsPage.objects.first(), 600, world["units"], world["topics"])
    html = client.get("/tin-tuc/?page=50").content.decode()
    assert "trang 50" in html
