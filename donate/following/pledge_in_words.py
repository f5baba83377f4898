"""How a pledge, its state and what happened to it are said: the same words on every screen and in every mail."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from donate.models import Pledge, PledgeEvent
from donate.promises.stages import got_words, what_words

__all__ = [
    "actor_words",
    "came_words",
    "change_words",
    "day_words",
    "event_words",
    "got_words",
    "note_words",
    "person_words",
    "state_tone",
    "what_words",
]

S = Pledge.Fulfilment
Action = PledgeEvent.Action
_STATES = dict(S.choices)


def came_words(pledge: Pledge) -> str:
    """What has come in, as staff say it to each other."""
    if pledge.kind == Pledge.Kind.GOODS and not pledge.need:
        return _("the goods promised")
    return got_words(pledge)


def state_tone(pledge: Pledge, today: datetime.date | None = None) -> str:
    """The class of a chip: "is-late" past its day, "is-wait" open, "is-came" all received, "" for what is over."""
    if pledge.is_open:
        late = pledge.next_action_on is not None and pledge.next_action_on < (today or timezone.localdate())
        return "is-late" if late else "is-wait"
    return "is-came" if pledge.fulfilment == S.RECEIVED else ""


def person_words(user: Any) -> str:
    """The full name of one of the staff, or the login where no name was entered."""
    return user.get_full_name() or user.get_username()


def day_words(day: datetime.date) -> str:
    """«5/12/2026»."""
    return date_format(day, "j/n/Y")


def _day(text: str) -> str:
    """An event keeps a day as ISO text."""
    try:
        return day_words(datetime.date.fromisoformat(text))
    except ValueError:
        return ""


def actor_words(event: PledgeEvent) -> str:
    """Who did it. An event without a person was the system's."""
    if event.by_donor:
        return _("The donor")
    return person_words(event.actor) if event.actor else _("The system")


def _fixed() -> dict[str, str]:
    """Actions that are said the same way whatever the event holds. They follow the name of who did it."""
    return {
        Action.CONFIRM: _("confirmed the promise"),
        Action.REOPEN: _("opened the promise again"),
        Action.MARK_SPAM: _("marked it as spam"),
        Action.UNMARK_SPAM: _("took the mark of spam away"),
        Action.LAPSE: _("set it aside: nobody answered"),
        Action.ASK_WRITE_OFF: _("proposed not to wait for the rest"),
        Action.REFUSE_WRITE_OFF: _("refused to close it without the rest"),
        Action.WRITE_OFF: _("closed it without waiting for the rest"),
        Action.AMEND: _("sent the promise again with corrections"),
        Action.NOTE: _("wrote a note"),
        Action.REVERSE: _("turned back a wrong entry"),
        Action.ERASE: _("erased the personal data"),
        Action.UNSHOW: _("took the name off the public account"),
        Action.REFUSE_REQUEST: _("answered that the request cannot be done"),
    }


def event_words(event: PledgeEvent, people: Mapping[int, str] | None = None) -> str:
    """What was done, to be read after `actor_words`: «gọi được, hẹn lại 5/12/2026».

    `people`: {pk of a user: name}, for who was handed the pledge.
    """
    action, after = event.action, event.after
    fixed = _fixed()
    if action in fixed:
        return fixed[action]
    if action in PledgeEvent.WISHES:
        return _asked(event)
    if action == Action.SUBMIT:
        return _("sent the promise") if event.by_donor else _("wrote the promise down")
    if action == Action.CANCEL:
        return _("withdrew the promise") if event.by_donor else _("cancelled the promise")
    if action == Action.ASSIGN:
        return _handed_on(event, people or {})
    if action == Action.REMIND:
        ways: dict[str, str] = {
            PledgeEvent.Way.MAIL: pgettext("by way of", "by mail"),
            PledgeEvent.Way.WORDS: pgettext("by way of", "by a message"),
        }
        return " ".join(filter(None, (_("reminded, time %(number)s") % {"number": after}, ways.get(event.before, ""))))
    if action == Action.THANK:
        thanks: dict[str, str] = {
            Pledge.Acknowledgement.MAIL: _("thanked by mail"),
            Pledge.Acknowledgement.LETTER: _("thanked by a letter on paper"),
            Pledge.Acknowledgement.CALL: _("thanked by telephone"),
        }
        return thanks.get(after, _("thanked"))
    if action == Action.REISSUE:
        labels = {"old": event.before, "new": after}
        return _("voided receipt %(old)s and issued %(new)s in its place") % labels
    if action == Action.RECEIVE:
        label = {"label": event.note}
        return _("recorded what came, receipt %(label)s") % label if event.note else _("recorded what came")
    day = _day(after)
    called: dict[str, str] = {
        Action.REACHED: _("called and reached the donor; next on %(day)s"),
        Action.NOT_REACHED: _("called and reached nobody; next on %(day)s"),
        Action.WILL_TRANSFER: _("agreed with the donor: to transfer on %(day)s"),
        Action.SCHEDULE: _("moved the next step to %(day)s"),
    }
    if action in called:
        return called[action] % {"day": day}
    return _("changed something (%(action)s)") % {"action": action}


def _asked(event: PledgeEvent) -> str:
    """By the donor, or by staff who wrote down what the donor said."""
    sentences = {
        Action.ASK_ERASURE: (
            _("asked for the personal data to be erased"),
            _("wrote down that the donor asks for erasure"),
        ),
        Action.ASK_ACCESS: (_("asked what is kept about the donor"), _("wrote down that the donor asks what is kept")),
        Action.ASK_UNSHOW: (
            _("asked for the name to be taken off the public account"),
            _("wrote down that the donor takes the name back from the public account"),
        ),
    }
    by_donor, by_staff = sentences[Action(event.action)]
    return by_donor if event.by_donor else by_staff


def _handed_on(event: PledgeEvent, people: Mapping[int, str]) -> str:
    if not event.after:
        return _("handed it to whoever supervises")
    name = people.get(int(event.after), "") if event.after.isdecimal() else ""
    return _("handed it to %(name)s") % {"name": name or _("somebody else")}


def change_words(event: PledgeEvent) -> str:
    """«Mới → Đã xác nhận», where the state changed; else ""."""
    if event.after not in _STATES or event.before == event.after:
        return ""
    return f"{_STATES[event.before]} → {_STATES[event.after]}" if event.before in _STATES else ""


def note_words(event: PledgeEvent) -> str:
    """The note, but for what `event_words` has said already."""
    return "" if event.action == Action.RECEIVE else event.note
