#!/usr/bin/env python
"""Puts a copy made by backup.py back, into the database and the MEDIA_ROOT that the environment names.

    python deploy/restore.py /var/backups/chapter/20261124T031000Z [--replace]

Stop the site first. Checks the digests of the copy, then refuses where the database or the folder already holds
something, unless told --replace: then the old SQLite file and the old folder are put aside under a name with the
moment, and the tables of PostgreSQL are replaced in one transaction. Afterwards migrates, forgets the pages that Redis
may still keep, makes the search anew and walks the ledger. What donors asked to be erased since the copy was made has
to be erased again (docs/operations.md).
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path, PurePosixPath
from typing import Any

from backup import ROOT, database, digest, media_root, postgres_environment


def check(folder: Path) -> dict[str, Any]:
    manifest = json.loads((folder / "manifest.json").read_text())
    for name, told in manifest["files"].items():
        if digest(folder / name) != told["sha256"]:
            raise SystemExit(f"{folder / name} is not what was written: do not use this copy")
    refuse_strange_files(folder / "media.tar")
    return manifest


def refuse_strange_files(archive: Path) -> None:
    """Raises SystemExit for anything but files and folders below MEDIA_ROOT, before anything is touched.

    Here and not only by tarfile's own filter: the Python of Debian 12 (3.11.2) has none.
    """
    if not archive.exists():
        return
    with tarfile.open(archive) as tar:
        for member in tar:
            path = PurePosixPath(member.name)
            if not (member.isfile() or member.isdir()) or path.is_absolute() or ".." in path.parts:
                raise SystemExit(f"{archive} holds {member.name!r}, which no copy has: do not use it")


def psql(config: dict[str, Any], query: str) -> str:
    done = subprocess.run(
        ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", query],
        env=postgres_environment(config),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def refuse_to_overwrite(config: dict[str, Any], media: Path | None) -> None:
    taken = []
    if "sqlite" in config["ENGINE"]:
        if Path(config["NAME"]).exists():
            taken.append(config["NAME"])
    elif psql(config, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") != "0":
        taken.append(f"database {config['NAME']}")
    if media is not None and media.is_dir() and any(media.iterdir()):
        taken.append(str(media))
    if taken:
        raise SystemExit(f"Nothing was changed: {' and '.join(taken)} hold something. With --replace it is put aside.")


def aside(path: Path, moment: str) -> None:
    if path.exists():
        path.rename(path.with_name(f"{path.name}.before-{moment}"))


def put_database(config: dict[str, Any], folder: Path, moment: str) -> None:
    if "sqlite" in config["ENGINE"]:
        target = Path(config["NAME"])
        target.parent.mkdir(parents=True, exist_ok=True)
        for path in (target, Path(f"{target}-wal"), Path(f"{target}-shm")):
            aside(path, moment)
        shutil.copyfile(folder / "database.sqlite3", target)
        return
    # In an empty schema rather than over the old tables: what the copy does not know would stay behind.
    command = [
        "pg_restore",
        "--no-owner",
        "--no-privileges",
        "--exit-on-error",
        "--file=-",
        str(folder / "database.dump"),
    ]
    script = subprocess.Popen(command, stdout=subprocess.PIPE)
    into = subprocess.Popen(
        [
            "psql",
            "-Xq",
            "-o",
            os.devnull,
            "-v",
            "ON_ERROR_STOP=1",
            "--single-transaction",
            "-c",
            "DROP SCHEMA public CASCADE",
            "-c",
            "CREATE SCHEMA public",
            "-f",
            "-",
        ],
        stdin=script.stdout,
        env={**postgres_environment(config), "PGOPTIONS": "-c client_min_messages=warning"},
    )
    assert script.stdout is not None
    script.stdout.close()
    if into.wait() or script.wait():
        raise SystemExit("The database was not restored; it is as it was before.")


def put_media(media: Path, folder: Path, moment: str) -> None:
    if not (folder / "media.tar").exists():
        return
    if media.is_dir() and not any(media.iterdir()):
        media.rmdir()
    aside(media, moment)
    media.mkdir(parents=True)
    with tarfile.open(folder / "media.tar") as tar:
        careful: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
        tar.extractall(media, **careful)


def main() -> int:
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("folder", type=Path)
    wanted.add_argument("--replace", action="store_true", help="put aside what is there")
    asked = wanted.parse_args()
    config, media = database(), media_root()
    manifest = check(asked.folder)
    engine = "sqlite" if "sqlite" in config["ENGINE"] else "postgresql"
    if manifest["engine"] != engine:
        raise SystemExit(f"This copy is of {manifest['engine']}, DATABASE_URL names {engine}.")
    if not asked.replace:
        refuse_to_overwrite(config, media)
    moment = f"{datetime.datetime.now(datetime.UTC):%Y%m%dT%H%M%SZ}"
    put_database(config, asked.folder, moment)
    if media is not None:
        put_media(media, asked.folder, moment)
    commands = (["migrate", "--verbosity", "0"], ["empty_page_cache"], ["rebuild_search"], ["check_ledger"])
    for command in commands:
        print("manage.py", *command, flush=True)
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, check=True)
    print(f"Restored what was copied on {manifest['made']}. Now start the site and look at /readyz.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
