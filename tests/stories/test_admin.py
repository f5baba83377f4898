"""The editor's screens: every page type opens, saves, and lists; each group has its rights and no more."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home.safety.rights import EDITORIAL_BOARD, EDITORS, INTAKE
from stories.models import EventPage, GoodDeedPage, LegalDocumentPage, NewsPage, PracticePage, Topic

from . import factories as make

MAKERS = [make.news, make.deed, make.practice, make.event, make.document, make.unit_index]
STORIES = [NewsPage, GoodDeedPage, PracticePage, EventPage, LegalDocumentPage]


def member(group: str, name: str = "bien-tap"):
    user = get_user_model().objects.create_user(name, f"{name}@example.org", "secret-for-tests")
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def editor(client, db):
    user = member(EDITORS)
    client.force_login(user)
    return user


@pytest.mark.parametrize("maker", MAKERS)
def test_every_page_opens_in_the_editor_and_in_the_explorer(maker, client, editor):
    page = maker()
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    explorer = client.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk]))
    assert explorer.status_code == 200
    assert page.title in explorer.content.decode()


@pytest.mark.parametrize("model", STORIES)
def test_every_page_type_can_be_begun(model, client, editor):
    address = reverse("wagtailadmin_pages:add", args=["stories", model._meta.model_name, make.section(model).pk])
    answer = client.get(address)
    assert answer.status_code == 200
    if model is not LegalDocumentPage:
        assert f'value="{timezone.localdate():%d/%m/%Y}"' in answer.content.decode(), "today stands there already"


def test_the_explorer_begins_with_the_newest(client, editor):
    make.news("Tin cũ", date=datetime.date(2020, 1, 1))
    make.news("Tin mới", date=datetime.date(2026, 1, 1))
    html = client.get(reverse("wagtailadmin_explore", args=[make.section(NewsPage).pk])).content.decode()
    assert html.index("Tin mới") < html.index("Tin cũ")
    assert "01/01/2020" in html


def test_the_explorer_says_where_consent_is_missing(client, editor):
    make.deed("Chưa hỏi", consent_how="")
    html = client.get(reverse("wagtailadmin_explore", args=[make.section(GoodDeedPage).pk])).content.decode()
    assert "còn thiếu" in html


def slot_form(**fields):
    return {
        "date": "07/03/2027",
        "starts": "07:00",
        "ends": "11:00",
        "place": "Nhà văn hóa",
        "address": "",
        "unit": "",
        "needed": "150",
        "expected": "",
        "note": "",
        "result": "",
        **fields,
    }


def event_form(slots, **fields):
    return nested_form_data(
        {
            "title": "Chủ nhật Đỏ",
            "slug": "chu-nhat-do",
            "summary": "Một câu.",
            "listing_image": "",
            "date": "20/11/2026",
            "writer": "",
            "unit": "",
            "kind": "blood",
            "state": "planned",
            "state_note": "",
            "when_words": "",
            "needed_as": "người",
            "bring": rich_text("<p>Căn cước.</p>"),
            "contact_name": "",
            "contact_phone": "",
            "result_say": "",
            "result_as": "đơn vị máu",
            "slots": inline_formset(slots),
            "body": streamfield([]),
            "seo_title": "",
            "search_description": "",
            "social_image": "",
            "comments": inline_formset([]),
            **fields,
        }
    )


def test_an_event_is_written_with_its_places(client, editor):
    address = reverse("wagtailadmin_pages:add", args=["stories", "eventpage", make.section(EventPage).pk])
    client.post(address, event_form([slot_form(), slot_form(date="14/03/2027", place="Trường học")]))
    page = EventPage.objects.get(slug="chu-nhat-do")
    assert not page.live
    assert page.date == datetime.date(2026, 11, 20), "the day comes first"
    assert page.starts_on == datetime.date(2027, 3, 7)
    assert page.ends_on == datetime.date(2027, 3, 14)


def test_an_event_that_ends_before_it_begins_is_handed_back(client, editor):
    address = reverse("wagtailadmin_pages:add", args=["stories", "eventpage", make.section(EventPage).pk])
    answer = client.post(address, event_form([slot_form(ends="06:00")]))
    assert answer.status_code == 200
    assert "Giờ kết thúc phải sau giờ bắt đầu" in answer.content.decode()
    assert not EventPage.objects.exists()


def test_a_practice_is_written_with_costs_as_people_type_them(client, editor):
    address = reverse("wagtailadmin_pages:add", args=["stories", "practicepage", make.section(PracticePage).pk])
    unit = make.unit()
    form = nested_form_data(
        {
            "title": "Bếp chung",
            "slug": "bep-chung",
            "summary": "Một câu.",
            "listing_image": "",
            "date": "20/11/2026",
            "writer": "",
            "unit": "",
            "first_place": "Khuổi Lầy",
            "started_on": "05/09/2022",
            "counted_as": "điểm trường",
            "people_needed": "",
            "suits": "",
            "unit_cost": "9k",
            "unit_cost_words": "mỗi bữa, một em",
            "once_heading": "",
            "running_heading": "",
            "results_say": "",
            "results_source": "",
            "contact_name": "",
            "contact_phone": "",
            "context": rich_text("<p>Trưa bỏ về.</p>"),
            "steps": streamfield([("step", {"title": "Họp", "note": "", "text": ""})]),
            "costs": streamfield([("cost", {"what": "Bếp", "period": "once", "amount": "6,2 triệu"})]),
            "results": streamfield(
                [("result", {"label": "Đi học", "before": "21", "after": "34", "counted_in": "em"})]
            ),
            "files": streamfield([]),
            "adoptions": inline_formset(
                [
                    {
                        "unit": unit.pk,
                        "place": "Pác Khuông",
                        "since": "05/03/2023",
                        "learned_from": "",
                        "adapted": "",
                        "result": "",
                        "confirmed_by": unit.parent.pk,
                        "confirmed_on": "01/06/2026",
                    }
                ]
            ),
            "body": streamfield([]),
            "seo_title": "",
            "search_description": "",
            "social_image": "",
            "comments": inline_formset([]),
        }
    )
    client.post(address, form)
    page = PracticePage.objects.get(slug="bep-chung")
    assert page.unit_cost == 9_000
    assert page.once_total == 6_200_000
    assert page.adoptions.get().is_confirmed
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def test_editors_choose_topics_and_the_board_keeps_the_list(client, editor):
    topic = make.topic("Hiến máu")
    edit = reverse("wagtailsnippets_stories_topic:edit", args=[topic.pk])
    assert client.post(edit, {"name": "Khác", "slug": "khac", "sort_order": 1}).status_code == 302
    assert Topic.objects.get(pk=topic.pk).name == "Hiến máu"
    client.force_login(member(EDITORIAL_BOARD, "ban-bien-tap"))
    client.post(edit, {"name": "Hiến máu tình nguyện", "slug": "hien-mau", "sort_order": 1})
    assert Topic.objects.get(pk=topic.pk).name == "Hiến máu tình nguyện"


def test_those_who_follow_up_pledges_write_no_pages(client, db):
    client.force_login(member(INTAKE, "can-bo"))
    address = reverse("wagtailadmin_pages:add", args=["stories", "newspage", make.section(NewsPage).pk])
    assert client.get(address).status_code == 302
    assert client.get(reverse("wagtailsnippets_stories_topic:list")).status_code == 302


def news_form(page, **fields):
    topics = {"topics": [topic.pk for topic in page.topics.all()]}
    return topics | nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": page.summary,
            "listing_image": "",
            "date": f"{page.date:%d/%m/%Y}",
            "writer": page.writer,
            "unit": page.unit_id or "",
            "source_name": "",
            "source_title": "",
            "source_url": "",
            "source_date": "",
            "body": streamfield([]),
            "gallery": streamfield([]),
            "seo_title": "",
            "search_description": "",
            "social_image": "",
            "go_live_at": "",
            "expire_at": "",
            "comments": inline_formset([]),
            **fields,
        }
    )


def test_the_board_publishes_a_draft_as_it_stands_with_its_day_and_its_topics(client, db):
    page = make.news("Tin của Lan", live=False, topics=[make.topic("Hiến máu")], date=datetime.date(2026, 11, 3))
    page.save_revision(user=member(EDITORS, "lan"))
    client.force_login(member(EDITORIAL_BOARD, "hoa"))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.post(address, news_form(page, summary="Lời của Hoa.", **{"action-publish": "1"}))
    page.refresh_from_db()
    assert not page.live, "her own words need somebody else"
    client.post(address, news_form(page, **{"action-publish": "1"}))
    page.refresh_from_db()
    assert page.live


def test_a_good_deed_without_consent_cannot_be_published_from_the_editor(client, db):
    client.force_login(get_user_model().objects.create_superuser("quan-tri", "q@example.org", "x"))
    page = make.deed("Chưa hỏi", consent_how="", live=False)
    page.save_revision()
    form = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": "Một câu.",
            "listing_image": "",
            "date": "20/11/2026",
            "writer": "",
            "unit": "",
            "honoured_kind": "person",
            "honoured": "Bà Lụa",
            "honoured_about": "",
            "when_words": "",
            "quote": "",
            "quote_who": "",
            "consent_by": "Bà Lụa",
            "consent_on": "05/01/2026",
            "consent_how": "",
            "consent_reference": "",
            "body": streamfield([]),
            "seo_title": "",
            "search_description": "",
            "social_image": "",
            "comments": inline_formset([]),
            "action-publish": "action-publish",
        }
    )
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    page.refresh_from_db()
    assert not page.live
