"""What the reports add up, written by campaigns/ledger/days.py alone; and when the chain was last walked."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from .ledger_lines import LedgerLine


class LedgerDay(models.Model):
    """Σ of the lines of one fund that agree in day, direction, kind, channel, unit and thing.

    A reversal counts in the row of its own day, with its negative amount and quantity; `turned_back` and
    `turned_back_amount` say how much of the row reversals are. `amount` is đồng (goods: estimated value).
    """

    fund = models.ForeignKey("campaigns.Fund", on_delete=models.CASCADE, related_name="days")
    date = models.DateField()
    direction = models.CharField(max_length=11, choices=LedgerLine.Direction)
    kind = models.CharField(max_length=5, choices=LedgerLine.Kind)
    channel = models.CharField(max_length=9, choices=LedgerLine.Channel)
    unit = models.ForeignKey("home.Unit", null=True, on_delete=models.PROTECT, related_name="+")  # as on the line
    item = models.CharField(max_length=120, blank=True)  # of goods, hours and blood
    item_unit = models.CharField(max_length=30, blank=True)

    amount = models.BigIntegerField(default=0)
    quantity = models.DecimalField(max_digits=16, decimal_places=2, default=0)
    beneficiaries = models.BigIntegerField(default=0)
    lines = models.PositiveIntegerField(default=0)
    turned_back = models.PositiveIntegerField(default=0)
    turned_back_amount = models.BigIntegerField(default=0)  # đồng, positive

    KEY = ("fund_id", "date", "direction", "kind", "channel", "unit_id", "item", "item_unit")
    SUMS = ("amount", "quantity", "beneficiaries", "lines", "turned_back", "turned_back_amount")

    class Meta:
        verbose_name = "sums of a day"
        constraints = [
            # Two rules instead of one, because an empty unit equals no other in SQL.
            models.UniqueConstraint(
                name="one_row_a_day_with_unit",
                fields=["fund", "date", "direction", "kind", "channel", "unit", "item", "item_unit"],
                condition=models.Q(unit__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_row_a_day_without_unit",
                fields=["fund", "date", "direction", "kind", "channel", "item", "item_unit"],
                condition=models.Q(unit__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["date"], name="days_by_date"),
            models.Index(fields=["fund", "date"], name="days_of_fund"),
        ]

    def __str__(self) -> str:
        return f"fund {self.fund_id}, {self.date:%d/%m/%Y}"


class LedgerCheck(models.Model):
    """One walk along every chain (`check_ledger`): when, over how many lines, and what did not fit."""

    at = models.DateTimeField(default=timezone.now)
    lines = models.PositiveBigIntegerField()
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "check of the ledger"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y}"
