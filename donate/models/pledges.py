"""A promise. Private; says what somebody will give. Changed only through donate/promises/lifecycle.py."""

from __future__ import annotations

import datetime
import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


def new_token() -> str:
    return secrets.token_urlsafe(24)


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def open(self) -> PledgeQuerySet:
        return self.filter(fulfilment__in=Pledge.OPEN_STATES)


class Pledge(models.Model):
    class Kind(models.TextChoices):
        MONEY = "money", _("Money")
        GOODS = "goods", _("Goods")
        TIME = "time", _("Hours of work")
        BLOOD = "blood", _("Blood")

    class DonorType(models.TextChoices):
        PERSON = "person", _("Person")
        ORGANISATION = "organisation", _("Organisation")

    class Schedule(models.TextChoices):
        ONCE = "once", pgettext_lazy("schedule", "Once")
        MONTHLY = "monthly", pgettext_lazy("schedule", "Every month")

    class Source(models.TextChoices):
        WEB = "web", _("Website")
        PHONE = "phone", _("Telephone")
        WALK_IN = "walk_in", _("At the office")

    class ConsentHow(models.TextChoices):
        FORM = "form", _("Ticked by the donor")
        ORAL = "oral", _("Said aloud, noted by staff")
        PAPER = "paper", _("Signed on paper")

    class Fulfilment(models.TextChoices):
        SUBMITTED = "submitted", _("New")
        CONFIRMED = "confirmed", _("Confirmed")
        PARTLY = "partly_received", _("Partly received")
        RECEIVED = "received", pgettext_lazy("pledge", "Received")
        SPAM = "spam", _("Spam")
        CANCELLED = "cancelled", _("Cancelled")
        LAPSED = "lapsed", _("Lapsed")
        WRITTEN_OFF = "written_off", _("Written off")
        REVERSED = "reversed", _("Reversed")

    class Acknowledgement(models.TextChoices):
        NONE = "none", _("Not thanked yet")
        MAIL = "mail", _("Thanked by mail")
        LETTER = "letter", _("Thanked by letter")
        CALL = "call", _("Thanked by telephone")

    class BloodGroup(models.TextChoices):
        O = "O", "O"  # noqa: E741
        A = "A", "A"
        B = "B", "B"
        AB = "AB", "AB"
        UNKNOWN = "unknown", _("I do not know")

    OPEN_STATES = (Fulfilment.SUBMITTED, Fulfilment.CONFIRMED, Fulfilment.PARTLY)

    reference = models.CharField(_("reference"), max_length=9, unique=True)
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    fund = models.ForeignKey("campaigns.Fund", verbose_name=_("fund"), on_delete=models.PROTECT, related_name="pledges")
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)

    amount = models.BigIntegerField(
        _("amount (đồng)"), null=True, blank=True, help_text=_("Each month, where the pledge is monthly.")
    )
    goods = models.CharField(_("goods"), max_length=300, blank=True)
    need = models.ForeignKey(
        "campaigns.FundNeed", verbose_name=_("need"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    quantity = models.DecimalField(_("how many"), max_digits=12, decimal_places=2, null=True, blank=True)
    hours = models.PositiveSmallIntegerField(_("hours"), null=True, blank=True)
    available_on = models.DateField(_("day that suits"), null=True, blank=True)
    blood_group = models.CharField(_("blood group"), max_length=7, choices=BloodGroup, blank=True)
    schedule = models.CharField(_("how often"), max_length=7, choices=Schedule, default=Schedule.ONCE)
    months = models.PositiveSmallIntegerField(_("how many months"), null=True, blank=True)

    donor_type = models.CharField(_("given by"), max_length=12, choices=DonorType, default=DonorType.PERSON)
    name = models.CharField(_("name"), max_length=160, blank=True)
    phone = models.CharField(_("telephone"), max_length=16, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    commune = models.CharField(_("commune or ward"), max_length=120, blank=True)
    message = models.TextField(_("message"), max_length=1000, blank=True)
    # What is searched and grouped by without the person's own spelling; erased with the person.
    folded_name = models.CharField(max_length=160, blank=True, editable=False)

    public_name = models.CharField(_("name to show"), max_length=160, blank=True)
    consent_version = models.CharField(max_length=20)
    consented_at = models.DateTimeField(default=timezone.now)
    consent_publish_at = models.DateTimeField(null=True, blank=True)
    consent_how = models.CharField(
        _("how consent was given"), max_length=5, choices=ConsentHow, default=ConsentHow.FORM
    )
    consent_recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    source = models.CharField(_("source"), max_length=7, choices=Source, default=Source.WEB)
    submission_key = models.CharField(max_length=64, unique=True, editable=False)

    fulfilment = models.CharField(_("state"), max_length=15, choices=Fulfilment, default=Fulfilment.SUBMITTED)
    received_amount = models.BigIntegerField(_("received (đồng)"), default=0)
    received_quantity = models.DecimalField(_("received (count)"), max_digits=12, decimal_places=2, default=0)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("followed up by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Empty: whoever supervises takes it."),
    )
    next_action_on = models.DateField(_("next step on"), null=True, blank=True)
    contacts = models.PositiveSmallIntegerField(_("times contacted"), default=0)
    reminders = models.PositiveSmallIntegerField(_("reminders sent"), default=0)
    acknowledgement = models.CharField(_("thanks"), max_length=6, choices=Acknowledgement, default=Acknowledgement.NONE)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        ordering = ["-created_at", "-pk"]
        permissions = [
            ("handle_pledge", _("Can contact, confirm and cancel pledges")),
            ("assign_pledge", _("Can assign pledges")),
            ("export_pledge", _("Can export pledges")),
            ("write_off_pledge", _("Can approve write-offs")),
            ("receive_pledge", _("Can record what was received for a pledge")),
            ("propose_write_off", _("Can propose write-offs")),
            ("see_reports", _("Can see reports")),
            ("export_reports", _("Can export reports")),
        ]
        constraints = [
            models.CheckConstraint(
                name="pledge_state_is_known",
                condition=models.Q(
                    fulfilment__in=[
                        "submitted",
                        "confirmed",
                        "partly_received",
                        "received",
                        "spam",
                        "cancelled",
                        "lapsed",
                        "written_off",
                        "reversed",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="open_pledge_has_a_next_date",
                condition=~models.Q(fulfilment__in=["submitted", "confirmed", "partly_received"])
                | models.Q(next_action_on__isnull=False),
            ),
            models.CheckConstraint(
                name="money_pledge_has_an_amount",
                condition=~models.Q(kind="money") | models.Q(amount__isnull=False, amount__gt=0),
            ),
            models.CheckConstraint(name="received_is_not_negative", condition=models.Q(received_amount__gte=0)),
        ]
        indexes = [
            models.Index(fields=["phone"], name="pledge_by_phone"),
            models.Index(fields=["fulfilment", "next_action_on"], name="pledge_by_due_day"),
            models.Index(fields=["assignee", "fulfilment", "next_action_on"], name="pledge_of_officer"),
            models.Index(fields=["fund", "fulfilment"], name="pledge_of_fund"),
            models.Index(fields=["-created_at", "-id"], name="pledge_newest"),
            # The desk's lists, in their order. What was found by name or telephone has indexes in migration 0008.
            models.Index(fields=["next_action_on", "-created_at", "-id"], name="pledge_by_next_step"),
            models.Index(
                fields=["next_action_on", "-created_at", "-id"],
                name="pledge_open_by_next_step",
                condition=models.Q(fulfilment__in=["submitted", "confirmed", "partly_received"]),
            ),
            models.Index(
                fields=["created_at", "id"],
                name="pledge_to_thank",
                condition=models.Q(
                    fulfilment__in=["received", "partly_received", "written_off"],
                    acknowledgement="none",
                    erased_at__isnull=True,
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        return self.fulfilment in self.OPEN_STATES

    @property
    def total_amount(self) -> int:
        """All instalments together, đồng; 0 for what is not money."""
        return (self.amount or 0) * (self.months or 1)

    @property
    def outstanding(self) -> int:
        return max(0, self.total_amount - self.received_amount)

    @property
    def is_monthly(self) -> bool:
        return self.schedule == self.Schedule.MONTHLY

    @property
    def erasure_requested_at(self) -> datetime.datetime | None:
        """Since when the donor waits to be erased; None when nobody asked, or it is done. A query, or a prefetch."""
        requests = self.privacy_requests.all()  # type: ignore[attr-defined]
        waiting = [request for request in requests if request.what == "erase" and request.done_at is None]
        return min((request.asked_at for request in waiting), default=None)

    def get_absolute_url(self) -> str:
        return reverse("donate:mine", args=[self.token])


class Instalment(models.Model):
    """One payment of a pledge: one for a single gift, one a month for who stands by an address."""

    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="instalments")
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    amount = models.BigIntegerField()
    received_amount = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["pledge", "number"], name="one_instalment_a_number")]

    def __str__(self) -> str:
        return f"{self.pledge_id}/{self.number}"

    @property
    def is_paid(self) -> bool:
        return self.received_amount >= self.amount
