"""The public ledger, written by campaigns/ledger/posting.py alone. A line never changes: migration 0002 forbids it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class LedgerLine(models.Model):
    """What came in or went out. Holds no personal data: the donor's name, where shown, is a PublicName."""

    class Direction(models.TextChoices):
        RECEIVED = "received", _("Received")
        DISTRIBUTED = "distributed", _("Distributed")

    class Kind(models.TextChoices):
        MONEY = "money", _("Money")
        GOODS = "goods", _("Goods")
        TIME = "time", _("Hours of work")
        BLOOD = "blood", _("Blood")

    class Channel(models.TextChoices):
        TRANSFER = "transfer", _("Bank transfer")
        CASH = "cash", _("Cash")
        BOX = "box", _("Collection box")
        COUNTER = "counter", _("Handed in")
        PROGRAMME = "programme", _("National programme")
        OTHER = "other", _("Other")

    fund = models.ForeignKey(
        "campaigns.Fund", verbose_name=_("fund"), on_delete=models.PROTECT, related_name="ledger_lines"
    )
    sequence = models.PositiveIntegerField(_("line"))
    direction = models.CharField(_("direction"), max_length=11, choices=Direction)
    kind = models.CharField(_("kind"), max_length=5, choices=Kind, default=Kind.MONEY)
    amount = models.BigIntegerField(_("amount (đồng)"), help_text=_("Goods: estimated value. Reversals are negative."))
    item = models.CharField(_("thing"), max_length=120, blank=True)
    item_unit = models.CharField(_("counted in"), max_length=30, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=2, null=True, blank=True)
    need = models.ForeignKey(
        "campaigns.FundNeed", null=True, blank=True, on_delete=models.PROTECT, related_name="ledger_lines"
    )
    date = models.DateField(_("date"))
    channel = models.CharField(_("channel"), max_length=9, choices=Channel, default=Channel.TRANSFER)
    unit = models.ForeignKey(
        "home.Unit", verbose_name=_("unit"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField(_("for what"), max_length=200, blank=True)
    beneficiaries = models.CharField(_("to whom (masked)"), max_length=200, blank=True)
    beneficiary_count = models.PositiveIntegerField(_("how many people"), null=True, blank=True)
    place = models.CharField(_("where"), max_length=160, blank=True)
    decision_number = models.CharField(_("decision"), max_length=60, blank=True)
    over_balance_reason = models.CharField(_("why more than the fund holds"), max_length=300, blank=True)
    reverses = models.OneToOneField(
        "self", verbose_name=_("reverses"), null=True, blank=True, on_delete=models.PROTECT, related_name="reversed_by"
    )
    reason = models.CharField(_("reason of the reversal"), max_length=300, blank=True)
    recorder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    recorded_at = models.DateTimeField(_("recorded at"))
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        verbose_name = _("ledger line")
        verbose_name_plural = _("ledger lines")
        ordering = ["-date", "-pk"]
        permissions = [
            ("record_receipt_money", _("Can record money received")),
            ("record_receipt_goods", _("Can record goods, hours and blood received")),
            ("record_distribution", _("Can record distributions")),
            ("propose_reversal", _("Can propose to reverse a line")),
            ("approve_reversal", _("Can approve reversals")),
            ("approve_over_balance", _("Can let a distribution exceed the fund")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["fund", "sequence"], name="one_line_a_number"),
            models.CheckConstraint(
                name="only_reversals_are_negative",
                condition=models.Q(reverses__isnull=True, amount__gte=0)
                | models.Q(reverses__isnull=False, amount__lte=0),
            ),
            models.CheckConstraint(
                name="money_has_an_amount",
                condition=~models.Q(kind="money") | ~models.Q(amount=0),
            ),
        ]
        indexes = [
            models.Index(fields=["-date", "-id"], name="ledger_by_day"),
            models.Index(fields=["fund", "-date", "-id"], name="ledger_of_fund_by_day"),
            # What a fund holds in things: few lines among many of money.
            models.Index(
                fields=["fund", "kind", "item", "item_unit"],
                name="ledger_things",
                condition=~models.Q(kind="money"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund_id}/{self.sequence}"

    @property
    def is_money(self) -> bool:
        return self.kind == self.Kind.MONEY

    @property
    def is_received(self) -> bool:
        return self.direction == self.Direction.RECEIVED


class PublicName(models.Model):
    """The name a donor lets us show. Erasing the row touches neither a sum nor a digest."""

    line = models.OneToOneField(LedgerLine, on_delete=models.CASCADE, related_name="public_name")
    name = models.CharField(max_length=160)

    class Meta:
        verbose_name = _("name shown in public")

    def __str__(self) -> str:
        return f"line {self.line_id}"


class LedgerEvidence(models.Model):
    """A signed list, an invoice or a photograph that stands behind a line."""

    line = models.ForeignKey(LedgerLine, on_delete=models.PROTECT, related_name="evidence")
    document = models.ForeignKey(
        "home.ChapterDocument", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    image = models.ForeignKey("home.ChapterImage", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(max_length=160, blank=True)
    is_public = models.BooleanField(default=False)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("evidence")

    def __str__(self) -> str:
        return f"line {self.line_id}, file {self.pk}"

    @property
    def url(self) -> str:
        """Where it opens: for who may, if it is not public."""
        if self.document:
            return self.document.url
        return self.image.file.url if self.image else ""


class LedgerTotals(models.Model):
    """Σ of a fund's lines, written in the transaction that posts a line and checked by `check_ledger`.

    `received` and `given` are money in đồng; goods stand apart with their estimated value.
    """

    fund = models.OneToOneField(
        "campaigns.Fund", primary_key=True, on_delete=models.CASCADE, related_name="ledger_totals"
    )
    received = models.BigIntegerField(default=0)
    given = models.BigIntegerField(default=0)
    goods_received = models.BigIntegerField(default=0)
    goods_given = models.BigIntegerField(default=0)
    gifts = models.PositiveIntegerField(default=0)
    head_sequence = models.PositiveIntegerField(default=0)
    head_digest = models.CharField(max_length=64, default="")
    last_date = models.DateField(null=True)
    days_through = models.PositiveIntegerField(default=0)  # the last line that LedgerDay holds

    class Meta:
        verbose_name = _("sums of a fund")

    def __str__(self) -> str:
        return f"fund {self.fund_id}"

    @property
    def balance(self) -> int:
        """Money in hand, đồng."""
        return self.received - self.given


class LedgerMonth(models.Model):
    """Money of one fund in one month, for the chart: kept with the totals."""

    fund = models.ForeignKey("campaigns.Fund", on_delete=models.CASCADE, related_name="months")
    month = models.DateField()
    received = models.BigIntegerField(default=0)
    given = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fund", "month"], name="one_row_a_month")]
        ordering = ["month"]

    def __str__(self) -> str:
        return f"fund {self.fund_id}, {self.month:%m/%Y}"
