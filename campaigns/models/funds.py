"""A fund is money: it outlives every page that tells its story."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from home.text.vietnamese import fold

from .ledger_lines import LedgerTotals

GENERAL_FUND = "quy-chung"


class FundQuerySet(models.QuerySet["Fund"]):
    def accepting(self, day: datetime.date | None = None) -> FundQuerySet:
        """Funds that take pledges on `day` (today)."""
        day = day or timezone.localdate()
        return self.filter(state=Fund.State.OPEN).filter(
            models.Q(opens_on__isnull=True) | models.Q(opens_on__lte=day),
            models.Q(closes_on__isnull=True) | models.Q(closes_on__gte=day),
        )


class Fund(index.Indexed, ClusterableModel):
    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("fund", "Being prepared")
        OPEN = "open", pgettext_lazy("fund", "Open")
        CLOSED = "closed", pgettext_lazy("fund", "Closed to gifts")
        DISTRIBUTING = "distributing", pgettext_lazy("fund", "Being distributed")
        SETTLED = "settled", pgettext_lazy("fund", "Settled")
        ARCHIVED = "archived", pgettext_lazy("fund", "Archived")

    code = models.CharField(
        _("code"),
        max_length=24,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Small letters without marks, digits and hyphens."))],
        help_text=_("Part of addresses and of the transfer's words: “mai-lanh”. It stays for good."),
    )
    name = models.CharField(_("name"), max_length=160)
    unit = models.ForeignKey(
        "home.Unit", verbose_name=_("unit"), null=True, blank=True, on_delete=models.PROTECT, related_name="funds"
    )
    account = models.ForeignKey(
        "campaigns.BankAccount",
        verbose_name=_("bank account"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="funds",
    )
    goal = models.BigIntegerField(_("goal (đồng)"), null=True, blank=True)
    item_name = models.CharField(
        _("countable thing"),
        max_length=60,
        blank=True,
        help_text=_("“căn nhà”, “suất học bổng”: what the goal pays for."),
    )
    item_count = models.PositiveIntegerField(_("how many"), null=True, blank=True)
    purpose = models.CharField(
        _("purpose in words"),
        max_length=160,
        blank=True,
        help_text=_("Ends the sentence “Còn thiếu … ”: “để đủ mái cho 8 căn nhà ở Mẫu Sơn”."),
    )
    suggested_amounts = models.JSONField(_("suggested amounts (đồng)"), default=list, blank=True)
    accepts_money = models.BooleanField(_("takes money"), default=True)
    accepts_goods = models.BooleanField(_("takes goods"), default=False)
    accepts_time = models.BooleanField(_("takes hours of work"), default=False)
    accepts_blood = models.BooleanField(_("takes blood donors"), default=False)
    opens_on = models.DateField(_("launched on"), null=True, blank=True)
    closes_on = models.DateField(_("takes gifts until"), null=True, blank=True)
    distribute_by = models.DateField(
        _("committed to distribute by"),
        null=True,
        blank=True,
        help_text=_("Only if the appeal commits to another day."),
    )
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FundQuerySet.as_manager()

    search_fields = [
        index.SearchField("folded"),
        index.AutocompleteField("folded"),
        index.FilterField("state"),
    ]

    class Meta:
        verbose_name = _("fund")
        verbose_name_plural = _("funds")
        ordering = ["name"]
        permissions = [("change_fund_state", _("Can move a fund from one state to the next"))]
        constraints = [
            models.CheckConstraint(
                name="goal_is_positive", condition=models.Q(goal__isnull=True) | models.Q(goal__gt=0)
            ),
            models.CheckConstraint(
                name="fund_state_is_known",
                condition=models.Q(state__in=["draft", "open", "closed", "distributing", "settled", "archived"]),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def folded(self) -> str:
        return fold(f"{self.name} {self.code}")

    def clean(self) -> None:
        errors = {}
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            errors["closes_on"] = _("A fund cannot close before it opens.")
        if not all(isinstance(amount, int) and amount > 0 for amount in self.suggested_amounts):
            errors["suggested_amounts"] = _("Whole amounts of đồng, like [100000, 500000].")
        if self.pk and self.has_lines:
            before = Fund.objects.get(pk=self.pk)
            if before.code != self.code:
                errors["code"] = _("The code stands in the ledger and cannot change any more.")
        if errors:
            raise ValidationError(errors)

    # --- money ----------------------------------------------------------------------------------------------------

    @property
    def totals(self) -> LedgerTotals:
        """The sums of its lines (LedgerTotals), zeros when there is no line yet."""
        return getattr(self, "ledger_totals", None) or LedgerTotals(fund_id=self.pk)

    def forget_totals(self) -> None:
        """After a line was posted: the next look reads the sums anew."""
        self._state.fields_cache.pop("ledger_totals", None)

    @property
    def has_lines(self) -> bool:
        return self.ledger_lines.exists()

    @property
    def missing(self) -> int | None:
        """Đồng still to come to the goal; 0 when reached, None without a goal."""
        return None if self.goal is None else max(0, self.goal - self.totals.received)

    @property
    def item_cost(self) -> int | None:
        return self.goal // self.item_count if self.goal and self.item_count else None

    def obstacles(self) -> dict[str, int]:
        """What keeps the fund from being deleted: {name of the thing in the plural: how many}."""
        numbers = {}
        for relation in self._meta.related_objects:
            if relation.on_delete is models.PROTECT:
                model = relation.related_model
                number = model._base_manager.filter(**{relation.field.name: self}).count()
                if number:
                    numbers[str(model._meta.verbose_name_plural)] = number
        return numbers

    @property
    def open_account(self) -> Any:
        """The account to transfer to; None where there is none, or where it has been closed."""
        return self.account if self.account is not None and self.account.is_active else None

    @property
    def transfer_words(self) -> str:
        """What stands in a bank transfer to the fund: its code in plain capitals, short enough for every bank."""
        return self.code.replace("-", " ").upper()

    # --- time ------------------------------------------------------------------------------------------------------

    @property
    def receiving_ends_on(self) -> datetime.date | None:
        """Its own last day, else the 90 days of Decree 93 from the launch."""
        if self.closes_on or not self.opens_on:
            return self.closes_on
        return self.opens_on + datetime.timedelta(days=settings.RECEIVING_DAYS)

    @property
    def distribution_ends_on(self) -> datetime.date | None:
        if self.distribute_by or self.receiving_ends_on is None:
            return self.distribute_by
        return self.receiving_ends_on + datetime.timedelta(days=settings.DISTRIBUTION_DAYS)

    def is_accepting(self, day: datetime.date | None = None) -> bool:
        day = day or timezone.localdate()
        return (
            self.state == self.State.OPEN
            and (self.opens_on is None or self.opens_on <= day)
            and (self.closes_on is None or day <= self.closes_on)
        )

    @property
    def kinds(self) -> list[str]:
        """Which kinds of gift it takes: some of money, goods, time, blood."""
        return [kind for kind in ("money", "goods", "time", "blood") if getattr(self, f"accepts_{kind}")]


class FundNeed(models.Model):
    """A thing the fund still looks for. How much came in is the sum of its lines."""

    fund = ParentalKey(Fund, on_delete=models.CASCADE, related_name="needs")
    item = models.CharField(_("thing"), max_length=120)
    item_unit = models.CharField(_("counted in"), max_length=30, help_text=_("chiếc, m², cây, công"))
    quantity = models.DecimalField(_("how many"), max_digits=12, decimal_places=2)
    sort_order = models.PositiveIntegerField(default=0)
    sort_order_field = "sort_order"

    panels = [FieldRowPanel([FieldPanel("item"), FieldPanel("quantity"), FieldPanel("item_unit")])]

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["sort_order", "pk"]
        constraints = [models.CheckConstraint(name="need_is_positive", condition=models.Q(quantity__gt=0))]

    def __str__(self) -> str:
        return self.item

    def is_in_use(self) -> bool:
        """Whether a promise or a ledger line is for it."""
        fields: Iterable[Any] = self._meta.get_fields(include_hidden=True)
        relations = (field for field in fields if field.one_to_many)
        return any(
            relation.related_model._base_manager.filter(**{relation.field.name: self}).exists()
            for relation in relations
            if relation.on_delete is models.PROTECT
        )


class FundStateChange(models.Model):
    """Who moved a fund from one state to another, when and why."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="state_changes")
    before = models.CharField(max_length=12)
    after = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"

    @property
    def before_words(self) -> str:
        return str(dict(Fund.State.choices).get(self.before, self.before))

    @property
    def after_words(self) -> str:
        return str(dict(Fund.State.choices).get(self.after, self.after))
