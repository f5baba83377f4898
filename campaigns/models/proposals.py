"""What one person asks of the ledger and another has to agree to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LedgerProposal(models.Model):
    """A reversal, or a distribution of more than the fund holds. Nothing stands in the ledger before it is approved."""

    class What(models.TextChoices):
        REVERSE = "reverse", _("Turn a line back")
        OVER_BALANCE = "over", _("Give more than the fund holds")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Waiting for a second person")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")

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
    reason = models.CharField(_("reason"), max_length=300)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    result = models.OneToOneField(
        "campaigns.LedgerLine", null=True, blank=True, on_delete=models.PROTECT, related_name="approved_proposal"
    )

    class Meta:
        verbose_name = _("request to the ledger")
        verbose_name_plural = _("requests to the ledger")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="ledger_proposal_takes_two_people",
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("proposed_by")),
            ),
            models.CheckConstraint(
                name="decided_proposal_says_by_whom",
                condition=models.Q(state="proposed") | models.Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_waiting_reversal_a_line", fields=["line"], condition=models.Q(state="proposed")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} #{self.pk}"
