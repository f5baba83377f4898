"""The register of documents: what applies, since when, and what replaced it."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel

from home.admin.checks import Check, Level
from home.models import BodyPage
from home.models.joined import JoinedManager

from .listings import ListingPage
from .story import today


class LegalDocumentIndexPage(ListingPage):
    kind_label = pgettext_lazy("register", "Documents")
    subpage_types = ["stories.LegalDocumentPage"]
    template = "stories/register.html"
    page_size = 30

    class Meta:
        verbose_name = _("section: documents")

    @classmethod
    def story_model(cls) -> type[LegalDocumentPage]:
        return LegalDocumentPage


class LegalDocumentPage(BodyPage):
    class Type(models.TextChoices):
        LAW = "luat", _("Law")
        DECREE = "nghi-dinh", _("Decree")
        CIRCULAR = "thong-tu", _("Circular")
        DIRECTIVE = "chi-thi", _("Directive")
        CONCLUSION = "ket-luan", _("Conclusion")
        RESOLUTION = "nghi-quyet", _("Resolution")
        DECISION = "quyet-dinh", _("Decision")
        PLAN = "ke-hoach", _("Plan")
        GUIDANCE = "huong-dan", _("Guidance")
        LETTER = "cong-van", _("Official letter")
        REPORT = "bao-cao", _("Report")
        NOTICE = "thong-bao", _("Notice")
        OTHER = "khac", _("Other document")

    class State(models.TextChoices):
        IN_FORCE = "con-hieu-luc", _("In force")
        ENDED = "het-hieu-luc", _("No longer in force")
        REPLACED = "da-thay-the", _("Replaced")

    kind_label = pgettext_lazy("register", "Document")
    parent_page_types = ["stories.LegalDocumentIndexPage"]
    subpage_types: list[str] = []
    template = "stories/legal_document_page.html"
    wants_picture = False
    objects = JoinedManager("issuer", "file", "replaced_by")

    number = models.CharField(_("number and sign"), max_length=60, help_text=_("“1027-CV/TU”, “43-CT/TW”"))
    type = models.CharField(_("type"), max_length=12, choices=Type)
    issuer = models.ForeignKey(
        "stories.IssuingBody", verbose_name=_("issuing body"), on_delete=models.PROTECT, related_name="+"
    )
    issued_on = models.DateField(_("date issued"), db_index=True)
    effective_from = models.DateField(_("in force from"), null=True, blank=True)
    ended_on = models.DateField(
        _("in force until"),
        null=True,
        blank=True,
        help_text=_("Only when it has ended, or its end is known. Left empty: in force."),
    )
    replaced_by = models.ForeignKey(
        "self",
        verbose_name=_("replaced by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="replaces",
    )
    file = models.ForeignKey(
        "home.ChapterDocument",
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    official_url = models.URLField(_("official text on another site"), max_length=500, blank=True)

    content_panels = [
        *BodyPage.content_panels[:1],
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("type"), FieldPanel("number")]),
                FieldRowPanel([FieldPanel("issuer"), FieldPanel("issued_on")]),
            ],
            _("What it is"),
        ),
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("effective_from"), FieldPanel("ended_on")]),
                PageChooserPanel("replaced_by"),
            ],
            _("Whether it applies"),
        ),
        MultiFieldPanel([FieldPanel("file"), FieldPanel("official_url")], _("The text itself")),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("document in the register")
        verbose_name_plural = _("documents in the register")

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.issued_on and self.issued_on > today():
            errors["issued_on"] = _("This day is still to come.")
        if self.issued_on and self.effective_from and self.effective_from < self.issued_on:
            errors["effective_from"] = _("It cannot be in force before it was issued.")
        if self.ended_on and self.issued_on and self.ended_on < self.issued_on:
            errors["ended_on"] = _("It cannot end before it was issued.")
        if self.replaced_by_id and self._leads_back():
            errors["replaced_by"] = _("A document cannot be replaced by itself, nor by one that it replaced.")
        if self.number and self.issuer_id and self._twin() is not None:
            errors["number"] = _("The register already holds a document of this body with this number and date.")
        if errors:
            raise ValidationError(errors)

    def _leads_back(self) -> bool:
        seen, following = {self.pk}, self.replaced_by
        while following is not None:
            if following.pk in seen:
                return True
            seen.add(following.pk)
            following = following.replaced_by
        return False

    def _twin(self) -> LegalDocumentPage | None:
        same = LegalDocumentPage.objects.filter(
            number__iexact=self.number.strip(), issuer_id=self.issuer_id, issued_on=self.issued_on
        )
        return same.exclude(pk=self.pk).first()

    @property
    def listing_date(self) -> datetime.date:
        return self.issued_on

    @property
    def state(self) -> State:
        if self.replaced_by_id:
            return self.State.REPLACED
        if self.ended_on and self.ended_on < today():
            return self.State.ENDED
        return self.State.IN_FORCE

    def get_state_label(self) -> str:
        return str(self.state.label)

    @property
    def citation(self) -> str:
        """«Công văn 1027-CV/TU»."""
        return f"{self.get_type_display()} {self.number}"

    def editor_checks(self) -> list[Check]:
        checks = super().editor_checks()
        if self.file_id is None and not self.official_url:
            checks.append(
                Check(Level.WARN, gettext("There is neither a file nor a link. Readers look here for the text itself."))
            )
        return checks

    def search_text(self) -> str:
        issuer = self.issuer.name if self.issuer_id else ""
        return f"{self.citation}\n{issuer}\n{super().search_text()}".strip()
