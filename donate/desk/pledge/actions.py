"""Everything a person can do with one pledge at the desk: a table. The buttons come from it, and the server obeys it.

`may` says whether the pledge's state lets it; the right is asked first. lifecycle.py has the last word on both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from donate.letters import reminders, thanks
from donate.models import Pledge, PledgeEvent
from donate.promises import lifecycle
from donate.promises.lifecycle import STEPS
from home.safety.locks import holding, tried_twice

from . import forms

HANDLE, ASSIGN = "donate.handle_pledge", "donate.assign_pledge"
Data = dict[str, Any]
Doing = Callable[[Pledge, User, Data, int], object]
Event: TypeAlias = PledgeEvent.Action


@dataclass(frozen=True)
class Action:
    slug: str
    label: Any  # what the button says
    done_words: Any  # what is said once it is done
    form: type[forms.VersionedForm]
    may: Callable[[Pledge], bool]
    do: Doing
    writes: tuple[Event, ...]  # the events it leaves behind
    rights: tuple[str, ...] = (HANDLE,)
    draft: bool = False  # has a page of its own, with a draft to look at first

    def open_to(self, pledge: Pledge, user: Any) -> bool:
        return user.has_perms(self.rights) and self.may(pledge)


def _open(pledge: Pledge) -> bool:
    return pledge.is_open


def _can_be_asked(pledge: Pledge) -> bool:
    """About the promise: not while the donor waits to be erased."""
    return _can_be_called(pledge) and not pledge.erasure_requested_at


def _can_confirm(pledge: Pledge) -> bool:
    return _can_be_asked(pledge) and _can(Event.CONFIRM)(pledge)


def _can_be_called(pledge: Pledge) -> bool:
    return pledge.is_open and not pledge.erased_at


def _can(step: Event) -> Callable[[Pledge], bool]:
    return lambda pledge: pledge.fulfilment in STEPS[step].before and not pledge.erased_at


def _step(step: Event) -> Doing:
    return lambda pledge, by, data, version: lifecycle.take(pledge, step, by, data.get("note", ""), version)


def _called(outcome: PledgeEvent.Call) -> Doing:
    return lambda pledge, by, data, version: lifecycle.contacted(
        pledge, by, outcome, data["day"], data["note"], version
    )


@tried_twice
def _called_and_confirmed(pledge: Pledge, by: User, data: Data, version: int) -> None:
    with holding(pledge):
        lifecycle.contacted(pledge, by, PledgeEvent.Call.REACHED, data["day"], data["note"], version)
        lifecycle.take(pledge, Event.CONFIRM, by)


def _thank(how: Pledge.Acknowledgement) -> Doing:
    return lambda pledge, by, data, version: lifecycle.thanked(pledge, by, how, version)


_ALL = (
    # --- the call -----------------------------------------------------------------------------------------------------
    Action(
        "goi-xac-nhan",
        _("Reached and confirmed"),
        _("Noted: reached and confirmed."),
        forms.CallForm,
        _can_confirm,
        _called_and_confirmed,
        (Event.REACHED, Event.CONFIRM),
    ),
    Action(
        "goi-duoc",
        _("Reached"),
        _("Noted: reached."),
        forms.CallForm,
        _can_be_called,
        _called(PledgeEvent.Call.REACHED),
        (Event.REACHED,),
    ),
    Action(
        "khong-gap",
        _("Not reached"),
        _("Noted: not reached."),
        forms.CallForm,
        _can_be_called,
        _called(PledgeEvent.Call.NOT_REACHED),
        (Event.NOT_REACHED,),
    ),
    Action(
        "hen-chuyen",
        _("Will give on that day"),
        _("Noted: the donor gives on that day."),
        forms.AgreedForm,
        _can_be_asked,
        _called(PledgeEvent.Call.WILL_TRANSFER),
        (Event.WILL_TRANSFER,),
    ),
    # --- the promise --------------------------------------------------------------------------------------------------
    Action(
        "xac-nhan",
        _("Confirm without a call"),
        _("The promise is confirmed."),
        forms.OptionalNoteForm,
        _can_confirm,
        _step(Event.CONFIRM),
        (Event.CONFIRM,),
    ),
    Action(
        "hen-ngay",
        _("Set another day"),
        _("The day is set."),
        forms.DayForm,
        _open,
        lambda pledge, by, data, version: lifecycle.schedule(pledge, by, data["day"], data["note"], version),
        (Event.SCHEDULE,),
    ),
    Action(
        "giao",
        _("Hand it to somebody"),
        _("Handed on."),
        forms.AssignForm,
        lifecycle.is_work,
        lambda pledge, by, data, version: lifecycle.assign(pledge, by, data["to"], data["note"], version),
        (Event.ASSIGN,),
        (ASSIGN,),
    ),
    Action(
        "nhan-viec",
        _("I take it"),
        _("It is yours now."),
        forms.PlainForm,
        lifecycle.is_work,
        lambda pledge, by, data, version: lifecycle.assign(pledge, by, by, version=version),
        (Event.ASSIGN,),
        (HANDLE, ASSIGN),
    ),
    Action(
        "ghi-chu",
        _("Write a note"),
        _("The note is kept."),
        forms.NoteForm,
        lambda pledge: not pledge.erased_at,
        lambda pledge, by, data, version: lifecycle.note(pledge, by, data["note"], version),
        (Event.NOTE,),
    ),
    Action(
        "huy",
        _("Cancel the promise"),
        _("The promise is cancelled."),
        forms.ReasonForm,
        _can(Event.CANCEL),
        _step(Event.CANCEL),
        (Event.CANCEL,),
    ),
    Action(
        "mo-lai",
        _("Open it again"),
        _("The promise is open again."),
        forms.ReasonForm,
        _can(Event.REOPEN),
        _step(Event.REOPEN),
        (Event.REOPEN,),
    ),
    Action(
        "rac",
        _("Mark as spam"),
        _("Marked as spam."),
        forms.PlainForm,
        _can(Event.MARK_SPAM),
        _step(Event.MARK_SPAM),
        (Event.MARK_SPAM,),
    ),
    Action(
        "bo-rac",
        _("Not spam after all"),
        _("The mark is taken away."),
        forms.PlainForm,
        _can(Event.UNMARK_SPAM),
        _step(Event.UNMARK_SPAM),
        (Event.UNMARK_SPAM,),
    ),
    # --- letters ------------------------------------------------------------------------------------------------------
    Action(
        "nhac",
        _("Send the reminder by mail"),
        _("The reminder goes out."),
        forms.LetterForm,
        lambda pledge: _can_be_called(pledge) and bool(pledge.email),
        lambda pledge, by, data, version: reminders.send(pledge, by, data["text"], version),
        (Event.REMIND,),
        draft=True,
    ),
    Action(
        "da-nhac",
        _("I have reminded the donor"),
        _("Noted: reminded."),
        forms.PlainForm,
        _can_be_called,
        lambda pledge, by, data, version: reminders.passed_on(pledge, by, version),
        (Event.REMIND,),
    ),
    Action(
        "cam-on",
        _("Send the thanks by mail"),
        _("The letter of thanks goes out."),
        forms.LetterForm,
        lambda pledge: lifecycle.can_be_thanked(pledge) and bool(pledge.email),
        lambda pledge, by, data, version: thanks.send(pledge, by, data["text"], version),
        (Event.THANK,),
        draft=True,
    ),
    Action(
        "cam-on-thu",
        _("The letter is on its way"),
        _("Noted: thanked by letter."),
        forms.PlainForm,
        lifecycle.can_be_thanked,
        _thank(Pledge.Acknowledgement.LETTER),
        (Event.THANK,),
    ),
    Action(
        "cam-on-goi",
        _("Thanked by telephone"),
        _("Noted: thanked by telephone."),
        forms.PlainForm,
        lifecycle.can_be_thanked,
        _thank(Pledge.Acknowledgement.CALL),
        (Event.THANK,),
    ),
)
ACTIONS: dict[str, Action] = {action.slug: action for action in _ALL}


def open_actions(pledge: Pledge, user: Any) -> dict[str, Action]:
    """{slug: action} of what this person may do now."""
    return {slug: action for slug, action in ACTIONS.items() if action.open_to(pledge, user)}
