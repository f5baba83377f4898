"""What every public page has: a summary, a listing picture, a kind, a date, text to search, checks, four eyes."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page
from wagtail.utils.decorators import cached_classmethod

from home.admin.checks import Check, Level, blocking, heading_checks, picture_checks, table_checks, title_checks
from home.admin.editing import ChapterCopyForm, ChapterPageForm, EditorChecksPanel, TitleInput, VietnameseSlugInput
from home.admin.refusals import Refused
from home.admin.slugs import free_slug, slug_of
from home.admin.workflow import OWN_VERSION, FourEyesPermissionTester
from home.pages import contexts
from home.pages.blocks import BodyBlock
from home.pages.stream_field import StreamField
from home.text.tidying import tidy_instance
from home.text.vietnamese import fold


class BasePage(Page):
    """Every public page type extends this.

    A subclass sets `kind_label` (shown as the kicker and in search results), and may override `listing_date`,
    `search_text`, `cache_seconds`, `wants_summary`, `wants_picture` and extend `editor_checks()`.
    """

    kind_label: str | Promise = _("Page")
    cache_seconds: int = 300
    wants_summary = True
    wants_picture = True
    base_form_class = ChapterPageForm
    copy_form_class = ChapterCopyForm

    summary = models.TextField(
        _("summary"),
        max_length=320,
        blank=True,
        help_text=_("One or two sentences. Shown in lists, in search results and when somebody shares the page."),
    )
    listing_image = models.ForeignKey(
        "home.ChapterImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown at the top of the page and in lists, cut to 3:2 around its focal point."),
    )
    social_image = models.ForeignKey(
        "home.ChapterImage",
        verbose_name=_("picture for sharing"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Only if the picture above does not suit a share card. Left empty, the picture above is used."),
    )

    content_panels = [
        TitleFieldPanel("title", widget=TitleInput),
        FieldPanel("summary"),
        FieldPanel("listing_image"),
    ]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug", widget=VietnameseSlugInput),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("social_image"),
            ],
            _("Search and sharing"),
        ),
    ]
    settings_panels = [PublishingPanel()]
    search_fields = [
        *Page.search_fields,
        index.SearchField("folded_title", boost=4),
        index.SearchField("folded_text"),
        index.AutocompleteField("folded_title"),
    ]

    class Meta:
        abstract = True

    @cached_classmethod
    def get_edit_handler(cls) -> Any:
        """Three tabs as Wagtail makes them, in our words, and the checks at the foot of the first."""
        if hasattr(cls, "edit_handler"):
            return cls.edit_handler.bind_to_model(cls)
        tabs = [
            ObjectList([*cls.content_panels, EditorChecksPanel()], heading=_("Content")),
            ObjectList(cls.promote_panels, heading=_("Search and sharing")),
            ObjectList(cls.settings_panels, heading=_("Settings")),
        ]
        shown = [tab for tab in tabs if tab.children]
        return TabbedInterface(shown, base_form_class=cls.base_form_class).bind_to_model(cls)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self._tidy()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """Of a draft."""
        self._tidy()
        super().minimal_clean()

    def _tidy(self) -> None:
        """Text is kept in one Unicode form, addresses in plain letters."""
        tidy_instance(self)
        if not self.slug:  # type: ignore[has-type]
            self.slug = free_slug(slug_of(self.title), self.get_parent(), self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **contexts.context_for(self, request)}

    def editor_checks(self) -> list[Check]:
        """What a writer should know before publishing, as (level, message); a subclass adds its own to super()'s."""
        checks = title_checks(self.title)
        if self.wants_summary and not self.summary.strip():
            checks.append(
                Check(Level.WARN, gettext("There is no summary. Lists and shared links would show the title alone."))
            )
        if self.wants_picture and self.listing_image is None:
            checks.append(
                Check(Level.WARN, gettext("There is no picture. Readers open stories with a picture more often."))
            )
        return [*checks, *heading_checks(self), *table_checks(self), *picture_checks(self)]

    def refuse_unless_publishable(self) -> None:
        """Raise Refused, with the sentences, when a blocking check stands in the way."""
        if obstacles := blocking(self.editor_checks()):
            sentences = format_html_join(" ", "{}", ((message,) for _level, message in obstacles))
            raise Refused(format_html("{} {}", gettext("Not published yet."), sentences))

    def permissions_for_user(self, user: Any) -> FourEyesPermissionTester:
        return FourEyesPermissionTester(user, self)

    def publish(self, revision: Any, user: Any = None, skip_permission_checks: bool = False, **kwargs: Any) -> Any:
        """As Wagtail's; a person also needs a version that somebody else wrote and that lacks nothing essential.

        Programs (the demo, the timer for planned publishing) name no user and are not asked.
        """
        if user is not None and not skip_permission_checks:
            version = revision.as_object()
            rights = version.permissions_for_user(user)
            if rights.has_publishing_office() and not rights.can_publish():
                raise Refused(OWN_VERSION)
            version.refuse_unless_publishable()
        return super().publish(revision, user=user, skip_permission_checks=skip_permission_checks, **kwargs)

    @property
    def listing_date(self) -> datetime.date | None:
        """The day shown to readers and sorted by."""
        moment = self.first_published_at or self.latest_revision_created_at
        return timezone.localdate(moment) if moment else None

    @cached_property
    def share_image(self) -> Any:
        return self.social_image or self.listing_image

    def search_text(self) -> str:
        """Everything a reader may search for on this page, as plain text, title excluded; a line for each piece."""
        return self.summary

    def folded_text(self) -> str:
        return fold(f"{self.title} {self.search_text()}")

    def folded_title(self) -> str:
        return fold(self.title)

    def get_meta_description(self) -> str:
        return self.search_description or self.summary or self.title


class BodyPage(BasePage):
    """A page whose substance is the one body all prose pages share."""

    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        abstract = True

    def body_text(self) -> str:
        return "\n".join(self.body.stream_block.get_searchable_content(self.body))

    def search_text(self) -> str:
        return f"{self.summary}\n{self.body_text()}".strip()
