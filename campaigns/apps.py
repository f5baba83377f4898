from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    """What the chapter raises for: funds, their public ledger, campaigns and humanitarian addresses."""

    name = "campaigns"
    verbose_name = _("Campaigns")

    def ready(self) -> None:
        from wagtail.models import ReferenceIndex

        from home import report_figures
        from home.pages import addresses

        from . import signals  # noqa: F401
        from .approvals import accounts, ledger_proposals  # noqa: F401  (what takes two people here)
        from .ledger.evidence_rights import keep_apart
        from .models import LedgerEvidence
        from .pages import contexts  # noqa: F401  (registers them)
        from .report_figures import figures

        report_figures.register(figures)
        addresses.register(words=["quy", "loai", "thang", "trang-thai", "nhu-cau", "don-vi"])

        # A document that stands behind a line is not deleted on the documents' screens, and they say why.
        ReferenceIndex.register_model(LedgerEvidence)
        keep_apart()
