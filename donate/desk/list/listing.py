"""One list of the desk as an address names it: which list, narrowed down by what.

The screen, the bulk deeds and the file all read it here, so that none shows, touches or takes more than the others.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from donate.following import queues
from donate.models import Pledge

from .filters import Filters

PER_PAGE = 40
LABELS = {
    queues.MINE: gettext_lazy("My work"),
    queues.OVERDUE: gettext_lazy("Overdue"),
    queues.NEW: pgettext_lazy("list of pledges", "New"),
    queues.UNASSIGNED: gettext_lazy("Unassigned"),
    queues.THIS_WEEK: gettext_lazy("This week"),
    queues.MONEY: gettext_lazy("Waiting for money"),
    queues.TO_THANK: gettext_lazy("To thank"),
    queues.ALL: pgettext_lazy("list of pledges", "All"),
}


class Listing:
    def __init__(self, data: QueryDict, user: Any) -> None:
        self.user = user
        self.name = data.get("hang", "")
        if self.name not in queues.names_for(user):
            self.name = queues.default_for(user)
        self.form = Filters(data, user)
        self.is_valid = self.form.is_valid()

    @cached_property
    def _narrowed(self) -> QuerySet[Pledge]:
        """Everything that fits the filters, whichever list it stands in; nothing while a filter cannot be read."""
        if not self.is_valid:
            return Pledge.objects.none()
        return queues.filtered(Pledge.objects.all(), self.form.cleaned_data, self.user)

    @cached_property
    def counts(self) -> dict[str, int]:
        """{list: how many of its pledges fit the filters}"""
        narrowed = self._narrowed if self.form.used() else None
        return queues.counts(self.user, narrowed) if self.is_valid else dict.fromkeys(queues.names_for(self.user), 0)

    @property
    def count(self) -> int:
        return self.counts[self.name]

    @property
    def pledges(self) -> QuerySet[Pledge]:
        """The pledges of the list, not ordered."""
        return self._narrowed.filter(queues.condition(self.name, self.user)).order_by()

    @property
    def in_order(self) -> QuerySet[Pledge]:
        return queues.in_order(self.pledges, self.name)

    def keys(self, name: str | None = None, without: str = "") -> dict[str, str]:
        """What names this list in an address, or another one with the same filters; `without` one of them."""
        used = {field: self.form.data.get(field, "") for field in self.form.used() if field != without}
        return {"hang": name or self.name, **used}

    def query(self, name: str | None = None, without: str = "", **more: str) -> str:
        """The same, as the part of the address behind the question mark."""
        query = QueryDict(mutable=True)
        query.update(self.keys(name, without) | more)
        return query.urlencode()

    @property
    def about(self) -> str:
        """For the log of uses of personal data: which list and which filters, never what was typed into them."""
        words = str(LABELS[self.name])
        filters = ", ".join(self.form.label_of(name) for name in self.form.used())
        return _("%(list)s, narrowed by: %(filters)s") % {"list": words, "filters": filters} if filters else words
