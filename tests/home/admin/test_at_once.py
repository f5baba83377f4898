"""Two who press at the same moment on one page: the second finds what the first left. PostgreSQL only (row locks)."""

import threading
from concurrent.futures import ThreadPoolExecutor
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import WorkflowState

from home.models import StandardPage
from home.safety.rights import EDITORIAL_BOARD, EDITORS
from tests.home.people import draft, member, posted

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="threads and row locks need PostgreSQL"),
    pytest.mark.django_db(transaction=True),
]
STEP = {"action-workflow-action": "1", "workflow-action-name": "approve"}


@pytest.mark.parametrize("step", [STEP, {}], ids=["pressed twice", "saved meanwhile"])
def test_what_one_has_published_the_other_does_not_take_off(step):
    writer, board = member(EDITORS, "lan"), member(EDITORIAL_BOARD, "hoa")
    page = draft(author=writer)
    page.get_workflow().start(page, writer)
    sent = [posted(page, loaded_revision_id=page.latest_revision_id, **pressed) for pressed in (STEP, step)]
    first_has_read, second_has_read, first_is_done = (threading.Event() for _event in range(3))
    presses = {}
    clean = StandardPage.full_clean

    def between_reading_and_writing(self, *args, **kwargs):
        """The first waits for the second to have read the page, who writes when the first has published."""
        if presses[threading.get_ident()] == "first":
            first_has_read.set()
            second_has_read.wait(3)  # held, the page is not read by two
        else:
            second_has_read.set()
            first_is_done.wait(60)
        return clean(self, *args, **kwargs)

    def press(which, data):
        presses[threading.get_ident()] = which
        if which == "second":
            first_has_read.wait(60)
        client = Client()
        client.force_login(board)
        try:
            return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data).status_code
        finally:
            if which == "first":
                first_is_done.set()
            connection.close()

    with mock.patch.object(StandardPage, "full_clean", between_reading_and_writing), ThreadPoolExecutor(2) as hands:
        first = hands.submit(press, "first", sent[0])
        second = hands.submit(press, "second", sent[1])
        assert first.result() == 302
        assert second.result() in (200, 302)
    page.refresh_from_db()
    assert page.live
    assert page.workflow_states.get().status == WorkflowState.STATUS_APPROVED
