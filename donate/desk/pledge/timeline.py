"""What happened to a pledge, newest first, in words."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.contrib.auth import get_user_model

from donate.following import pledge_in_words
from donate.models import Pledge, PledgeEvent


class Moment(NamedTuple):
    at: datetime.datetime
    who: str
    what: str
    change: str  # «Mới → Đã xác nhận», or ""
    note: str


def moments(events: list[PledgeEvent]) -> list[Moment]:
    """One query for the names of those it was handed to; the events come with their `actor` joined."""
    ids = {
        int(event.after) for event in events if event.action == PledgeEvent.Action.ASSIGN and event.after.isdecimal()
    }
    users = get_user_model().objects.filter(pk__in=ids) if ids else []
    people = {user.pk: pledge_in_words.person_words(user) for user in users}
    return [
        Moment(
            event.at,
            pledge_in_words.actor_words(event),
            pledge_in_words.event_words(event, people),
            pledge_in_words.change_words(event),
            pledge_in_words.note_words(event),
        )
        for event in events
    ]


def newest_first(pledge: Pledge) -> list[PledgeEvent]:
    return list(pledge.events.select_related("actor").order_by("-pk"))
