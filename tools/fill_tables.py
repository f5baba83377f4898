"""Rows on their way into PostgreSQL, by COPY."""

from __future__ import annotations

import io
import itertools
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

AT_ONCE = 20_000  # rows written in one go


class Table:
    """A model's table. Columns that nobody names get the model's own defaults; text holds no tab and no line end."""

    def __init__(self, model: Any) -> None:
        self.model = model
        fields = model._meta.concrete_fields
        self.columns = [field.column for field in fields]
        self.pick = attrgetter(*(field.attname for field in fields))
        self.blank = {field.attname: field.get_default() for field in fields}
        self.counts = model._meta.pk.column == "id"
        last = model._base_manager.order_by("-pk").values_list("pk", flat=True).first() if self.counts else 0
        self.keys = itertools.count((last or 0) + 1)
        self.rows: list[str] = []

    def add(self, facts: Any) -> None:
        """A dictionary of some facts, or an object that has them all."""
        if isinstance(facts, dict):
            facts = SimpleNamespace(**(self.blank | facts))
            if self.counts:
                facts.id = next(self.keys)
        self.rows.append("\t".join("\\N" if value is None else str(value) for value in self.pick(facts)))
        if len(self.rows) >= AT_ONCE:
            self.write()

    def write(self) -> None:
        from django.db import connection

        text = io.StringIO("".join(f"{row}\n" for row in self.rows))
        self.rows.clear()
        names = ", ".join(f'"{name}"' for name in self.columns)
        with connection.cursor() as cursor:
            cursor.cursor.copy_expert(f'COPY "{self.model._meta.db_table}" ({names}) FROM STDIN', text)

    def finish(self) -> None:
        from django.db import connection

        self.write()
        if self.counts:
            table = self.model._meta.db_table
            highest = f"GREATEST(1, (SELECT MAX(id) FROM {table}))"
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {highest})")
