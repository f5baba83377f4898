"""What campaigns tell the chapter's report beside money: appeals launched, humanitarian addresses looked after."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Value
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from home.pages.visibility import public
from home.report_figures import ADDRESSES, Figure, Scope

from .models import AddressVisit, Fund, HumanitarianAddressPage


def figures(scope: Scope) -> Iterator[Figure]:
    """One query."""
    launched = Fund.objects.filter(scope.at("unit"), opens_on__range=scope.days, address_page__isnull=True)
    visits = public(AddressVisit.objects.filter(scope.at("page__unit"), date__range=scope.days), "page__")
    ended = HumanitarianAddressPage.objects.filter(state=HumanitarianAddressPage.State.ENDED)
    ended = public(ended.filter(scope.at("unit"), ended_on__range=scope.days))
    counts = {
        what: (number, second)
        for what, number, second in _counted("launched", launched.exclude(state=Fund.State.DRAFT)).union(
            _counted("visits", visits, Count("page", distinct=True)),
            _counted("ended", ended.select_related(None)),
            all=True,
        )
    }

    def number(what: str, place: int = 0) -> int:
        return counts.get(what, (0, 0))[place]

    yield Figure(ADDRESSES, 10, _("Campaigns launched"), number("launched"), pgettext("counted", "campaigns"))
    homes = pgettext("counted", "homes")
    yield Figure(ADDRESSES, 20, _("Humanitarian addresses visited"), number("visits", 1), homes)
    yield Figure(ADDRESSES, 30, _("Visits made there"), number("visits"), pgettext("counted", "visits"))
    yield Figure(ADDRESSES, 40, _("Humanitarian addresses that need no more help"), number("ended"), homes)


def _counted(what: str, rows: Any, second: Any = None) -> Any:
    counted = rows.order_by().annotate(what=Value(what)).values("what")
    return counted.annotate(number=Count("pk"), second=second or Value(0)).values_list("what", "number", "second")
