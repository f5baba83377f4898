"""Forms that were sent: the same one sent again counts once."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Submission(models.Model):
    """The one-time key of a form that was carried out, and where it led. Holds nothing that was typed."""

    key = models.CharField(max_length=43, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    led_to = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "submission"

    def __str__(self) -> str:
        return f"{self.pk}"
