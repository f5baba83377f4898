"""A receipt: numbered without gaps within its year; a void keeps its number and says why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .pledges import Instalment, Pledge


class ReceiptSequence(models.Model):
    """The last number given in a year. Its row is the lock that keeps the numbers gapless."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.last}/{self.year}"


class Receipt(models.Model):
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(_("number"))
    pledge = models.ForeignKey(Pledge, null=True, blank=True, on_delete=models.PROTECT, related_name="receipts")
    instalment = models.ForeignKey(Instalment, null=True, blank=True, on_delete=models.PROTECT, related_name="receipts")
    line = models.OneToOneField("campaigns.LedgerLine", on_delete=models.PROTECT, related_name="receipt")
    payer = models.CharField(_("received from"), max_length=160, blank=True)
    payer_address = models.CharField(_("address"), max_length=160, blank=True)
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    void_reason = models.CharField(_("why void"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["-year", "-number"]
        permissions = [("void_receipt", _("Can void receipts"))]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="one_receipt_a_number"),
            models.CheckConstraint(
                name="void_says_why", condition=models.Q(voided_at__isnull=True) | ~models.Q(void_reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return f"{self.number:05d}/{self.year}"
