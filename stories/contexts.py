"""Which page of the stories shows what: one row for each page type (home/pages/contexts.py)."""

from home.pages.contexts import register

from .feeds.ics import coming_events, one_event
from .feeds.rss import feed_response
from .lists.page import listing_context
from .models import EventIndexPage, EventPage, GoodDeedPage, LegalDocumentPage, NewsPage, PracticePage, UnitIndexPage
from .models.listings import ListingPage
from .page_context import article_context, document_context, event_context, practice_context
from .unit_views import units_context

register(ListingPage, listing_context, rss=feed_response)  # every section: news, good deeds, practices, …
register(EventIndexPage, listing_context, calendar=coming_events)
register(EventPage, event_context, calendar=one_event)
register(GoodDeedPage, article_context)
register(LegalDocumentPage, document_context)
register(NewsPage, article_context)
register(PracticePage, practice_context)
register(UnitIndexPage, units_context)
