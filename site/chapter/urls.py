"""All addresses. Wagtail's pages come last: whatever is not named here is a page."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve as media
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from home.pictures.share_cards import social_card
from home.wagtail_private.routing import serve

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("tai-lieu/", include(wagtaildocs_urls)),
    path("chia-se/<int:page_id>-<slug:wanted_digest>.jpg", social_card, name="social_card"),
    path("", include("donate.public.urls")),
    path("", include("home.urls")),
]
if settings.SERVE_MEDIA:  # in production the web server does it
    urlpatterns += [re_path(r"^media/(?P<path>.*)$", media, {"document_root": settings.MEDIA_ROOT})]
# Wagtail's own, but for the last: home.wagtail_private.routing finds a page in fewer queries.
urlpatterns += [
    *wagtail_urls.urlpatterns[:-1],
    # Files that a page makes itself: a calendar, the account as a table. Wagtail's pattern knows no dots.
    re_path(r"^((?:[\w\-]+/)+[\w\-]+\.(?:ics|csv|json))$", serve),
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
]
