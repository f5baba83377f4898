"""RSS and the data that search engines read."""

import datetime
import json
import re
from xml.etree import ElementTree

import pytest
from django.conf import settings

from . import factories as make

LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def items(client, url: str) -> list[dict[str, str]]:
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/rss+xml")
    channel = ElementTree.fromstring(answer.content).find("channel")
    assert channel.find("language").text == "vi"
    return [{child.tag: child.text for child in item} for item in channel.findall("item")]


def data(html: str) -> list:
    return [json.loads(block) for block in LD.findall(html)]


def test_the_feed_has_full_addresses_and_days(client, db):
    page = make.news("Một & hai <ba>", date=datetime.date(2026, 11, 20), topics=[make.topic("Hiến máu")])
    [item] = items(client, "/tin-tuc/rss/")
    assert item["title"] == "Một & hai <ba>"
    assert item["link"] == f"{settings.SITE_URL}{page.url}"
    assert item["pubDate"] == "Fri, 20 Nov 2026 07:00:00 +0700"
    assert item["category"] == "Hiến máu"


@pytest.mark.parametrize("make_one", [make.news, make.deed, make.practice, make.event, make.document])
def test_every_section_has_a_feed(make_one, client, db):
    page = make_one()
    section = page.url.rsplit("/", 2)[0]
    [item] = items(client, f"{section}/rss/")
    assert item["link"].endswith(page.url)


def test_the_feed_takes_the_filters_of_the_list_and_twenty_items(client, db):
    topic = make.topic("Hiến máu")
    for number in range(22):
        make.news(f"Tin {number}", topics=[topic] if number < 3 else [])
    assert len(items(client, "/tin-tuc/rss/")) == 20
    assert len(items(client, "/tin-tuc/rss/?chu-de=hien-mau")) == 3


def test_an_article_describes_itself(get):
    page = make.news(
        "Nó nói: </script><b>", writer="Lương Thu Trà", source_name="báo", source_url="https://bao.example/"
    )
    html = get(page.url)
    article, crumbs = data(html)
    assert article["@type"] == "NewsArticle"
    assert article["headline"] == "Nó nói: </script><b>"
    assert article["datePublished"] == "2026-11-20"
    assert article["mainEntityOfPage"] == f"{settings.SITE_URL}{page.url}"
    assert article["isBasedOn"] == "https://bao.example/"
    assert [step["item"] for step in crumbs["itemListElement"]] == [
        f"{settings.SITE_URL}{path}" for path in ("/", "/tin-tuc/", page.url)
    ]
    assert "</script><b>" not in html


def test_an_event_describes_each_place_and_time(get):
    page = make.event(slots=[make.slot(3), make.slot(4, place="Nhà văn hóa Kỳ Lừa")])
    first, second, _crumbs = data(get(page.url))
    assert first["@type"] == "Event"
    assert first["startDate"].endswith("+07:00")
    assert first["eventStatus"].endswith("EventScheduled")
    assert second["location"]["name"] == "Nhà văn hóa Kỳ Lừa"


def test_a_document_describes_itself(get):
    legislation, _crumbs = data(get(make.document("1027-CV/TU").url))
    assert legislation["legislationIdentifier"] == "1027-CV/TU"
    assert legislation["legislationLegalForce"].endswith("InForce")
