"""Everything a person can do with one pledge at the desk: a table. The buttons come from it, and the server obeys it.

`may` says whether the pledge's state lets it; the right is asked first. lifecycle.py has the last word on both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from donate.letters import drafts, reminders
from donate.models import Pledge
from donate.promises import lifecycle
from donate.promises.lifecycle import STEPS

from . import forms

HANDLE, ASSIGN = "donate.handle_pledge", "donate.assign_pledge"
Data = dict[str, Any]
Doing = Callable[[Pledge, Any, Data, int], Any]


@dataclass(frozen=True)
class Action:
    slug: str
    label: Any  # what the button says
    said: Any  # what is said once it is done
    form: type[forms.VersionedForm]
    may: Callable[[Pledge], bool]
    do: Doing
    writes: tuple[str, ...]  # the events it leaves behind
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
    return _can_be_asked(pledge) and _can("confirm")(pledge)


def _can_be_called(pledge: Pledge) -> bool:
    return pledge.is_open and not pledge.erased_at


def _can(step: str) -> Callable[[Pledge], bool]:
    return lambda pledge: pledge.fulfilment in STEPS[step].before and not pledge.erased_at


def _step(step: str) -> Doing:
    return lambda pledge, by, data, version: lifecycle.take(pledge, step, by, data.get("note", ""), version)


def _called(outcome: str) -> Doing:
    return lambda pledge, by, data, version: lifecycle.contacted(
        pledge, by, outcome, data["day"], data["note"], version
    )


def _called_and_confirmed(pledge: Pledge, by: Any, data: Data, version: int) -> None:
    with transaction.atomic():
        lifecycle.contacted(pledge, by, "reached", data["day"], data["note"], version)
        lifecycle.take(pledge, "confirm", by)


def _thank_by_mail(pledge: Pledge, by: Any, data: Data, version: int) -> None:
    with transaction.atomic():
        lifecycle.thanked(pledge, by, Pledge.Acknowledgement.MAIL, version)
        drafts.send(pledge, drafts.thanks_subject(pledge), data["text"])


def _thank(how: str) -> Doing:
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
        ("reached", "confirm"),
    ),
    Action(
        "goi-duoc", _("Reached"), _("Noted: reached."), forms.CallForm, _can_be_called, _called("reached"), ("reached",)
    ),
    Action(
        "khong-gap",
        _("Not reached"),
        _("Noted: not reached."),
        forms.CallForm,
        _can_be_called,
        _called("not_reached"),
        ("not_reached",),
    ),
    Action(
        "hen-chuyen",
        _("Will give on that day"),
        _("Noted: the donor gives on that day."),
        forms.AgreedForm,
        _can_be_asked,
        _called("will_transfer"),
        ("will_transfer",),
    ),
    # --- the promise --------------------------------------------------------------------------------------------------
    Action(
        "xac-nhan",
        _("Confirm without a call"),
        _("The promise is confirmed."),
        forms.OptionalNoteForm,
        _can_confirm,
        _step("confirm"),
        ("confirm",),
    ),
    Action(
        "hen-ngay",
        _("Set another day"),
        _("The day is set."),
        forms.DayForm,
        _open,
        lambda pledge, by, data, version: lifecycle.schedule(pledge, by, data["day"], data["note"], version),
        ("schedule",),
    ),
    Action(
        "giao",
        _("Hand it to somebody"),
        _("Handed on."),
        forms.AssignForm,
        lifecycle.is_work,
        lambda pledge, by, data, version: lifecycle.assign(pledge, by, data["to"], data["note"], version),
        ("assign",),
        (ASSIGN,),
    ),
    Action(
        "nhan-viec",
        _("I take it"),
        _("It is yours now."),
        forms.PlainForm,
        lifecycle.is_work,
        lambda pledge, by, data, version: lifecycle.assign(pledge, by, by, version=version),
        ("assign",),
        (HANDLE, ASSIGN),
    ),
    Action(
        "ghi-chu",
        _("Write a note"),
        _("The note is kept."),
        forms.NoteForm,
        lambda pledge: not pledge.erased_at,
        lambda pledge, by, data, version: lifecycle.note(pledge, by, data["note"], version),
        ("note",),
    ),
    Action(
        "huy",
        _("Cancel the promise"),
        _("The promise is cancelled."),
        forms.ReasonForm,
        _can("cancel"),
        _step("cancel"),
        ("cancel",),
    ),
    Action(
        "mo-lai",
        _("Open it again"),
        _("The promise is open again."),
        forms.ReasonForm,
        _can("reopen"),
        _step("reopen"),
        ("reopen",),
    ),
    Action(
        "rac",
        _("Mark as spam"),
        _("Marked as spam."),
        forms.PlainForm,
        _can("mark_spam"),
        _step("mark_spam"),
        ("mark_spam",),
    ),
    Action(
        "bo-rac",
        _("Not spam after all"),
        _("The mark is taken away."),
        forms.PlainForm,
        _can("unmark_spam"),
        _step("unmark_spam"),
        ("unmark_spam",),
    ),
    # --- letters ------------------------------------------------------------------------------------------------------
    Action(
        "nhac",
        _("Send the reminder by mail"),
        _("The reminder goes out."),
        forms.LetterForm,
        lambda pledge: _can_be_called(pledge) and bool(pledge.email),
        lambda pledge, by, data, version: reminders.send(pledge, by, data["text"], version),
        ("remind",),
        draft=True,
    ),
    Action(
        "da-nhac",
        _("I have reminded the donor"),
        _("Noted: reminded."),
        forms.PlainForm,
        _can_be_called,
        lambda pledge, by, data, version: reminders.passed_on(pledge, by, version),
        ("remind",),
    ),
    Action(
        "cam-on",
        _("Send the thanks by mail"),
        _("The letter of thanks goes out."),
        forms.LetterForm,
        lambda pledge: lifecycle.can_be_thanked(pledge) and bool(pledge.email),
        _thank_by_mail,
        ("thank",),
        draft=True,
    ),
    Action(
        "cam-on-thu",
        _("The letter is on its way"),
        _("Noted: thanked by letter."),
        forms.PlainForm,
        lifecycle.can_be_thanked,
        _thank(Pledge.Acknowledgement.LETTER),
        ("thank",),
    ),
    Action(
        "cam-on-goi",
        _("Thanked by telephone"),
        _("Noted: thanked by telephone."),
        forms.PlainForm,
        lifecycle.can_be_thanked,
        _thank(Pledge.Acknowledgement.CALL),
        ("thank",),
    ),
)
ACTIONS: dict[str, Action] = {action.slug: action for action in _ALL}


def open_actions(pledge: Pledge, user: Any) -> dict[str, Action]:
    """{slug: action} of what this person may do now."""
    return {slug: action for slug, action in ACTIONS.items() if action.open_to(pledge, user)}
