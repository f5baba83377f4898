"""The lines there are, added up by day. To count them anew: `migrate campaigns 0005`, then `migrate campaigns`."""

import datetime

from django.db import migrations, models
from django.db.models import Case, Count, F, Max, Min, Q, Sum, Value, When
from django.db.models.functions import Coalesce

BATCH = 1000
PLAIN = ("fund_id", "date", "direction", "kind", "channel", "unit_id")


def add_up(apps, schema_editor):
    """Fund by fund and year by year, so that no statement is long. Lines written later catch up by themselves."""
    line_model, totals_model = apps.get_model("campaigns", "LedgerLine"), apps.get_model("campaigns", "LedgerTotals")
    for totals in totals_model.objects.filter(head_sequence__gt=0, days_through=0).iterator():
        lines = line_model.objects.filter(fund_id=totals.fund_id, sequence__lte=totals.head_sequence).order_by()
        days = lines.aggregate(first=Min("date"), last=Max("date"))
        for year in range(days["first"].year, days["last"].year + 1):
            _add_up_year(apps, lines.filter(date__gte=datetime.date(year, 1, 1), date__lte=datetime.date(year, 12, 31)))
        totals.days_through = totals.head_sequence
        totals.save(update_fields=["days_through"])


def _add_up_year(apps, lines):
    day_model = apps.get_model("campaigns", "LedgerDay")
    thing = {name: Case(When(kind="money", then=Value("")), default=F(name)) for name in ("item", "item_unit")}
    back = Q(reverses__isnull=False)
    rows = lines.values(*PLAIN, thing=thing["item"], thing_unit=thing["item_unit"]).annotate(
        sum=Sum("amount"),
        quantities=Sum("quantity"),
        people=Sum(
            Coalesce("beneficiary_count", 0) * Case(When(back, then=-1), default=1),
            output_field=models.BigIntegerField(),
        ),
        number=Count("pk"),
        back=Count("pk", filter=back),
        back_sum=Sum("amount", filter=back),
    )
    made = []
    for row in rows.iterator(chunk_size=BATCH):
        made.append(
            day_model(
                **{name: row[name] for name in PLAIN},
                item=row["thing"],
                item_unit=row["thing_unit"],
                amount=row["sum"],
                quantity=row["quantities"] or 0,
                beneficiaries=row["people"],
                lines=row["number"],
                turned_back=row["back"],
                turned_back_amount=-(row["back_sum"] or 0),
            )
        )
        if len(made) >= BATCH:
            day_model.objects.bulk_create(made)
            made = []
    day_model.objects.bulk_create(made)


def empty(apps, schema_editor):
    apps.get_model("campaigns", "LedgerDay").objects.all().delete()
    apps.get_model("campaigns", "LedgerTotals").objects.update(days_through=0)


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0005_ledger_days")]
    operations = [migrations.RunPython(add_up, empty)]
