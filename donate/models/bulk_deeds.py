"""One thing done to many pledges: which ones, in which version, how far it has come and what could not be done."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .pledges import Pledge


class BulkDeed(models.Model):
    """Written by donate/following/bulk_steps.py. Keys and counts only, no personal data; forgotten after some days."""

    class What(models.TextChoices):
        ASSIGN = "assign", _("Assign")
        SCHEDULE = "schedule", _("Set the next date")
        THANK = "thank", _("Note that they were thanked")
        SPAM = "mark_spam", _("Mark as spam")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=9, choices=What)
    came_from = models.CharField(max_length=12)  # the list it was asked for on
    # [[key of the pledge, its version when the set was fixed], …] in the order of the keys.
    chosen = models.JSONField(default=list)
    states = models.JSONField(default=dict)  # {state: how many of the chosen stood in it}
    shown = models.PositiveIntegerField(null=True)  # how many the screen had said, where all that it showed were meant
    to = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(null=True)
    how = models.CharField(max_length=6, blank=True, choices=Pledge.Acknowledgement)
    made_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    position = models.PositiveIntegerField(default=0)  # so many of the chosen have had their turn
    done = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=dict)  # {why, in words: [keys]}

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.pk} {self.what}"

    @property
    def total(self) -> int:
        return len(self.chosen)

    @property
    def is_started(self) -> bool:
        return self.started_at is not None

    @property
    def is_finished(self) -> bool:
        return self.is_started and self.position >= self.total
