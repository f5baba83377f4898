"""Shared fixtures. The page tree begins with what the migrations make: root, front page, site."""

import pytest
from django.core.cache import cache

from tests import saved_database


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
    """Tests that really commit empty the database behind them: marked, so that they run last and on their own."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker is not None and marker.kwargs.get("transaction"):
            assert marker.kwargs.get("serialized_rollback"), f"{item.nodeid}: begins without what the migrations made"
            item.add_marker("commits")
