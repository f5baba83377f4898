from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DonateConfig(AppConfig):
    """What people promise, and how the chapter follows it up."""

    name = "donate"
    verbose_name = _("Pledges")

    def ready(self) -> None:
        from campaigns import pledged
        from campaigns.approvals import ledger_proposals

        from .promises.identity import refused_in_reversal
        from .promises.pledged_sums import pledged_sums
        from .receiving import write_offs  # noqa: F401  (what takes two people here)
        from .receiving.beside_line import rows_beside
        from .receiving.recording import reverse_line

        pledged.register(pledged_sums)
        ledger_proposals.register_reverser(reverse_line, rows_beside)
        ledger_proposals.register_check(refused_in_reversal)
