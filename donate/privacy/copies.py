"""All that is kept about a person with one pledge, in words: on the donor's own page, as text, as JSON.

Notes that staff wrote are part of it: they are about the person. Names of staff are not.
"""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donate.models import DataAccess, DeskSettings, Pledge, PledgeEvent, PrivacyRequest, Receipt
from donate.promises import consents, personal_data
from donate.promises.stages import what_words
from home.text.vietnamese import format_amount, format_phone

Action = PledgeEvent.Action
EVENTS: dict[str, Any] = {
    Action.SUBMIT: gettext_lazy("the promise was made"),
    Action.CONFIRM: gettext_lazy("confirmed"),
    Action.CANCEL: gettext_lazy("withdrawn or cancelled"),
    Action.REOPEN: gettext_lazy("taken up again"),
    Action.MARK_SPAM: gettext_lazy("set aside as not meant"),
    Action.UNMARK_SPAM: gettext_lazy("taken up again"),
    Action.LAPSE: gettext_lazy("set aside, unanswered"),
    Action.ASK_WRITE_OFF: gettext_lazy("proposed not to wait for the rest"),
    Action.REFUSE_WRITE_OFF: gettext_lazy("refused to close it without the rest"),
    Action.REISSUE: gettext_lazy("another receipt was issued"),
    Action.WRITE_OFF: gettext_lazy("closed, without waiting for the rest"),
    Action.REACHED: gettext_lazy("the chapter called and spoke with you"),
    Action.NOT_REACHED: gettext_lazy("the chapter called, no answer"),
    Action.WILL_TRANSFER: gettext_lazy("the chapter called: you will transfer"),
    Action.SCHEDULE: gettext_lazy("next step set"),
    Action.ASSIGN: gettext_lazy("handed to an officer"),
    Action.NOTE: gettext_lazy("note of an officer"),
    Action.REMIND: gettext_lazy("a reminder was sent"),
    Action.THANK: gettext_lazy("thanked"),
    Action.AMEND: gettext_lazy("details put right"),
    Action.RECEIVE: gettext_lazy("received"),
    Action.REVERSE: gettext_lazy("an entry was turned back"),
    Action.ASK_ACCESS: gettext_lazy("you asked to see your data"),
    Action.ASK_UNSHOW: gettext_lazy("you asked not to be shown"),
    Action.ASK_ERASURE: gettext_lazy("you asked for erasure"),
    Action.UNSHOW: gettext_lazy("your name was taken off the public account"),
    Action.REFUSE_REQUEST: gettext_lazy("a request of yours could not be done"),
}


class Row(NamedTuple):
    label: str
    value: str


class Section(NamedTuple):
    key: str
    title: str
    rows: list[Row]


def copy_of(pledge: Pledge) -> list[Section]:
    """In the order in which a person would ask. Empty rows are left out."""
    sections = [
        Section("about_you", _("About you"), _person(pledge)),
        Section("promise", _("Your promise"), _promise(pledge)),
        Section("consent", _("What you agreed to"), _consent(pledge)),
        Section("came_in", _("What came in"), _receipts(pledge)),
        Section("history", _("What happened, and what was noted"), _history(pledge)),
        Section("letters", _("Letters that were sent"), _letters(pledge)),
        Section("use", _("Who used your data"), _use(pledge)),
        Section("keeping", _("How long it is kept"), [Row(_("Until"), _until())]),
    ]
    sections = [Section(section.key, section.title, [row for row in section.rows if row.value]) for section in sections]
    return [section for section in sections if section.rows]


def as_text(pledge: Pledge) -> str:
    made = _moment(timezone.now())
    lines = [_("What the chapter keeps about you"), f"{_('Reference')}: {pledge.reference}", f"{_('Made')}: {made}"]
    for section in copy_of(pledge):
        lines += ["", section.title.upper()]
        lines += [f"{row.label}: {row.value}" if row.label else row.value for row in section.rows]
    return "\r\n".join(lines) + "\r\n"


def as_data(pledge: Pledge) -> dict[str, Any]:
    """For a machine: {section: [{"label", "value"}]}."""
    parts = {
        section.key: [{"label": row.label, "value": row.value} for row in section.rows] for section in copy_of(pledge)
    }
    return {"reference": pledge.reference, "made": timezone.localtime().isoformat(timespec="seconds"), **parts}


def _moment(at: datetime.datetime | None) -> str:
    return date_format(localtime(at), "H:i j/n/Y") if at else ""


def _day(day: datetime.date | None) -> str:
    return date_format(day, "j/n/Y") if day else ""


def _person(pledge: Pledge) -> list[Row]:
    return [
        Row(_("Given by"), str(pledge.get_donor_type_display())),
        Row(_("Name"), pledge.name),
        Row(_("Telephone"), format_phone(pledge.phone)),
        Row(_("E-mail"), pledge.email),
        Row(_("Commune or ward"), pledge.commune),
        Row(_("Blood group"), str(pledge.get_blood_group_display())),
        Row(_("Your words"), pledge.message),
    ]


def _promise(pledge: Pledge) -> list[Row]:
    return [
        Row(_("Made"), _moment(pledge.created_at)),
        Row(_("How"), str(pledge.get_source_display())),
        Row(_("For"), pledge.fund.name),
        Row(_("What"), what_words(pledge)),
        Row(_("Day that suits"), _day(pledge.available_on)),
        Row(_("State"), str(pledge.get_fulfilment_display())),
    ]


def _consent(pledge: Pledge) -> list[Row]:
    wording = consents.WORDINGS.get(pledge.consent_version)
    how = str(pledge.get_consent_how_display())
    shown = pledge.public_name if pledge.consent_publish_at else _("no: “Anonymous donor” is shown")
    return [
        Row(_("When and how"), f"{_moment(pledge.consented_at)}, {how[:1].lower()}{how[1:]}"),
        Row(_("Version of the wording"), pledge.consent_version),
        Row(_("The words"), wording.processing if wording else ""),
        Row(_("Name shown in public"), shown),
        Row(_("Agreed to be shown"), _moment(pledge.consent_publish_at)),
    ]


def _receipts(pledge: Pledge) -> list[Row]:
    rows = []
    for receipt in pledge.receipts.select_related("line").order_by("year", "number"):
        parts = [
            _day(receipt.line.date),
            format_amount(receipt.line.amount) if receipt.line.amount else "",
            receipt.payer,
        ]
        parts += [receipt.payer_address, _("void") if receipt.voided_at else ""]
        rows.append(Row(_("Receipt %(label)s") % {"label": receipt.label}, ", ".join(filter(None, parts))))
    for line in pledge.bank_lines.exclude(memo=""):
        rows.append(Row(_("From the bank's statement"), f"{_day(line.date)}, {line.memo}"))
    return rows


def _history(pledge: Pledge) -> list[Row]:
    rows = []
    for event in pledge.events.all():
        words = str(EVENTS.get(event.action, event.action.replace("_", " ")))
        rows.append(Row(_moment(event.at), f"{words}: {event.note}" if event.note else words))
    for request in pledge.privacy_requests.exclude(refused_because=""):
        rows.append(Row(_moment(request.done_at), _("refused: %(why)s") % {"why": request.refused_because}))
    for reason in pledge.write_offs.exclude(reason="").values_list("proposed_at", "reason"):
        rows.append(Row(_moment(reason[0]), reason[1]))
    return rows


def _letters(pledge: Pledge) -> list[Row]:
    return [Row(_moment(at), words) for place in personal_data.places() for at, words in place.letters(pledge)]


def _use(pledge: Pledge) -> list[Row]:
    counted = DataAccess.objects.filter(pledge=pledge).order_by("action").values("action").annotate(number=Count("pk"))
    rows = [
        Row(str(DataAccess.Action(use["action"]).label), _("%(number)d times by staff") % {"number": use["number"]})
        for use in counted
    ]
    requests = pledge.privacy_requests.order_by("asked_at", "pk")
    rows += [
        Row(_("You asked"), f"{PrivacyRequest.What(request.what).label} ({_moment(request.asked_at)})")
        for request in requests
    ]
    return [*rows, Row(_("Passed on"), _("to nobody outside the chapter"))]


def _until() -> str:
    months = DeskSettings.load().months_kept
    if months <= 0:
        return _("you ask for erasure")
    return _("%(months)d months after the last step; then it is erased by itself") % {"months": months}


def of_receipt(receipt: Receipt) -> list[Section]:
    """The same for something handed in without a pledge."""
    shown = getattr(receipt.line, "public_name", None)
    rows = [
        Row(_("Received from"), receipt.payer),
        Row(_("Address"), receipt.payer_address),
        Row(_("Name shown in public"), shown.name if shown else ""),
        Row(_("Date"), _day(receipt.line.date)),
        Row(_("Amount"), format_amount(receipt.line.amount) if receipt.line.amount else ""),
    ]
    return [Section("receipt", _("Receipt %(label)s") % {"label": receipt.label}, [row for row in rows if row.value])]
