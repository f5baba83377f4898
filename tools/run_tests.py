#!/usr/bin/env python
"""The whole suite, on everything this machine has. What is skipped is said; with REQUIRE_ALL=1 it is a failure."""

from __future__ import annotations

import getpass
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STRICT = os.environ.get("REQUIRE_ALL") == "1"
WORKERS = os.environ.get("TEST_WORKERS", "2")


def postgres_address() -> str | None:
    """The first PostgreSQL that answers, or None."""
    import psycopg2

    user = getpass.getuser()
    candidates = [
        os.environ.get("TEST_POSTGRES_URL"),
        f"postgres://{user}@/postgres",
        f"postgres://{user}@127.0.0.1:5432/postgres",
        "postgres://postgres@127.0.0.1:5432/postgres",
        "postgres://postgres:postgres@127.0.0.1:5432/postgres",
    ]
    for address in filter(None, candidates):
        try:
            psycopg2.connect(address, connect_timeout=3).close()
            return address
        except psycopg2.OperationalError:
            continue
    return None


def run(title: str, *arguments: str, **env: str) -> tuple[int, int, int, bool]:
    """(passed, failed, skipped, went well)"""
    print(f"\n=== {title}", flush=True)
    command = [sys.executable, "-m", "pytest", *arguments]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **env}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    last = ""
    assert process.stdout is not None
    for line in process.stdout:
        print(line, end="", flush=True)
        if re.search(r"\d+ (passed|failed|error|skipped)", line):
            last = line
    process.wait()
    numbers = {word: int(number) for number, word in re.findall(r"(\d+) (passed|failed|error|skipped)", last)}
    failed = numbers.get("failed", 0) + numbers.get("error", 0)
    skipped = numbers.get("skipped", 0)
    well = process.returncode == 0 and not (STRICT and skipped)
    return numbers.get("passed", 0), failed, skipped, well


def main() -> int:
    results, skips = [], []
    parallel = ["-n", WORKERS, "--dist", "loadfile"]
    sqlite = {"DATABASE_URL": "sqlite://:memory:"}
    results.append(run("SQLite", "-m", "not browser and not postgres and not commits", *parallel, **sqlite))
    postgres = postgres_address()
    if postgres:
        # A name of this run's own: two runs on one server do not meet. The server's own database is only the door.
        postgres = re.sub(r"/[^/?]*(\?|$)", rf"/chapter_{os.getpid()}\1", postgres, count=1)
        results.append(run("PostgreSQL", "-m", "not browser and not commits", *parallel, DATABASE_URL=postgres))
        results.append(run("PostgreSQL, with real commits", "-m", "commits and not browser", DATABASE_URL=postgres))
    else:
        skips.append("PostgreSQL: no server answered (apt-get install postgresql, or set TEST_POSTGRES_URL)")
    if any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        results.append(run("Browser", "-m", "browser", *parallel))
    else:
        skips.append("Browser journeys: no chromium found (apt-get install chromium)")

    print()
    for line in skips:
        print(f"{'FAILED' if STRICT else 'skipped'}: {line}")
    passed, failed, skipped = (sum(result[place] for result in results) for place in range(3))
    well = all(result[3] for result in results) and not (STRICT and skips)
    if not well and not failed:
        failed = 1
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
