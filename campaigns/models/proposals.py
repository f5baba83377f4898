"""What one person asks of the ledger and another has to agree to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .second_person import SecondPersonRequest, one_waiting, says_by_whom, takes_two_people


class LedgerProposal(SecondPersonRequest):
    """A reversal, or a distribution of more than the fund holds. Nothing stands in the ledger before it is approved."""

    class What(models.TextChoices):
        REVERSE = "reverse", _("Turn a line back")
        OVER_BALANCE = "over", _("Give more than the fund holds")

    what = models.CharField(pgettext_lazy("ledger", "what is asked"), max_length=8, choices=What)
    fund = models.ForeignKey(
        "campaigns.Fund", verbose_name=_("fund"), on_delete=models.PROTECT, related_name="ledger_proposals"
    )
    line = models.ForeignKey(
        "campaigns.LedgerLine",
        verbose_name=_("ledger line"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="proposals",
        help_text=_("The line to turn back."),
    )
    facts = models.JSONField(default=dict, blank=True)  # of a distribution, as campaigns.ledger.post takes them
    result = models.OneToOneField(
        "campaigns.LedgerLine", null=True, blank=True, on_delete=models.PROTECT, related_name="approved_proposal"
    )

    class Meta:
        verbose_name = _("request to the ledger")
        verbose_name_plural = _("requests to the ledger")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            takes_two_people("ledger_proposal"),
            says_by_whom("proposal"),
            one_waiting("reversal_a_line", of="line"),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} #{self.pk}"
