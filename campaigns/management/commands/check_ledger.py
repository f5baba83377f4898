from django.core.management.base import BaseCommand, CommandError

from campaigns.ledger import verify
from campaigns.models import Fund


class Command(BaseCommand):
    help = "Walks every fund's chain of digests and its sums; names the first line that does not fit."

    def handle(self, *args, **options) -> None:
        faults = []
        for fund in Fund.objects.order_by("code"):
            fault = verify(fund)
            self.stdout.write(fault or f"{fund.code}: ok")
            faults += [fault] if fault else []
        if faults:
            raise CommandError(faults[0])
