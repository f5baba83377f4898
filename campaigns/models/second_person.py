"""What one person asks for and a second one decides: the columns, and the laws of the database that keep them two."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SecondPersonRequest(models.Model):
    """What is asked stands nowhere before it is approved; then campaigns/approvals/deciding.py carries it out."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Waiting for a second person")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")

    reason = models.CharField(_("reason"), max_length=300)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.PROPOSED


def takes_two_people(what: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"{what}_takes_two_people",
        condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("proposed_by")),
    )


def says_by_whom(what: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"decided_{what}_says_by_whom",
        condition=models.Q(state="proposed") | models.Q(decided_by__isnull=False, decided_at__isnull=False),
    )


def one_waiting(what: str, of: str) -> models.UniqueConstraint:
    """At most one request waits for each row that the field `of` points to."""
    return models.UniqueConstraint(name=f"one_waiting_{what}", fields=[of], condition=models.Q(state="proposed"))
