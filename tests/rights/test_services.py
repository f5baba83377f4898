"""The table of rights asked of the services themselves: allowed and done, or refused and nothing written."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

import campaigns
import donate
from home.safety.actors import DONOR, NotAllowed
from home.safety.locks import alone

from .services import ASK_NOTHING, STRANGERS, TABLE, Row, World, people, world

pytestmark = pytest.mark.django_db
ACTS = {"by", "actor"}
NO_SERVICES = (".migrations", ".demo", ".management")


def service(name: str) -> Any:
    module, _dot, function = name.rpartition(".")
    return getattr(importlib.import_module(module), function)


def became(row: Row, of: World, by: Any) -> str:
    """ "yes", "no", or what went wrong. Nothing stays changed."""
    with alone(), CaptureQueriesContext(connection) as queries:
        try:
            with transaction.atomic():
                row.call(service(row.service), of, by)
            answer = "yes"
        except NotAllowed as refusal:
            answer = "no"
            if any(query["sql"].startswith(("INSERT", "UPDATE", "DELETE")) for query in queries.captured_queries):
                answer = f"wrote before it refused: {refusal}"
        except Exception as error:
            answer = repr(error)
        transaction.set_rollback(True)
    return answer


def test_each_person_has_done_what_the_table_says_and_nothing_else():
    everybody, of = people(), world()
    wrong = []
    for row in TABLE:
        for letter, user in everybody.items():
            answer = became(row, of, user)
            if answer != ("yes" if letter in row.may else "no"):
                wrong.append(f"{row.service} {letter}: {answer}")
    assert wrong == []


def test_who_is_no_person_of_the_staff_has_nothing_done_but_what_is_open_to_donors():
    of = world()
    wrong = []
    for row in TABLE:
        for name, stranger in STRANGERS.items():
            answer = became(row, of, stranger)
            if answer != ("yes" if stranger is DONOR and row.donor else "no"):
                wrong.append(f"{row.service} {name}: {answer}")
    assert wrong == []


def modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not any(part in found.name for part in NO_SERVICES):
            yield importlib.import_module(found.name)


def with_an_actor(package: ModuleType) -> dict[str, list[inspect.Parameter]]:
    """{name of a public function: its parameters that say who acts}, of a room's own functions."""
    found = {}
    for module in modules(package):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if name.startswith("_") or inspect.unwrap(function).__module__ != module.__name__:
                continue
            parameters = inspect.signature(function).parameters.values()
            acting = [one for one in parameters if one.name in ACTS or "Actor" in str(one.annotation)]
            if acting:
                found[f"{module.__name__}.{name}"] = acting
    return found


@pytest.mark.parametrize("room", [campaigns, donate])
def test_every_service_that_takes_somebody_along_stands_in_the_table(room):
    listed = {row.service for row in TABLE} | set(ASK_NOTHING)
    assert set(with_an_actor(room)) - listed == set()


def test_what_asks_for_no_right_is_there_and_stands_nowhere_else():
    assert [name for name in ASK_NOTHING if not callable(service(name))] == []
    assert set(ASK_NOTHING) & {row.service for row in TABLE} == set()


@pytest.mark.parametrize("room", [campaigns, donate])
def test_who_acts_is_typed(room):
    untyped = [
        name
        for name, parameters in with_an_actor(room).items()
        if any(str(one.annotation) not in ("Actor", "User") for one in parameters)
    ]
    assert untyped == []
