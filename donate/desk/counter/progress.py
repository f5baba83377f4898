"""How a pledge stands before and after something came in, drawn and in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from donate.models import Pledge, Receipt
from donate.receiving.recording import counted_for
from home.text.vietnamese import format_amount, format_quantity

Number = int | Decimal


@dataclass(frozen=True)
class Progress:
    """Of what was promised (`of`; 0 where no number was said): `before`, and `now` with this, in words and drawn."""

    of: Number
    before: Number
    now: Number
    unit: str  # "" is đồng

    def _words(self, number: Number) -> str:
        if not self.unit:
            return format_amount(int(number))
        return f"{format_quantity(number)} {self.unit}"

    @property
    def of_words(self) -> str:
        return self._words(self.of)

    @property
    def before_words(self) -> str:
        return self._words(self.before)

    @property
    def this_words(self) -> str:
        return self._words(self.now - self.before)

    @property
    def now_words(self) -> str:
        return self._words(self.now)

    @property
    def rest_words(self) -> str:
        """«còn 200.000 ₫», «nhiều hơn đã hứa 50.000 ₫», «đủ»."""
        if self.now < self.of:
            return _("%(rest)s still to come") % {"rest": self._words(self.of - self.now)}
        if self.now > self.of:
            return _("%(more)s more than promised") % {"more": self._words(self.now - self.of)}
        return _("complete")

    @property
    def tone(self) -> str:
        return "is-wait" if self.now < self.of else "is-came"

    def _share(self, number: Number) -> str:
        whole = max(self.of, self.now)
        return f"{float(100 * number / whole):.2f}" if whole else "0"

    @property
    def before_width(self) -> str:
        return self._share(self.before)

    @property
    def this_width(self) -> str:
        return self._share(self.now - self.before)

    @property
    def mark(self) -> str:
        """Where the promise ends in the drawing, when more came."""
        return self._share(self.of) if self.now > self.of else ""


def of_pledge(pledge: Pledge) -> Progress | None:
    """As it stands. None for goods that were promised in words alone."""
    if pledge.kind == Pledge.Kind.MONEY:
        return Progress(pledge.total_amount, pledge.received_amount, pledge.received_amount, "")
    wanted, unit = wanted_of(pledge)
    return Progress(wanted, pledge.received_quantity, pledge.received_quantity, unit) if wanted else None


def wanted_of(pledge: Pledge) -> tuple[Decimal, str]:
    """How much was promised, and counted in what; (0, "") where only words say it."""
    if pledge.need and pledge.quantity:
        return pledge.quantity, f"{pledge.need.item_unit} {pledge.need.item.lower()}"
    if pledge.kind == Pledge.Kind.TIME:
        return Decimal(pledge.hours or 0), _("hours")
    if pledge.kind == Pledge.Kind.BLOOD:
        return Decimal(1), _("units of blood")
    return Decimal(0), ""


def of_receipt(receipt: Receipt) -> Progress | None:
    """Before this receipt and with it: of those that are valid, in the order of their numbers."""
    pledge = receipt.pledge
    if pledge is None or receipt.is_void:
        return None
    wanted, unit = (pledge.total_amount, "") if pledge.kind == Pledge.Kind.MONEY else wanted_of(pledge)
    if not wanted:
        return None
    before: Number = 0
    now: Number = 0
    others = pledge.receipts.filter(voided_at=None, issued_at__lte=receipt.issued_at).prefetch_related("lines")
    for other in others.order_by("issued_at", "pk"):
        lines = list(other.lines.all())
        came = sum(line.amount for line in lines) if not unit else counted_for(pledge, lines)
        now += came
        if other.pk != receipt.pk:
            before += came
    return Progress(wanted, before, now, unit)
