"""Receipts know all their lines and are found by their payer; what the database refuses follows.

A receipt's number, lines and what it replaced never change; void it may become, once. A pledge whose entry was turned
back may be taken up again.
"""

import importlib

from django.db import migrations

from home.text.vietnamese import fold

first = importlib.import_module("donate.migrations.0006_guards")
PAIRS = ", ".join(sorted({f"'{before}>{after}'" for before, after in [*first.MOVES, ("reversed", "confirmed")]}))
FIXED = ("year", "number", "line_id", "pledge_id", "instalment_id", "replaces_id", "issued_at", "issued_by_id")


def rules(dialect):
    fixed = first.differ(dialect, *FIXED)
    emptied = first.only_emptied(dialect, "payer", "payer_address", "folded_payer")
    void = first.differ(dialect, "voided_at", "voided_by_id")
    return [
        (
            "donate_pledge",
            "UPDATE",
            f"OLD.fulfilment <> NEW.fulfilment AND OLD.fulfilment || '>' || NEW.fulfilment NOT IN ({PAIRS})",
            "a pledge cannot take this step",
        ),
        (
            "donate_receipt",
            "UPDATE",
            f"{fixed} OR {emptied} OR (OLD.voided_at IS NOT NULL AND ({void}))",
            "a receipt is void or valid, never another",
        ),
        ("donate_receipt_lines", "UPDATE", "", "a receipt keeps its lines"),
        ("donate_receipt_lines", "DELETE", "", "a receipt keeps its lines"),
    ]


def fill(apps, schema_editor):
    Receipt = apps.get_model("donate", "Receipt")
    Line = Receipt.lines.through
    for receipt in Receipt.objects.only("pk", "line_id", "payer").iterator(chunk_size=2000):
        Line.objects.create(receipt_id=receipt.pk, ledgerline_id=receipt.line_id)
        if receipt.payer:
            Receipt.objects.filter(pk=receipt.pk).update(folded_payer=fold(receipt.payer)[:160])
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may be outstanding when a trigger is made
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")
    drop(schema_editor, rules(schema_editor.connection.vendor))
    first.guard(apps, schema_editor, everything)


def everything(dialect):
    """The old rules too: SQLite has lost those of the table that 0008 rebuilt."""
    ours = rules(dialect)
    replaced = {rule[:2] for rule in ours}
    return [*ours, *(rule for rule in first.rules(dialect) if rule[:2] not in replaced)]


def drop(schema_editor, found):
    if schema_editor.connection.vendor == "sqlite":
        for table, event, _when, _why in found:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{event.lower()}_guard")


def unfill(apps, schema_editor):
    drop(schema_editor, rules(schema_editor.connection.vendor))
    if schema_editor.connection.vendor != "sqlite":
        for event in ("update", "delete"):
            schema_editor.execute(f"DROP FUNCTION IF EXISTS donate_receipt_lines_{event}_guard() CASCADE")
    first.guard(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("donate", "0012_receipts")]
    operations = [migrations.RunPython(fill, unfill)]
