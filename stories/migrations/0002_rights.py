"""Editors choose topics and issuing bodies; the board keeps the lists."""

from django.db import migrations

from home.safety.rights import EDITORIAL_BOARD, EDITORS, grant


def give(apps, schema_editor):
    for model in ("stories.topic", "stories.issuingbody"):
        grant(apps, EDITORS, {model: ["view"]})
        grant(apps, EDITORIAL_BOARD, {model: ["add", "change", "delete", "view"]})


class Migration(migrations.Migration):
    dependencies = [("stories", "0001_stories"), ("home", "0004_groups")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
