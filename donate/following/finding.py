"""A pledge is found by reference, telephone or name, in whatever spelling somebody typed."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress

from django.db import connections
from django.db.models import BooleanField, F, Func, Q, QuerySet, Value
from django.db.models.functions import Reverse

from donate.models import Pledge
from donate.promises import reference
from home.text.vietnamese import fold, parse_phone

LENGTH = 80
FEWEST_DIGITS = 4  # the end of a telephone number; fewer would find half the desk


class NameWords(Func):
    """The words of a folded name, as migration 0008 indexes them in PostgreSQL: the two must read the same."""

    template = "array_to_tsvector(string_to_array(btrim(regexp_replace(%(expressions)s, '[^a-z0-9]+', ' ', 'g')), ' '))"


class Match(Func):
    arg_joiner = " @@ "
    template = "(%(expressions)s)"
    output_field = BooleanField()


def matching(pledges: QuerySet[Pledge], typed: str) -> QuerySet[Pledge]:
    """By telephone: a whole number, or its last four digits or more. By reference: whole, begun, or without its prefix.

    By name: every word typed begins a word of the name, in any order.
    """
    # Between the digits anything but letters: strokes, commas, the invisible marks that a telephone copies along.
    digits = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", typed))
    if digits.isascii() and digits.isdigit():
        with suppress(ValueError):
            return pledges.filter(phone=parse_phone(digits))
        ends = Q(pk__in=[])
        if len(digits) >= FEWEST_DIGITS:
            pledges = pledges.alias(phone_from_the_end=Reverse("phone"))
            ends = Q(phone_from_the_end__startswith=digits[::-1])
        return pledges.filter(ends | _named(pledges, typed))
    return pledges.filter(_referred(typed) | _named(pledges, typed))


def _referred(typed: str) -> Q:
    code = reference.normalise(typed)
    if reference.is_valid(reference.prefix() + code):
        return Q(reference=reference.prefix() + code)
    if code.startswith(reference.prefix()) and len(code) > len(reference.prefix()):
        return Q(reference__startswith=code)
    return Q(pk__in=[])


def _named(pledges: QuerySet[Pledge], typed: str) -> Q:
    words = re.findall(r"[a-z0-9]+", fold(typed))
    if not words:
        return Q(pk__in=[])
    if connections[pledges.db].vendor == "postgresql":
        query = Func(Value(" & ".join(f"{word}:*" for word in words)), template="%(expressions)s::tsquery")
        return Q(Match(NameWords(F("folded_name")), query))
    named = Q()
    for word in words:
        named &= Q(folded_name__regex=rf"(^|[^a-z0-9]){word}")
    return named
