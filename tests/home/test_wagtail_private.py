"""What home/wagtail_private takes for granted of Wagtail 7.4, Django 5.2 and modelsearch 1.3, one thing a test.

When one fails after an upgrade, the sentence says what has changed its shape. What people notice of each thing is
tested where it belongs: addresses in tests/home/pages, choosers and dates in the journeys, search in tests/home/search.
"""

import importlib
import inspect
from importlib.metadata import version

import django
import pytest
import wagtail
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentTypeManager
from django.db import connection
from django.db.models.fields.files import FieldFile, ImageFieldFile
from django.forms.models import BaseModelForm
from wagtail import wagtail_hooks
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput
from wagtail.admin.widgets.chooser import BaseChooser
from wagtail.models import Page
from wagtail.models.sites import SiteRootPath
from wagtail.search.backends import get_search_backend

from home.wagtail_private import patches, sqlite_search
from home.wagtail_private.fetched import was_fetched

WRITTEN_FOR = "Wagtail 7.4, Django 5.2, modelsearch 1.3"


def source(thing):
    return inspect.getsource(thing)


def parameters(thing):
    return list(inspect.signature(thing).parameters)


def holds(condition, what, module):
    running = f"Wagtail {wagtail.__version__}, Django {django.__version__}, modelsearch {version('modelsearch')}"
    assert condition, f"{what} home/wagtail_private/{module} was written for {WRITTEN_FOR}; here is {running}."


# --- routing.py, root_path.py ---------------------------------------------------------------------------------------


def test_wagtail_takes_the_route_that_lies_on_the_request():
    text = source(Page.route_for_request)
    holds(
        '"_wagtail_route_for_request"' in text and "return request._wagtail_route_for_request" in text,
        "Page.route_for_request no longer takes what lies on the request.",
        "routing.py",
    )


def test_a_content_type_can_be_handed_over():
    holds(
        parameters(ContentTypeManager._add_to_cache)[1:] == ["using", "ct"],
        "Django's content types take another way into their cache.",
        "routing.py",
    )


def test_the_beginning_of_the_site_is_read_from_the_request():
    holds(
        "_wagtail_cached_site_root_paths" in source(Page._get_site_root_paths)
        and SiteRootPath._fields == ("site_id", "root_path", "root_url", "language_code"),
        "Wagtail keeps elsewhere, or in another form, where a site begins.",
        "root_path.py",
    )


def test_wagtail_asks_the_page_for_its_restrictions():
    holds(
        "page.get_view_restrictions()" in source(wagtail_hooks.check_view_restrictions),
        "Wagtail no longer asks the page itself who may read it: private pages must be tried again.",
        "routing.py",
    )


# --- patches.py -----------------------------------------------------------------------------------------------------


def test_choosers_are_drawn_from_these_three():
    for name, wanted in {
        "get_value_data": ["self", "value"],
        "render_html": ["self", "name", "value_data", "attrs"],
        "get_js_init_options": ["self", "id_", "name", "value_data"],
    }.items():
        method = getattr(BaseChooser, name, None)
        holds(
            method is not None and parameters(method)[: len(wanted)] == wanted,
            f"BaseChooser.{name} takes other arguments.",
            "patches.py",
        )
    holds(BaseChooser.render is patches.render_chooser, "Choosers write an inline script again.", "patches.py")


@pytest.mark.parametrize("widget", [AdminDateInput, AdminDateTimeInput])
def test_the_calendar_leaves_what_was_typed(widget):
    holds(
        widget().get_config().get("validateOnBlur") is False,
        "Wagtail's calendar is configured in another way: 31/02 would silently become 3/3.",
        "patches.py",
    )


def test_people_are_called_family_name_first():
    person = get_user_model()(last_name="Nông Văn", first_name="Hòa")
    holds(person.get_full_name() == "Nông Văn Hòa", "Names are turned round again.", "patches.py")


# --- forms.py -------------------------------------------------------------------------------------------------------


def test_a_form_fills_its_instance_after_cleaning():
    holds(
        "full_clean" in source(BaseModelForm._post_clean),
        "Django fills the instance of a form elsewhere: pages could be published without their checks.",
        "forms.py",
    )


def test_a_list_makes_its_first_column_in_one_place():
    holds(
        parameters(IndexView._get_title_column)[:3] == ["self", "field_name", "column_class"],
        "Wagtail makes the first column of a list in another way.",
        "forms.py",
    )


# --- files.py, fetched.py -------------------------------------------------------------------------------------------


def test_a_file_knows_whether_it_is_stored():
    holds("_committed" in source(FieldFile), "Django's files tell otherwise whether they are stored.", "files.py")


def test_a_picture_keeps_its_size_where_it_can_be_forgotten():
    holds(
        any("_dimensions_cache" in source(kind) for kind in ImageFieldFile.__mro__ if kind is not object),
        "Django keeps the size of a picture elsewhere: turned pictures would be cut wrong.",
        "files.py",
    )


def test_rows_keep_what_was_fetched_with_them(db):
    Group.objects.create(name="Mẫu")
    holds(
        was_fetched(Group.objects.prefetch_related("permissions")[0], "permissions")
        and not was_fetched(Group.objects.all()[0], "permissions"),
        "Django keeps prefetched rows elsewhere.",
        "fetched.py",
    )


# --- sqlite_search.py -----------------------------------------------------------------------------------------------


def test_the_search_on_sqlite_is_made_of_these_parts(db):
    if connection.vendor != "sqlite":
        compiler = get_search_backend().query_compiler_class
        assert sqlite_search.quick(compiler) is compiler
        return
    engine = importlib.import_module("modelsearch.backends.database.sqlite.sqlite")
    compiler = engine.SQLiteSearchQueryCompiler
    holds(
        parameters(compiler.search)[1:5] == ["config", "start", "stop", "score_field"]
        and "self.order_by_relevance" in source(compiler.search)
        and parameters(compiler.build_search_query)[1:3] == ["query", "config"],
        "modelsearch weighs hits in another way.",
        "sqlite_search.py",
    )
    fields = {field.name for field in engine.SQLiteFTSIndexEntry._meta.get_fields()}
    holds({"autocomplete", "index_entry"} <= fields, "modelsearch's index has other columns.", "sqlite_search.py")
