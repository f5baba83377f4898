"""The page cache: made once, emptied by what changes it, private to nobody, and there when the database is not."""

import gzip
import re

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache, caches
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from home.cache import page_cache
from home.models import ChapterSettings, HomePage, StandardPage, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    page = StandardPage(title="Bếp cháo thứ Ba", summary="Mỗi tuần một lần.")
    HomePage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.fixture
def url(page):
    return page.get_url()


def how(client, url, **headers):
    return client.get(url, **headers)["X-Cache"]


class DatabaseIsAway:
    def __call__(self, execute, sql, params, many, context):
        raise OperationalError("server closed the connection unexpectedly")


def test_the_second_reader_costs_no_query(client, url, django_assert_num_queries):
    first = client.get(url)
    assert first["X-Cache"] == "miss"
    with django_assert_num_queries(0):
        second = client.get(url)
    assert second["X-Cache"] == "hit"
    assert second.content == first.content
    assert second["Content-Type"] == first["Content-Type"]
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]


@pytest.mark.parametrize("backend", ["locmem", "file", "redis"])
def test_every_kind_of_cache_will_do(backend, client, url, settings, tmp_path, django_assert_num_queries):
    kinds = {
        "locmem": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "another"},
        "file": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(tmp_path)},
        "redis": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:6379/9"},
    }
    settings.CACHES = {"default": kinds[backend]}
    if hasattr(caches._connections, "default"):
        del caches["default"]
    try:
        cache.set("a", 1)
    except Exception:
        pytest.skip("no redis here: apt-get install redis-server")
    try:
        cache.clear()
        assert how(client, url) == "miss"
        with django_assert_num_queries(0):
            assert how(client, url) == "hit"
        page_cache.clear()
        assert how(client, url) == "miss"
    finally:
        cache.clear()
        del caches["default"]


def test_processes_with_a_cache_each_start_over_together(client, url, settings, tmp_path):
    settings.PAGE_CACHE_MARKER = tmp_path / "deep" / "marker"
    client.get(url)
    assert how(client, url) == "hit"
    page_cache._InFiles(str(settings.PAGE_CACHE_MARKER)).begin("generation")  # as another process would
    assert how(client, url) == "miss"
    assert how(client, url) == "hit"


def change_title(page):
    page.title = "Tên mới"
    page.save_revision().publish()


@pytest.mark.parametrize(
    "change",
    [
        change_title,
        lambda page: page.unpublish(),
        lambda page: page.delete(),
        lambda page: page.save(),
        lambda page: Page.objects.get(pk=page.pk).move(HomePage.objects.get(), pos="first-child"),
        lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"),
        lambda page: ChapterSettings.objects.update_or_create(site=page.get_site(), defaults={"hotline": "1900"}),
        lambda page: Redirect.objects.create(old_path="/cu", redirect_page=page),
        lambda page: Unit.objects.create(name="xã Mẫu Sơn", kind=Unit.Kind.COMMUNE),
    ],
)
def test_whatever_changes_what_the_public_sees_empties_it(client, page, url, change):
    client.get("/")
    assert how(client, "/") == "hit"
    change(page)
    assert how(client, "/") == "miss"


def test_a_command_empties_it_after_a_release(client, url):
    client.get(url)
    call_command("empty_page_cache")
    assert how(client, url) == "miss"


def test_a_draft_leaves_it_as_it_is(client, page, url):
    client.get(url)
    page.title = "Bản nháp"
    page.save_revision()
    response = client.get(url)
    assert response["X-Cache"] == "hit"
    assert "Bản nháp" not in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_who_reads_before_the_commit_does_not_keep_the_old_page(client):
    # A transaction that reads, clears and commits later: the copy made in between must not outlive the commit.
    begun = []
    with transaction.atomic():
        page_cache.clear()
        begun.append(page_cache._generations().read("generation"))
    assert page_cache._generations().read("generation") != begun[0]


def test_staff_get_pages_made_for_them(client, url):
    client.get(url)
    client.force_login(get_user_model().objects.create_superuser("a", password="b"))
    assert not client.get(url).has_header("X-Cache")
    client.logout()
    assert how(client, url) == "hit"


def test_other_cookies_change_nothing(client, url):
    client.get(url)
    client.cookies["csrftoken"] = "x" * 32
    client.cookies["_ga"] = "1"
    response = client.get(url)
    assert response["X-Cache"] == "hit"
    assert not response.cookies


def test_words_that_tell_where_a_reader_came_from_do_not_split_it(client, url):
    client.get(url)
    assert how(client, url + "?utm_source=zalo&fbclid=abc&page=") == "hit"


def test_invented_words_are_neither_kept_nor_answered_from_it(client, url):
    client.get(url)
    for query in ("?x=1", "?page=1&page=2", "?page=<b>", "?nam=" + "9" * 100, "?page=%00"):
        for _ in range(2):
            assert client.get(url + query).get("X-Cache") is None, query


def test_filtered_pages_are_kept_apart_and_only_so_many(client, url, monkeypatch):
    assert how(client, url + "?page=2") == "miss"
    assert how(client, url + "?page=3") == "miss"
    assert how(client, url + "?page=2") == "hit"
    monkeypatch.setattr(page_cache, "FILTERED_A_MINUTE", 0)
    assert client.get(url + "?page=4").get("X-Cache") is None
    assert how(client, url) == "miss"


def test_a_reader_who_has_the_page_gets_304(client, url):
    etag = client.get(url)["ETag"]
    response = client.get(url, headers={"if-none-match": etag})
    assert response.status_code == 304
    assert response.content == b""
    assert response["ETag"] == etag
    page_cache.clear()
    assert client.get(url, headers={"if-none-match": etag}).status_code == 304  # made anew, and still the same
    assert client.get(url, headers={"if-none-match": '"other"'}).status_code == 200


def test_it_is_packed_for_who_can_unpack(client, url):
    plain = client.get(url)
    packed = client.get(url, headers={"accept-encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in packed["Vary"]
    assert not plain.has_header("Content-Encoding")


def test_head_is_answered_without_a_body(client, url):
    body = client.get(url).content
    response = client.head(url)
    assert (response["X-Cache"], response.content) == ("hit", b"")
    assert response["Content-Length"] == str(len(body))


def test_browsers_ask_again_each_time(client, url):
    client.get(url)
    assert client.get(url)["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_the_page_is_served_as_it_was_while_the_database_is_away(client, page, url):
    fresh = client.get(url).content
    page_cache.clear(forget=False)
    with connection.execute_wrapper(DatabaseIsAway()):
        response = client.get(url)
        assert response.status_code == 200
        assert response["X-Cache"] == "stale"
        assert response["Warning"].startswith("110")
        assert response.content == fresh
        assert how(client, url) == "stale"  # the second does not even try


def test_a_page_taken_off_does_not_come_back_while_the_database_is_away(client, page, url):
    client.get(url)
    page.unpublish()
    client.raise_request_exception = False
    with connection.execute_wrapper(DatabaseIsAway()):
        response = client.get(url)
    assert response.status_code == 500
    assert "Bếp cháo" not in response.content.decode()


def test_what_is_taken_off_stays_off_though_another_page_found_the_database_away(client, page, url):
    """After a failure copies are served for some seconds without asking the database: not those of a page taken off."""
    client.get(url)
    client.get("/")
    page_cache.clear(forget=False)
    client.raise_request_exception = False
    with connection.execute_wrapper(DatabaseIsAway()):
        assert how(client, "/") == "stale"
        page_cache.clear()
        response = client.get(url)
    assert response.status_code == 500
    assert "Bếp cháo" not in response.content.decode()


@pytest.mark.parametrize("more", [{"HTTP_AUTHORIZATION": "Basic dGh1OnRodQ=="}, {"HTTP_COOKIE": "messages=x"}])
def test_who_brings_something_of_their_own_gets_a_page_made_for_them(client, url, more):
    client.get(url)
    assert not client.get(url, **more).has_header("X-Cache")
    assert how(client, url) == "hit"


@pytest.mark.parametrize("other", [{"HTTP_HOST": "testserver:8080"}, {"secure": True}])
def test_each_host_and_scheme_has_its_own_copy(client, url, other):
    """Addresses in a page are whole: what was made for one must not lead readers of the other away."""
    client.get(url)
    assert client.get(url, **other)["X-Cache"] == "miss"


def test_a_copy_still_fresh_needs_no_database(client, url):
    client.get(url)
    with connection.execute_wrapper(DatabaseIsAway()):
        assert how(client, url) == "hit"


def test_a_cache_that_is_away_costs_nothing_but_time(client, url, monkeypatch):
    def away(*args, **kwargs):
        raise ConnectionError("away")

    monkeypatch.setattr(type(caches["default"]), "get", away)
    assert client.get(url).status_code == 200


def middleware(answer):
    return page_cache.PageCacheMiddleware(lambda request: answer(request))


@pytest.mark.parametrize(
    "answer",
    [
        lambda request: HttpResponse(f'<input name="csrfmiddlewaretoken" value="{get_token(request)}">'),
        lambda request: HttpResponse('<input name="csrfmiddlewaretoken" value="x">'),
        lambda request: HttpResponse("a", headers={"Cache-Control": "private"}),
        lambda request: HttpResponse("a", headers={"Cache-Control": "no-store"}),
        lambda request: HttpResponse("a", status=404),
        lambda request: HttpResponse(b"a", content_type="image/jpeg"),
        lambda request: HttpResponse(b"a" * (page_cache.LARGEST + 1)),
        lambda request: HttpResponse("a", headers={"Vary": "*"}),
    ],
)
def test_what_is_not_for_everybody_is_never_kept(answer):
    for _ in range(2):
        assert not middleware(answer)(RequestFactory().get("/ung-ho/")).has_header("X-Cache")


def test_a_cookie_is_never_kept():
    def answer(request):
        response = HttpResponse("a")
        response.set_cookie("b", "c")
        return response

    assert "b" in middleware(answer)(RequestFactory().get("/")).cookies
    assert "b" in middleware(answer)(RequestFactory().get("/")).cookies


def test_no_public_page_carries_a_form_token_or_sets_a_cookie(client, page):
    for url in ("/", page.get_url(), "/tim-kiem/?q=a"):
        response = client.get(url)
        assert not response.cookies, url
        assert not re.search(rb"csrf", response.content, re.IGNORECASE), url


@pytest.mark.parametrize("url", ["/admin/login/", "/healthz", "/readyz", "/tim-kiem/?q=a", "/khong-co/"])
def test_addresses_that_are_never_kept(client, url):
    assert client.get(url).get("X-Cache") is None
    assert client.get(url).get("X-Cache") is None
