"""The payment reference: prefix of the chapter, six characters, one check character. Nine in all.

32 characters without 0 O 1 I stand for the elements of GF(32). With weights w0…w5 (powers of a generator) the check is
c = Σ wi·xi: a single wrong character changes the sum by wi·(x−x') ≠ 0, a swap of neighbours by (wi−wj)·(x−y) ≠ 0. The
check itself has weight 1, which none of the others has. The prefix is a constant and is compared as it is.
"""

from __future__ import annotations

import re
import secrets

from django.conf import settings

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_VALUE = {char: value for value, char in enumerate(ALPHABET)}
LENGTH = 9


def _times(left: int, right: int) -> int:
    """Product in GF(32), modulo x^5 + x^2 + 1."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        left <<= 1
        if left & 32:
            left ^= 0b100101
        right >>= 1
    return product


_WEIGHTS = (2, 4, 8, 16, 5, 10)  # x, x², … x⁶: all different, none is 1


def _check(body: str) -> str:
    total = 0
    for weight, char in zip(_WEIGHTS, body, strict=True):
        total ^= _times(weight, _VALUE[char])
    return ALPHABET[total]


def prefix() -> str:
    return settings.PLEDGE_REFERENCE_PREFIX


def new() -> str:
    """A reference nobody can guess the next of. Whether it is free is for the database to say."""
    body = "".join(secrets.choice(ALPHABET) for _place in range(6))
    return prefix() + body + _check(body)


def is_valid(text: str) -> bool:
    """Whether `text`, exactly, is a reference of this chapter."""
    return (
        len(text) == LENGTH
        and text.startswith(prefix())
        and all(char in _VALUE for char in text[2:])
        and _check(text[2:8]) == text[8]
    )


def normalise(text: str) -> str:
    """What somebody typed, as a reference is written: upper case, nothing but letters and digits."""
    return re.sub(r"[^0-9A-Z]", "", text.upper())[:40]


def find_in(text: str) -> str | None:
    """The reference in a transfer's memo, however mangled; None where there is none or where two differ.

    Read as the text is, at the edges of words; then with everything but letters and digits removed.
    """
    upper = text.upper()
    references = {word for word in re.findall(r"[0-9A-Z]+", upper) if is_valid(word)}
    if not references:
        glued = re.sub(r"[^0-9A-Z]", "", upper)
        starts = (match.start() for match in re.finditer(f"(?={re.escape(prefix())})", glued))
        references = {glued[start : start + LENGTH] for start in starts if is_valid(glued[start : start + LENGTH])}
    return references.pop() if len(references) == 1 else None


def grouped(reference: str) -> str:
    """`LS4K7QPMX` → `LS4 K7Q PMX`, as one reads it aloud."""
    return " ".join(reference[start : start + 3] for start in range(0, len(reference), 3))
