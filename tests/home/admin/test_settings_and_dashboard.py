"""The chapter's own settings, the first screen after signing in, and addresses that lead on when they change."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from home.models import ChapterSettings, HomePage, StandardPage
from home.safety.rights import EDITORIAL_BOARD, EDITORS, LEADERS, TREASURY
from tests.home.people import draft, member, picture, posted

pytestmark = pytest.mark.django_db


def home(client, user):
    client.force_login(user)
    return client.get(reverse("wagtailadmin_home")).content.decode()


class TestFirstScreen:
    def test_it_greets_by_the_whole_name_in_vietnamese_order(self, client):
        user = member(EDITORS, "lan")
        user.last_name, user.first_name = "Hoàng Thị", "Lan"
        user.save()
        assert "Chào Hoàng Thị Lan." in home(client, user)

    def test_a_board_member_sees_what_waits_but_not_their_own(self, client):
        lan, hoa = member(EDITORS, "lan"), member(EDITORIAL_BOARD, "hoa")
        for title, author in (("Bài của Lan", lan), ("Bài của Hòa", hoa)):
            page = draft(title, author=author)
            page.get_workflow().start(page, author)
        html = home(client, hoa)
        waiting = html[html.index("Chờ anh chị duyệt") : html.index("Việc của tôi")]
        assert "Bài của Lan" in waiting
        assert "Bài của Hòa" not in waiting
        assert "đang chờ duyệt" in html

    def test_a_writer_sees_what_was_sent_back_and_why(self, client):
        lan, hoa = member(EDITORS, "lan"), member(EDITORIAL_BOARD, "hoa")
        page = draft(author=lan)
        page.get_workflow().start(page, lan)
        page.refresh_from_db()
        state = page.current_workflow_task_state
        state.task.specific.on_action(state, hoa, "reject", comment="Thiếu ngày")
        assert re.search(r"trả lại để sửa</strong>.*<q>Thiếu ngày</q>", home(client, lan), re.S)

    def test_a_writer_sees_when_an_approved_page_goes_out_by_itself(self, client):
        lan = member(EDITORS, "lan")
        page = draft(author=lan)
        page.go_live_at = timezone.localtime().replace(hour=7, minute=0) + datetime.timedelta(days=5)
        page.save_revision(user=lan).publish(user=member(EDITORIAL_BOARD, "hoa"))
        day = page.go_live_at.strftime("%d/%m/%Y")
        assert f"tự lên trang lúc 07:00 {day}" in home(client, lan)

    def test_new_pages_are_offered_to_those_who_write(self, client):
        HomePage.objects.get().add_child(instance=StandardPage(title="Giới thiệu"))
        assert "Viết bài mới" not in home(client, member(TREASURY, "dung"))
        assert "Viết bài mới" not in home(client, member(LEADERS, "binh"))

    def test_what_is_new_on_the_site_is_shown_to_everybody(self, client):
        draft("Bài đã đăng").get_latest_revision().publish()
        assert "Bài đã đăng" in home(client, member(LEADERS, "binh"))

    def test_no_count_leads_to_a_list_that_stays_empty(self, client):
        picture()
        pictures = reverse("wagtailimages:index")
        assert f'<a href="{pictures}">' not in home(client, member(EDITORS, "lan"))
        assert f'<a href="{pictures}">' in home(client, member(EDITORIAL_BOARD, "hoa"))

    def test_it_costs_the_same_with_many_pages(self, client, django_assert_max_num_queries):
        lan = member(EDITORS, "lan")
        for number in range(12):
            draft(f"Bài {number}", author=lan)
        client.force_login(lan)
        client.get(reverse("wagtailadmin_home"))
        with django_assert_max_num_queries(25):
            client.get(reverse("wagtailadmin_home"))


class TestChapterSettings:
    def test_the_board_changes_them_and_the_site_shows_it(self, client):
        site = Site.objects.get()
        client.force_login(member(EDITORIAL_BOARD, "hoa"))
        fields = {
            "chapter_name": "Hội Chữ thập đỏ",
            "place": "xã Mẫu Sơn",
            "email": "",
            "navigation-count": "0",
            "footer_links-count": "0",
        }
        client.post(reverse("wagtailsettings:edit", args=["home", "chaptersettings", site.pk]), fields)
        assert ChapterSettings.objects.get().full_name == "Hội Chữ thập đỏ xã Mẫu Sơn"
        client.logout()
        assert "xã Mẫu Sơn" in client.get("/").content.decode()

    def test_links_of_the_navigation_and_the_footer_are_on_the_site_as_soon_as_they_are_saved(self, client):
        page = draft("Hỏi đáp")
        page.get_latest_revision().publish()
        assert "Hỏi và đáp" not in client.get("/").content.decode()  # the page cache holds it now
        client.force_login(member(EDITORIAL_BOARD, "hoa"))

        def link(kind, **values):
            value = {"label": "", "page": "", "url": "", **values}
            head = {"count": "1", "0-deleted": "", "0-order": "0", "0-type": "link", "0-id": ""}
            return {f"{kind}-{name}": text for name, text in head.items()} | {
                f"{kind}-0-value-{name}": text for name, text in value.items()
            }

        fields = {
            "chapter_name": "Hội",
            "place": "x",
            **link("navigation", label="Hỏi và đáp", page=page.pk),
            **link("footer_links", label="Cổng hiến máu", url="https://hienmau.example/"),
        }
        site = Site.objects.get()
        client.post(reverse("wagtailsettings:edit", args=["home", "chaptersettings", site.pk]), fields)
        client.logout()
        html = client.get("/").content.decode()
        header, footer = html[: html.index("<main")], html[html.index("</main>") :]
        assert "Hỏi và đáp" in header
        assert 'href="/hoi-dap/"' in header
        assert 'href="https://hienmau.example/"' in footer

    def test_a_link_in_the_navigation_needs_a_target(self, client):
        site = Site.objects.get()
        client.force_login(member(EDITORIAL_BOARD, "hoa"))
        fields = {
            "chapter_name": "Hội",
            "place": "x",
            "footer_links-count": "0",
            "navigation-count": "1",
            "navigation-0-deleted": "",
            "navigation-0-order": "0",
            "navigation-0-type": "link",
            "navigation-0-id": "",
            "navigation-0-value-label": "Đi đâu",
            "navigation-0-value-page": "",
            "navigation-0-value-url": "",
        }
        answer = client.post(reverse("wagtailsettings:edit", args=["home", "chaptersettings", site.pk]), fields)
        assert answer.status_code == 200
        assert answer.context["form"].errors["navigation"]


def test_an_old_address_leads_to_the_new_one(client, admin_user, django_capture_on_commit_callbacks):
    page = draft(author=member(EDITORS, "lan"))
    page.get_latest_revision().publish()
    page.refresh_from_db()
    client.force_login(admin_user)
    changed = posted(page, slug="bep-chao-tinh-thuong", **{"action-publish": "1"})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), changed)
    assert Redirect.objects.filter(old_path="/bep-chao-thu-ba").exists()
    answer = client.get("/bep-chao-thu-ba/")
    assert answer.status_code == 301
    assert answer.headers["Location"].endswith("/bep-chao-tinh-thuong/")


def test_the_accessibility_check_counts_only_what_an_editor_can_mend(client):
    page = draft(author=member(EDITORS, "lan"))
    client.force_login(page.owner)
    html = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    assert '"include": ["main"]' in html
