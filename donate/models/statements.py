"""A bank's statement and its lines. Restricted: memos hold names and numbers, are never published, and are purged."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .pledges import Pledge


class BankStatement(models.Model):
    """What was read from one file. The file itself is not kept, only its digest."""

    account = models.ForeignKey(
        "campaigns.BankAccount", verbose_name=_("bank account"), on_delete=models.PROTECT, related_name="+"
    )
    file_digest = models.CharField(max_length=64)
    first_day = models.DateField(_("first day"), null=True, blank=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)
    opening = models.BigIntegerField(_("balance before"), null=True, blank=True)
    closing = models.BigIntegerField(_("balance after"), null=True, blank=True)
    difference = models.BigIntegerField(null=True, blank=True)  # see statements.Statement.difference
    rows_read = models.PositiveIntegerField(default=0)
    rows_known = models.PositiveIntegerField(default=0)  # stood in an earlier file already
    problems = models.JSONField(default=list, blank=True)  # [row, why]: never what stood there
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("bank statement")
        verbose_name_plural = _("bank statements")
        ordering = ["-added_at", "-pk"]
        permissions = [("import_statement", _("Can read in bank statements and book their lines"))]

    def __str__(self) -> str:
        return f"{self.account_id} {timezone.localdate(self.added_at):%Y-%m-%d}"


class BankLine(models.Model):
    """One movement of an account, kept once however often its row is uploaded, and used once."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("bank line", "Waiting")
        BOOKED = "booked", pgettext_lazy("bank line", "In the ledger")
        ASIDE = "aside", pgettext_lazy("bank line", "Not a gift")

    statement = models.ForeignKey(BankStatement, on_delete=models.PROTECT, related_name="lines")
    account = models.ForeignKey("campaigns.BankAccount", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)  # digest of day, sum, memo and occurrence
    row = models.PositiveIntegerField()
    date = models.DateField(_("date"))
    amount = models.BigIntegerField(_("amount (đồng)"))  # negative: went out
    balance = models.BigIntegerField(null=True, blank=True)
    reference = models.CharField(_("bank's number"), max_length=60, blank=True)
    memo = models.CharField(_("content"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.WAITING)
    pledge = models.ForeignKey(Pledge, null=True, blank=True, on_delete=models.PROTECT, related_name="bank_lines")
    receipt = models.OneToOneField(
        "donate.Receipt", null=True, blank=True, on_delete=models.PROTECT, related_name="bank_line"
    )
    why_aside = models.CharField(_("why it is no gift"), max_length=200, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("bank line")
        verbose_name_plural = _("bank lines")
        ordering = ["date", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], name="one_row_a_movement"),
            models.CheckConstraint(
                name="booked_line_has_its_receipt",
                condition=~models.Q(state="booked") | models.Q(receipt__isnull=False),
            ),
            models.CheckConstraint(name="a_movement_is_not_nothing", condition=~models.Q(amount=0)),
        ]
        indexes = [
            models.Index(fields=["date", "id"], name="bank_lines_waiting", condition=models.Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.date} #{self.pk}"
