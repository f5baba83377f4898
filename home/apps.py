from django.apps import AppConfig
from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _


def vietnamese_full_name(user) -> str:
    """Family and middle name before the given name; Django would turn Nông Văn Hòa round."""
    return f"{user.last_name} {user.first_name}".strip()


class HomeConfig(AppConfig):
    """The frame on which the other rooms stand."""

    name = "home"
    verbose_name = _("Frame of the site")

    def ready(self) -> None:
        from django.contrib.auth import get_user_model
        from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput
        from wagtail.admin.widgets.chooser import BaseChooser
        from wagtail.users.models import UserProfile

        from .admin.date_fields import leave_as_typed
        from .cache import freshness  # noqa: F401  (connect their receivers)
        from .models import ContactPage, HomePage, StandardPage
        from .pages import addresses, contexts
        from .pictures import preparing  # noqa: F401  (connect their receivers)
        from .pictures.uploads import clean_avatar
        from .safety import checks  # noqa: F401  (registers them)
        from .safety.content_policy import render_chooser
        from .search import indexing  # noqa: F401  (connect their receivers)

        addresses.register(words=["page"])
        for model in (ContactPage, HomePage, StandardPage):
            contexts.register(model)  # nothing beside their own fields; tags of other apps fill the front page
        pre_save.connect(clean_avatar, sender=UserProfile, dispatch_uid="home.clean_avatar")
        get_user_model().add_to_class("get_full_name", vietnamese_full_name)
        BaseChooser.render = render_chooser  # the admin runs without inline scripts (home/safety/content_policy.py)
        for widget in (AdminDateInput, AdminDateTimeInput):
            leave_as_typed(widget)
