"""Bodies are the editors' matter: a new block makes no migration, and no migration touches what is written."""

import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from wagtail import blocks

from home.models import StandardPage
from tests.home.people import draft

BODY = [{"type": "heading", "value": "Bốn giờ sáng", "id": "1"}, {"type": "of_another_day", "value": {"a": [1]}}]


def stored(pk: int) -> list:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT body FROM {StandardPage._meta.db_table} WHERE page_ptr_id = %s", [pk])
        body = cursor.fetchone()[0]
    return json.loads(body) if isinstance(body, str) else body


@pytest.fixture
def then(db):
    """The model as a migration sees it."""
    return MigrationLoader(connection).project_state().apps.get_model("home.StandardPage")


def test_a_migration_that_saves_a_page_leaves_its_body_as_it_is(then):
    page = draft()
    then.objects.filter(pk=page.pk).update(body=BODY)
    assert stored(page.pk) == BODY
    seen = then.objects.get(pk=page.pk)
    assert seen.body == BODY
    seen.summary = "Mỗi tuần một lần."
    seen.save()
    assert stored(page.pk) == BODY
    assert StandardPage.objects.get(pk=page.pk).body[0].value == "Bốn giờ sáng"


def test_a_migration_that_makes_a_page_gives_it_an_empty_body(then):
    page = draft()
    copy = then.objects.get(pk=page.pk)
    made = then(title="Mới", slug="moi", path="00019999", depth=2, content_type=copy.content_type, locale=copy.locale)
    made.save()
    assert stored(made.pk) == []


def test_a_new_block_makes_no_migration(db, monkeypatch):
    class Fuller(blocks.StreamBlock):
        paragraph = blocks.RichTextBlock()
        poem = blocks.TextBlock()

    body = StandardPage._meta.get_field("body")
    assert "paragraph" in body.stream_block.child_blocks
    monkeypatch.setattr(body, "block_types_arg", Fuller())
    monkeypatch.setitem(body.__dict__, "stream_block", Fuller())
    call_command("makemigrations", "home", check_changes=True, dry_run=True)  # exits where there is something to write
