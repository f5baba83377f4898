"""What a chapter decides about its desk."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from home.calendar.working_days import check_holidays


@register_setting(icon="mail", order=220)
class DeskSettings(BaseGenericSetting):
    reminds_by_itself = models.BooleanField(
        _("reminders go out by themselves"),
        default=False,
        help_text=_("Otherwise an officer looks at each and sends it. Never more than two for one pledge."),
    )
    morning_digest = models.BooleanField(
        _("a mail each morning"), default=True, help_text=_("To each officer: what is due today, without names.")
    )
    climbs_after = models.PositiveSmallIntegerField(
        _("days after which an overdue pledge climbs"),
        default=3,
        validators=[MaxValueValidator(60)],
        help_text=_("From then on it also shows with whoever supervises."),
    )
    keep_months = models.PositiveSmallIntegerField(
        _("months for which contact data are kept"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(240)],
        help_text=_("Counted from the end of a pledge. Empty: as the site's administrator set it. 0: for ever."),
    )

    answer_days = models.PositiveSmallIntegerField(
        _("working days in which a request about personal data is answered"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
        help_text=_("Monday to Friday, without the public holidays below. Decree 356/2025: 2."),
    )
    done_days = models.PositiveSmallIntegerField(
        _("days in which it is done"),
        default=15,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
        help_text=_("Counted from the day it was asked, every day. Decree 356/2025: 15."),
    )
    holidays = models.TextField(
        _("public holidays"),
        blank=True,
        max_length=2000,
        validators=[check_holidays],
        help_text=_("One a line: 2/9 for every year, 17/2/2026 for one year alone. No request falls due on them."),
    )
    access_log_months = models.PositiveSmallIntegerField(
        _("months for which the log of looking and exporting is kept"),
        default=24,
        validators=[MaxValueValidator(240)],
        help_text=_("0: for ever."),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("reminds_by_itself"), FieldPanel("morning_digest"), FieldPanel("climbs_after")],
            heading=_("Follow-up"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("answer_days"),
                FieldPanel("done_days"),
                FieldPanel("holidays"),
                FieldPanel("keep_months"),
                FieldPanel("access_log_months"),
            ],
            heading=_("Personal data"),
        ),
    ]

    class Meta:
        verbose_name = _("pledge desk")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @property
    def months_kept(self) -> int:
        return settings.PLEDGE_RETENTION_MONTHS if self.keep_months is None else self.keep_months
