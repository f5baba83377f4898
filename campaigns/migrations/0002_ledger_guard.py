"""The database itself refuses to change or delete a ledger line. A later migration that rebuilds the table on SQLite
must run GUARD again: SQLite drops a table's triggers with the table it replaces."""

from django.db import migrations

SQLITE = [
    f"""CREATE TRIGGER campaigns_ledgerline_{event} BEFORE {event} ON campaigns_ledgerline
    BEGIN SELECT RAISE(ABORT, 'a ledger line is never changed'); END"""
    for event in ("UPDATE", "DELETE")
]
POSTGRES = [
    """CREATE OR REPLACE FUNCTION campaigns_ledgerline_guard() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'a ledger line is never changed' USING ERRCODE = 'restrict_violation'; END $$""",
    """CREATE TRIGGER campaigns_ledgerline_guard BEFORE UPDATE OR DELETE ON campaigns_ledgerline
    FOR EACH ROW EXECUTE FUNCTION campaigns_ledgerline_guard()""",
]


def guard(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for event in ("UPDATE", "DELETE"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS campaigns_ledgerline_{event}")
    else:
        schema_editor.execute("DROP FUNCTION IF EXISTS campaigns_ledgerline_guard() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_funds_and_ledger")]
    operations = [migrations.RunPython(guard, unguard)]
