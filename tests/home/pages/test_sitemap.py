"""What search engines are told: every public page and nothing else."""

from xml.etree import ElementTree

import pytest
from wagtail.models import Page, PageViewRestriction

from home.models import HomePage, StandardPage
from home.pages import sitemaps

pytestmark = pytest.mark.django_db
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def publish(title, parent=None, **fields):
    page = StandardPage(title=title, **fields)
    (parent or HomePage.objects.get()).add_child(instance=page)
    page.save_revision().publish() if page.live else None
    return page


def addresses(client, path="/sitemap.xml", tag="url"):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    root = ElementTree.fromstring(response.content)
    return [element.text for element in root.findall(f"s:{tag}/s:loc", NAMESPACE)]


def test_it_lists_what_everybody_may_read_under_the_address_of_the_site(client, settings):
    settings.SITE_URL = "https://ctd.example"
    about = publish("Giới thiệu")
    publish("Lịch sử", parent=about)
    publish("Bản nháp", live=False)
    assert addresses(client) == [
        "https://ctd.example/",
        "https://ctd.example/gioi-thieu/",
        "https://ctd.example/gioi-thieu/lich-su/",
    ]


def test_private_pages_and_all_beneath_them_are_left_out(client):
    private = publish("Nội bộ")
    publish("Bên trong", parent=private)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert not any("noi-bo" in address for address in addresses(client))


def test_pages_say_when_they_were_last_published(client):
    publish("Giới thiệu")
    assert b"<lastmod>" in client.get("/sitemap.xml").content


def test_many_pages_are_parted_into_files(client, monkeypatch):
    for number in range(4):
        publish(f"Trang {number}")
    monkeypatch.setattr(sitemaps, "PER_FILE", 2)
    files = addresses(client, tag="sitemap")
    assert [file.rsplit("/", 1)[1] for file in files] == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    listed = [address for number in (1, 2, 3) for address in addresses(client, f"/sitemap-{number}.xml")]
    assert len(listed) == len(set(listed)) == 5
    for beyond in ("0", "4", "99999", "9" * 30):
        assert client.get(f"/sitemap-{beyond}.xml").status_code == 404


def test_its_cost_does_not_grow_with_the_pages(client, django_assert_max_num_queries):
    for number in range(12):
        publish(f"Trang {number}")
    with django_assert_max_num_queries(8):
        client.get("/sitemap.xml")


def test_every_address_in_it_answers(client):
    about = publish("Giới thiệu")
    publish("Lịch sử", parent=about)
    for address in addresses(client):
        assert client.get("/" + address.split("://", 1)[1].split("/", 1)[1]).status_code == 200


def test_robots_are_sent_to_it_and_kept_from_what_is_not_theirs(client, settings):
    settings.SITE_URL = "https://ctd.example"
    response = client.get("/robots.txt")
    text = response.content.decode()
    assert response["Content-Type"].startswith("text/plain")
    assert "Sitemap: https://ctd.example/sitemap.xml" in text
    for path in ("/admin/", "/ung-ho/cam-on/", "/ung-ho/tra-cuu/", "/tim-kiem/"):
        assert f"Disallow: {path}\n" in text
    assert Page.objects.count() == 2
