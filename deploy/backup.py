#!/usr/bin/env python
"""A copy of the database and the uploads, in a folder of its own under BACKUP_DIR.

    python deploy/backup.py [--to FOLDER]

Reads DATABASE_URL, MEDIA_ROOT, BACKUP_DIR and BACKUP_DAYS from the environment (the service gives them). The site goes
on running. A folder is named for its moment and gets that name only when it is complete: half a copy is never taken for
a whole one. Copies older than BACKUP_DAYS are deleted, the newest never. The folders hold personal data: 0700.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import environ

ROOT = Path(__file__).resolve().parents[1]
NAMED = re.compile(r"\d{8}T\d{6}Z")


def database() -> dict[str, Any]:
    """What DATABASE_URL says: ENGINE, NAME, USER, PASSWORD, HOST, PORT, OPTIONS."""
    default = f"sqlite:///{Path(os.environ.get('VAR_DIR', ROOT / 'var')) / 'chapter.sqlite3'}"
    return environ.Env.db_url_config(os.environ.get("DATABASE_URL") or default)


def postgres_environment(config: dict[str, Any]) -> dict[str, str]:
    """The password travels in the environment: a command line is read by everybody on the machine."""
    options = config.get("OPTIONS", {})
    told = {
        "PGDATABASE": config["NAME"],
        "PGUSER": config.get("USER"),
        "PGPASSWORD": config.get("PASSWORD"),
        "PGHOST": config.get("HOST") or options.get("host"),
        "PGPORT": config.get("PORT"),
        "PGSSLMODE": options.get("sslmode"),
    }
    return {**os.environ, **{name: str(value) for name, value in told.items() if value}}


def media_root() -> Path | None:
    """None where uploads lie in an S3 store, which keeps versions of its own."""
    if os.environ.get("S3_BUCKET"):
        return None
    return Path(os.environ.get("MEDIA_ROOT") or Path(os.environ.get("VAR_DIR", ROOT / "var")) / "media")


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_database(config: dict[str, Any], folder: Path) -> Path:
    if "sqlite" in config["ENGINE"]:
        target = folder / "database.sqlite3"
        # SQLite's own way of copying a database that is being written to; copying the file would tear it.
        with (
            contextlib.closing(sqlite3.connect(f"file:{config['NAME']}?mode=ro", uri=True)) as source,
            contextlib.closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
            if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise SystemExit("the copied database is damaged: the disk should be looked at")
        return target
    target = folder / "database.dump"
    subprocess.run(
        ["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}"],
        env=postgres_environment(config),
        check=True,
    )
    return target


def copy_media(media: Path, folder: Path) -> Path:
    target = folder / "media.tar"
    with tarfile.open(target, "w") as tar:  # not packed: pictures and documents are packed already
        for path in sorted(media.rglob("*")):
            with contextlib.suppress(FileNotFoundError):  # deleted meanwhile
                tar.add(path, arcname=str(path.relative_to(media)), recursive=False)
    return target


def commit() -> str:
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def delete_old(base: Path, days: int, now: datetime.datetime) -> list[str]:
    kept = sorted(path for path in base.iterdir() if path.is_dir() and NAMED.fullmatch(path.name))
    oldest = f"{now - datetime.timedelta(days=days):%Y%m%dT%H%M%SZ}"
    old = [path for path in kept[:-1] if path.name < oldest]
    for path in old:
        shutil.rmtree(path)
    return [path.name for path in old]


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--to", type=Path, default=Path(os.environ.get("BACKUP_DIR", ROOT / "var" / "backups")))
    base: Path = asked.parse_args().to
    os.umask(0o077)
    base.mkdir(parents=True, exist_ok=True)
    now = datetime.datetime.now(datetime.UTC)
    folder = base / f"{now:%Y%m%dT%H%M%SZ}"
    unfinished = base / f".{folder.name}.unfinished"
    for left in base.glob(".*.unfinished"):
        shutil.rmtree(left)
    unfinished.mkdir()
    config, media = database(), media_root()
    # The database first: a picture that arrives between the two is too many, not missing.
    files = [copy_database(config, unfinished)]
    if media is not None and media.is_dir():
        files.append(copy_media(media, unfinished))
    manifest = {
        "made": now.isoformat(timespec="seconds"),
        "commit": commit(),
        "engine": "sqlite" if "sqlite" in config["ENGINE"] else "postgresql",
        "files": {path.name: {"sha256": digest(path), "bytes": path.stat().st_size} for path in files},
    }
    (unfinished / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    unfinished.rename(folder)
    gone = delete_old(base, int(os.environ.get("BACKUP_DAYS", "30")), now)
    size = sum(each["bytes"] for each in manifest["files"].values()) / 1e6
    print(f"{folder}: {size:.1f} MB" + (f"; deleted {len(gone)} older ones" if gone else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
