"""The empty database of the tests, made once and copied afterwards.

Some 240 migrations take a processor twenty seconds, and each worker needs a database of its own. The first one that
has run them is kept: on SQLite as a file in pytest's cache, on PostgreSQL as the database `<name>_template`. It serves
as long as nothing that could change it has changed (`digest`), and not beyond midnight: migrations look at the clock.
`migrate` runs over the copy as well, so a copy that lacked a migration would get it.
"""

import contextlib
import datetime
import fcntl
import hashlib
import sqlite3
import sys
from pathlib import Path

import django
from django.conf import settings
from django.db import connections

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("home", "stories", "campaigns", "donate", "site")


def digest() -> str:
    """Differs when the source, what is installed, the address of the site or the day differs."""
    mark = hashlib.sha256()
    for path in sorted(path for name in SOURCES for path in (ROOT / name).rglob("*.py")):
        mark.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    installed = sorted(path.name for path in Path(django.__file__).parents[1].glob("*.dist-info"))
    mark.update(repr([sys.version, sqlite3.sqlite_version, installed]).encode())
    mark.update(repr([settings.SITE_URL, datetime.date.today()]).encode())
    return mark.hexdigest()[:16]


class SavedFile:
    """On SQLite: a file, read into memory."""

    def __init__(self, connection, folder: Path):
        self.connection = connection
        self.path = folder / f"sqlite-{digest()}.sqlite3"
        self.first: sqlite3.Connection | None = None

    def offer(self) -> bool:
        if not self.path.exists():
            return False
        # One database in memory for all who name it, as long as somebody holds it: Django finds it filled.
        self.first = sqlite3.connect(self.connection.creation._get_test_db_name(), uri=True)
        with contextlib.closing(sqlite3.connect(self.path)) as saved:
            saved.backup(self.first)
        return True

    def save(self) -> None:
        for old in self.path.parent.glob("sqlite-*"):
            old.unlink()
        unfinished = self.path.with_suffix(".unfinished")
        self.connection.ensure_connection()
        with contextlib.closing(sqlite3.connect(unfinished)) as file:
            self.connection.connection.backup(file)
        unfinished.rename(self.path)

    def let_go(self) -> None:
        if self.first is not None:
            self.first.close()


class SavedTemplate:
    """On PostgreSQL: a database beside the one that is made, its digest in its comment."""

    def __init__(self, connection):
        self.connection = connection
        self.name = connection.settings_dict["NAME"] + "_template"
        self.digest = digest()

    def _run(self, sql: str, *values: str) -> list:
        with self.connection._nodb_cursor() as cursor:
            cursor.execute(sql, values or None)
            return cursor.fetchall() if cursor.description else []

    def offer(self) -> bool:
        sql = "SELECT 1 FROM pg_database WHERE datname = %s AND shobj_description(oid, 'pg_database') = %s"
        if not self._run(sql, self.name, self.digest):
            return False
        self.connection.settings_dict["TEST"]["TEMPLATE"] = self.name
        return True

    def save(self) -> None:
        template, made = map(self.connection.ops.quote_name, (self.name, self.connection.settings_dict["NAME"]))
        self.connection.close()  # who copies must be alone
        self._run(f"DROP DATABASE IF EXISTS {template}")
        self._run(f"CREATE DATABASE {template} TEMPLATE {made}")
        self._run(f"COMMENT ON DATABASE {template} IS '{self.digest}'")

    def let_go(self) -> None:
        pass


class Making:
    """The making of the default database, until `keep()`: who makes it first keeps the others waiting."""

    def __init__(self, folder: Path, *, anew: bool = False):
        connection = connections["default"]
        postgres = connection.vendor == "postgresql"
        self.place = SavedTemplate(connection) if postgres else SavedFile(connection, folder)
        self.lock = open(folder / f"{connection.vendor}.lock", "w")  # noqa: SIM115 held while it is made
        fcntl.flock(self.lock, fcntl.LOCK_EX)
        self.copied = not anew and self.place.offer()
        if self.copied:
            self.unlock()

    def keep(self) -> None:
        if not self.copied:
            self.place.save()
        self.place.let_go()
        self.unlock()

    def unlock(self) -> None:
        self.lock.close()
