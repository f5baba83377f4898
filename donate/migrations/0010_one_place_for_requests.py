"""The wish to be erased stands in PrivacyRequest alone."""

import importlib

from django.db import migrations

guards = importlib.import_module("donate.migrations.0006_guards")


def move(apps, schema_editor):
    requests = apps.get_model("donate", "PrivacyRequest").objects
    asked = apps.get_model("donate", "Pledge").objects.filter(erasure_requested_at__isnull=False)
    for pk, at, erased_at in asked.values_list("pk", "erasure_requested_at", "erased_at"):
        requests.get_or_create(
            pledge_id=pk, what="erase", defaults={"asked_at": at, "answered_at": erased_at, "done_at": erased_at}
        )


def leave(apps, schema_editor):
    """Requests stay where they are."""


class Migration(migrations.Migration):
    dependencies = [("donate", "0009_privacy")]
    operations = [
        migrations.RunPython(move, leave),
        migrations.RemoveField(model_name="pledge", name="erasure_requested_at"),
        # SQLite drops a table's triggers where it replaces the table.
        migrations.RunPython(guards.guard, leave),
    ]
