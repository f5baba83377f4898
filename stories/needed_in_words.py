"""What an event needs, as Vietnamese readers say it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from home.text.vietnamese import group


def needed_line(needed: int | None, expected: int | None, noun: str) -> str:
    """«Cần 150 người, đã có 96.»"""
    if not needed:
        return ""
    if expected:
        return _("%(needed)s %(noun)s needed, %(expected)s have said they will come.") % {
            "needed": group(needed),
            "noun": noun,
            "expected": group(expected),
        }
    return _("%(needed)s %(noun)s needed.") % {"needed": group(needed), "noun": noun}
