"""A bank's file comes in, its lines are booked: each once, whatever is uploaded twice, by two people, in two files."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import BankAccount, Fund, LedgerLine
from donate.models import BankLine, BankStatement, Pledge, Receipt
from donate.receiving import recording
from home.safety.actors import Actor, NotAllowed, person, require
from home.text.vietnamese import fold

from . import reading

RIGHT = "donate.import_statement"
State = BankLine.State


def _key(line: reading.ReadLine, occurrence: int) -> str:
    """Day, sum and memo, however the file spells them; equal rows are told apart by being the first, the second …

    The bank's number is left out: some files have it, others of the same days have not.
    """
    memo = re.sub(r"[^a-z0-9]", "", fold(line.memo))
    facts = f"{line.date.isoformat()}|{line.amount}|{memo}|{occurrence}"
    return hashlib.sha256(facts.encode()).hexdigest()


def keyed(lines: list[reading.ReadLine]) -> list[tuple[str, reading.ReadLine]]:
    seen: Counter[str] = Counter()
    rows = []
    for line in lines:
        plain = _key(line, 0)
        seen[plain] += 1
        rows.append((_key(line, seen[plain]), line))
    return rows


def take_in(data: bytes, account: BankAccount, by: Actor) -> BankStatement:
    """Read a file and keep what is new in it. Raises NotAllowed, statements.Unreadable; then nothing is kept."""
    require(by, RIGHT)
    read = reading.read(data)
    if not read.lines and not read.problems:
        raise reading.Unreadable(_("This statement holds no movement."))
    other = read.account_numbers - {account.number}
    if other and account.number not in read.account_numbers and _is_ours(other):
        raise reading.Unreadable(_("This statement is of another account of the chapter. Choose that account."))
    with transaction.atomic():
        # Two people with the same file: the second waits, and then finds every row known.
        BankAccount.objects.select_for_update().get(pk=account.pk)
        rows = keyed(read.lines)
        known = set(
            BankLine.objects.filter(account=account, key__in=[key for key, _line in rows]).values_list("key", flat=True)
        )
        statement = BankStatement.objects.create(
            account=account,
            file_digest=hashlib.sha256(data).hexdigest(),
            first_day=read.first_day,
            last_day=read.last_day,
            opening=read.opening,
            closing=read.closing,
            difference=read.difference,
            rows_read=len(rows),
            rows_known=len(known),
            problems=[[problem.row, problem.why] for problem in read.problems][:500],
            added_by=by,
        )
        BankLine.objects.bulk_create(
            [
                BankLine(
                    statement=statement,
                    account=account,
                    key=key,
                    row=line.row,
                    date=line.date,
                    amount=line.amount,
                    balance=line.balance,
                    reference=line.reference,
                    memo=line.words,
                    state=State.WAITING if line.amount > 0 else State.ASIDE,
                    why_aside="" if line.amount > 0 else _("went out"),
                )
                for key, line in rows
                if key not in known
            ],
            batch_size=500,
        )
    return statement


def _is_ours(numbers: set[str]) -> bool:
    return BankAccount.objects.filter(number__in=numbers).exists()


def _locked(line: BankLine) -> BankLine:
    locked = BankLine.objects.select_for_update().get(pk=line.pk)
    if locked.state == State.BOOKED:
        raise NotAllowed(_("This line stands in the ledger already."))
    return locked


def book(line: BankLine, pledge: Pledge, by: Actor) -> Receipt:
    """The line came for this pledge: ledger, receipt, pledge. Raises NotAllowed, LedgerError; then nothing changed."""
    require(by, RIGHT)
    with transaction.atomic():
        locked = _locked(line)
        _must_have_come(locked)
        receipt = recording.receive(
            pledge, by, date=locked.date, amount=locked.amount, channel=LedgerLine.Channel.TRANSFER
        )
        _settled(locked, by, State.BOOKED, receipt=receipt, pledge=pledge)
    return receipt


def book_to_fund(line: BankLine, fund: Fund, by: Actor, payer: str = "") -> Receipt:
    """Money nobody promised: it goes to a fund of this account. Raises NotAllowed, LedgerError."""
    require(by, RIGHT)
    if fund.account_id != line.account_id:
        raise NotAllowed(_("This fund has another bank account."))
    with transaction.atomic():
        locked = _locked(line)
        _must_have_come(locked)
        receipt = recording.receive_walk_in(
            fund, by, date=locked.date, payer=payer, amount=locked.amount, channel=LedgerLine.Channel.TRANSFER
        )
        _settled(locked, by, State.BOOKED, receipt=receipt)
    return receipt


def set_aside(line: BankLine, by: Actor, why: str) -> BankLine:
    """Interest, fees, a transfer between the chapter's own accounts: not a gift."""
    require(by, RIGHT)
    if not why.strip():
        raise NotAllowed(_("Please say why."))
    with transaction.atomic():
        locked = _locked(line)
        _settled(locked, by, State.ASIDE, why=why.strip()[:200])
    return locked


def bring_back(line: BankLine, by: Actor) -> BankLine:
    """Set aside by mistake, or its receipt was turned back: it waits again."""
    require(by, RIGHT)
    with transaction.atomic():
        locked = _locked(line)
        _must_have_come(locked)
        _settled(locked, by, State.WAITING)
    return locked


def _must_have_come(line: BankLine) -> None:
    if line.amount <= 0:
        raise NotAllowed(_("This sum went out of the account: it is no gift."))


def _settled(
    line: BankLine, by: Actor, state: str, receipt: Receipt | None = None, pledge: Pledge | None = None, why: str = ""
) -> None:
    line.state, line.receipt, line.pledge, line.why_aside = state, receipt, pledge, why
    line.settled_by = person(by)
    line.settled_at = timezone.now()
    line.save()


def forget_memos(before: Any) -> int:
    """Memos of lines settled before that moment are emptied: names and numbers are kept no longer than they serve."""
    return BankLine.objects.exclude(state=State.WAITING).filter(settled_at__lt=before).exclude(memo="").update(
        memo=""
    ) + BankLine.objects.filter(amount__lt=0, statement__added_at__lt=before).exclude(memo="").update(memo="")
