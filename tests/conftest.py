"""Shared fixtures. The page tree begins with what the migrations make: root, front page, site."""

from unittest import mock

import pytest
from django.core.cache import cache
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings

from . import saved_database

# Nothing that depends on how quick a machine is, or on what else it does at the moment.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix, django_db_createdb, django_db_blocker, pytestconfig
):
    """Before the database is made: `--create-db` runs every migration whatever is saved."""
    with django_db_blocker.unblock():
        making = saved_database.Making(pytestconfig.cache.mkdir("database"), anew=django_db_createdb)
    yield making
    making.unlock()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_modify_db_settings, django_db_blocker):
    with django_db_blocker.unblock():
        django_db_modify_db_settings.keep()

    def restore(case):
        django_db_modify_db_settings.restore()

    with mock.patch.object(TransactionTestCase, "_fixture_teardown", restore):
        yield


@pytest.fixture(scope="session")
def migrated_copy(django_db_setup, django_db_modify_db_settings, django_db_blocker):
    """migrated_copy(target): one more database that has its migrations behind it, for a program of its own."""

    def copy_to(target):
        with django_db_blocker.unblock():
            django_db_modify_db_settings.copy_to(str(target))

    return copy_to


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def front_page(db):
    from home.models import HomePage

    return HomePage.objects.get()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Tests that really commit: marked, so that those with many threads have the machine for themselves."""
    for item in items:
        # A database is made for those only who say that they need one. Journeys have one of their server's own.
        if "migrated_copy" in item.fixturenames and "journeys" not in item.path.parts:
            item.add_marker(pytest.mark.django_db)
        marker = item.get_closest_marker("django_db")
        if marker is not None and marker.kwargs.get("transaction"):
            item.add_marker("commits")
