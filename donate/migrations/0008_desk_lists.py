"""Indexes of the desk's lists and of its search.

In PostgreSQL the words of a folded name (donate/following/finding.py asks for them in the same words) and the telephone
read from its end. Both are built in: no extension, no superuser. SQLite reads the table: its desks are small.
"""

from django.db import migrations, models

POSTGRES = [
    """CREATE INDEX IF NOT EXISTS pledge_words_of_name ON donate_pledge USING gin (
    (array_to_tsvector(string_to_array(btrim(regexp_replace(folded_name, '[^a-z0-9]+', ' ', 'g')), ' '))))""",
    "CREATE INDEX IF NOT EXISTS pledge_phone_from_end ON donate_pledge (reverse(phone) text_pattern_ops)",
    "ANALYZE donate_pledge",  # else it would take a night until the planner knows what these indexes are good for
]


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in POSTGRES:
            schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS pledge_words_of_name")
        schema_editor.execute("DROP INDEX IF EXISTS pledge_phone_from_end")


class Migration(migrations.Migration):
    dependencies = [("donate", "0007_bank_statements")]
    operations = [
        migrations.AddIndex(
            model_name="pledge",
            index=models.Index(fields=["next_action_on", "-created_at", "-id"], name="pledge_by_next_step"),
        ),
        migrations.AddIndex(
            model_name="pledge",
            index=models.Index(
                fields=["next_action_on", "-created_at", "-id"],
                name="pledge_open_by_next_step",
                condition=models.Q(fulfilment__in=["submitted", "confirmed", "partly_received"]),
            ),
        ),
        migrations.AddIndex(
            model_name="pledge",
            index=models.Index(
                fields=["created_at", "id"],
                name="pledge_to_thank",
                condition=models.Q(
                    fulfilment__in=["received", "partly_received", "written_off"],
                    acknowledgement="none",
                    erased_at__isnull=True,
                ),
            ),
        ),
        migrations.RunPython(make, drop),
    ]
