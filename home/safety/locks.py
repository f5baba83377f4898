"""Rows are locked once in a transaction, as its first word, in one declared order: so nobody waits in a circle.

    @tried_twice
    def book(line, pledge, by):
        with holding(line, pledge, pledge.fund) as held:
            line, pledge = held(line), held(pledge)     # fresh, and nobody else's until the end

`holding` opens the transaction. A service called inside it may ask for what is held already, never for more: whoever
begins a transaction names every row that anything inside will change. Where they are known by a query only, it is
`holding_found(query)`: asked before the lock and once more under it. The order of the models is settings.LOCK_ORDER;
rows of one model are taken by rising key. Locks are FOR NO KEY UPDATE: rows that point here may come meanwhile.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeAlias, TypeVar, overload

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import OperationalError, connection, models, transaction
from django.utils.translation import gettext as _

from .actors import NotAllowed

M = TypeVar("M", bound=models.Model)
P = ParamSpec("P")
R = TypeVar("R")
Row: TypeAlias = models.Model | tuple[type[models.Model], Any]
Key: TypeAlias = tuple[type[models.Model], Any]
# PostgreSQL: deadlock detected, lock not available, serialization failure.
GAVE_WAY = {"40P01", "55P03", "40001"}


class OutOfOrder(RuntimeError):
    """A fault of the code: a lock is asked for too late, or for a model without a place in LOCK_ORDER."""


class Busy(NotAllowed):
    """Somebody else holds the rows, and did not let go in time."""


class Moved(Busy):
    """What was found before the lock is not what is there now: the service begins anew."""


class Held:
    """The rows that this transaction holds. Called with a row or its key, it gives that row as it is now, locked."""

    def __init__(self) -> None:
        self.complete = False
        self._rows: dict[Key, models.Model] = {}

    @overload
    def __call__(self, row: M) -> M: ...

    @overload
    def __call__(self, row: tuple[type[M], Any]) -> M: ...

    def __call__(self, row: Any) -> Any:
        model, primary_key = _key(row)
        try:
            return self._rows[model, primary_key]
        except KeyError:
            raise OutOfOrder(f"{model.__name__} {primary_key} is not held") from None

    def missing(self, rows: Iterable[Row | None]) -> set[Key]:
        return {_key(row) for row in rows if row is not None} - self._rows.keys()

    def take(self, keys: set[Key], or_gone: bool = False) -> None:
        """`or_gone`: a row that is not there any more is passed over, not an error."""
        for model, primary_keys in _in_order(keys):
            locked = model._base_manager.select_for_update(no_key=True).filter(pk__in=primary_keys).order_by("pk")
            rows = {row.pk: row for row in locked}
            for primary_key in primary_keys:
                if primary_key in rows:
                    self._rows[model, primary_key] = rows[primary_key]
                elif not or_gone:
                    raise ObjectDoesNotExist(f"{model.__name__} {primary_key} is gone")
        self.complete = True

    @contextmanager
    def part(self, rows: Iterable[Row | None]) -> Iterator[None]:
        """A savepoint. Where it fails, `rows` are in memory again what they are in the database."""
        held = [self._rows[_key(row)] for row in rows if row is not None]
        before = [row.__getstate__() for row in held]
        try:
            with transaction.atomic():
                yield
        except BaseException:
            for row, state in zip(held, before, strict=True):
                row.__dict__.clear()
                row.__dict__.update(state)
            raise


_held: ContextVar[Held | None] = ContextVar("held", default=None)
_alone: ContextVar[bool] = ContextVar("alone", default=False)


def _key(row: Row) -> Key:
    model, primary_key = row if isinstance(row, tuple) else (type(row), row.pk)
    return model._meta.concrete_model or model, primary_key


def order() -> list[type[models.Model]]:
    return [apps.get_model(label) for label in settings.LOCK_ORDER]


def _in_order(keys: set[Key]) -> list[tuple[type[models.Model], list[Any]]]:
    by_model: dict[type[models.Model], list[Any]] = defaultdict(list)
    for model, primary_key in keys:
        by_model[model].append(primary_key)
    declared = order()
    for model in by_model:
        if model not in declared:
            raise OutOfOrder(f"{model._meta.label} has no place in settings.LOCK_ORDER")
    return [(model, sorted(by_model[model])) for model in declared if model in by_model]


def begun() -> bool:
    """Whether rows are held already, so that whoever began the transaction has named all there are."""
    held = _held.get()
    return held is not None and held.complete


@contextmanager
def holding(*rows: Row | None) -> Iterator[Held]:
    """A transaction that holds `rows`: instances, or (model, key). None is passed over.

    Inside another `holding` it is a savepoint, and every row has to be held already. Raises OutOfOrder for one that is
    not, ObjectDoesNotExist for a row that is gone, RuntimeError inside a transaction begun in another way.
    """
    held = _held.get()
    if held is None or not held.complete:
        with work() as held:
            held.take(held.missing(rows))
            yield held
        return
    if missing := held.missing(rows):
        names = ", ".join(sorted(f"{model.__name__} {key}" for model, key in missing))
        raise OutOfOrder(f"asked for too late, name it where the transaction begins: {names}")
    with held.part(rows):
        yield held


@contextmanager
def holding_found(find: Callable[[], Iterable[Row | None]]) -> Iterator[Held]:
    """`holding` for rows that a query finds. Raises Moved when others have come between finding and locking them."""
    held = _held.get()
    if held is not None and held.complete:
        with holding(*find()) as held:
            yield held
        return
    with work() as held:
        held.take(held.missing(find()), or_gone=True)
        if held.missing(find()):
            raise Moved(busy())
        yield held


@contextmanager
def work() -> Iterator[Held]:
    """A transaction in which the first `holding` still may take its rows: for what is claimed before any row.

    Inside another `work` it is a savepoint. Raises OutOfOrder once rows are held.
    """
    held = _held.get()
    if held is not None:
        if held.complete:
            raise OutOfOrder("what is claimed comes before any row")
        with transaction.atomic():
            yield held
        return
    with transaction.atomic(durable=not _alone.get()):
        held = Held()
        token = _held.set(held)
        try:
            yield held
        finally:
            _held.reset(token)


@contextmanager
def alone() -> Iterator[None]:
    """One transaction round many services: for filling a database that nobody else uses yet, where none can wait."""
    with transaction.atomic():
        token = _alone.set(True)
        try:
            yield
        finally:
            _alone.reset(token)


def gave_way(error: OperationalError) -> bool:
    """Whether the database ended a transaction because of somebody else's lock."""
    code = getattr(error.__cause__, "pgcode", None)
    return code in GAVE_WAY or (connection.vendor == "sqlite" and "locked" in str(error))


def busy() -> str:
    return _("Somebody else is working on this at the same moment. Please try again.")


def tried_twice(service: Callable[P, R]) -> Callable[P, R]:
    """Where the database gave way to somebody else, or things had moved, the service is carried out once more; then it
    raises Busy.

    Inside another service's transaction nothing is tried: that one begins anew as a whole.
    """

    @functools.wraps(service)
    def patient(*args: P.args, **kwargs: P.kwargs) -> R:
        if _held.get() is not None or _alone.get():
            return service(*args, **kwargs)
        try:
            return service(*args, **kwargs)
        except Moved:
            pass
        except OperationalError as error:
            if not gave_way(error):
                raise
        try:
            return service(*args, **kwargs)
        except OperationalError as error:
            if not gave_way(error):
                raise
            raise Busy(busy()) from error

    return patient
