"""Recording what went out of a fund, with the evidence for it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Case, F, Sum, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin.widgets import AdminDateInput

from campaigns import ledger
from campaigns.approvals import ledger_proposals
from campaigns.ledger import NotEnough, evidence
from campaigns.models import Fund, LedgerEvidence, LedgerLine
from home.models import Unit
from home.safety.actors import NotAllowed, signed_in
from home.safety.locks import tried_twice
from home.text.form_fields import DongField, QuantityField
from home.text.vietnamese import format_amount, format_quantity

from .evidence_forms import EvidenceFields
from .once import Repeated, once


@dataclass(frozen=True)
class Held:
    """One kind of thing in the fund's store."""

    item: str
    item_unit: str
    quantity: Decimal

    @property
    def words(self) -> str:
        number = format_quantity(self.quantity)
        return _g("%(item)s: %(number)s %(unit)s there") % {"item": self.item, "number": number, "unit": self.item_unit}


def store(fund: Fund) -> list[Held]:
    """Goods received and not yet given, by name."""
    signed = Case(When(direction=LedgerLine.Direction.RECEIVED, then=F("quantity")), default=-F("quantity"))
    rows = (
        LedgerLine.objects.filter(fund=fund, kind=LedgerLine.Kind.GOODS)
        .order_by("item", "item_unit")
        .values("item", "item_unit")
        .annotate(held=Sum(signed))
    )
    return [Held(row["item"], row["item_unit"], row["held"]) for row in rows if row["held"] > 0]


class DistributionForm(EvidenceFields):
    public_fields = ("note", "beneficiaries", "place", "over_reason", "caption")
    kind = forms.ChoiceField(
        label=_("kind"),
        choices=[(LedgerLine.Kind.MONEY, _("Money")), (LedgerLine.Kind.GOODS, _("Goods"))],
        initial=LedgerLine.Kind.MONEY,
        widget=forms.RadioSelect,
    )
    amount = DongField(
        label=_("amount (đồng)"), required=False, help_text=_("Of goods: what they were worth, as when they came in.")
    )
    thing = forms.ChoiceField(label=_("which goods"), required=False)
    quantity = QuantityField(label=_("how many"), required=False)
    date = forms.DateField(label=_("given on"), widget=AdminDateInput)
    note = forms.CharField(
        label=_("for what"), max_length=200, help_text=_("As the public reads it: “Tôn và xà gồ, căn nhà thứ bảy”.")
    )
    beneficiaries = forms.CharField(
        label=_("to whom (masked)"),
        max_length=200,
        required=False,
        help_text=_("No full name: “hộ bà L., thôn Khuổi Cấp”."),
    )
    beneficiary_count = forms.IntegerField(label=_("how many people"), required=False, min_value=1, max_value=1_000_000)
    place = forms.CharField(label=_("where"), max_length=160, required=False)
    unit = forms.ModelChoiceField(label=_("unit"), queryset=Unit.objects.all(), required=False)
    decision_number = forms.CharField(label=_("decision"), max_length=60, required=False)
    over_reason = forms.CharField(
        label=_("why more than the fund holds"),
        max_length=300,
        required=False,
        help_text=_("Only when there is no other way. A second person has to agree before it is written."),
    )
    field_order = [
        "kind",
        "amount",
        "thing",
        "quantity",
        "date",
        "note",
        "beneficiaries",
        "beneficiary_count",
        "place",
        "unit",
        "decision_number",
        "file",
        "caption",
        "is_public",
        "consent",
        "shows_child",
        "consent_note",
        "over_reason",
    ]

    def __init__(self, fund: Fund, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fund, self.held = fund, (held := store(fund))
        stock = [(str(place), goods.words) for place, goods in enumerate(held)]
        self.fields["thing"].choices = [("", "—"), *stock]  # type: ignore[attr-defined]
        self.fields["date"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kind") == LedgerLine.Kind.MONEY:
            if not data.get("amount") and "amount" not in self.errors:
                self.add_error("amount", _("The amount must be more than zero."))
        elif data.get("kind") == LedgerLine.Kind.GOODS:
            if not data.get("thing") and "thing" not in self.errors:
                self.add_error("thing", _("Say what it is and how many."))
            if not data.get("quantity") and "quantity" not in self.errors:
                self.add_error("quantity", _("Say what it is and how many."))
        return data

    def find_doubts(self) -> list[str]:
        doubts, day = super().find_doubts(), self.cleaned_data["date"]
        if self.fund.opens_on and day < self.fund.opens_on:
            names = {"fund": self.fund.name, "day": f"{self.fund.opens_on:%d/%m/%Y}"}
            doubts.append(_g("“%(fund)s” was launched on %(day)s only.") % names)
        return doubts

    def facts(self) -> dict[str, Any]:
        """The keywords for `ledger.post`."""
        data = self.cleaned_data
        facts = {
            name: data[name]
            for name in (
                "date",
                "note",
                "beneficiaries",
                "beneficiary_count",
                "place",
                "unit",
                "decision_number",
                "kind",
            )
        }
        facts["amount"] = data["amount"] or 0
        facts["channel"] = LedgerLine.Channel.OTHER
        if data["kind"] == LedgerLine.Kind.GOODS:
            goods = self.held[int(data["thing"])]
            facts |= {"item": goods.item, "item_unit": goods.item_unit, "quantity": data["quantity"]}
        return facts


@require_http_methods(["GET", "POST"])
def distribute(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.has_perm("campaigns.record_distribution"):
        raise PermissionDenied
    fund = get_object_or_404(Fund.objects.select_related("ledger_totals"), pk=pk)
    posted = request.method == "POST"
    form = DistributionForm(fund, request.POST if posted else None, request.FILES if posted else None)
    if request.method == "POST" and form.is_valid():
        answer = _record(request, fund, form)
        if answer is not None:
            return answer
    context = {
        "fund": fund,
        "form": form,
        "header_title": _g("Record a distribution: %(fund)s") % {"fund": fund.name},
        "balance": format_amount(fund.totals.balance),
    }
    return TemplateResponse(request, "campaigns/desk/distribution.html", context)


def _record(request: HttpRequest, fund: Fund, form: DistributionForm) -> HttpResponse | None:
    try:
        line = _written(signed_in(request), fund, form)
    except Repeated as again:
        return _again(request, again)
    except NotEnough as error:
        if form.cleaned_data["over_reason"].strip():
            return _ask_for_more(request, fund, form)
        way_out = _g("If it cannot wait, say why at the end of the form: a second person decides.")
        place = "quantity" if form.cleaned_data["kind"] == LedgerLine.Kind.GOODS else "amount"
        form.add_error(place, f"{error} {way_out}")
        return None
    except NotAllowed as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, _g("Line %(number)d stands in the ledger, and in public.") % {"number": line.sequence})
    return redirect("campaigns_ledger:inspect", line.pk)


@tried_twice
def _written(by: User, fund: Fund, form: DistributionForm) -> LedgerLine:
    data = form.cleaned_data
    with once(form.key, by) as done:
        line = ledger.distribute(fund, by, **form.facts())
        evidence.attach_all(line, data["file"], by, data["caption"], data["is_public"], form.agreed)
        done.led_to = reverse("campaigns_ledger:inspect", args=[line.pk])
    return line


def _ask_for_more(request: HttpRequest, fund: Fund, form: DistributionForm) -> HttpResponse | None:
    try:
        _asked(signed_in(request), fund, form)
    except Repeated as again:
        return _again(request, again)
    except NotAllowed as error:
        form.add_error(None, str(error))
        return None
    messages.warning(
        request, _g("More than the fund holds: it waits for a second person, and the evidence is added afterwards.")
    )
    return redirect("campaigns_proposals")


@tried_twice
def _asked(by: User, fund: Fund, form: DistributionForm) -> None:
    with once(form.key, by) as done:
        ledger_proposals.propose_over_balance(fund, by, form.cleaned_data["over_reason"], form.facts())
        done.led_to = reverse("campaigns_proposals")


def _again(request: HttpRequest, again: Repeated) -> HttpResponse:
    messages.warning(request, _g("This form was sent already; nothing was written a second time."))
    return redirect(again.led_to)


@require_http_methods(["GET", "POST"])
def add_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """More files behind a line: the line itself never changes."""
    if not request.user.has_perm("campaigns.record_distribution"):
        raise PermissionDenied
    line = get_object_or_404(LedgerLine.objects.select_related("fund"), pk=pk)
    posted = request.method == "POST"
    form = EvidenceFields(request.POST if posted else None, request.FILES if posted else None)
    form.fields["file"].required = True
    if posted and form.is_valid():
        answer = _keep(request, line, form)
        if answer is not None:
            return answer
    context = {
        "form": form,
        "line": line,
        "header_title": _g("Evidence of line %(number)d") % {"number": line.sequence},
        "header_subtitle": str(line.fund),
    }
    return TemplateResponse(request, "campaigns/desk/evidence.html", context)


def _keep(request: HttpRequest, line: LedgerLine, form: EvidenceFields) -> HttpResponse | None:
    try:
        kept = _kept(signed_in(request), line, form)
    except Repeated as again:
        return _again(request, again)
    except NotAllowed as error:
        form.add_error(None, str(error))
        return None
    words = ngettext(
        "%(files)d file is kept behind line %(number)d.",
        "%(files)d files are kept behind line %(number)d.",
        len(kept),
    )
    messages.success(request, words % {"files": len(kept), "number": line.sequence})
    return redirect("campaigns_ledger:inspect", line.pk)


@tried_twice
def _kept(by: User, line: LedgerLine, form: EvidenceFields) -> list[LedgerEvidence]:
    data = form.cleaned_data
    with once(form.key, by) as done:
        kept = evidence.attach_all(line, data["file"], by, data["caption"], data["is_public"], form.agreed)
        done.led_to = reverse("campaigns_ledger:inspect", args=[line.pk])
    return kept
