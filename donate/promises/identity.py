"""What a person is known by, however it was written: the public ledger is for good, so none of it may get there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from donate.models import Pledge, Receipt
from home.text.vietnamese import fold, nfc

_APART = "[^a-zA-Z0-9]*"
_MARKS = "[\u0300-\u036f]*"


@cache
def _spellings() -> dict[str, str]:
    """{letter as folded: all that fold to it}, of the letters that Vietnamese and its neighbours write."""
    spellings: dict[str, str] = {}
    for code in (*range(0x21, 0x250), *range(0x1E00, 0x1F00)):
        for char in (chr(code), nfc(chr(code))):
            if len(char) == 1 and (letter := fold(char)[:1]).isalnum() and char not in spellings.get(letter, ""):
                spellings[letter] = spellings.get(letter, "") + char
    return spellings


def _spelt(word: str) -> str:
    spellings = _spellings()
    return "".join(f"[{spellings[char]}]{_MARKS}" if char in spellings else re.escape(char) for char in word)


@dataclass(frozen=True)
class Traces:
    names: frozenset[str] = frozenset()  # folded, two words at least: «An» alone is in many a sentence
    digits: frozenset[str] = frozenset()  # of a telephone, without 0, 84 or +84 before it
    mails: frozenset[str] = frozenset()

    def stand_in(self, *texts: str) -> bool:
        return any(self._in(text) for text in texts if text)

    def pattern(self) -> str:
        """A regular expression for the database: every text that `redacted` would change has it; "" for nobody.

        A letter stands for all its spellings, composed or not, and between words and digits may stand what a bank or
        a person puts there.
        """
        marks = [_spelt(mail) for mail in self.mails]
        marks += [_APART.join(map(_spelt, number)) for number in self.digits]
        marks += [_APART.join(map(_spelt, name.split())) for name in self.names]
        return "|".join(sorted(marks))

    def redacted(self, text: str) -> str:
        """`text` without them, glued or parted as a bank's memo writes them; all else stays as it was."""
        composed = nfc(text)
        flat = "".join(fold(char)[:1] or " " for char in composed)  # a letter for each letter
        marks = [re.escape(mail) for mail in self.mails]
        marks += [r"[\s.\-]*".join(number) for number in self.digits]
        marks += [r"[^a-z0-9]*".join(re.escape(word) for word in name.split()) for name in self.names]
        if not marks:
            return text
        spans = [match.span() for match in re.finditer("|".join(marks), flat)]
        for start, end in reversed(spans):
            composed = f"{composed[:start]}…{composed[end:]}"
        return composed if spans else text

    def _in(self, text: str) -> bool:
        words = f" {re.sub(r'[^a-z0-9]+', ' ', fold(text)).strip()} "
        numbers = re.sub(r"\D", "", text)
        return (
            any(f" {name} " in words for name in self.names)
            or any(number in numbers for number in self.digits)
            or any(mail in text.lower() for mail in self.mails)
        )


def _traces(names: Iterable[str], phone: str = "", mail: str = "") -> Traces:
    bare = {re.sub(r"[^a-z0-9]+", " ", fold(name)).strip() for name in names}
    national = re.sub(r"\D", "", phone.removeprefix("+84"))
    return Traces(
        frozenset(name for name in bare if " " in name),
        frozenset({national}) if len(national) >= 8 else frozenset(),
        frozenset({mail.lower()}) if mail else frozenset(),
    )


def of_pledge(pledge: Pledge) -> Traces:
    return _traces((pledge.name, pledge.public_name), pledge.phone, pledge.email)


def of_receipt(receipt: Receipt) -> Traces:
    pledge = receipt.pledge
    names = [receipt.payer, *((pledge.name, pledge.public_name) if pledge else ())]
    return _traces(names, pledge.phone if pledge else "", pledge.email if pledge else "")


def of_payer(payer: str) -> Traces:
    return _traces([payer])


def refusal(known: Traces, *texts: str) -> str:
    """A sentence for the screen when one of the texts would carry the person into the public ledger; else ""."""
    if not known.stand_in(*texts):
        return ""
    return _(
        "This would stand in the public ledger for good. Leave out the giver's name, telephone and mail; "
        "“wrong person” or “counted twice” is enough."
    )


def refused_in_reversal(line: Any, reason: str) -> str:
    """For campaigns.approvals.ledger_proposals: why a line is turned back is public."""
    refusals = (refusal(of_receipt(receipt), reason) for receipt in line.receipts.select_related("pledge"))
    return next(filter(None, refusals), "")
