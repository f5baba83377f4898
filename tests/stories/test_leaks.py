"""What is not public shows nowhere: drafts, unpublished pages, private pages, and pages beneath a private one."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from stories.models import EventPage, GoodDeedPage, LegalDocumentPage, NewsPage, PracticePage

from . import factories as make

SECRET = "Chuyện chưa ai được biết"
MODELS = [NewsPage, GoodDeedPage, PracticePage, EventPage, LegalDocumentPage]
MAKERS = {
    NewsPage: make.news,
    GoodDeedPage: make.deed,
    PracticePage: make.practice,
    EventPage: make.event,
    LegalDocumentPage: lambda title, **fields: make.document(title=title, **fields),
}


def hide_as_draft(page):
    page.live = False
    page.save(update_fields=["live"])


def hide_as_private(page):
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.first())


HIDE = {"draft": hide_as_draft, "private": hide_as_private}


@pytest.mark.parametrize("hide", HIDE.values(), ids=HIDE)
@pytest.mark.parametrize("model", MODELS)
def test_a_hidden_page_is_in_no_list_feed_or_calendar(model, hide, get):
    topic, unit = make.topic("Hiến máu"), make.unit("xã Cao Lộc")
    shared = {} if model is LegalDocumentPage else {"topics": [topic], "unit": unit}
    seen = MAKERS[model]("Ai cũng đọc được", **shared)
    hidden = MAKERS[model](SECRET, **shared)
    hide(hidden)
    make.unit_index()
    section = make.section(model).url
    addresses = [section, f"{section}rss/", seen.url, "/", "/don-vi/", "/don-vi/xa-cao-loc/"]
    if model is EventPage:
        addresses += ["/lich/lich.ics", f"{seen.url}lich.ics"]
    for address in addresses:
        assert SECRET not in get(address), address
    assert "Ai cũng đọc được" in get(section)


def test_the_count_leaves_hidden_pages_out(get):
    topic = make.topic("Hiến máu")
    make.news(topics=[topic])
    hide_as_draft(make.news(topics=[topic]))
    hide_as_private(make.news(topics=[topic]))
    assert "Hiến máu (1)" in get("/tin-tuc/")


def test_a_private_section_hides_what_is_beneath_it(get, client):
    make.deed("Câu chuyện kín")
    hide_as_private(make.section(GoodDeedPage))
    assert "Câu chuyện kín" not in get("/")
    for address in ("/guong-sang/", "/guong-sang/rss/"):
        assert client.get(address).status_code != 200


def test_a_private_event_gives_its_calendar_file_to_nobody(client, db):
    event = make.event("Họp kín")
    hide_as_private(event)
    assert client.get(f"{event.url}lich.ics").status_code != 200


def test_a_draft_has_no_address(client, db):
    page = make.news(SECRET)
    hide_as_draft(page)
    assert client.get(page.url).status_code == 404


def test_a_document_replaced_by_a_draft_names_it_without_a_link(get):
    draft = make.document("9-KH/CTĐ", title="Bản thảo")
    old = make.document("8-KH/CTĐ", title="Bản cũ", replaced_by=draft)
    hide_as_draft(draft)
    html = get(old.url)
    assert draft.url not in html
    assert "Bản thảo" not in html
    assert "9-KH/CTĐ" in html


@pytest.mark.parametrize("hide", HIDE.values(), ids=HIDE)
def test_a_hidden_document_is_not_named_by_the_one_that_replaces_it(hide, get):
    new = make.document("9-KH/CTĐ", title="Bản mới")
    old = make.document("8-KH/CTĐ", title=SECRET, replaced_by=new)
    assert SECRET in get(new.url)
    hide(old)
    html = get(new.url)
    assert SECRET not in html
    assert old.url not in html


def test_the_consent_is_never_shown(get):
    page = make.deed(consent_by="Bà Đinh Thị Bí Mật", consent_reference="phiếu 77/2026")
    for address in (page.url, "/guong-sang/", "/guong-sang/rss/"):
        html = get(address)
        assert "Bí Mật" not in html
        assert "77/2026" not in html
    assert "Bí Mật" not in page.search_text()
