"""Forms for writing down a request about personal data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from donate.desk.list.filters import Words
from donate.following import finding
from donate.models import Pledge, PrivacyRequest, Receipt
from donate.promises.stages import what_words
from home.text.vietnamese import fold, format_amount, format_phone

ASKED_BY: list[Any] = [choice for choice in Pledge.Source.choices if choice[0] != Pledge.Source.WEB]
KNOWN_BY: list[Any] = [choice for choice in PrivacyRequest.KnownBy.choices if choice[0] != "page"]
MOST = 30  # shown of what is found
READ = 5_000  # newest receipts without a pledge whose payers are compared


@dataclass(frozen=True)
class Candidate:
    """One pledge, or one receipt without a pledge, that may be the person's."""

    kind: str  # the field's name in a form: "phieu" or "bien-nhan"
    pk: int
    label: str
    name: str
    phone: str
    what: str
    erased: bool

    @classmethod
    def of(cls, about: Pledge | Receipt) -> Candidate:
        if isinstance(about, Pledge):
            what = f"{what_words(about)}, {about.fund.name}" if not about.erased_at else about.fund.name
            return cls(
                "phieu", about.pk, about.reference, about.name, format_phone(about.phone), what, bool(about.erased_at)
            )
        line = about.line
        what = f"{format_amount(line.amount)}, {line.date:%d/%m/%Y}"
        return cls("bien-nhan", about.pk, about.label, about.payer, "", what, not about.payer)


class Search(forms.Form):
    q = Words(
        label=_("Telephone, name, reference or number of a receipt"),
        max_length=finding.LENGTH,
        error_messages={"required": _("Type what the person says of themselves.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def candidates(self) -> list[Candidate]:
        typed = self.cleaned_data["q"]
        pledges = finding.matching(Pledge.objects.filter(erased_at=None), typed).select_related("fund", "need")
        rows = [Candidate.of(pledge) for pledge in pledges.order_by("-created_at", "-pk")[:MOST]]
        return rows + [Candidate.of(receipt) for receipt in _walk_ins(typed)]


def _walk_ins(typed: str) -> list[Receipt]:
    """Receipts for something handed in without a pledge: by number, or by the payer's name however it is spelt."""
    receipts = Receipt.objects.filter(pledge=None).select_related("line")
    number = re.fullmatch(r"0*(\d{1,8})\s*/\s*(\d{4})", typed)
    if number:
        return list(receipts.filter(number=int(number[1]), year=int(number[2])))
    words = fold(typed).split()
    if not words or not any(word.isalpha() for word in words):
        return []
    newest = receipts.exclude(payer="").order_by("-year", "-number").values_list("pk", "payer")[:READ]
    fit = [pk for pk, payer in newest if all(word in fold(payer).split() for word in words)][:MOST]
    return list(receipts.filter(pk__in=fit).order_by("-year", "-number"))


class Ask(forms.Form):
    what = forms.ChoiceField(
        label=pgettext_lazy("privacy", "what is asked"),
        choices=PrivacyRequest.What.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is asked.")},
    )
    source = forms.ChoiceField(
        label=_("how it was asked"),
        choices=ASKED_BY,
        initial=Pledge.Source.PHONE,
        widget=forms.RadioSelect,
    )
    known_by = forms.ChoiceField(
        label=_("how we know who asks"),
        choices=KNOWN_BY,
        widget=forms.RadioSelect,
        help_text=_("Not sure? Write nothing down yet: somebody else might be asking."),
        error_messages={"required": _("Say how you made sure that it is this person.")},
    )


class Refusal(forms.Form):
    """Why it cannot be done. An empty reason is refused by whoever carries it out, in a sentence of theirs."""

    ly_do = forms.CharField(
        label=_("why, as the person will read it"),
        max_length=300,
        widget=forms.Textarea(attrs={"id": "ly-do", "rows": 3, "cols": False}),
    )


def about(request: HttpRequest) -> Any:
    """The pledge or receipt that is meant, by the words of the address or of the form; None when there is none."""
    given = request.POST if request.method == "POST" else request.GET
    for name, rows in (
        ("phieu", Pledge.objects.filter(erased_at=None).select_related("fund", "need")),
        ("bien-nhan", Receipt.objects.select_related("line", "pledge__fund", "pledge__need")),
    ):
        pk = given.get(name, "")
        if pk.isdecimal() and len(pk) < 12:
            row = rows.filter(pk=int(pk)).first()
            pledge = getattr(row, "pledge", None)
            return pledge if pledge is not None else row
    return None
