"""Hooks of forms and lists that have no public name."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.tables import TitleColumn


class AfterCleaning:
    """A model form that looks once more at its finished instance: `after_cleaning()` may add errors.

    Put before the form's own class. Django offers `clean()` only, when the instance is not filled yet.
    """

    def _post_clean(self) -> None:
        super()._post_clean()
        self.after_cleaning()

    def after_cleaning(self) -> None:
        raise NotImplementedError


class OwnTitleColumn:
    """A list of Wagtail's whose first column is `title_column`. Put before the view's own class."""

    title_column: type[TitleColumn] = TitleColumn

    def _get_title_column(self, field_name: str, column_class: Any = TitleColumn, **kwargs: Any) -> Any:
        return super()._get_title_column(field_name, column_class=self.title_column, **kwargs)
