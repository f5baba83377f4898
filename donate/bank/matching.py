"""Lines of a statement find their pledges.

By itself a line is matched only by exact reference AND account AND sum. All else is a suggestion for a person, with its
reason: of a public relief account's rows a quarter say no more than «NAME chuyen tien».
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import Fund
from donate.models import BankLine, Pledge
from donate.promises import reference
from donate.promises.lifecycle import MAY_RECEIVE
from home.text.vietnamese import fold

NEAR = datetime.timedelta(days=21)  # a gift comes within three weeks of its promise, or of the day it was due
SUGGESTIONS = 4


@dataclass(frozen=True)
class Suggestion:
    pledge: Pledge
    why: tuple[str, ...]
    score: int


@dataclass
class Match:
    """What is known of one line: `sure` or `suggestions`; a fund whose code stands in the memo."""

    line: BankLine
    sure: Pledge | None = None
    suggestions: list[Suggestion] = field(default_factory=list)
    fund: Fund | None = None


def sums_awaited(pledge: Pledge) -> set[int]:
    """What a donor may exactly send, đồng: the payment that is due, or all that is left. Needs `instalments`."""
    due = next((part.amount - part.received_amount for part in pledge.instalments.all() if not part.is_paid), 0)
    return {amount for amount in (due, pledge.outstanding) if amount > 0}


def match(lines: Iterable[BankLine], suggest: bool = True) -> list[Match]:
    """One Match for each line that came in, in their order. A fixed number of queries, whatever the number of lines.

    Without `suggest` only what is certain is looked for.
    """
    wanted = [line for line in lines if line.amount > 0]
    codes = {line.pk: reference.find_in(line.memo) for line in wanted}
    by_code = {
        pledge.reference: pledge for pledge in _pledges(Q(reference__in=[code for code in codes.values() if code]))
    }
    by_sum: dict[int, list[Pledge]] = defaultdict(list)
    accounts = {line.account_id for line in wanted} if suggest else set()
    for pledge in _candidates(accounts, wanted):
        for amount in sums_awaited(pledge):
            by_sum[amount].append(pledge)
    funds = list(Fund.objects.filter(account__in=accounts).exclude(state=Fund.State.DRAFT)) if accounts else []
    taken: set[tuple[int, int]] = set()
    return [_match_one(line, codes[line.pk], by_code, by_sum, funds, taken) for line in wanted]


def _pledges(condition: Q) -> Any:
    return (
        Pledge.objects.filter(condition, kind=Pledge.Kind.MONEY, fulfilment__in=MAY_RECEIVE)
        .select_related("fund")
        .prefetch_related("instalments")
    )


def _candidates(accounts: set[int], lines: list[BankLine]) -> Any:
    """Pledges of these accounts' funds that still wait for one of these sums."""
    amounts = {line.amount for line in lines}
    if not amounts or not accounts:
        return []
    waiting = _pledges(Q(fund__account__in=accounts, amount__in=amounts) | Q(fund__account__in=accounts, months__gt=1))
    return waiting.filter(fulfilment__in=(*Pledge.OPEN_STATES, Pledge.Fulfilment.LAPSED), erased_at=None).order_by(
        "-created_at"
    )[:5000]


def _match_one(
    line: BankLine,
    code: str | None,
    by_code: dict[str, Pledge],
    by_sum: dict[int, list[Pledge]],
    funds: list[Fund],
    taken: set[tuple[int, int]],
) -> Match:
    matched = Match(line, fund=_fund_named(line, funds))
    named = by_code.get(code or "")
    if named is not None:
        here = named.fund.account_id == line.account_id
        exact = line.amount in sums_awaited(named)
        place = (named.pk, line.amount)
        if here and exact and place not in taken:
            taken.add(place)  # the same sum with the same code a second time is for a person to look at
            matched.sure = named
            return matched
        why = [_("its reference stands in the content")]
        if not here:
            why.append(_("but its fund has another account"))
        if not exact:
            why.append(_("but the sum is another"))
        matched.suggestions.append(Suggestion(named, tuple(why), 100))
    words = set(re.findall(r"[a-z0-9]+", fold(line.memo)))
    for pledge in by_sum.get(line.amount, ()):
        if pledge != named and (suggestion := _weighed(line, pledge, words)):
            matched.suggestions.append(suggestion)
    matched.suggestions.sort(key=lambda suggestion: -suggestion.score)
    del matched.suggestions[SUGGESTIONS:]
    return matched


def _weighed(line: BankLine, pledge: Pledge, words: set[str]) -> Suggestion | None:
    """The same sum, and the name or the day beside it; else None."""
    why, score = [_("the same sum")], 10
    name = [part for part in re.findall(r"[a-z0-9]+", pledge.folded_name) if len(part) > 1]
    if len(name) > 1 and set(name) <= words:
        why.append(_("the sender has this name"))
        score += 50
    elif len(name) > 1 and name[-1] in words and name[0] in words:
        why.append(_("the sender has a similar name"))
        score += 20
    if pledge.phone and pledge.phone[-9:] in re.sub(r"\D", "", line.memo):
        why.append(_("this telephone stands in the content"))
        score += 60
    made = timezone.localdate(pledge.created_at)
    days = [part.due_on for part in pledge.instalments.all() if not part.is_paid][:1] or [made]
    if any(abs(line.date - day) <= NEAR for day in (made, *days)):
        score += 8
        why.append(_("promised not long before"))
    elif score == 10:
        return None
    return Suggestion(pledge, tuple(why), score)


def _fund_named(line: BankLine, funds: list[Fund]) -> Fund | None:
    """The fund whose transfer words stand in the memo; the longest, so that «mai am 2» is not «mai am»."""
    glued = re.sub(r"[^A-Z0-9]", "", fold(line.memo).upper())
    named = [
        fund for fund in funds if fund.account_id == line.account_id and fund.transfer_words.replace(" ", "") in glued
    ]
    return max(named, key=lambda fund: len(fund.code), default=None)
