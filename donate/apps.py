from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DonateConfig(AppConfig):
    """What people promise, and how the chapter follows it up."""

    name = "donate"
    verbose_name = _("Pledges")

    def ready(self) -> None:
        """Rooms meet here: each says what it offers to another that does not know it."""
        from campaigns import pledged
        from campaigns.approvals import ledger_proposals
        from home.pages import addresses

        from .bank.forgetting import PLACES as BANK
        from .letters import subscriptions
        from .letters.kept import PLACES as MAILS
        from .promises import personal_data
        from .promises.forgetting import PLACES as PROMISES
        from .promises.identity import refused_in_reversal
        from .promises.pledged_sums import pledged_sums
        from .public import freshness
        from .receiving import write_offs  # noqa: F401  (what takes two people here)
        from .receiving.forgetting import PLACES as BOOKS
        from .receiving.recording import reverse_line, rows_beside_line

        addresses.register(words=["gop"], private=["/ung-ho/cam-on/", "/ung-ho/tra-cuu/"])
        pledged.register(pledged_sums)
        ledger_proposals.register_reverser(reverse_line, rows_beside_line)
        ledger_proposals.register_check(refused_in_reversal)
        personal_data.register(*PROMISES, *BOOKS, *BANK, *MAILS)
        subscriptions.connect()
        freshness.connect()
