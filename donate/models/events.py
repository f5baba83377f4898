"""What happened to a pledge: appended, never changed."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .pledges import Pledge


class PledgeEvent(models.Model):
    class Action(StrEnum):
        """Said in words by donate.following.pledge_in_words (for staff) and donate.privacy.copies (for the donor)."""

        SUBMIT = "submit"
        AMEND = "amend"
        # Steps of the table (donate/promises/lifecycle.py)
        CONFIRM = "confirm"
        CANCEL = "cancel"
        REOPEN = "reopen"
        MARK_SPAM = "mark_spam"
        UNMARK_SPAM = "unmark_spam"
        LAPSE = "lapse"
        WRITE_OFF = "write_off"
        # Following up
        REACHED = "reached"
        NOT_REACHED = "not_reached"
        WILL_TRANSFER = "will_transfer"
        SCHEDULE = "schedule"
        ASSIGN = "assign"
        NOTE = "note"
        REMIND = "remind"
        THANK = "thank"
        ASK_WRITE_OFF = "ask_write_off"
        REFUSE_WRITE_OFF = "refuse_write_off"
        # Receiving
        RECEIVE = "receive"
        REVERSE = "reverse"
        REISSUE = "reissue"
        # Personal data
        ASK_ACCESS = "ask_access"
        ASK_UNSHOW = "ask_unshow"
        ASK_ERASURE = "ask_erasure"
        UNSHOW = "unshow"
        ERASE = "erase"
        REFUSE_REQUEST = "refuse_request"

    class Call(StrEnum):
        """What came of a call; each is an action too."""

        REACHED = "reached"
        NOT_REACHED = "not_reached"
        WILL_TRANSFER = "will_transfer"

    class Way(StrEnum):
        """How a reminder went out: stands in `before` of its event."""

        MAIL = "mail"
        WORDS = "words"  # a message, or read aloud

    CONTACTS = (Action.REACHED, Action.NOT_REACHED, Action.WILL_TRANSFER, Action.REMIND)
    WISHES = (Action.ASK_ACCESS, Action.ASK_UNSHOW, Action.ASK_ERASURE)

    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by_donor = models.BooleanField(default=False)
    action = models.CharField(max_length=24)
    before = models.CharField(max_length=40, blank=True)
    after = models.CharField(max_length=40, blank=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.pledge_id} {self.action}"
