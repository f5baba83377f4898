"""Where a person can stand in this room: what the bank wrote of a movement, and why one was set aside.

Of a line that was booked for the person the whole memo goes. Of lines that nobody has linked the person's own words
are cut out: the database finds those few in which they stand, so that forgetting one does not mean reading all.
"""

from __future__ import annotations

from django.db.models import Q

from donate.models import BankLine, Receipt
from donate.promises.personal_data import Person, Place
from donate.receiving.forgetting import receipts_of
from home.safety.locks import Held, Row


def _linked(person: Person) -> Q:
    if isinstance(person.about, Receipt):
        return Q(receipt__in=receipts_of(person))
    return Q(pledge=person.about)


def _telling(person: Person) -> list[int]:
    """Lines in which the person's words may stand, looked for once, before anything is locked."""
    pattern = person.known.pattern() if person.wished else ""
    if "memos" not in person.looked_up:
        lines = BankLine.objects.filter(Q(memo__regex=pattern) | Q(why_aside__regex=pattern))
        person.looked_up["memos"] = list(lines.values_list("pk", flat=True)) if pattern else []
    return person.looked_up["memos"]


def _rows(person: Person) -> list[Row]:
    linked = BankLine.objects.filter(_linked(person)).values_list("pk", flat=True)
    return [(BankLine, key) for key in {*linked, *_telling(person)}]


def _forget(person: Person, held: Held) -> None:
    for key in _telling(person):
        line = held((BankLine, key))
        line.memo, line.why_aside = person.known.redacted(line.memo), person.known.redacted(line.why_aside)
        line.save(update_fields=["memo", "why_aside"])
    BankLine.objects.filter(_linked(person)).exclude(memo="").update(memo="")


PLACES = (Place("bank", _forget, _rows),)
