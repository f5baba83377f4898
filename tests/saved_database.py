"""The empty database of the tests, made once and copied afterwards.

Some 240 migrations take a processor twenty seconds, and each worker needs a database of its own. The first one that
has run them is kept: on SQLite as a file in pytest's cache, on PostgreSQL as the database `<name>_template`. It serves
as long as nothing that could change it has changed (`digest`), and not beyond midnight: migrations look at the clock.
`migrate` runs over the copy as well, so a copy that lacked a migration would get it.

After a test that really commits the database is copied again: quicker than emptying 130 tables, and what the
migrations wrote is there for the next one.
"""

import contextlib
import fcntl
import hashlib
import sqlite3
import sys
from pathlib import Path

import django
from django.conf import settings
from django.db import connections
from django.utils import timezone

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("home", "stories", "campaigns", "donate", "site")


def digest(*folders: str, of: str = "*.py") -> str:
    """Differs when the source, what is installed, the address of the site or the day differs."""
    mark = hashlib.sha256()
    for path in sorted(path for name in (*SOURCES, *folders) for path in (ROOT / name).rglob(of)):
        if path.is_file() and path.suffix != ".pyc":
            mark.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    installed = sorted(path.name for path in Path(django.__file__).parents[1].glob("*.dist-info"))
    mark.update(repr([sys.version, sqlite3.sqlite_version, installed]).encode())
    mark.update(repr([settings.SITE_URL, timezone.localdate()]).encode())
    return mark.hexdigest()[:16]


class SavedFile:
    """On SQLite: a file, read into memory."""

    def __init__(self, connection, folder: Path):
        self.connection = connection
        self.path = folder / f"sqlite-{digest()}.sqlite3"
        self.copy = sqlite3.connect(":memory:", check_same_thread=False)
        # One database in memory for all who name it, as long as somebody holds it.
        self.shared = sqlite3.connect(connection.creation._get_test_db_name(), uri=True, check_same_thread=False)

    def offer(self) -> bool:
        if not self.path.exists():
            return False
        with contextlib.closing(sqlite3.connect(self.path)) as file:
            file.backup(self.copy)
        self.restore()
        return True

    def save(self) -> None:
        self.shared.backup(self.copy)
        if not self.copy.execute("SELECT 1 FROM sqlite_master").fetchone():
            return  # no test of this run needs one, so none was made
        for old in self.path.parent.glob("sqlite-*"):
            old.unlink()
        unfinished = self.path.with_suffix(".unfinished")
        with contextlib.closing(sqlite3.connect(unfinished)) as file:
            self.copy.backup(file)
        unfinished.rename(self.path)

    def restore(self) -> None:
        self.copy.backup(self.shared)

    def copy_to(self, path: str) -> None:
        with contextlib.closing(sqlite3.connect(path)) as file:
            self.copy.backup(file)


class SavedTemplate:
    """On PostgreSQL: a database beside the one that is made, its digest in its comment."""

    def __init__(self, connection):
        self.connection = connection
        self.template = connection.settings_dict["NAME"] + "_template"
        self.digest = digest()

    def _run(self, sql: str, *values: str, **names: str) -> list:
        quoted = {key: self.connection.ops.quote_name(name) for key, name in names.items()}
        with self.connection._nodb_cursor() as cursor:
            cursor.execute(sql.format(**quoted), values or None)
            return cursor.fetchall() if cursor.description else []

    def offer(self) -> bool:
        sql = "SELECT 1 FROM pg_database WHERE datname = %s AND shobj_description(oid, 'pg_database') = %s"
        if not self._run(sql, self.template, self.digest):
            return False
        self.connection.settings_dict["TEST"]["TEMPLATE"] = self.template
        return True

    def save(self) -> None:
        self._copy(self.connection.settings_dict["NAME"], self.template)
        self._run("COMMENT ON DATABASE {name} IS %s", self.digest, name=self.template)

    def restore(self) -> None:
        self._copy(self.template, self.connection.settings_dict["NAME"])

    def copy_to(self, name: str) -> None:
        self._copy(self.template, name)

    def _copy(self, old: str, new: str) -> None:
        self.connection.close()  # who copies must be alone
        self._run("DROP DATABASE IF EXISTS {name} WITH (FORCE)", name=new)
        self._run("CREATE DATABASE {name} TEMPLATE {old}", name=new, old=old)


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
        self.unlock()

    def restore(self) -> None:
        """The database as it was before the first test, whatever has been committed since."""
        self.place.restore()

    def copy_to(self, target: str) -> None:
        """Another database as migrations leave it: `target` is a file on SQLite, a database's name on PostgreSQL."""
        self.place.copy_to(target)

    def unlock(self) -> None:
        self.lock.close()
