"""The front page and the plain pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Page

from home.admin.editing import TitleInput

from .base import BasePage, BodyPage


class HomePage(BasePage):
    """The front page. It composes what other apps offer through template tags of their own."""

    kind_label = _("Front page")

    lead_page = models.ForeignKey(
        Page,
        verbose_name=_("lead story"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The one biggest story. Left empty, the newest good deed leads."),
    )
    practice_page = models.ForeignKey(
        Page,
        verbose_name=_("model of good practice shown"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Left empty, the newest one is shown."),
    )

    content_panels = [
        TitleFieldPanel("title", widget=TitleInput),
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("lead_page"), FieldPanel("practice_page")], _("What leads")),
        HelpPanel(
            _("The rest of the front page fills itself: newest stories, what is needed, the account, the calendar.")
        ),
    ]

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = None  # whatever says that it may stand here
    max_count = 1
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("front page")


class StandardPage(BodyPage):
    kind_label = _("About us")
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    template = "home/standard_page.html"

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")


class ContactPage(BodyPage):
    """Address, telephone and hours come from the chapter settings; the body says the rest."""

    kind_label = _("Contact")
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    template = "home/contact_page.html"

    class Meta:
        verbose_name = _("contact page")
