"""Which officer looks after which units."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class OfficerProfile(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="officer_profile")
    units = models.ManyToManyField("home.Unit", verbose_name=_("units"), blank=True, related_name="+")
    is_away = models.BooleanField(_("away"), default=False, help_text=_("New pledges go to others."))

    class Meta:
        verbose_name = _("officer")
        verbose_name_plural = _("officers")

    def __str__(self) -> str:
        return self.user.get_full_name() or self.user.get_username()
