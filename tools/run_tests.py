#!/usr/bin/env python
"""The whole suite, on everything this machine has. What is skipped is said; with REQUIRE_ALL=1 it is a failure.

Words after the command go to pytest in each part: `tools/run_tests.py tests/donate -k receipt`.
"""

from __future__ import annotations

import getpass
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STRICT = os.environ.get("REQUIRE_ALL") == "1"
WORKERS = os.environ.get("TEST_WORKERS", "2")
NOTHING_SELECTED = 5  # pytest's answer
# Each process would compile every source anew, where somebody keeps Python from remembering.
QUICK_START = {"PYTHONDONTWRITEBYTECODE": ""}


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
            psycopg2.connect(address, connect_timeout=30).close()
            return address
        except psycopg2.OperationalError:
            continue
    return None


def forget_template(address: str, name: str) -> None:
    """What the workers copied (tests/saved_database.py) goes with the run it was made for."""
    import psycopg2

    server = psycopg2.connect(address)
    server.autocommit = True
    server.cursor().execute(f'DROP DATABASE IF EXISTS "{name}_template"')
    server.close()


class Part:
    """One run of pytest, begun at once. `aside`: it runs beside another and says what it has to say at the end."""

    def __init__(self, title: str, *arguments: str, aside: bool = False, **env: str):
        self.title = title
        self.output = tempfile.TemporaryFile("w+", encoding="utf-8") if aside else subprocess.PIPE  # noqa: SIM115
        if not aside:
            print(f"\n=== {title}", flush=True)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pytest", "--durations=25", *arguments, *sys.argv[1:]],
            cwd=ROOT,
            env={**os.environ, **QUICK_START, **env},
            stdout=self.output,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def end(self) -> tuple[int, int, int, bool]:
        """(passed, failed, skipped, went well)"""
        lines = self.process.stdout
        if lines is None:
            self.process.wait()
            print(f"\n=== {self.title}", flush=True)
            self.output.seek(0)
            lines = self.output
        last = ""
        for line in lines:
            print(line, end="", flush=True)
            if re.match(r"=*\s*\d+ (passed|failed|error|skipped|deselected)", line):
                last = line
        code = self.process.wait()
        numbers = {word: int(number) for number, word in re.findall(r"(\d+) (passed|failed|error|skipped)", last)}
        failed = numbers.get("failed", 0) + numbers.get("error", 0)
        skipped = numbers.get("skipped", 0)
        well = (code == 0 or (code == NOTHING_SELECTED and len(sys.argv) > 1)) and not (STRICT and skipped)
        return numbers.get("passed", 0), failed, skipped, well


def main() -> int:
    results, skips = [], []
    # Whoever is done takes over what the other still has before it; a journey stays with the server of its module.
    shared_out, by_file = (["-n", WORKERS, "--dist", how] for how in ("worksteal", "loadfile"))
    sqlite = {"DATABASE_URL": "sqlite://:memory:"}
    results.append(Part("SQLite", "-m", "not browser and not postgres", *shared_out, **sqlite).end())
    # A name of this run's own: two runs on one server do not meet. The server's own database is only the door.
    server, name, commits = postgres_address(), f"chapter_{os.getpid()}", None
    if server:
        address = {"DATABASE_URL": re.sub(r"/[^/?]*(\?|$)", rf"/{name}\1", server, count=1)}
        results.append(Part("PostgreSQL", "-m", "not browser and not commits", *shared_out, **address).end())
        # Many threads at once: one process, beside the first journeys, which wait for the demo meanwhile.
        commits = Part("PostgreSQL, with real commits", "-m", "commits and not browser", aside=True, **address)
    else:
        skips.append("PostgreSQL: no server answered (apt-get install postgresql, or set TEST_POSTGRES_URL)")
    if any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        journeys = "--no-loadscope-reorder"  # the longest first, as tests/journeys/conftest.py puts them
        results.append(Part("Browser", "-m", "browser", *by_file, journeys, **sqlite).end())
    else:
        skips.append("Browser journeys: no chromium found (apt-get install chromium)")
    if server and commits:
        results.append(commits.end())
        forget_template(server, name)

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
