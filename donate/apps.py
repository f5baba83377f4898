from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DonateConfig(AppConfig):
    """What people promise, and how the chapter follows it up."""

    name = "donate"
    verbose_name = _("Pledges")

    def ready(self) -> None:
        from campaigns import pledged
        from campaigns.approvals import ledger_proposals
        from home.pages import addresses

        from .promises.identity import refused_in_reversal
        from .promises.pledged_sums import pledged_sums
        from .receiving.recording import reverse_line

        addresses.register(words=["gop"], private=["/ung-ho/cam-on/", "/ung-ho/tra-cuu/"])
        pledged.register(pledged_sums)
        ledger_proposals.register_reverser(reverse_line)
        ledger_proposals.register_check(refused_in_reversal)
