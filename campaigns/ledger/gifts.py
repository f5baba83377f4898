"""Gifts as the public sees them: by consent with a name, else anonymous; sums always count."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from campaigns.models import Fund, LedgerLine


class Gift(NamedTuple):
    who: str
    date: datetime.date
    channel: str
    amount: int
    goods: str


def who_gave(line: LedgerLine) -> str:
    """The name shown in public. Needs `public_name` joined."""
    name = getattr(line, "public_name", None)
    if name:
        return name.name
    return line.note if line.channel in ("box", "programme") and line.note else _("Anonymous donor")


def quantity_words(line: LedgerLine) -> str:
    """«40 chiếc chăn bông», without needless zeros; «1 đơn vị máu», not «1 đơn vị máu máu»."""
    if line.quantity is None:
        return ""
    number = f"{line.quantity.normalize():f}".replace(".", ",")
    unit, item = line.item_unit, line.item
    if unit.lower().endswith(item.lower()):
        item = ""
    elif unit and item.lower().startswith(unit.lower()):
        unit = ""
    else:
        item = item[:1].lower() + item[1:]
    return " ".join(filter(None, (number, unit, item)))


def channel_words(line: LedgerLine) -> str:
    """«chuyển khoản», «nhận tại Hội»: inside a sentence, with the capitals of names kept."""
    words = line.get_channel_display()
    return words[:1].lower() + words[1:]


def latest_gifts(fund: Fund, count: int) -> list[Gift]:
    lines = (
        LedgerLine.objects.filter(
            fund=fund, direction=LedgerLine.Direction.RECEIVED, reverses__isnull=True, reversed_by__isnull=True
        )
        .select_related("public_name")
        .order_by("-date", "-pk")[:count]
    )
    return [
        Gift(
            who_gave(line),
            line.date,
            channel_words(line),
            line.amount if line.is_money else 0,
            quantity_words(line),
        )
        for line in lines
    ]
