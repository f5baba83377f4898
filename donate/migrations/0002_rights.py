"""Who may do what with pledges and receipts."""

from django.db import migrations

from home.safety.rights import INTAKE, LEADERS, SUPERVISORS, TREASURY, grant


def give(apps, schema_editor):
    grant(
        apps,
        INTAKE,
        {
            "donate.pledge": ["view", "add", "handle_pledge", "assign_pledge", "export_pledge", "receive_pledge"],
            "donate.receipt": ["view"],
        },
    )
    grant(
        apps, TREASURY, {"donate.pledge": ["view", "receive_pledge"], "donate.receipt": ["view", "add", "void_receipt"]}
    )
    grant(apps, SUPERVISORS, {"donate.pledge": ["view", "write_off_pledge"], "donate.receipt": ["view"]})
    grant(apps, LEADERS, {})


def leave(apps, schema_editor):
    """Rights a chapter has changed meanwhile are its own."""


class Migration(migrations.Migration):
    dependencies = [("donate", "0001_pledges"), ("campaigns", "0003_general_fund_and_rights")]
    operations = [migrations.RunPython(give, leave)]
