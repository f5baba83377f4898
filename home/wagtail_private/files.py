"""What Django's fields for files know and do not tell."""

from __future__ import annotations

from typing import Any


def is_new(file: Any) -> bool:
    """Whether a file of a model's field has yet to be written to the storage."""
    return not file._committed


def forget_size(picture: Any) -> None:
    """Measure the picture anew when it is next asked: it was measured before it was turned and shrunk."""
    picture.__dict__.pop("_dimensions_cache", None)
