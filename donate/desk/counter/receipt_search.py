"""Receipts found: by number, by reference, by payer in any spelling; by day, fund, valid or void."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import Fund
from donate.models import Receipt, ReceiptSequence
from donate.promises import reference
from home.calendar.days import midnight, midnight_after
from home.text.vietnamese import fold

ON_A_PAGE = 40
MANY = 1000  # found: counted so far, and then said to be more
NUMBER = re.compile(r"0*(\d{1,9})(?:\s*/\s*(\d{4}))?")


class FilterForm(forms.Form):
    q = forms.CharField(label=pgettext_lazy("receipts", "number, reference or payer"), required=False, max_length=80)
    tu = forms.DateField(label=_("issued from"), required=False)
    den = forms.DateField(label=_("until"), required=False)
    quy = forms.ModelChoiceField(
        label=_("fund"), queryset=Fund.objects.exclude(state=Fund.State.DRAFT), required=False, empty_label=_("all")
    )
    loai = forms.ChoiceField(
        label=pgettext_lazy("receipts", "which"),
        choices=[("", _("all")), ("con", _("valid")), ("huy", pgettext_lazy("receipts", "void"))],
        required=False,
    )

    def clean_q(self) -> str:
        return " ".join(self.cleaned_data["q"].split())

    @property
    def narrows(self) -> bool:
        return self.is_valid() and any(self.cleaned_data.values())


def matching(choice: dict[str, Any]) -> QuerySet[Receipt]:
    """Newest first. `choice`: the form's cleaned data, or {} for all."""
    receipts = Receipt.objects.all()
    if words := choice.get("q"):
        receipts = receipts.filter(_words(words))
    if day := choice.get("tu"):
        receipts = receipts.filter(issued_at__gte=midnight(day))
    if day := choice.get("den"):  # the last day counts too
        receipts = receipts.filter(issued_at__lt=midnight_after(day))
    if fund := choice.get("quy"):
        receipts = receipts.filter(line__fund=fund)
    if which := choice.get("loai"):
        receipts = receipts.filter(voided_at__isnull=which == "con")
    return receipts.order_by("-year", "-number")


def _words(words: str) -> Q:
    wanted = Q(folded_payer__contains=fold(words))
    if number := NUMBER.fullmatch(words):
        wanted |= Q(number=int(number[1]), year=int(number[2])) if number[2] else Q(number=int(number[1]))
    code = reference.normalise(words)
    if reference.is_valid(code):
        wanted |= Q(pledge__reference=code)
    return wanted


def how_many(receipts: QuerySet[Receipt], narrowed: bool) -> tuple[int, bool]:
    """(number, whether there are more). All of them are what the gapless sequences say: nothing is counted."""
    if not narrowed:
        return ReceiptSequence.objects.aggregate(all=Sum("last"))["all"] or 0, False
    counted = receipts.order_by()[: MANY + 1].count()
    return min(counted, MANY), counted > MANY
