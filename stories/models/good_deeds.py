"""Good deeds: who is honoured, and the recorded consent of whoever is shown."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from home.admin.checks import Check, Level

from .listings import ListingPage
from .story import Story, today


class GoodDeedIndexPage(ListingPage):
    kind_label = _("Good deeds")
    subpage_types = ["stories.GoodDeedPage"]
    template = "stories/listing.html"

    class Meta:
        verbose_name = _("section: good deeds")

    @classmethod
    def story_model(cls) -> type[Story]:
        return GoodDeedPage


class GoodDeedPage(Story):
    class Honoured(models.TextChoices):
        PERSON = "person", _("One person")
        FAMILY = "family", _("A family")
        GROUP = "group", _("A group")

    class ConsentHow(models.TextChoices):
        SIGNED = "signed", _("Signed sheet")
        MESSAGE = "message", _("Written message")
        WITNESSED = "witnessed", _("Spoken, before a witness")

    kind_label = _("Good deed")
    parent_page_types = ["stories.GoodDeedIndexPage"]
    template = "stories/article.html"

    honoured_kind = models.CharField(_("who is honoured"), max_length=8, choices=Honoured, default=Honoured.PERSON)
    honoured = models.CharField(
        _("name"),
        max_length=160,
        help_text=_("The person, family or group, as the story calls them: “ông Nông Văn Thụ”."),
    )
    honoured_about = models.CharField(
        _("in a few words"),
        max_length=160,
        blank=True,
        help_text=_("“71 tuổi, thôn Nà Lốc”. No illness, no full address."),
    )
    when_words = models.CharField(
        _("when it happened"),
        max_length=120,
        blank=True,
        help_text=_("As people say it: “từ tháng 10 năm 2014 đến nay”."),
    )
    quote = models.TextField(_("in their own words"), max_length=400, blank=True)
    quote_who = models.CharField(_("who said it"), max_length=120, blank=True)

    consent_by = models.CharField(
        _("who agreed"),
        max_length=160,
        blank=True,
        help_text=_(
            "The person shown; for a child, the parent or guardian; for a group, who spoke for it. Never published."
        ),
    )
    consent_on = models.DateField(pgettext_lazy("consent", "when"), null=True, blank=True)
    consent_how = models.CharField(pgettext_lazy("consent", "how"), max_length=10, choices=ConsentHow, blank=True)
    consent_reference = models.CharField(
        _("where it is kept"),
        max_length=160,
        blank=True,
        help_text=_("Number of the sheet or folder: “phiếu 12/2026, cặp Gương sáng”."),
    )

    content_panels = [
        *Story.content_panels[:-2],
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("honoured_kind"), FieldPanel("honoured")]),
                FieldRowPanel([FieldPanel("honoured_about"), FieldPanel("when_words")]),
            ],
            _("Who is honoured"),
        ),
        *Story.content_panels[-2:],
        MultiFieldPanel([FieldPanel("quote"), FieldPanel("quote_who")], _("In their own words")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("consent_by"), FieldPanel("consent_on")]),
                FieldRowPanel([FieldPanel("consent_how"), FieldPanel("consent_reference")]),
            ],
            _("Consent of the person shown"),
            help_text=_("For staff only. The page cannot be published before this is filled in."),
        ),
    ]

    class Meta:
        verbose_name = _("good deed")
        verbose_name_plural = _("good deeds")

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.consent_on and self.consent_on > today():
            errors["consent_on"] = _("This day is still to come.")
        if self.quote_who and not self.quote.strip():
            errors["quote"] = _("The words themselves are missing.")
        if errors:
            raise ValidationError(errors)

    @property
    def consent_recorded(self) -> bool:
        return bool(self.consent_by.strip() and self.consent_on and self.consent_how and self.consent_reference.strip())

    @property
    def quoted(self) -> str:
        """Who spoke the quote: the one honoured, unless somebody else is named."""
        return self.quote_who or self.honoured

    def editor_checks(self) -> list[Check]:
        checks = super().editor_checks()
        if not self.consent_recorded:
            checks.insert(
                0,
                Check(
                    Level.BLOCK,
                    gettext(
                        "The consent of the person shown is not recorded: who agreed, when, how, "
                        "and where the sheet is kept."
                    ),
                ),
            )
        return checks

    def search_text(self) -> str:
        return f"{super().search_text()}\n{self.quote}\n{self.honoured}, {self.honoured_about}".strip()
