"""What a person may ask of their data. Erasing leaves every sum and every digest as it was.

Where a person can stand is listed here once: the pledge, the notes on it, its receipts, the names shown, what staff
wrote when they proposed something about it, the bank's lines, mails and their logs, throttles. The ledger holds nobody
(donate/promises/identity.py keeps it so). Whatever learns to hold a person later is added here;
tests/donate/privacy/test_erasure.py finds it when it is not.
"""

from __future__ import annotations

import secrets

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import LedgerProposal, PublicName
from donate.letters import kept
from donate.models import BankLine, DataAccess, Pledge, PledgeEvent, PrivacyRequest, Receipt, Throttle, WriteOffProposal
from donate.promises import identity, lifecycle, throttling
from donate.receiving import receipts as books
from home.cache import page_cache
from home.safety.actors import Actor, NotAllowed, person, require

ERASED = {
    "name": "",
    "folded_name": "",
    "phone": "",
    "email": "",
    "commune": "",
    "message": "",
    "public_name": "",
    "goods": "",
    "blood_group": "",
}
RIGHT = "donate.handle_pledge"


def withdraw(pledge: Pledge, by: Actor, *, version: int | None = None) -> Pledge:
    """Takes back the consent to be shown: the name goes from the public account at once, and is not shown again."""
    require(by, RIGHT, donor=True)
    with transaction.atomic():
        with lifecycle.changing(pledge, version) as locked:
            locked.public_name, locked.consent_publish_at = "", None
            lifecycle.record(locked, "unshow", by)
        PublicName.objects.filter(line__receipts__pledge=pledge).delete()
        page_cache.clear()
    return pledge


def erase(pledge: Pledge, by: Actor, *, wished: bool = True, version: int | None = None) -> Pledge:
    """Takes the person out of everything that belongs to the pledge. What stays: kinds, sums, dates, who did what.

    An open pledge is cancelled first. Where nobody wished it and only the time of keeping is over (`wished` false), the
    payer on a receipt, why one is void, what was said to the ledger and a name shown by consent stay: the books and the
    consent go on. `by` needs `donate.handle_pledge`, or is SYSTEM. Raises NotAllowed, Stale.
    """
    require(by, RIGHT)
    with transaction.atomic():
        with lifecycle.changing(pledge, version) as locked:
            if locked.fulfilment == Pledge.Fulfilment.PARTLY:
                raise NotAllowed(_still_open())
            known = identity.of_pledge(locked)
            phone, address = locked.phone, locked.email
            if locked.is_open:
                before = locked.fulfilment
                lifecycle._move(locked, Pledge.Fulfilment.CANCELLED)
                lifecycle.record(locked, "cancel", by, before, Pledge.Fulfilment.CANCELLED)
            for name, empty in ERASED.items():
                setattr(locked, name, empty)
            # Made of telephone and name among others: a digest that could be guessed back.
            locked.submission_key = secrets.token_hex(32)
            locked.erased_at = timezone.now()
            lifecycle.record(locked, "erase", by)
        _forget_words(pledge, by)
        if wished:
            _forget_in_books(Receipt.objects.filter(pledge=pledge))
            _forget_in_memos(known)
        BankLine.objects.filter(pledge=pledge).exclude(memo="").update(memo="")
        kept.forget(pledge, address)
        _forget_throttles(pledge, phone)
        page_cache.clear()
    return pledge


def erase_payer(receipt: Receipt, by: Actor) -> Receipt:
    """The same for something handed in without a pledge: payer, address, the name shown. The number and sum stay."""
    require(by, RIGHT)
    if receipt.pledge_id:
        raise NotAllowed(_("This receipt belongs to a pledge: erase the pledge."))
    with transaction.atomic():
        _forget_in_memos(identity.of_receipt(receipt))
        same = books.of_the_same_lines(receipt)
        BankLine.objects.filter(receipt__in=same).exclude(memo="").update(memo="")
        _forget_in_books(same)
        receipt.privacy_requests.exclude(refused_because="").update(refused_because="")
        page_cache.clear()
    receipt.refresh_from_db()
    return receipt


def unshow_receipt(receipt: Receipt, by: Actor) -> None:
    """The name shown for something handed in without a pledge."""
    require(by, RIGHT)
    with transaction.atomic():
        PublicName.objects.filter(line__receipts=receipt).delete()
        page_cache.clear()


def _forget_words(pledge: Pledge, by: Actor) -> None:
    """What staff wrote about the person, and requests that have become moot."""
    PledgeEvent.objects.filter(pledge=pledge).exclude(note="").update(note="")
    WriteOffProposal.objects.filter(pledge=pledge).exclude(reason="").update(reason="")
    DataAccess.objects.filter(pledge=pledge).exclude(about="").update(about="")
    requests = PrivacyRequest.objects.filter(pledge=pledge)
    requests.exclude(refused_because="").update(refused_because="")
    now = timezone.now()
    requests.filter(done_at=None).update(done_at=now, handled_by=person(by))
    requests.filter(answered_at=None).update(answered_at=now)


def _forget_in_books(receipts: QuerySet[Receipt]) -> None:
    """Numbers, sums and dates stay. The paper in the files stays too: the law on accounting keeps it."""
    receipts.exclude(payer="", payer_address="").update(payer="", payer_address="", folded_payer="")
    receipts.exclude(void_reason="").update(void_reason=_("(erased with the person's data)"))
    PublicName.objects.filter(line__receipts__in=receipts).delete()
    # What was approved stands in the ledger as well, and was read for names when it was asked.
    proposals = LedgerProposal.objects.filter(line__receipts__in=receipts)
    proposals.exclude(state=LedgerProposal.State.APPROVED).update(reason=_("(erased with the person's data)"))


def _forget_in_memos(known: identity.Traces) -> None:
    """Lines of the bank that nobody has linked, and why one was set aside: the person's words alone are cut out."""
    told = BankLine.objects.exclude(memo="", why_aside="").only("memo", "why_aside")
    changed = []
    for line in told.iterator(chunk_size=2000):
        memo, why = known.redacted(line.memo), known.redacted(line.why_aside)
        if (memo, why) != (line.memo, line.why_aside):
            line.memo, line.why_aside = memo, why
            changed.append(line)
    BankLine.objects.bulk_update(changed, ["memo", "why_aside"], batch_size=200)


def _forget_throttles(pledge: Pledge, phone: str) -> None:
    """Keyed digests, but of so few digits that whoever has the key could try them all."""
    keys = [throttling.digest("lookup-reference", pledge.reference)]
    if phone and not Pledge.objects.filter(phone=phone).exists():
        keys.append(throttling.digest("phone", phone))
    Throttle.objects.filter(key__in=keys).delete()


def _still_open() -> str:
    return _("Part of this pledge has come in: close it first, then erase.")
