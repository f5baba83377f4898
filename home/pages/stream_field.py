"""A StreamField whose blocks stay out of migrations: what may stand in a body is no matter of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from wagtail import fields


class StreamField(fields.StreamField):
    """Wagtail's own, but a new or changed block makes no migration.

    The models that a migration sees therefore know no blocks: they read, keep and write what is stored, untouched, as
    lists and dicts.
    """

    def __init__(self, block_types: Any = (), **options: Any) -> None:
        super().__init__(block_types, **options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _arguments, options = models.Field.deconstruct(self)
        return name, path, [], options

    def to_python(self, value: Any) -> Any:
        return value if self.block_types_arg == () else super().to_python(value)

    if TYPE_CHECKING:  # what stands on a page is a StreamValue; (name, value) pairs may be put there as well

        def __get__(self, page: Any, owner: Any = None) -> Any: ...

        def __set__(self, page: Any, value: Any) -> None: ...
