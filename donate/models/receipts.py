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
    """For what was handed in at once: one line of money, or one or several lines of things, of one fund and day.

    Void because of a wrong name or address, another takes its place for the same lines (`replaces`); a wrong sum is
    turned back in the ledger instead (docs/decisions/032).
    """

    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(_("number"))
    pledge = models.ForeignKey(Pledge, null=True, blank=True, on_delete=models.PROTECT, related_name="receipts")
    instalment = models.ForeignKey(Instalment, null=True, blank=True, on_delete=models.PROTECT, related_name="receipts")
    # [[number of the instalment, đồng that went into it], …]: what is turned back leaves the same instalments.
    fills = models.JSONField(default=list, blank=True)
    # The first of its lines: what is listed and searched by. All of them stand in `lines`.
    line = models.ForeignKey(
        "campaigns.LedgerLine",
        on_delete=models.PROTECT,
        related_name="first_on_receipts",
        related_query_name="receipt",
    )
    lines = models.ManyToManyField("campaigns.LedgerLine", related_name="receipts")
    replaces = models.OneToOneField(
        "self", verbose_name=_("replaces"), null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    payer = models.CharField(_("received from"), max_length=160, blank=True)
    payer_address = models.CharField(_("address"), max_length=160, blank=True)
    # What is searched without the person's own spelling; erased with the person.
    folded_payer = models.CharField(max_length=160, blank=True, editable=False)
    # For what was handed in without a pledge: how, and to which wording, the payer agreed to be shown by name.
    consent_how = models.CharField(
        _("how consent was given"), max_length=5, choices=Pledge.ConsentHow, blank=True, default=""
    )
    consent_version = models.CharField(max_length=20, blank=True, default="")
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
        indexes = [
            models.Index(fields=["-issued_at"], name="receipt_by_day"),
            models.Index(fields=["-year", "-number"], name="receipt_void", condition=models.Q(voided_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="one_receipt_a_number"),
            models.UniqueConstraint(
                fields=["line"], name="one_valid_receipt_a_line", condition=models.Q(voided_at__isnull=True)
            ),
            models.CheckConstraint(
                name="void_says_why", condition=models.Q(voided_at__isnull=True) | ~models.Q(void_reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return f"{self.number:05d}/{self.year}"

    @property
    def is_void(self) -> bool:
        return self.voided_at is not None
