"""Somewhere to put a site of its own, and its programs run there: a database and folders beside those of the tests."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]


def program(name, *arguments, **env):
    return subprocess.run(
        [sys.executable, str(ROOT / "deploy" / name), *map(str, arguments)],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "chapter.settings.development", "LOG_LEVEL": "ERROR", **env},
        capture_output=True,
        text=True,
        check=False,
    )


def manage(*arguments, **env):
    env = {"DJANGO_SETTINGS_MODULE": "chapter.settings.development", "LOG_LEVEL": "ERROR", **env}
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextlib.contextmanager
def place_of_its_own(
    folder: Path, name: str, migrated_copy: Callable[[Path | str], None] | None = None
) -> Iterator[dict[str, str]]:
    """Environment of a place below `folder`, empty unless `migrated_copy` fills its database (tests/conftest.py).

    `name` is the database's, where this run is on PostgreSQL.
    """
    env = {
        "VAR_DIR": str(folder / "var"),
        "MEDIA_ROOT": str(folder / "media"),
        "BACKUP_DIR": str(folder / "copies"),
    }
    if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
        if migrated_copy:
            migrated_copy(folder / "site.sqlite3")
        yield {**env, "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}"}
        return
    if not shutil.which("pg_dump"):
        pytest.skip("no pg_dump: apt-get install postgresql-client")
    import psycopg2

    told = settings.DATABASES["default"]
    address = f"{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT'] or 5432}"
    server = psycopg2.connect(
        dbname="postgres", user=told["USER"], password=told["PASSWORD"], host=told["HOST"], port=told["PORT"] or 5432
    )
    server.autocommit = True
    server.cursor().execute(f"DROP DATABASE IF EXISTS {name}")
    if migrated_copy:
        migrated_copy(name)
    else:
        server.cursor().execute(f"CREATE DATABASE {name}")
    try:
        yield {**env, "DATABASE_URL": f"postgres://{address}/{name}"}
    finally:
        server.cursor().execute(f"DROP DATABASE {name} WITH (FORCE)")
        server.close()
