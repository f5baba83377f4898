from django.apps import AppConfig
from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The frame on which the other rooms stand."""

    name = "home"
    verbose_name = _("Frame of the site")

    def ready(self) -> None:
        from wagtail.users.models import UserProfile

        from .cache import freshness  # noqa: F401  (connects its receivers)
        from .models import ContactPage, HomePage, StandardPage
        from .pages import addresses, contexts
        from .pictures import preparing  # noqa: F401  (connects its receivers)
        from .pictures.uploads import clean_avatar
        from .safety import checks, page_checks  # noqa: F401  (they register)
        from .search import indexing  # noqa: F401  (connects its receivers)
        from .wagtail_private import patches

        addresses.register(words=["page"])
        for model in (ContactPage, HomePage, StandardPage):
            contexts.register(model)  # nothing beside their own fields; tags of other apps fill the front page
        pre_save.connect(clean_avatar, sender=UserProfile, dispatch_uid="home.clean_avatar")
        patches.apply()
