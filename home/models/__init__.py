from .base import BasePage, BodyPage
from .files import ChapterDocument, ChapterImage, ChapterRendition
from .pages import ContactPage, HomePage, StandardPage
from .review import FourEyesTask
from .search import SearchEntry
from .settings import ChapterSettings
from .units import Unit

__all__ = [
    "BasePage",
    "BodyPage",
    "ChapterDocument",
    "ChapterImage",
    "ChapterRendition",
    "ChapterSettings",
    "ContactPage",
    "FourEyesTask",
    "HomePage",
    "SearchEntry",
    "StandardPage",
    "Unit",
]
