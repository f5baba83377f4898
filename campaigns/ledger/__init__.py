"""The public ledger: chained lines that are never edited. Everybody writes it through these three verbs."""

from .posting import FIRST_DAY, LedgerError, NotEnough, digest_of, lines_in_order, post, reverse, stock, verify

__all__ = [
    "FIRST_DAY",
    "LedgerError",
    "NotEnough",
    "digest_of",
    "lines_in_order",
    "post",
    "reverse",
    "stock",
    "verify",
]
