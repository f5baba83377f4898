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

        from . import freshness, indexing, publishing  # noqa: F401  (connect their receivers)
        from .dates import leave_as_typed
        from .security import render_chooser
        from .uploads import clean_avatar

        pre_save.connect(clean_avatar, sender=UserProfile, dispatch_uid="home.clean_avatar")
        get_user_model().add_to_class("get_full_name", vietnamese_full_name)
        BaseChooser.render = render_chooser  # the admin runs without inline scripts (home/security.py)
        for widget in (AdminDateInput, AdminDateTimeInput):
            leave_as_typed(widget)
