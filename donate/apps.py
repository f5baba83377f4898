from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DonateConfig(AppConfig):
    """What people promise, and how the chapter follows it up."""

    name = "donate"
    verbose_name = _("Pledges")

    def ready(self) -> None:
        from campaigns import pledged, proposals

        from .receiving import reverse_line
        from .sums import pledged_sums
        from .traces import refused_in_reversal

        pledged.register(pledged_sums)
        proposals.register_reverser(reverse_line)
        proposals.register_check(refused_in_reversal)
