"""What the stories tell the chapter's report: models spread, good deeds, blood drives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Sum, Value
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from home.pages.visibility import public
from home.report_figures import BLOOD, MOVEMENT, Figure, Scope

from .models import EventPage, EventSlot, GoodDeedPage, NewsPage, PracticePage
from .models.practices import Adoption


def figures(scope: Scope) -> Iterator[Figure]:
    """One query."""
    adopted = public(Adoption.objects.filter(confirmed_by__isnull=False, confirmed_on__range=scope.days), "page__")
    drives = public(EventSlot.objects.filter(page__kind=EventPage.Kind.BLOOD, date__range=scope.days), "page__")
    drives = drives.exclude(page__state=EventPage.State.CANCELLED).filter(result__isnull=False)
    counts = {
        what: (number, second or 0)
        for what, number, second in _counted("practices", _pages(PracticePage, scope)).union(
            _counted("deeds", _pages(GoodDeedPage, scope)),
            _counted("news", _pages(NewsPage, scope)),
            _counted("adopted", adopted.filter(scope.at("unit")), Count("page", distinct=True)),
            _counted("drives", drives.filter(scope.at("unit")), Sum("result")),
            all=True,
        )
    }

    def number(what: str, place: int = 0) -> int:
        return counts.get(what, (0, 0))[place]

    yield Figure(MOVEMENT, 10, _("Models of good practice published"), number("practices"), _("models"))
    yield Figure(MOVEMENT, 20, _("Places that took up a model, confirmed"), number("adopted"), _("places"))
    yield Figure(MOVEMENT, 25, _("Models that spread to new places"), number("adopted", 1), _("models"))
    yield Figure(MOVEMENT, 30, _("Good deeds published"), number("deeds"), _("good deeds"))
    yield Figure(MOVEMENT, 40, _("News published"), number("news"), pgettext("counted", "news items"))
    yield Figure(BLOOD, 10, _("Blood drives with a result"), number("drives"), pgettext("counted", "drives"))
    yield Figure(BLOOD, 20, _("Blood given at the drives"), number("drives", 1), _("units of blood"))


def _pages(model: Any, scope: Scope) -> Any:
    return public(model.objects.filter(scope.at("unit"), date__range=scope.days))


def _counted(what: str, rows: Any, second: Any = None) -> Any:
    counted = rows.select_related(None).order_by().annotate(what=Value(what)).values("what")
    return counted.annotate(number=Count("pk"), second=second or Value(0)).values_list("what", "number", "second")
