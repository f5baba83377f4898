from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Sum

from campaigns.ledger import verify
from campaigns.models import Fund, LedgerCheck, LedgerTotals


class Command(BaseCommand):
    help = "Walks every fund's chain of digests and its sums; names the first line that does not fit."

    def handle(self, *args: Any, **options: Any) -> None:
        faults = []
        for fund in Fund.objects.order_by("code"):
            fault = verify(fund)
            self.stdout.write(fault or f"{fund.code}: ok")
            faults += [fault] if fault else []
        lines = LedgerTotals.objects.aggregate(sum=Sum("head_sequence", default=0))["sum"]
        LedgerCheck.objects.create(lines=lines, fault=faults[0][:300] if faults else "")
        if faults:
            raise CommandError(faults[0])
