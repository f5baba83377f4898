"""Small drawings the server makes: shares in per cent, so that they stretch with the column."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


def _per_cent(part: float) -> str:
    return f"{part:.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class Bar:
    """A bar of money: widths in per cent as text. Beyond the goal, the goal is where the bar parts (`mark`)."""

    got: str
    promised: str
    over: str = ""
    label: str = ""

    @classmethod
    def of(cls, got: int, goal: int, promised: int = 0) -> Bar:
        got, goal, promised = max(int(got or 0), 0), max(int(goal or 0), 0), max(int(promised or 0), 0)
        if not goal:
            return cls(got="100" if got else "0", promised="0", label=_("No fixed goal"))
        share = 100 * got / goal
        if got > goal:
            mark = 100 * goal / got
            return cls(
                got=_per_cent(mark),
                promised="0",
                over=_per_cent(100 - mark),
                label=_("Received %(share)d per cent of the goal") % {"share": share},
            )
        promised_share = min(100 * promised / goal, 100 - share)
        label = _("Received %(share)d per cent") % {"share": share}
        if promised:
            label = _("Received %(share)d per cent, promised another %(promised)d per cent") % {
                "share": share,
                "promised": 100 * promised / goal,
            }
        return cls(got=_per_cent(share), promised=_per_cent(promised_share), label=label)
