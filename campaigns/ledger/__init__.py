"""The public ledger: chained lines that are never edited. Everybody writes it through these verbs."""

from .distributing import distribute
from .posting import FIRST_DAY, LedgerError, NotEnough, digest_of, lines_in_order, post, reverse, stock, verify

__all__ = [
    "FIRST_DAY",
    "LedgerError",
    "NotEnough",
    "digest_of",
    "distribute",
    "lines_in_order",
    "post",
    "reverse",
    "stock",
    "verify",
]
