"""Where a person can stand in this room: receipts, names shown, what staff wrote when they proposed something."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from campaigns.models import LedgerProposal, PublicName
from donate.models import Receipt, WriteOffProposal
from donate.promises.personal_data import Person, Place
from home.safety.locks import Held, Row

from . import receipts as books


def receipts_of(person: Person) -> QuerySet[Receipt]:
    if isinstance(person.about, Receipt):
        return books.of_the_same_lines(person.about)
    return Receipt.objects.filter(pledge=person.about)


def _proposals(person: Person) -> QuerySet[LedgerProposal]:
    """What was approved stands in the ledger as well, and was read for names when it was asked."""
    proposals = LedgerProposal.objects.filter(line__in=receipts_of(person).values("lines"))
    return proposals.exclude(state=LedgerProposal.State.APPROVED)


def _rows_of_books(person: Person) -> list[Row]:
    return [*_proposals(person), *receipts_of(person)] if person.wished else []


def _forget_in_books(person: Person, held: Held) -> None:
    """Numbers, sums and dates stay. The paper in the files stays too: the law on accounting keeps it."""
    if not person.wished:
        return
    receipts = receipts_of(person)
    receipts.exclude(payer="", payer_address="").update(payer="", payer_address="", folded_payer="")
    receipts.exclude(void_reason="").update(void_reason=_("(erased with the person's data)"))
    PublicName.objects.filter(line__receipts__in=receipts).delete()
    _proposals(person).update(reason=_("(erased with the person's data)"))


def _write_offs(person: Person) -> QuerySet[WriteOffProposal]:
    return WriteOffProposal.objects.filter(pledge=person.pledge) if person.pledge else WriteOffProposal.objects.none()


def _forget_write_offs(person: Person, held: Held) -> None:
    _write_offs(person).exclude(reason="").update(reason="")


PLACES = (
    Place("books", _forget_in_books, _rows_of_books),
    Place("write-offs", _forget_write_offs, lambda person: list(_write_offs(person))),
)
