"""What people ask of their data, with the law's clock on it; and who of the staff looked at or took personal data."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .pledges import Pledge


class PrivacyRequest(models.Model):
    class What(models.TextChoices):
        ACCESS = "access", _("See what is kept")
        WITHDRAW = "withdraw", _("Take back the consent to be shown")
        ERASE = "erase", _("Erase everything personal")

    pledge = models.ForeignKey(
        Pledge, verbose_name=_("pledge"), on_delete=models.CASCADE, related_name="privacy_requests"
    )
    what = models.CharField(pgettext_lazy("privacy", "what is asked"), max_length=8, choices=What)
    source = models.CharField(_("source"), max_length=7, choices=Pledge.Source, default=Pledge.Source.WEB)
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)  # the person was told
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    refused_because = models.CharField(_("why it cannot be done"), max_length=300, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("request about personal data")
        verbose_name_plural = _("requests about personal data")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_request_of_a_kind", fields=["pledge", "what"], condition=models.Q(done_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.pledge_id} {self.what}"


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

    def __str__(self) -> str:
        return f"{self.user_id} {self.action}"
