#!/usr/bin/env python
"""How quick the first screen and the report are, on a database that tools/fill_desk.py has filled after the demo.

    DATABASE_URL=postgres://… tools/bench_report.py

For each screen: its queries, its time, and its slowest query in the database (EXPLAIN ANALYZE, the best of three). Then
the workbook: seconds, size and peak memory.
"""

from __future__ import annotations

import os
import sys
import time
import tracemalloc
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
QUERIES, MILLISECONDS, OF_A_YEAR = 25, 100, 400  # the aims; a quarter is what is asked for every day
HOME, REPORT = "/admin/", "/admin/bao-cao/"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chapter.settings.development")
    import django

    django.setup()
    from django.contrib.auth import get_user_model

    from home.models import Unit

    users = get_user_model().objects
    commune = Unit.objects.filter(kind=Unit.Kind.COMMUNE, funds__isnull=False).first()
    print(f"{'':52} {'queries':>8} {'page':>9} {'slowest query':>14}")
    missed = 0
    for name in ("canbo", "thuquy", "kiemsoat", "lanhdao", "bientap", "banbientap"):
        missed += measure(users.get(username=name), HOME, {}, f"first screen of {name}")
    leader = users.get(username="lanhdao")
    for query in (
        {"ky": "quy-nay"},
        {"ky": "quy-truoc"},
        {"ky": "quy-truoc", "don_vi": commune.pk if commune else ""},
        {"ky": "nam-truoc"},
        {"tu": "13/5/2025", "den": "27/2/2026"},
    ):
        words = " ".join(f"{key}={value}" for key, value in query.items())
        of_a_quarter = query.get("ky", "").startswith("quy")
        missed += measure(leader, REPORT, query, f"report {words}", MILLISECONDS if of_a_quarter else OF_A_YEAR)
    workbook()
    print(
        f"\n{missed} missed: more than {QUERIES} queries or slower than {MILLISECONDS} ms, {OF_A_YEAR} ms over a year"
        if missed
        else "\nEvery aim is met."
    )
    return 1 if missed else 0


def measure(user: Any, path: str, query: dict[str, Any], label: str, aim: int = MILLISECONDS) -> bool:
    """Prints a line; whether an aim is missed."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(user)
    client.get(path, query)
    begun = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path, query).status_code == 200
    page = (time.perf_counter() - begun) * 1000
    slow = sorted(queries.captured_queries, key=lambda captured: -float(captured["time"]))[:3]
    selects = [captured["sql"] for captured in slow if captured["sql"].startswith(("S", "("))]
    slowest = max(min(explained(sql) for _time in range(3)) for sql in selects)
    missed = len(queries) > QUERIES or slowest > aim
    print(f"{label[:52]:52} {len(queries):8} {page:6.0f} ms {slowest:11.1f} ms{' !' * missed}", flush=True)
    return missed


def explained(sql: str) -> float:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + sql.replace("%", "%%"), [])
        plan = cursor.fetchone()[0][0]
    return plan["Planning Time"] + plan["Execution Time"]


def workbook() -> None:
    import datetime

    from donate.desk.report import workbook as report_xlsx
    from donate.reports import report
    from donate.reports.periods import Period

    today = datetime.date.today()  # noqa: DTZ011
    made = report.report(report.selection_for(Period.year_of(today).before))
    tracemalloc.start()
    begun = time.perf_counter()
    file, rows = report_xlsx.workbook(made, ["Hội"])
    spent, peak = time.perf_counter() - begun, tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    print(f"workbook of last year: {rows} rows, {file.seek(0, 2) / 1024:.0f} KB, {spent:.1f} s, {peak:.1f} MB at most")


if __name__ == "__main__":
    sys.exit(main())
