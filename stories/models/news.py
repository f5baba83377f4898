"""News, and short accounts of what others wrote: those name the source and link to it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from home.admin.checks import Check, Level

from .listings import ListingPage
from .story import Story

# Decree 147/2024: a site without a press licence links and summarises; it does not reprint.
LONGEST_SUMMARY_WORDS = 350


class NewsIndexPage(ListingPage):
    kind_label = _("News")
    subpage_types = ["stories.NewsPage"]
    template = "stories/listing.html"

    class Meta:
        verbose_name = _("section: news")

    @classmethod
    def story_model(cls) -> type[Story]:
        return NewsPage


class NewsPage(Story):
    kind_label = _("News")
    parent_page_types = ["stories.NewsIndexPage"]
    template = "stories/article.html"

    source_name = models.CharField(
        pgettext_lazy("press", "source"),
        max_length=120,
        blank=True,
        help_text=_("Only when this page sums up somebody else’s article: the paper’s name, such as “báo Lạng Sơn”."),
    )
    source_url = models.URLField(_("link to the article"), max_length=500, blank=True)
    source_title = models.CharField(_("title of the article"), max_length=250, blank=True)
    source_date = models.DateField(_("day it appeared"), null=True, blank=True)

    content_panels = [
        *Story.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("source_name"), FieldPanel("source_date")]),
                FieldPanel("source_title"),
                FieldPanel("source_url"),
            ],
            _("Summing up another’s article"),
            help_text=_(
                "Say in your own words, in a few paragraphs, what the article says, and link to it. Do not paste it."
            ),
        ),
    ]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news")

    def clean(self) -> None:
        super().clean()
        if not self.source_name.strip() and (self.source_url or self.source_title or self.source_date):
            raise ValidationError({"source_name": _("Name the source whose article this is.")})

    @property
    def is_digest(self) -> bool:
        """Whether the page sums up somebody else's article."""
        return bool(self.source_name)

    def editor_checks(self) -> list[Check]:
        checks = super().editor_checks()
        if self.is_digest and not self.source_url:
            checks.append(
                Check(Level.WARN, gettext("The source has no link. If the article can be read online, link to it."))
            )
        if self.is_digest and len(self.body_text().split()) > LONGEST_SUMMARY_WORDS:
            checks.append(
                Check(
                    Level.WARN,
                    gettext(
                        "This is long for a summary of another’s article. "
                        "Sum it up in a few paragraphs and let the link do the rest."
                    ),
                )
            )
        return checks

    def search_text(self) -> str:
        return f"{super().search_text()}\n{self.source_name}\n{self.source_title}".strip()
