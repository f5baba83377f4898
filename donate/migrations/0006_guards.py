"""The database itself backs the lifecycle: no other step, no rewritten past, no missing receipt number.

A later migration that rebuilds one of these tables on SQLite must run `guard` again: SQLite drops a table's triggers
with the table it replaces.
"""

from django.db import migrations

OPEN_ENDED = ("submitted", "confirmed", "partly_received", "received", "lapsed", "cancelled", "written_off", "reversed")
MOVES = [
    ("submitted", "confirmed"),
    *((before, "cancelled") for before in ("submitted", "confirmed", "lapsed")),
    *((before, "confirmed") for before in ("cancelled", "lapsed")),
    *((before, "spam") for before in ("submitted", "confirmed")),
    ("spam", "submitted"),
    *((before, "lapsed") for before in ("submitted", "confirmed")),
    ("partly_received", "written_off"),
    *((before, after) for before in OPEN_ENDED for after in ("partly_received", "received", "reversed")),
]
PAIRS = ", ".join(sorted({f"'{before}>{after}'" for before, after in MOVES}))


def differ(dialect, *names):
    other = "IS NOT" if dialect == "sqlite" else "IS DISTINCT FROM"
    return " OR ".join(f"NEW.{name} {other} OLD.{name}" for name in names)


def only_emptied(dialect, *names):
    return " OR ".join(f"(({differ(dialect, name)}) AND NEW.{name} <> '')" for name in names)


def rules(dialect):
    """(table, event, when it is refused, why)"""
    return [
        (
            "donate_pledge",
            "UPDATE",
            f"OLD.fulfilment <> NEW.fulfilment AND OLD.fulfilment || '>' || NEW.fulfilment NOT IN ({PAIRS})",
            "a pledge cannot take this step",
        ),
        ("donate_pledge", "DELETE", "", "a pledge is never deleted"),
        (
            "donate_pledgeevent",
            "UPDATE",
            (
                f"{differ(dialect, 'pledge_id', 'at', 'actor_id', 'by_donor', 'action', 'before', 'after')}"
                f" OR {only_emptied(dialect, 'note')}"
            ),
            "what happened to a pledge is never rewritten",
        ),
        ("donate_pledgeevent", "DELETE", "", "what happened to a pledge is never rewritten"),
        (
            "donate_receipt",
            "UPDATE",
            (
                differ(dialect, "year", "number", "line_id", "pledge_id", "instalment_id", "issued_at", "issued_by_id")
                + f" OR {only_emptied(dialect, 'payer', 'payer_address')}"
                f" OR (OLD.voided_at IS NOT NULL AND ({differ(dialect, 'voided_at', 'voided_by_id')}))"
            ),
            "a receipt is void or valid, never another",
        ),
        ("donate_receipt", "DELETE", "", "a receipt keeps its number"),
    ]


def guard(apps, schema_editor, rules=rules):
    dialect = schema_editor.connection.vendor
    for table, event, when, why in rules(dialect):
        name = f"{table}_{event.lower()}_guard"
        if dialect == "sqlite":
            condition = f"WHEN {when}" if when else ""
            schema_editor.execute(
                f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table} {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
            )
        else:
            condition = f"WHEN ({when})" if when else ""
            schema_editor.execute(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{why}' USING ERRCODE = 'restrict_violation'; END $$"
            )
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {condition} EXECUTE FUNCTION {name}()"
            )


def unguard(apps, schema_editor):
    dialect = schema_editor.connection.vendor
    for table, event, _when, _why in rules(dialect):
        name = f"{table}_{event.lower()}_guard"
        if dialect == "sqlite":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
        else:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("donate", "0005_consent_how_and_climbing")]
    operations = [migrations.RunPython(guard, unguard)]
