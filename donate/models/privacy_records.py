"""What people ask of their data, with the law's clock on it; and who of the staff looked at or took personal data."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .pledges import Pledge
from .receipts import Receipt


class PrivacyRequest(models.Model):
    class What(models.TextChoices):
        ACCESS = "access", _("See what is kept")
        WITHDRAW = "withdraw", _("Take back the consent to be shown")
        ERASE = "erase", _("Erase everything personal")

    class KnownBy(models.TextChoices):
        PAGE = "page", _("Asked on the donor's own page")
        CALL = "call", _("Called back at the number kept")
        SEEN = "seen", _("Came in person, papers seen")

    # Of a pledge, or of a receipt for something handed in without one.
    pledge = models.ForeignKey(
        Pledge,
        verbose_name=_("pledge"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="privacy_requests",
    )
    receipt = models.ForeignKey(
        Receipt,
        verbose_name=_("receipt"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="privacy_requests",
    )
    what = models.CharField(pgettext_lazy("privacy", "what is asked"), max_length=8, choices=What)
    source = models.CharField(_("source"), max_length=7, choices=Pledge.Source, default=Pledge.Source.WEB)
    known_by = models.CharField(_("how we know who asks"), max_length=4, choices=KnownBy, default=KnownBy.PAGE)
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)  # the person was told
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)  # or refused
    refused_because = models.CharField(_("why it cannot be done"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    refused = models.BooleanField(default=False)  # its reason is erased with the person, the fact is not

    class Meta:
        verbose_name = _("request about personal data")
        verbose_name_plural = _("requests about personal data")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_request_of_a_kind", fields=["pledge", "what"], condition=models.Q(done_at__isnull=True)
            ),
            models.UniqueConstraint(
                name="one_open_request_a_receipt", fields=["receipt", "what"], condition=models.Q(done_at__isnull=True)
            ),
            models.CheckConstraint(
                name="request_is_about_one_thing",
                condition=models.Q(pledge__isnull=False, receipt__isnull=True)
                | models.Q(pledge__isnull=True, receipt__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["done_at", "asked_at"], name="privacy_request_waiting")]

    def __str__(self) -> str:
        return f"{self.label} {self.what}"

    @property
    def label(self) -> str:
        """What it is about, without personal data: the pledge's reference or the receipt's number."""
        about = self.pledge or self.receipt
        return str(about)


class DataAccess(models.Model):
    """Appended, never changed. Holds whom and how many, never the personal data themselves."""

    class Action(models.TextChoices):
        VIEW = "view", _("Looked at")
        LIST = "list", _("Searched")
        PRINT = "print", _("Printed")
        EXPORT = "export", _("Exported")

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    action = models.CharField(_("what was done"), max_length=6, choices=Action)
    pledge = models.ForeignKey(
        Pledge, verbose_name=_("pledge"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    rows = models.PositiveIntegerField(_("how many"), default=1)
    about = models.CharField(_("which"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("use of personal data")
        verbose_name_plural = _("uses of personal data")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["pledge", "-at"], name="data_access_of_pledge")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.action}"
