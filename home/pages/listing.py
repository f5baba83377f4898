"""Lists that readers page through and filter without script. Nonsense in the address still gives a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict

PAGE_SIZE = 20


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: int | None = None


@dataclass(frozen=True)
class Filter:
    """One select of the filter form (components/filters.html). `value` is "" or one of the choices' values."""

    name: str
    label: str
    any_label: str
    choices: tuple[Choice, ...]
    value: str = ""

    @classmethod
    def read(cls, query: QueryDict, name: str, label: str, any_label: str, choices: Iterable[Choice]) -> Filter:
        """The filter as the address sets it; an unknown value sets nothing."""
        choices = tuple(choices)
        wanted = query.get(name, "")
        return cls(name, label, any_label, choices, wanted if any(choice.value == wanted for choice in choices) else "")

    @property
    def chosen(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.value == self.value), None)


def paginate(items: Any, query: QueryDict, per_page: int = PAGE_SIZE) -> Page:
    """The page that `?page=` asks for: not a number gives the first, beyond the end gives the last."""
    return Paginator(items, per_page).get_page(query.get("page", "1")[:9])


def pager_links(page: Page, query: QueryDict) -> dict[str, Any]:
    """What components/pager.html draws: every link keeps the filters and drops what is empty."""
    kept = query.copy()
    kept.pop("page", None)
    for name in list(kept):
        kept.setlist(name, [value for value in kept.getlist(name) if value and "\x00" not in value])

    def href(number: int) -> str:
        target = kept.copy()
        if number > 1:
            target["page"] = str(number)
        text = target.urlencode()
        return f"?{text}" if text else "?"

    gap = page.paginator.ELLIPSIS
    return {
        "number": page.number,
        "total": page.paginator.num_pages,
        "before": href(page.number - 1) if page.has_previous() else "",
        "after": href(page.number + 1) if page.has_next() else "",
        "steps": [
            {"number": number, "href": "" if number == gap else href(int(number)), "is_gap": number == gap}
            for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        ],
    }
