"""Recording what went out of a fund, with the evidence for it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Case, F, Sum, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.widgets import AdminDateInput

from home.models import Unit
from home.upload_forms import CheckedDocumentField
from home.vietnamese import format_amount

from .. import evidence, ledger, proposals
from ..fields import DongField
from ..ledger import LedgerError, NotEnough
from ..models import Fund, LedgerLine


@dataclass(frozen=True)
class Held:
    """One kind of thing in the fund's store."""

    item: str
    item_unit: str
    quantity: Decimal

    @property
    def words(self) -> str:
        number = f"{self.quantity.normalize():f}".replace(".", ",")
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


class EvidenceFields(forms.Form):
    file = CheckedDocumentField(
        label=_("signed list, invoice or report"),
        required=False,
        help_text=_("A PDF as a rule. Staff alone may open it."),
    )
    caption = forms.CharField(label=_("what this file is"), max_length=120, required=False)
    is_public = forms.BooleanField(
        label=_("anybody may open the file"),
        required=False,
        help_text=_("Only when no name, telephone, address or identity number stands in it."),
    )


class DistributionForm(EvidenceFields):
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
    quantity = forms.DecimalField(
        label=_("how many"), required=False, min_value=Decimal("0.01"), max_digits=12, decimal_places=2
    )
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
        *("kind", "amount", "thing", "quantity", "date", "note", "beneficiaries", "beneficiary_count", "place", "unit"),
        *("decision_number", "file", "caption", "is_public", "over_reason"),
    ]

    def __init__(self, held: list[Held], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = held
        self.fields["thing"].choices = [("", "—"), *((str(place), one.words) for place, one in enumerate(held))]  # type: ignore[attr-defined]
        self.fields["date"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == LedgerLine.Kind.MONEY:
            if not data.get("amount") and "amount" not in self.errors:
                self.add_error("amount", _("The amount must be more than zero."))
        elif data.get("kind") == LedgerLine.Kind.GOODS:
            if not data.get("thing") and "thing" not in self.errors:
                self.add_error("thing", _("Say what it is and how many."))
            if not data.get("quantity") and "quantity" not in self.errors:
                self.add_error("quantity", _("Say what it is and how many."))
        return data

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
            thing = self.held[int(data["thing"])]
            facts |= {"item": thing.item, "item_unit": thing.item_unit, "quantity": data["quantity"]}
        return facts


@require_http_methods(["GET", "POST"])
def distribute(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.has_perm("campaigns.record_distribution"):
        raise PermissionDenied
    fund = get_object_or_404(Fund.objects.select_related("ledger_totals"), pk=pk)
    form = DistributionForm(store(fund), request.POST or None, request.FILES or None)
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
    data, facts = form.cleaned_data, form.facts()
    try:
        with transaction.atomic():
            line = ledger.post(fund, LedgerLine.Direction.DISTRIBUTED, recorder=request.user, **facts)
            if data["file"]:
                evidence.attach(line, data["file"], request.user, data["caption"], data["is_public"])
    except NotEnough as error:
        if not data["over_reason"].strip():
            form.add_error("quantity" if data["kind"] == LedgerLine.Kind.GOODS else "amount", str(error))
            return None
        proposals.propose_over_balance(fund, request.user, data["over_reason"], facts)
        messages.warning(
            request, _g("More than the fund holds: it waits for a second person, and the evidence is added afterwards.")
        )
        return redirect("campaigns_proposals")
    except LedgerError as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, _g("Line %(number)d stands in the ledger, and in public.") % {"number": line.sequence})
    return redirect("campaigns_ledger:inspect", line.pk)


@require_http_methods(["GET", "POST"])
def add_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """One more file behind a line: the line itself never changes."""
    if not request.user.has_perm("campaigns.record_distribution"):
        raise PermissionDenied
    line = get_object_or_404(LedgerLine.objects.select_related("fund"), pk=pk)
    form = EvidenceFields(request.POST or None, request.FILES or None)
    form.fields["file"].required = True
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        evidence.attach(line, data["file"], request.user, data["caption"], data["is_public"])
        messages.success(request, _g("The file is kept behind line %(number)d.") % {"number": line.sequence})
        return redirect("campaigns_ledger:inspect", line.pk)
    title = _g("Evidence of line %(number)d") % {"number": line.sequence}
    return TemplateResponse(
        request, "campaigns/desk/simple_form.html", {"form": form, "header_title": title, "multipart": True}
    )
