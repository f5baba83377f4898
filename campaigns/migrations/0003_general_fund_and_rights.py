"""The general fund, which has no page of its own, and who may do what with money."""

from django.db import migrations

from home.safety.rights import EDITORIAL_BOARD, EDITORS, INTAKE, LEADERS, SUPERVISORS, TREASURY, grant

LOOK = {
    "campaigns.fund": ["view"],
    "campaigns.fundneed": ["view"],
    "campaigns.ledgerline": ["view"],
    "campaigns.bankaccount": ["view"],
    "campaigns.bankaccountchange": ["view"],
}


def prepare(apps, schema_editor):
    apps.get_model("campaigns", "Fund").objects.get_or_create(
        code="quy-chung",
        defaults={
            "name": "Quỹ chung",
            "purpose": "để giúp nơi cần nhất",
            "state": "open",
            "suggested_amounts": [100_000, 200_000, 500_000, 1_000_000, 2_000_000],
            "accepts_goods": True,
            "accepts_time": True,
            "accepts_blood": True,
        },
    )
    for group in (EDITORS, EDITORIAL_BOARD):
        grant(apps, group, {"campaigns.fund": ["view"]})
    for group in (INTAKE, TREASURY, SUPERVISORS, LEADERS):
        grant(apps, group, LOOK)
    grant(apps, INTAKE, {"campaigns.ledgerline": ["record_receipt_goods"]})
    grant(
        apps,
        TREASURY,
        {
            "campaigns.fund": ["add", "change", "delete", "change_fund_state"],
            "campaigns.fundneed": ["add", "change", "delete"],
            "campaigns.ledgerline": ["record_receipt_money", "record_distribution", "propose_reversal"],
            "campaigns.bankaccountchange": ["add"],
        },
    )
    grant(
        apps,
        SUPERVISORS,
        {
            "campaigns.fund": ["change_fund_state"],
            "campaigns.ledgerline": ["approve_reversal", "approve_over_balance"],
            "campaigns.bankaccountchange": ["decide_bankaccountchange"],
        },
    )


def leave(apps, schema_editor):
    """Money may stand on the general fund by now: it stays."""


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0002_ledger_guard"), ("home", "0004_groups")]
    operations = [migrations.RunPython(prepare, leave)]
