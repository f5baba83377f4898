from .events import EventIndexPage, EventPage, EventSlot
from .good_deeds import GoodDeedIndexPage, GoodDeedPage
from .legal_documents import LegalDocumentIndexPage, LegalDocumentPage
from .listings import ListingPage
from .news import NewsIndexPage, NewsPage
from .practices import Adoption, PracticeIndexPage, PracticePage
from .story import Story
from .topics import IssuingBody, Topic
from .unit_pages import UnitIndexPage

__all__ = [
    "Adoption",
    "EventIndexPage",
    "EventPage",
    "EventSlot",
    "GoodDeedIndexPage",
    "GoodDeedPage",
    "IssuingBody",
    "LegalDocumentIndexPage",
    "LegalDocumentPage",
    "ListingPage",
    "NewsIndexPage",
    "NewsPage",
    "PracticeIndexPage",
    "PracticePage",
    "Story",
    "Topic",
    "UnitIndexPage",
]
