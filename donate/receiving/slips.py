"""What stands on a receipt of paper: the same for the counter, for several at once, and for the donor's own page."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from campaigns.ledger.gifts import quantity_words
from campaigns.models import Fund, LedgerLine
from donate.models import Receipt
from donate.promises import reference

FIT = 4  # lines beyond the usual that fit on half a sheet
LONG = 55  # letters of a name or an address that fit on one line
BOTH = ("keep", "give")  # liên 1 lưu, liên 2 giao người nộp


class Thing(NamedTuple):
    words: str  # «40 chiếc chăn bông»
    line: LedgerLine


class Slip(NamedTuple):
    receipt: Receipt
    fund: Fund
    lines: list[LedgerLine]
    things: list[Thing]
    is_money: bool
    amount: int  # đồng; of things the estimated value, 0 where none was estimated
    payer: str
    purpose: str
    issued_on: datetime.date
    reference: str
    signers: tuple[str, str, str]

    @property
    def has_values(self) -> bool:
        return self.receipt.line.kind == LedgerLine.Kind.GOODS

    @property
    def more_things(self) -> int:
        return len(self.things) - 1

    @property
    def account(self) -> str:
        """Where anybody finds the line, as it is typed."""
        return f"{settings.SITE_URL.partition('://')[2]}/cong-khai/{self.fund.code}/"

    @property
    def is_long(self) -> bool:
        """Each copy takes a sheet of its own."""
        receipt = self.receipt
        texts = (self.payer, receipt.payer_address, self.purpose)
        more = sum(len(text) > LONG for text in texts) + bool(receipt.is_void or receipt.replaces)
        return len(self.things) + more > FIT

    @property
    def line_numbers(self) -> str:
        """«37», «37–39»: lines written at once follow each other, but for what others wrote between."""
        numbers = [line.sequence for line in self.lines]
        if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
            return f"{numbers[0]}–{numbers[-1]}"
        return ", ".join(map(str, numbers))


def with_all(receipts: QuerySet[Receipt]) -> QuerySet[Receipt]:
    """All that a slip shows, in a fixed number of queries."""
    return receipts.select_related(
        "line__fund", "pledge__fund", "replaces", "replaced_by", "issued_by", "voided_by"
    ).prefetch_related(Prefetch("lines", LedgerLine.objects.order_by("sequence")), "pledge__instalments")


def slip(receipt: Receipt) -> Slip:
    lines = list(receipt.lines.all())
    first = receipt.line
    things = [] if first.is_money else [Thing(quantity_words(line), line) for line in lines]
    if not first.is_money:
        signers = (_("Handed in by"), _("Received by"), _("Head of the chapter"))
    else:
        signers = (_("Payer"), _("Treasurer"), _("Head of the chapter"))
    return Slip(
        receipt=receipt,
        fund=first.fund,
        lines=lines,
        things=things,
        is_money=first.is_money,
        amount=sum(line.amount for line in lines),
        payer=payer_words(receipt),
        purpose=_purpose(receipt),
        issued_on=localtime(receipt.issued_at).date(),
        reference=reference.grouped(receipt.pledge.reference) if receipt.pledge else "",
        signers=signers,
    )


def slips(receipts: Iterable[Receipt]) -> list[Slip]:
    return [slip(receipt) for receipt in receipts]


def payer_words(receipt: Receipt) -> str:
    """The name on the receipt; of a box or a programme what it is called; else that no name was given."""
    if receipt.payer:
        return receipt.payer
    line = receipt.line
    if line.channel in (LedgerLine.Channel.BOX, LedgerLine.Channel.PROGRAMME):
        return line.note or line.get_channel_display()
    return _("A giver who gave no name")


def _purpose(receipt: Receipt) -> str:
    """«Ủng hộ Mái lành biên giới, tháng 2 và 3 trên 6»."""
    words = _("For “%(fund)s”") % {"fund": receipt.line.fund.name}
    pledge = receipt.pledge
    if pledge is None or not pledge.is_monthly or not receipt.fills:
        return words
    numbers = [str(number) for number, _amount in receipt.fills]
    named = numbers[0] if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
    return words + pgettext("instalment", ", month %(number)s of %(of)d") % {"number": named, "of": pledge.months or 1}
