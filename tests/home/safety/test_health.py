"""What the watch over the server is told."""

import pytest
from django.db import OperationalError, connection

from home.safety import health


class DatabaseIsAway:
    def __call__(self, execute, sql, params, many, context):
        raise OperationalError("away")


def test_alive_without_asking_the_database(client):
    # No database is allowed in this test at all.
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]
    assert client.head("/healthz").status_code == 200
    assert client.post("/healthz").status_code == 405


@pytest.mark.django_db
def test_ready_when_database_cache_and_migrations_are(client):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"database": "ok", "cache": "ok", "migrations": "ok"}
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_not_ready_without_the_database(client):
    with connection.execute_wrapper(DatabaseIsAway()):
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"database": "failing", "cache": "ok", "migrations": "failing"}


@pytest.mark.django_db
def test_not_ready_without_the_cache(client, monkeypatch):
    monkeypatch.setattr("home.safety.health.cache.get", lambda key: None, raising=False)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["cache"] == "failing"


@pytest.mark.django_db
def test_not_ready_before_the_migrations(client, monkeypatch):
    monkeypatch.setattr(health, "_migrated", False)
    monkeypatch.setattr("home.safety.health.MigrationExecutor.migration_plan", lambda self, targets: ["one to go"])
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["migrations"] == "failing"
