"""What news, good deeds, models of good practice and events have in common."""

from __future__ import annotations

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from home.admin.checks import Check, Level
from home.models import BodyPage
from home.models.joined import JoinedManager
from stories.places import place_line, place_name

from .topics import Topic


def plain(html: str) -> str:
    """The words of rich text without its tags."""
    return strip_tags(html.replace("<", " <")).strip() if html else ""


def today() -> datetime.date:
    return timezone.localdate()


class Story(BodyPage):
    """A dated page of a unit, on one or more topics."""

    date = models.DateField(
        _("date"), default=today, db_index=True, help_text=_("The day shown to readers. Lists begin with the newest.")
    )
    unit = models.ForeignKey(
        "home.Unit",
        verbose_name=_("unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Whose story it is. Readers can list everything of one unit."),
    )
    topics = ParentalManyToManyField(
        "stories.Topic",
        verbose_name=_("topics"),
        blank=True,
        related_name="+",
        help_text=_("One or two are enough. Readers filter the lists by them."),
    )
    writer = models.CharField(
        _("writer"), max_length=120, blank=True, help_text=_("The name printed with the story. May stay empty.")
    )

    where_panels = MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("date"), FieldPanel("writer")]),
            FieldPanel("unit"),
            FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
        ],
        _("When, whose, about what"),
    )
    content_panels = [*BodyPage.content_panels[:-1], where_panels, FieldPanel("body")]

    subpage_types: list[str] = []
    is_article = True
    # With its unit and what that belongs to: neither a page nor a list asks for them again.
    objects = JoinedManager("unit__parent")

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        # Wagtail cleans drafts too; the column is never empty once the form is filled in.
        if self.date and self.date.year < 1946:
            raise ValidationError({"date": _("The Society was founded in 1946: please look at the year again.")})

    def editor_checks(self) -> list[Check]:
        checks = super().editor_checks()
        if self.unit_id is None:
            checks.append(
                Check(
                    Level.WARN, gettext("No unit is chosen. Readers of that unit will not find the story in its list.")
                )
            )
        if not self.topics.all():
            checks.append(Check(Level.WARN, gettext("No topic is ticked. Readers filter the lists by topic.")))
        return checks

    @property
    def listing_date(self) -> datetime.date:
        return self.date

    @property
    def listing_place(self) -> str:
        """The commune, school or agency, as lists show it: «Xã Cao Lộc»."""
        return place_name(self.unit)

    @property
    def place_line(self) -> str:
        """The unit in full: «Chi hội thôn Nà Lốc, xã Cao Lộc»."""
        return place_line(self.unit)

    @cached_property
    def topic_list(self) -> list[Topic]:
        """Its topics, asked for once while a page is drawn."""
        return list(self.topics.all())

    @property
    def reading_minutes(self) -> int:
        """Whole minutes at 200 words a minute (Vietnamese words are syllables: 230 of them), at least one."""
        return max(1, round(len(self.body_text().split()) / 230))

    def search_text(self) -> str:
        return f"{self.summary}\n{self.body_text()}\n{self.place_line}\n{self.writer}".strip()
