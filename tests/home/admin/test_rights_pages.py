"""Who may do what with pages, files and the frame, each group allowed and refused; and where a page may stand."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.test.utils import WagtailPageTestCase

from home.models import ChapterDocument, ChapterImage, ContactPage, HomePage, StandardPage, Unit
from home.safety.rights import EDITORIAL_BOARD, EDITORS, GROUPS, INTAKE, LEADERS, SUPERVISORS, TREASURY
from tests.home.people import draft, member, picture, posted

pytestmark = pytest.mark.django_db
WRITERS = (EDITORS, EDITORIAL_BOARD)
OTHERS = (INTAKE, TREASURY, SUPERVISORS, LEADERS)


def opens(client, url) -> bool:
    """Whether the screen opens; Wagtail answers a refusal with a redirect and a message."""
    return client.get(url).status_code == 200


@pytest.mark.parametrize("group", GROUPS)
def test_screens_of_pages(client, group):
    page = draft(author=member(EDITORS, "tacgia"))
    client.force_login(member(group, "toi"))
    front = HomePage.objects.get()
    writes, sees = group in WRITERS, group in (*WRITERS, LEADERS)
    assert opens(client, reverse("wagtailadmin_explore", args=[front.pk])) is sees
    assert opens(client, reverse("wagtailadmin_pages:edit", args=[page.pk])) is writes
    assert opens(client, reverse("wagtailadmin_pages:add", args=["home", "standardpage", front.pk])) is writes
    assert opens(client, reverse("wagtailadmin_pages:history", args=[page.pk])) is writes
    assert opens(client, reverse("wagtailadmin_pages:view_draft", args=[page.pk])) is writes
    assert opens(client, reverse("wagtailadmin_pages:delete", args=[page.pk])) is writes


@pytest.mark.parametrize("group", GROUPS)
def test_what_each_group_may_do_with_a_published_page(group):
    page = draft(author=member(EDITORS, "tacgia"))
    page.get_latest_revision().publish()
    page = StandardPage.objects.get(pk=page.pk)
    rights = page.permissions_for_user(member(group, "toi"))
    board = group == EDITORIAL_BOARD
    assert rights.can_unpublish() is board
    assert rights.can_delete() is board
    assert rights.can_lock() is board
    assert rights.can_set_view_restrictions() is board
    assert rights.can_reorder_children() is board
    assert rights.can_edit() is (group in WRITERS)
    assert rights.can_publish() is False  # nothing waits


@pytest.mark.parametrize("group", GROUPS)
def test_frame_and_files(client, group):
    client.force_login(member(group, "toi"))
    unit = Unit.objects.create(name="xã Mẫu Sơn", kind="commune")
    image = picture()
    board = group == EDITORIAL_BOARD
    site = Site.objects.get()
    assert opens(client, reverse("wagtailsettings:edit", args=["home", "chaptersettings", site.pk])) is board
    assert opens(client, reverse(Unit.snippet_viewset.get_url_name("edit"), args=[unit.pk])) is board
    assert opens(client, reverse("wagtailredirects:index")) is board
    assert opens(client, reverse("wagtailimages:edit", args=[image.pk])) is board
    assert opens(client, reverse("wagtailimages:add")) is (group in WRITERS)
    assert opens(client, reverse("wagtaildocs:add")) is (group in WRITERS)
    for name in (
        "wagtailusers_users:index",
        "wagtailusers_groups:index",
        "wagtailsites:index",
        "wagtailadmin_workflows:index",
    ):
        assert opens(client, reverse(name)) is False


def test_editors_change_the_files_they_sent_and_no_others(client):
    lan, mai = member(EDITORS, "lan"), member(EDITORS, "mai")
    hers, other = picture(uploaded_by_user=lan), picture(uploaded_by_user=mai)
    client.force_login(lan)
    assert opens(client, reverse("wagtailimages:edit", args=[hers.pk]))
    assert not opens(client, reverse("wagtailimages:edit", args=[other.pk]))
    sheet = ChapterDocument.objects.create(title="x", file=ContentFile(b"%PDF-1.4", name="a.pdf"), uploaded_by_user=mai)
    assert not opens(client, reverse("wagtaildocs:edit", args=[sheet.pk]))


def test_a_leader_cannot_change_anything(client):
    page = draft()
    client.force_login(member(LEADERS, "binh"))
    for action in ("edit", "delete", "move", "copy", "unpublish", "lock", "unlock"):
        assert client.post(reverse(f"wagtailadmin_pages:{action}", args=[page.pk])).status_code in (302, 403, 405)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={page.pk}"
    client.post(bulk)
    page.refresh_from_db()
    assert page.title == "Bếp cháo thứ Ba"
    assert not page.locked


def test_an_editor_cannot_take_a_page_off_the_site_by_any_way(client):
    page = draft(author=member(EDITORS, "mai"))
    page.get_latest_revision().publish()
    client.force_login(member(EDITORS, "lan"))
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    for action in ("unpublish", "delete"):
        client.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?id={page.pk}")
    page.refresh_from_db()
    assert page.live


def test_a_copy_is_never_published_with_the_copying(client):
    page = draft(author=member(EDITORS, "lan"))
    page.get_latest_revision().publish()
    client.force_login(member(EDITORIAL_BOARD, "hoa"))
    fields = {
        "new_title": "Bản sao",
        "new_slug": "ban-sao",
        "new_parent_page": page.get_parent().pk,
        "publish_copies": "on",
    }
    client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), fields)
    assert not StandardPage.objects.filter(slug="ban-sao", live=True).exists()


class TestTree(WagtailPageTestCase):
    def test_where_pages_may_stand(self):
        self.assertAllowedParentPageTypes(HomePage, {Page})
        self.assertAllowedParentPageTypes(StandardPage, {HomePage, StandardPage})
        self.assertAllowedSubpageTypes(StandardPage, {StandardPage})
        self.assertAllowedParentPageTypes(ContactPage, {HomePage})
        self.assertAllowedSubpageTypes(ContactPage, {})

    def test_there_is_one_front_page_and_one_contact_page(self):
        root, front = Page.objects.get(depth=1), HomePage.objects.get()
        assert not HomePage.can_create_at(root)
        assert ContactPage.can_create_at(front)
        front.add_child(instance=ContactPage(title="Liên hệ"))
        assert not ContactPage.can_create_at(front)
        self.assertCanNotCreateAt(ContactPage, StandardPage)


class TestPlannedPublishing:
    def test_an_approved_page_waits_for_its_hour_and_then_appears(self, client):
        page = draft(author=member(EDITORS, "lan"))
        page.go_live_at = timezone.now() + datetime.timedelta(hours=2)
        page.save_revision(user=page.owner)
        page.get_workflow().start(page, page.owner)
        page.refresh_from_db()
        state = page.current_workflow_task_state
        state.task.specific.on_action(state, member(EDITORIAL_BOARD, "hoa"), "approve")
        page.refresh_from_db()
        assert not page.live
        assert page.scheduled_revision
        assert client.get("/bep-chao-thu-ba/").status_code == 404

        revision = page.scheduled_revision
        revision.approved_go_live_at = timezone.now() - datetime.timedelta(minutes=1)
        revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
        revision.save()
        call_command("publish_scheduled")
        assert client.get("/bep-chao-thu-ba/").status_code == 200

    def test_a_page_goes_at_its_hour(self, client):
        page = draft()
        page.expire_at = timezone.now() + datetime.timedelta(hours=1)
        page.save_revision().publish()
        assert client.get("/bep-chao-thu-ba/").status_code == 200
        StandardPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - datetime.timedelta(minutes=1))
        call_command("publish_scheduled")
        assert client.get("/bep-chao-thu-ba/").status_code == 404


class TestPrivatePages:
    def test_a_private_page_asks_for_a_sign_in(self, client):
        page = draft()
        page.get_latest_revision().publish()
        assert client.get("/bep-chao-thu-ba/").status_code == 200
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        assert client.get("/bep-chao-thu-ba/").status_code == 302
        client.force_login(member(LEADERS, "binh"))
        assert client.get("/bep-chao-thu-ba/").status_code == 200

    def test_no_shared_password_is_offered(self, client, admin_user):
        page = draft()
        client.force_login(admin_user)
        html = client.get(reverse("wagtailadmin_pages:set_privacy", args=[page.pk])).content.decode()
        assert 'value="password"' not in html


def test_autosave_keeps_one_version_for_a_sitting_and_refuses_to_overwrite_another_persons(client):
    lan, mai = member(EDITORS, "lan"), member(EDITORS, "mai")
    page = draft(author=lan)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    headers = {"HTTP_ACCEPT": "application/json"}
    client.force_login(lan)
    loaded = page.latest_revision
    fields = posted(
        page, title="Một", loaded_revision_id=loaded.pk, loaded_revision_created_at=loaded.created_at.isoformat()
    )
    first = client.post(url, fields, **headers).json()
    assert first["success"]
    again = posted(page, title="Hai", overwrite_revision_id=first["revision_id"])
    assert client.post(url, again, **headers).json()["revision_id"] == first["revision_id"]
    client.force_login(mai)
    stale = client.post(url, fields, **headers)
    assert stale.json()["success"] is False
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "Hai"


def test_an_upload_by_post_needs_the_right_to_add(client):
    client.force_login(member(TREASURY, "dung"))
    upload = SimpleUploadedFile("a.jpg", b"x", content_type="image/jpeg")
    client.post(reverse("wagtailimages:add"), {"title": "x", "file": upload})
    assert not ChapterImage.objects.exists()
