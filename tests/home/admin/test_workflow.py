"""An editor writes, a second person publishes."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import PageLogEntry, Workflow, WorkflowState

from home.admin.refusals import Refused
from home.models import ChapterImage, FourEyesTask, HomePage, StandardPage
from home.safety.rights import EDITORIAL_BOARD, EDITORS, GROUPS, WORKFLOW_NAME
from tests.home.people import draft, member, picture, posted

pytestmark = pytest.mark.django_db


APPROVAL = {"action-workflow-action": "1", "workflow-action-name": "approve"}


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def dashboard_steps(page):
    state = page.workflow_states.get().task_states.first()
    return [
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, name, state.pk]) for name in ("approve", "reject")
    ]


def submit(page, user):
    page.get_workflow().start(page, user)
    page.refresh_from_db()
    return page.current_workflow_task_state


def texts(response):
    return " ".join(str(message) for message in response.context["messages"])


@pytest.fixture
def writer():
    return member(EDITORS, "lan")


@pytest.fixture
def board():
    return member(EDITORIAL_BOARD, "hoa")


def test_migrations_leave_our_groups_and_one_workflow_over_the_whole_tree():
    assert set(Group.objects.values_list("name", flat=True)) == set(GROUPS)
    assert [workflow.name for workflow in Workflow.objects.all()] == [WORKFLOW_NAME]
    assert HomePage.objects.get().get_workflow().name == WORKFLOW_NAME
    task = FourEyesTask.objects.get()
    assert [group.name for group in task.groups.all()] == [EDITORIAL_BOARD]


def test_an_editor_submits_and_a_board_member_publishes(client, writer, board):
    page = draft(author=writer)
    client.force_login(writer)
    client.post(edit_url(page), posted(page, **{"action-submit": "1"}))
    page.refresh_from_db()
    assert not page.live
    assert page.current_workflow_state.requested_by == writer

    client.force_login(board)
    assert "Duyệt và đăng" in client.get(edit_url(page)).content.decode()
    client.post(edit_url(page), posted(page, **APPROVAL))
    page.refresh_from_db()
    assert page.live
    assert page.workflow_states.get().status == WorkflowState.STATUS_APPROVED


def test_a_button_whose_time_has_passed_says_so_and_takes_nothing_back(client, writer, board):
    page = draft(author=writer)
    submit(page, writer)
    client.force_login(board)
    for _press in range(2):
        answer = client.post(edit_url(page), posted(page, **APPROVAL), follow=True)
    assert "đã được quyết định" in texts(answer)
    page.refresh_from_db()
    assert page.live
    assert not page.has_unpublished_changes


PASSED = {
    "approved": lambda state, writer, board: state.task.specific.on_action(state, board, "approve"),
    "sent back": lambda state, writer, board: state.task.specific.on_action(state, board, "reject"),
    "taken back": lambda state, writer, board: state.workflow_state.cancel(user=writer),
}
STEPS = [
    APPROVAL,
    {**APPROVAL, "workflow-action-name": "reject"},
    {**APPROVAL, "workflow-action-name": "no-such-step"},
    {"action-publish": "1"},
    {"action-submit": "1"},
    {"action-restart-workflow": "1"},
    {"action-cancel-workflow": "1"},
]


@pytest.mark.parametrize("group", [EDITORS, EDITORIAL_BOARD])
@pytest.mark.parametrize("step", STEPS, ids=lambda step: next(reversed(step.values())) + next(reversed(step)))
@pytest.mark.parametrize("passed", PASSED)
def test_whatever_is_pressed_on_a_screen_of_yesterday_gets_an_answer(client, writer, board, passed, step, group):
    page = draft(author=writer)
    PASSED[passed](submit(page, writer), writer, board)
    page.refresh_from_db()
    was_live = page.live
    client.force_login(member(group, "dao"))
    for url in (edit_url(page), *dashboard_steps(page)):
        assert client.post(url, posted(page, **step), follow=True).status_code in (200, 403)
    page.refresh_from_db()
    assert page.live or not was_live


def test_saving_by_itself_carries_out_no_step(client, writer, board):
    page = draft(author=writer)
    submit(page, writer)
    client.force_login(board)
    for step in (APPROVAL, {"action-publish": "1"}, {"action-submit": "1"}, {"action-cancel-workflow": "1"}):
        answer = client.post(edit_url(page), posted(page, **step), headers={"accept": "application/json"})
        assert answer.json()["success"], (step, answer.content)
        page.refresh_from_db()
        assert not page.live, step
        assert page.workflow_in_progress, step


def test_an_editor_cannot_publish(client, writer):
    page = draft(author=writer)
    client.force_login(writer)
    assert "action-publish" not in client.get(edit_url(page)).content.decode()
    client.post(edit_url(page), posted(page, **{"action-publish": "1"}))
    page.refresh_from_db()
    assert not page.live


def test_who_submitted_gets_no_button_and_a_forged_approval_gets_a_sentence(client, board):
    page = draft(author=board)
    state = submit(page, board)
    client.force_login(board)
    assert "workflow-action-name" not in client.get(edit_url(page)).content.decode()
    answer = client.post(edit_url(page), posted(page, **APPROVAL), follow=True)
    assert "thành viên khác" in texts(answer)
    for name in ("workflow_action", "collect_workflow_action_data"):
        url = reverse(f"wagtailadmin_pages:{name}", args=[page.pk, "approve", state.pk])
        answer = client.post(url, {"comment": ""}, follow=True)
        assert "thành viên khác" in texts(answer)
    page.refresh_from_db()
    assert not page.live
    assert page.workflow_in_progress


def test_an_administrator_does_not_approve_their_own_submission_either(client, admin_user):
    page = draft(author=admin_user)
    state = submit(page, admin_user)
    with pytest.raises(Refused):
        state.task.specific.on_action(state, admin_user, "approve")
    assert not state.task.specific.get_actions(page, admin_user)


def test_submitting_again_after_changes_counts_as_submitting(writer, board):
    page = draft(author=writer)
    state = submit(page, writer)
    state.task.specific.on_action(state, board, "reject")
    page.refresh_from_db()
    page.get_latest_revision_as_object().save_revision(user=board)
    page.current_workflow_state.resume(board)
    page.refresh_from_db()
    state = page.current_workflow_task_state
    with pytest.raises(Refused):
        state.task.specific.on_action(state, board, "approve")


def test_a_submitted_version_cannot_be_changed_by_its_author_while_another_decides(client, board):
    page = draft(author=board)
    submit(page, board)
    client.force_login(board)
    client.post(edit_url(page), posted(page, title="Đổi lén"))
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "Bếp cháo thứ Ba"


def test_a_board_member_cannot_publish_what_they_wrote_but_may_publish_what_another_wrote(client, writer, board):
    own, other = draft(author=board), draft("Bài của Lan", author=writer)
    client.force_login(board)
    assert "action-publish" not in client.get(edit_url(own)).content.decode()
    answer = client.post(edit_url(own), posted(own, **{"action-publish": "1"}), follow=True)
    assert "thành viên khác" in texts(answer)
    client.post(edit_url(other), posted(other, **{"action-publish": "1"}))
    own.refresh_from_db()
    other.refresh_from_db()
    assert not own.live
    assert other.live


def test_a_change_to_a_published_page_needs_a_second_person_too(client, writer, board):
    page = draft(author=writer)
    page.get_latest_revision().publish(user=board)
    page.refresh_from_db()
    client.force_login(board)
    client.post(edit_url(page), posted(page, title="Đổi thẳng", **{"action-publish": "1"}), follow=True)
    page.refresh_from_db()
    assert page.title == "Bếp cháo thứ Ba"


def test_a_board_member_cannot_put_their_own_words_into_anothers_draft_and_publish_them_alone(client, writer, board):
    page = draft("Bài của Lan", author=writer)
    client.force_login(board)
    answer = client.post(edit_url(page), posted(page, title="Lời của Hoa", **{"action-publish": "1"}))
    assert "thành viên khác" in answer.content.decode()
    assert 'value="Lời của Hoa"' in answer.content.decode() or "Lời của Hoa</textarea>" in answer.content.decode()
    page.refresh_from_db()
    assert not page.live


def test_who_submitted_does_not_publish_either_after_somebody_else_has_mended_a_word(client, board):
    page = draft("Bài của Hoa", author=board)
    submit(page, board)
    page.title = "Bài của Hoa, sửa một dấu phẩy"
    page.save_revision(user=member(EDITORIAL_BOARD, "mai"))
    client.force_login(board)
    client.post(edit_url(page), posted(page, **{"action-publish": "1"}), follow=True)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"
    client.post(bulk, follow=True)
    page.refresh_from_db()
    assert not page.live
    assert not StandardPage.objects.get(pk=page.pk).permissions_for_user(board).can_publish()


def test_another_persons_version_is_not_overwritten_in_their_name(client, writer, board):
    page = draft("Bài của Lan", author=writer)
    client.force_login(board)
    fields = posted(page, title="Lời của Hoa", overwrite_revision_id=page.latest_revision_id)
    answer = client.post(edit_url(page), fields, HTTP_ACCEPT="application/json")
    assert answer.json()["success"] is False
    page.refresh_from_db()
    assert page.latest_revision.user == writer
    assert page.get_latest_revision_as_object().title == "Bài của Lan"


def test_writing_and_publishing_in_one_go_is_refused_too(client, board, front_page):
    client.force_login(board)
    url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", front_page.pk])
    fields = posted(draft(author=board), title="Viết rồi đăng", slug="viet-roi-dang", **{"action-publish": "1"})
    client.post(url, fields)
    assert not StandardPage.objects.get(slug="viet-roi-dang").live


def test_going_back_to_an_older_version_is_writing_too(client, writer, board):
    page = draft("Bài của Lan", author=writer)
    older = page.latest_revision
    page.save_revision(user=board)
    client.force_login(board)
    client.post(edit_url(page), posted(page, revision=older.pk, **{"action-publish": "1"}), follow=True)
    page.refresh_from_db()
    assert not page.live


def test_a_page_shown_in_a_second_place_is_not_published_there_alone(client, writer, board):
    page = draft(author=writer)
    page.get_latest_revision().publish()
    fields = {"new_title": "Nơi hai", "new_slug": "noi-hai", "new_parent_page": page.get_parent().pk, "alias": "on"}
    for person in (writer, board):
        client.force_login(person)
        client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), fields)
        assert not StandardPage.objects.filter(slug="noi-hai", live=True).exists()


def test_writing_and_publishing_in_one_go_is_not_offered(client, board, front_page):
    client.force_login(board)
    url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", front_page.pk])
    assert "action-publish" not in client.get(url).content.decode()


def test_publishing_in_bulk_is_refused_with_a_sentence_for_ones_own_pages(client, board):
    page = draft(author=board)
    client.force_login(board)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"
    answer = client.post(url, follow=True)
    page.refresh_from_db()
    assert not page.live
    assert "thành viên khác" in texts(answer)


def test_an_administrator_may_publish_alone_in_an_emergency_and_the_history_says_so(client, admin_user):
    page = draft(author=admin_user)
    client.force_login(admin_user)
    client.post(edit_url(page), posted(page, **{"action-publish": "1"}))
    page.refresh_from_db()
    assert page.live
    assert PageLogEntry.objects.filter(page=page.pk, action="home.published_alone").exists()


def test_nothing_goes_out_without_recorded_consent_by_any_way(client, writer, board):
    image = picture(consent=ChapterImage.Consent.MISSING)
    page = draft(author=writer, listing_image=image)
    state = submit(page, writer)
    client.force_login(board)
    approve = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    answer = client.post(edit_url(page), posted(page, **approve))
    assert "đồng ý" in answer.content.decode()
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    answer = client.post(url, {"comment": ""}, follow=True)
    assert "đồng ý" in texts(answer)
    page.refresh_from_db()
    assert not page.live
    assert page.workflow_in_progress

    image.consent = ChapterImage.Consent.RECORDED
    image.save()
    client.post(url, {"comment": ""})
    page.refresh_from_db()
    assert page.live


def test_publishing_in_bulk_leaves_out_what_lacks_consent_and_says_so(client, writer, board):
    page = draft(author=writer, listing_image=picture(consent=ChapterImage.Consent.MISSING))
    client.force_login(board)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"
    answer = client.post(bulk, follow=True)
    page.refresh_from_db()
    assert not page.live
    assert "đồng ý" in texts(answer)


def test_code_that_names_who_publishes_gets_the_same_refusals_as_a_sentence(writer, board):
    own, bare = draft(author=board), draft(author=writer, listing_image=picture(consent=ChapterImage.Consent.MISSING))
    for page in (own, bare):
        with pytest.raises(Refused):
            page.get_latest_revision().publish(user=board)
        page.refresh_from_db()
        assert not page.live


def test_programs_publish_without_a_user(writer):
    page = draft(author=writer)
    page.get_latest_revision().publish()
    page.refresh_from_db()
    assert page.live
