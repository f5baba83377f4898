"""A campaign tells the story of one fund, and says what Decree 93 wants said."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from campaigns.sums_in_words import headline_words
from home.admin.checks import Check, Level
from home.models import BasePage, BodyPage
from home.models.joined import JoinedManager


class CampaignIndexPage(BasePage):
    kind_label = _("Campaigns")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["campaigns.CampaignPage"]
    max_count = 1
    template = "campaigns/campaign_index_page.html"

    class Meta:
        verbose_name = _("list of campaigns")


class CampaignPage(BodyPage):
    kind_label = _("Campaign")

    fund = models.OneToOneField(
        "campaigns.Fund",
        verbose_name=_("fund"),
        on_delete=models.PROTECT,
        related_name="campaign_page",
        help_text=_("Whose money it tells of. Goal, needs, dates and account stand with the fund."),
    )
    appeal_number = models.CharField(_("number of the appeal"), max_length=80, blank=True)
    appeal_document = models.ForeignKey(
        "home.ChapterDocument",
        verbose_name=_("the appeal"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    beneficiaries = models.TextField(_("who is helped"), max_length=600, blank=True)
    support_level = models.TextField(_("with how much"), max_length=600, blank=True)
    how_received = models.TextField(_("when, where and how gifts are received"), max_length=600, blank=True)
    result = models.TextField(
        _("what became of it"),
        max_length=800,
        blank=True,
        help_text=_("Shown at the top once the fund takes no more gifts."),
    )

    content_panels = [
        *BodyPage.content_panels[:-1],
        FieldPanel("fund"),
        FieldPanel("body"),
        InlinePanel("updates", heading=_("What has been done"), label=pgettext_lazy("campaign", "Update")),
        FieldPanel("result"),
        MultiFieldPanel(
            [
                FieldPanel("appeal_number"),
                FieldPanel("appeal_document"),
                FieldPanel("beneficiaries"),
                FieldPanel("support_level"),
                FieldPanel("how_received"),
            ],
            _("What Decree 93 wants said"),
        ),
    ]
    parent_page_types = ["campaigns.CampaignIndexPage"]
    subpage_types: list[str] = []
    template = "campaigns/campaign_page.html"
    is_article = True
    objects = JoinedManager("fund__account", "fund__unit__parent", "fund__ledger_totals", "appeal_document")

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")

    @property
    def listing_place(self) -> str:
        return self.fund.unit.name if self.fund.unit_id else ""

    def editor_checks(self) -> list[Check]:
        checks = super().editor_checks()
        for name in ("appeal_number", "beneficiaries", "support_level", "how_received"):
            if not getattr(self, name).strip():
                label = self._meta.get_field(name).verbose_name
                checks.append(Check(Level.WARN, _g("Decree 93 wants it said: %(what)s.") % {"what": label}))
        return checks

    def search_text(self) -> str:
        done = "\n".join(f"{update.title}\n{update.text}" for update in self.updates.all())
        return f"{self.summary}\n{self.body_text()}\n{done}\n{self.beneficiaries}\n{self.listing_place}".strip()

    def social_lines(self) -> list[str]:
        """What the card for sharing says beneath the title."""
        words = headline_words(self.fund)
        return [f"{words.before} {words.sum} {words.after}".strip()]

    @property
    def social_progress(self) -> float | None:
        """Share of the goal received: 0 to 1 and beyond; None without a goal."""
        return self.fund.totals.received / self.fund.goal if self.fund.goal else None


class CampaignUpdate(Orderable):
    page = ParentalKey(CampaignPage, on_delete=models.CASCADE, related_name="updates")
    date = models.DateField(_("date"))
    title = models.CharField(_("what was done"), max_length=160)
    text = models.TextField(_("details"), max_length=1500, blank=True)

    panels = [FieldPanel("date"), FieldPanel("title"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        ordering = ["-date", "sort_order"]
        verbose_name = pgettext_lazy("campaign", "update")
