"""A humanitarian address: somebody to stand by, masked; every organisation and person may take one on."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from campaigns.masking import masking_checks
from campaigns.sums_in_words import address_state_words
from home.admin.checks import Check, Level
from home.admin.editing import ChapterPageForm
from home.models import BasePage, BodyPage
from home.models.joined import JoinedManager
from home.text.form_fields import DongField


class HumanitarianAddressIndexPage(BasePage):
    kind_label = _("Humanitarian addresses")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["campaigns.HumanitarianAddressPage"]
    max_count = 1
    template = "campaigns/humanitarian_address_index_page.html"

    class Meta:
        verbose_name = _("list of humanitarian addresses")


class AddressForm(ChapterPageForm):
    monthly_need = DongField(label=_("needed each month (đồng)"))
    monthly_covered = DongField(
        label=_("promised each month (đồng)"),
        required=False,
        help_text=_("What those who stand by it give together."),
    )

    def clean_monthly_covered(self) -> int:
        return self.cleaned_data["monthly_covered"] or 0


class HumanitarianAddressPage(BodyPage):
    """The title is the masked identity: «Bà L., 76 tuổi, xã Ba Sơn»."""

    kind_label = _("Humanitarian address")

    class State(models.TextChoices):
        WAITING = "waiting", _("Nobody stands by yet")
        PARTLY = "partly", _("Partly helped")
        STOOD_BY = "stood_by", _("Somebody stands by")
        ENDED = "ended", _("Ended")

    class Need(models.TextChoices):
        LIVING = "living", _("Daily living")
        SCHOOL = "school", _("Schooling")
        HEALTH = "health", _("Care and medicine")
        HOUSE = "house", _("A sound house")
        LIVELIHOOD = "livelihood", _("A livelihood")

    fund = models.OneToOneField(
        "campaigns.Fund", verbose_name=_("fund"), on_delete=models.PROTECT, related_name="address_page"
    )
    unit = models.ForeignKey("home.Unit", verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+")
    need = models.CharField(_("main need"), max_length=10, choices=Need, default=Need.LIVING)
    monthly_need = models.PositiveBigIntegerField(_("needed each month (đồng)"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    monthly_covered = models.PositiveBigIntegerField(
        _("promised each month (đồng)"), default=0, help_text=_("What those who stand by it give together.")
    )
    helped_until = models.DateField(_("helped until"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_why = models.TextField(_("why it ended"), max_length=400, blank=True)
    person_consented = models.BooleanField(_("the person, or who cares for them, agreed to be told of"), default=False)
    consent_note = models.CharField(_("where the consent is kept"), max_length=200, blank=True)

    content_panels = [
        *BodyPage.content_panels[:-1],
        FieldPanel("fund"),
        FieldRowPanel([FieldPanel("unit"), FieldPanel("need")]),
        FieldRowPanel([FieldPanel("monthly_need"), FieldPanel("monthly_covered")]),
        FieldPanel("body"),
        InlinePanel("supporters", heading=_("Who stands by it"), label=_("Supporter")),
        InlinePanel("visits", heading=_("Visits"), label=_("Visit")),
        MultiFieldPanel(
            [
                FieldPanel("state"),
                FieldPanel("helped_until"),
                FieldRowPanel([FieldPanel("ended_on"), FieldPanel("ended_why")]),
            ],
            _("State"),
        ),
        MultiFieldPanel([FieldPanel("person_consented"), FieldPanel("consent_note")], _("Consent")),
    ]
    parent_page_types = ["campaigns.HumanitarianAddressIndexPage"]
    subpage_types: list[str] = []
    template = "campaigns/humanitarian_address_page.html"
    base_form_class = AddressForm
    objects = JoinedManager("fund__account", "fund__ledger_totals", "unit__parent")

    class Meta:
        verbose_name = _("humanitarian address")
        verbose_name_plural = _("humanitarian addresses")

    def clean(self) -> None:
        super().clean()
        if self.state == self.State.ENDED and not (self.ended_on and self.ended_why.strip()):
            raise ValidationError({"ended_why": _("Say when it ended and why.")})

    def editor_checks(self) -> list[Check]:
        checks = super().editor_checks()
        visits = " ".join(f"{visit.who} {visit.note}" for visit in self.visits.all())
        checks += masking_checks(self.title, f"{self.summary} {self.body_text()} {visits} {self.ended_why}")
        if not self.person_consented:
            checks.append(Check(Level.BLOCK, _g("The person has not been recorded as agreeing to be told of.")))
        return checks

    @property
    def monthly_missing(self) -> int:
        return max(0, self.monthly_need - self.monthly_covered)

    @property
    def is_helped(self) -> bool:
        return self.state == self.State.STOOD_BY

    @property
    def takes_gifts(self) -> bool:
        return self.state != self.State.ENDED and self.fund.is_accepting()

    @property
    def state_words(self) -> str:
        """The state as a sentence for lists."""
        return address_state_words(self)

    def search_text(self) -> str:
        return f"{self.summary}\n{self.body_text()}\n{self.get_need_display()}\n{self.unit.name}".strip()


class AddressSupporter(Orderable):
    page = ParentalKey(HumanitarianAddressPage, on_delete=models.CASCADE, related_name="supporters")
    name = models.CharField(
        _("name shown"), max_length=160, help_text=_("Only who agreed to be named; otherwise “Nhà hảo tâm ẩn danh”.")
    )
    since = models.DateField(_("since"), null=True, blank=True)
    words = models.CharField(_("what they do"), max_length=200, blank=True)

    panels = [FieldPanel("name"), FieldRowPanel([FieldPanel("since"), FieldPanel("words")])]


class AddressVisit(Orderable):
    page = ParentalKey(HumanitarianAddressPage, on_delete=models.CASCADE, related_name="visits")
    date = models.DateField(_("date"))
    who = models.CharField(_("who visited"), max_length=160)
    note = models.TextField(_("what was seen and done"), max_length=800, blank=True)

    panels = [FieldRowPanel([FieldPanel("date"), FieldPanel("who")]), FieldPanel("note")]

    class Meta(Orderable.Meta):
        ordering = ["-date", "sort_order"]
