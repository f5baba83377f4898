"""The page tree lets nobody build nonsense."""

from unittest import mock

import pytest
from wagtail.models import Page
from wagtail.test.utils import WagtailPageTests

from home.models import HomePage, StandardPage
from stories.checks import every_story_of_a_section_is_listed_by_it
from stories.models import (
    EventIndexPage,
    EventPage,
    GoodDeedIndexPage,
    GoodDeedPage,
    LegalDocumentIndexPage,
    LegalDocumentPage,
    NewsIndexPage,
    NewsPage,
    PracticeIndexPage,
    PracticePage,
    UnitIndexPage,
)

from . import factories as make

PAIRS = [
    (NewsIndexPage, NewsPage),
    (GoodDeedIndexPage, GoodDeedPage),
    (PracticeIndexPage, PracticePage),
    (EventIndexPage, EventPage),
    (LegalDocumentIndexPage, LegalDocumentPage),
]
INDEXES = [index for index, _story in PAIRS]
STORIES = [story for _index, story in PAIRS]


@pytest.mark.parametrize(("index", "story"), PAIRS)
def test_a_section_stands_beneath_the_front_page_and_holds_its_own_stories_only(index, story):
    assert index.allowed_parent_page_models() == [HomePage]
    assert story in index.allowed_subpage_models()
    for held in index.allowed_subpage_models():
        assert issubclass(held, story), "its list, its feed and its counts would not hold it"
        assert held.allowed_parent_page_models() == [index]
        assert held.allowed_subpage_models() == []


def test_a_section_that_would_not_list_what_may_stand_in_it_does_not_start():
    with mock.patch.object(NewsIndexPage, "subpage_types", ["stories.NewsPage", "stories.EventPage"]):
        (fault,) = every_story_of_a_section_is_listed_by_it()
    assert fault.id == "stories.E001"
    assert "stories.EventPage" in fault.msg
    assert every_story_of_a_section_is_listed_by_it() == []


@pytest.mark.parametrize("index", [*INDEXES, UnitIndexPage])
def test_there_is_one_section_of_each_kind(index, front_page):
    assert index.can_create_at(front_page)
    front_page.add_child(instance=index(title="Một mục", slug="mot-muc"))
    assert not index.can_create_at(front_page)


class TestNonsense(WagtailPageTests):
    def test_no_story_beneath_the_front_page_or_a_plain_page(self):
        for story in STORIES:
            self.assertCanNotCreateAt(HomePage, story)
            self.assertCanNotCreateAt(StandardPage, story)

    def test_no_section_beneath_a_section(self):
        for parent in INDEXES:
            for child in INDEXES:
                self.assertCanNotCreateAt(parent, child)

    def test_every_story_where_it_belongs(self):
        for index, story in PAIRS:
            self.assertCanCreateAt(index, story)
            self.assertCanCreateAt(HomePage, index)


def test_every_page_type_of_the_stories_has_a_factory(db):
    from django.apps import apps

    made = {make.news, make.deed, make.practice, make.event, make.document}
    pages = {type(factory()) for factory in made} | {type(make.unit_index())}
    pages |= {type(page) for page in Page.objects.specific() if type(page)._meta.app_label == "stories"}
    assert pages == {m for m in apps.get_app_config("stories").get_models() if issubclass(m, Page)}


@pytest.mark.parametrize("factory", [make.news, make.deed, make.practice, make.event, make.document, make.unit_index])
def test_every_page_opens_for_readers(factory, get):
    html = get(factory().url)
    assert html.count("<h1") == 1
    assert 'style="' not in html


def test_what_a_page_calls_itself_is_vietnamese(db):
    labels = [str(story.kind_label) for story in STORIES]
    assert labels == ["Tin tức", "Gương sáng", "Mô hình hay", "Hoạt động", "Văn bản"]
