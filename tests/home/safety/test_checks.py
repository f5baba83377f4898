"""House rules fail when the site starts, with a hint: each is broken here once."""

from unittest import mock

import pytest
from csp.constants import SELF
from django.conf import settings
from django.core.checks import run_checks
from django.test import override_settings

from home.models import BasePage, StandardPage
from home.safety import checks, page_checks


def ids(messages):
    return [message.id for message in messages]


@pytest.fixture
def page_type():
    """A page type of a room that forgot everything; it is no model, so that it leaves nothing behind."""

    class Forgetful(BasePage):
        class Meta:
            abstract = True

    with mock.patch.object(page_checks, "get_page_models", return_value=[Forgetful, StandardPage]):
        yield Forgetful


def test_the_site_as_it_is_keeps_all_of_them(tmp_path):
    with override_settings(PAGE_CACHE_MARKER=str(tmp_path / "marker")):
        assert not [message for message in run_checks() if message.id.startswith("home.")]


def test_every_fault_comes_with_a_hint(page_type):
    with override_settings(MIDDLEWARE=[], SITE_URL="", LOCK_ORDER=["home.Nothing"], PAGE_CACHE_MARKER=""):
        faults = [message for message in run_checks() if message.id.startswith("home.")]
    assert len({fault.id for fault in faults}) >= 7
    assert all(fault.hint for fault in faults)


def test_a_page_type_says_where_it_may_stand(page_type):
    assert ids(page_checks.page_types_state_their_place_in_the_tree()) == ["home.E002"]
    page_type.parent_page_types = ["home.HomePage"]
    assert ids(page_checks.page_types_state_their_place_in_the_tree()) == ["home.E002"]
    page_type.subpage_types = []
    assert not page_checks.page_types_state_their_place_in_the_tree()


def test_a_page_type_has_a_row_in_the_table_of_its_app(page_type):
    (fault,) = page_checks.page_types_say_what_they_show()
    assert fault.id == "home.E003"
    assert "Forgetful" in fault.msg


def test_a_page_type_has_a_template(page_type):
    page_type.template = "home/not_there.html"
    assert ids(page_checks.page_types_have_a_template()) == ["home.E004"]
    page_type.template = StandardPage.template
    assert not page_checks.page_types_have_a_template()


def test_a_page_type_has_a_name_for_readers(page_type):
    assert ids(page_checks.page_types_name_their_kind()) == ["home.E005"]
    page_type.kind_label = "Bản tin"
    assert not page_checks.page_types_name_their_kind()


@pytest.mark.parametrize("seconds", [None, -1, "300", True, 10**9])
def test_a_page_type_is_kept_for_a_number_of_seconds_within_a_day(page_type, seconds):
    page_type.cache_seconds = seconds
    assert ids(page_checks.page_types_say_how_long_they_are_kept()) == ["home.E006"]
    page_type.cache_seconds = 0
    assert not page_checks.page_types_say_how_long_they_are_kept()


def test_the_page_cache_stands_before_the_policy_and_both_before_sessions():
    assert not checks.middleware_stands_in_its_order()
    turned = list(reversed(settings.MIDDLEWARE))
    without = [name for name in settings.MIDDLEWARE if "ContentPolicy" not in name]
    for order in (turned, without):
        with override_settings(MIDDLEWARE=order):
            assert ids(checks.middleware_stands_in_its_order()) == ["home.E007"]
    with override_settings(MIDDLEWARE=without):
        (fault,) = checks.middleware_stands_in_its_order()
        assert "lacks home.safety.content_policy.ContentPolicyMiddleware" in fault.msg


@pytest.mark.parametrize(
    "address", ["", "chapter.example", "https://chapter.example/", "https://chapter.example/a", "//x"]
)
def test_the_address_of_the_site_has_no_path(address):
    with override_settings(SITE_URL=address):
        assert ids(checks.the_address_of_the_site_is_a_host_alone()) == ["home.E008"]
    with override_settings(SITE_URL="https://chapter.example:8443"):
        assert not checks.the_address_of_the_site_is_a_host_alone()


def test_a_cache_of_each_process_has_a_file_that_empties_it():
    local = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    shared = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://x"}}
    with override_settings(CACHES=local, PAGE_CACHE_MARKER=""):
        assert ids(checks.every_process_hears_when_the_page_cache_is_emptied()) == ["home.W009"]
    with override_settings(CACHES=local, PAGE_CACHE_MARKER="/var/x"):
        assert not checks.every_process_hears_when_the_page_cache_is_emptied()
    with override_settings(CACHES=shared, PAGE_CACHE_MARKER=""):
        assert not checks.every_process_hears_when_the_page_cache_is_emptied()


@pytest.mark.parametrize("directives", [{}, {"script-src": [SELF, "'unsafe-inline'"]}, {"default-src": ["*"]}])
def test_no_foreign_script_runs_on_public_pages(directives):
    assert not checks.the_public_policy_lets_no_foreign_script_in()
    with override_settings(CONTENT_SECURITY_POLICY={"DIRECTIVES": directives}):
        assert ids(checks.the_public_policy_lets_no_foreign_script_in()) == ["home.E010"]


def test_the_order_of_locks_names_models():
    with override_settings(LOCK_ORDER=["home.Nothing"]):
        assert ids(checks.every_lock_has_a_model()) == ["home.E001"]
