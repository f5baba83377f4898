"""Every text that a database holds: what a stolen copy would show."""

from __future__ import annotations

import json
import re

from django.db import connection


def dump() -> str:
    """All rows of all tables, shadow tables of a full-text index included."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        # JSON columns keep accents as \\uXXXX there.
        return re.sub(
            r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), "\n".join(connection.connection.iterdump())
        )
    rows = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_schema, table_name FROM information_schema.tables"
            " WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')"
        )
        for schema, table in cursor.fetchall():
            cursor.execute(f'SELECT row_to_json(one)::text FROM "{schema}"."{table}" AS one')
            # Through Python, so that letters stand as letters however the row was written out.
            rows += [f"{table}: {json.dumps(json.loads(row), ensure_ascii=False)}" for (row,) in cursor.fetchall()]
    return "\n".join(rows)
