"""What each section's list can be filtered by, how its stories are called, and in which order they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Model, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from stories.models import EventPage, GoodDeedPage, IssuingBody, LegalDocumentPage, NewsPage, PracticePage, Topic
from stories.models.story import today

from .filters import Dimension, InPlace, Named, Topics, Year


@dataclass(frozen=True)
class Section:
    dimensions: tuple[Dimension, ...]
    counted_as: str | Promise
    empty_say: str | Promise
    fold_label: str | Promise
    date_field: str = "date"


class InForce(Dimension):
    """In force, ended or replaced: worked out from three columns, as LegalDocumentPage.state does."""

    def apply(self, items: QuerySet, value: str, places: Any = None) -> QuerySet:
        replaced = Q(replaced_by__isnull=False)
        ended = Q(ended_on__isnull=False, ended_on__lt=today())
        if value == LegalDocumentPage.State.REPLACED:
            return items.filter(replaced)
        if value == LegalDocumentPage.State.ENDED:
            return items.filter(ended).exclude(replaced)
        return items.exclude(replaced).exclude(ended)

    def key(self) -> Any:
        state = LegalDocumentPage.State
        return Case(
            When(replaced_by__isnull=False, then=Value(state.REPLACED.value)),
            When(ended_on__lt=today(), then=Value(state.ENDED.value)),
            default=Value(state.IN_FORCE.value),
            output_field=CharField(),
        )


TOPIC = Topics("chu-de", _("Topic"), _("All topics"), "topics", model=Topic)
PLACE = InPlace("don-vi", _("Unit"), _("The whole province"), "unit_id")
YEAR = Year("nam", _("Year"), _("All years"), "date")

SECTIONS: dict[type[Model], Section] = {
    NewsPage: Section(
        (TOPIC, PLACE, YEAR), _("news items"), _("There is no news like that yet."), _("Filter by topic, unit, year")
    ),
    GoodDeedPage: Section(
        (TOPIC, PLACE, YEAR), _("good stories"), _("There is no story like that yet."), _("Filter by topic, unit, year")
    ),
    PracticePage: Section(
        (TOPIC, PLACE, YEAR), _("practices"), _("There is no model like that yet."), _("Filter by topic, unit, year")
    ),
    EventPage: Section(
        (
            Dimension("loai", _("Kind"), _("All kinds"), "kind", labels=dict(EventPage.Kind.choices)),
            PLACE,
            Year("nam", _("Year"), _("All years"), "starts_on"),
        ),
        _("calendar entries"),
        _("There is nothing like that in the calendar yet."),
        _("Filter by kind, unit, year"),
        date_field="starts_on",
    ),
    LegalDocumentPage: Section(
        (
            Dimension(
                "loai",
                pgettext_lazy("register", "Type"),
                pgettext_lazy("register", "All types"),
                "type",
                labels=dict(LegalDocumentPage.Type.choices),
            ),
            Named("co-quan", _("Issuing body"), _("All bodies"), "issuer", model=IssuingBody),
            Year("nam", _("Year"), _("All years"), "issued_on"),
            InForce(
                "hieu-luc",
                _("Whether it applies"),
                _("In force or not"),
                "",
                labels=dict(LegalDocumentPage.State.choices),
            ),
        ),
        _("register entries"),
        _("There is no document like that in the register yet."),
        _("Filter by type, body, year"),
        date_field="issued_on",
    ),
}
