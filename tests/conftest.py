"""Shared fixtures. The page tree begins with what the migrations make: root, front page, site."""

import pytest
from django.core.cache import cache


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
