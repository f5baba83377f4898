"""Who may do what at the desk."""

from django.db import migrations

from home.safety.rights import INTAKE, LEADERS, SUPERVISORS, TREASURY, grant


def give(apps, schema_editor):
    grant(
        apps,
        INTAKE,
        {
            "donate.pledge": ["propose_write_off", "see_reports"],
            "donate.writeoffproposal": ["view"],
            "donate.privacyrequest": ["add", "change", "view"],
        },
    )
    grant(
        apps,
        TREASURY,
        {
            "donate.pledge": ["propose_write_off", "see_reports", "export_reports"],
            "donate.writeoffproposal": ["view"],
        },
    )
    grant(
        apps,
        SUPERVISORS,
        {
            # A pledge that fits nobody lands with whoever supervises: they hand it to an officer.
            "donate.pledge": ["assign_pledge", "see_reports", "export_reports"],
            "donate.writeoffproposal": ["view"],
            "donate.privacyrequest": ["view"],
            "donate.dataaccess": ["view"],
            "donate.desksettings": ["change"],
            "donate.officerprofile": ["add", "change", "view"],
        },
    )
    grant(apps, LEADERS, {"donate.pledge": ["see_reports", "export_reports"]})


def leave(apps, schema_editor):
    """Rights a chapter has changed meanwhile are its own."""


class Migration(migrations.Migration):
    dependencies = [("donate", "0003_desk"), ("home", "0004_groups")]
    operations = [migrations.RunPython(give, leave)]
