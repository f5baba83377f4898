"""What is still owed of a pledge and will not come: one person says so, another agrees."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.models.second_person import SecondPersonRequest, one_waiting, says_by_whom, takes_two_people

from .pledges import Pledge


class WriteOffProposal(SecondPersonRequest):
    pledge = models.ForeignKey(Pledge, verbose_name=_("pledge"), on_delete=models.PROTECT, related_name="write_offs")
    reason = models.CharField(_("reason"), max_length=300, blank=True)  # emptied when the donor is erased

    class Meta:
        verbose_name = _("write-off")
        verbose_name_plural = _("write-offs")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            takes_two_people("write_off"),
            says_by_whom("write_off"),
            one_waiting("write_off_a_pledge", of="pledge"),
        ]

    def __str__(self) -> str:
        return f"{self.pledge_id} {self.get_state_display()}"
