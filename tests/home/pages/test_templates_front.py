"""The front page: what leads, and what it costs."""

import json

import pytest
from wagtail.models import Site

from home.models import ChapterSettings, StandardPage

pytestmark = pytest.mark.django_db


def test_an_empty_site_has_a_front_page_all_the_same(client, front_page):
    html = client.get("/").content.decode()
    assert html.count("<h1") == 1
    assert "None" not in html


def test_pages_in_the_navigation_cost_no_query_of_their_own(client, front_page, django_assert_max_num_queries):
    chapter = ChapterSettings.for_site(Site.objects.get(is_default_site=True))
    pages = [front_page.add_child(instance=StandardPage(title=f"Mục {n}", slug=f"muc-{n}")) for n in range(5)]
    links = [{"type": "link", "value": {"label": "", "page": page.pk, "url": ""}} for page in pages]
    chapter.navigation = chapter.footer_links = json.dumps(links)
    chapter.save()
    client.get("/")
    with django_assert_max_num_queries(12):
        html = client.get("/").content.decode()
    assert html.count('<a href="/muc-4/">Mục 4</a>') == 2
