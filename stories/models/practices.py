"""Models of good practice: how it is done, what it costs, what it brought, and who has copied it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from home.admin.checks import Check, Level
from home.pages.stream_field import StreamField
from home.text.model_fields import DongField
from home.text.vietnamese import fold
from stories.blocks import CostsStream, FilesStream, ResultsStream, StepsStream, rows_of
from stories.places import place_name

from .listings import ListingPage
from .story import Story, plain, today


class PracticeIndexPage(ListingPage):
    kind_label = _("Models of good practice")
    subpage_types = ["stories.PracticePage"]
    template = "stories/listing.html"

    class Meta:
        verbose_name = _("section: models of good practice")

    @classmethod
    def story_model(cls) -> type[Story]:
        return PracticePage


class PracticePage(Story):
    kind_label = _("Model of good practice")
    parent_page_types = ["stories.PracticeIndexPage"]
    template = "stories/practice_page.html"

    context = RichTextField(_("why it was needed"), blank=True, help_text=_("What it was like before, and for whom."))
    dan_van_kheo = models.BooleanField(_("recognised as “Dân vận khéo”"), default=False)
    first_place = models.CharField(
        _("where it began"), max_length=160, help_text=_("“Điểm trường Khuổi Lầy, xã Bình Gia”")
    )
    started_on = models.DateField(_("since"), null=True, blank=True, help_text=_("Readers see the month and the year."))
    counted_as = models.CharField(
        _("what is counted"),
        max_length=40,
        default="nơi",
        help_text=_("The word after the number: “23 điểm trường”, “9 nơi”."),
    )
    steps = StreamField(StepsStream(), verbose_name=_("how it is done, step by step"), blank=True)
    people_needed = models.CharField(
        _("people it takes"), max_length=160, blank=True, help_text=_("“2 phụ huynh mỗi ngày, chia phiên”")
    )
    suits = models.CharField(
        _("where it fits"),
        max_length=200,
        blank=True,
        help_text=_("“Nơi có từ 15 đến 60 học trò ở lại trưa, có nước sạch”"),
    )
    unit_cost = DongField(_("cost each time"), null=True, blank=True)
    unit_cost_words = models.CharField(
        _("each time means"), max_length=80, blank=True, help_text=_("The words after the sum: “mỗi bữa, một em”.")
    )
    once_heading = models.CharField(
        _("heading of the costs to begin"), max_length=120, blank=True, help_text=_("“Dựng bếp cho 40 em, một lần”")
    )
    running_heading = models.CharField(
        _("heading of the running costs"), max_length=120, blank=True, help_text=_("“Mỗi tháng, 34 em, 22 bữa”")
    )
    costs = StreamField(
        CostsStream(),
        verbose_name=_("costs"),
        blank=True,
        help_text=_("Sums in đồng, as you would write them: 1.500.000. The page adds them up."),
    )
    results_say = models.CharField(
        _("the result in one sentence"),
        max_length=250,
        blank=True,
        help_text=_("“Cả 34 em học đủ buổi chiều; trước khi có bếp là 21 em.”"),
    )
    results_source = models.CharField(
        _("where the figures come from"),
        max_length=250,
        blank=True,
        help_text=_("“Sổ điểm danh học kỳ I năm 2022 và 2026”"),
    )
    results = StreamField(
        ResultsStream(),
        verbose_name=_("figures, before and after"),
        blank=True,
        help_text=_("“Học đủ hai buổi”: 21, 34, em"),
    )
    files = StreamField(
        FilesStream(),
        verbose_name=_("to take away"),
        blank=True,
        help_text=_("Forms and tables that others can use at once."),
    )
    contact_name = models.CharField(
        _("whom to ask"), max_length=160, blank=True, help_text=_("Somebody who has done it and agreed to be asked.")
    )
    contact_phone = models.CharField(
        _("telephone"), max_length=30, blank=True, help_text=_("Left empty, the chapter’s own number is shown.")
    )

    content_panels = [
        *Story.content_panels[:-1],
        MultiFieldPanel(
            [
                FieldPanel("dan_van_kheo"),
                FieldRowPanel([FieldPanel("first_place"), FieldPanel("started_on")]),
                FieldRowPanel([FieldPanel("people_needed"), FieldPanel("suits")]),
            ],
            _("At a glance"),
        ),
        FieldPanel("context"),
        FieldPanel("steps"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("once_heading"), FieldPanel("running_heading")]),
                FieldPanel("costs"),
                FieldRowPanel([FieldPanel("unit_cost"), FieldPanel("unit_cost_words")]),
            ],
            _("What it costs"),
        ),
        MultiFieldPanel(
            [FieldPanel("results_say"), FieldPanel("results"), FieldPanel("results_source")],
            _("What it brought, in figures"),
        ),
        MultiFieldPanel(
            [FieldPanel("counted_as"), InlinePanel("adoptions", label=_("Adoption"))],
            _("Who has copied it"),
        ),
        FieldPanel("files"),
        MultiFieldPanel([FieldRowPanel([FieldPanel("contact_name"), FieldPanel("contact_phone")])], _("Contact")),
        Story.content_panels[-1],
    ]

    class Meta:
        verbose_name = _("model of good practice")
        verbose_name_plural = _("models of good practice")

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.started_on and self.started_on > today():
            errors["started_on"] = _("This day is still to come.")
        if self.unit_cost and not self.unit_cost_words.strip():
            errors["unit_cost_words"] = _("Say what the sum pays for: “mỗi bữa, một em”.")
        if errors:
            raise ValidationError(errors)

    def editor_checks(self) -> list[Check]:
        checks = super().editor_checks()
        if not self.steps:
            checks.append(
                Check(Level.WARN, gettext("There are no steps. Whoever wants to copy the model needs them first."))
            )
        waiting = sum(1 for adoption in self.adoptions.all() if not adoption.is_confirmed)
        if waiting:
            checks.append(
                Check(
                    Level.WARN,
                    gettext(
                        "%(count)d adoptions are not confirmed by the unit above. They are listed, but not counted."
                    )
                    % {"count": waiting},
                )
            )
        return checks

    def costs_of(self, period: str) -> list[Any]:
        """The rows of «once» or «running»; their `amount` is đồng."""
        return [row for row in rows_of(self.costs) if row["period"] == period]

    @property
    def once_total(self) -> int:
        return sum(row["amount"] or 0 for row in self.costs_of("once"))

    @property
    def running_total(self) -> int:
        return sum(row["amount"] or 0 for row in self.costs_of("running"))

    def search_text(self) -> str:
        steps = "\n".join(f"{step['title']}\n{step['text']}" for step in rows_of(self.steps))
        places = "\n".join(f"{adoption.name}\n{adoption.adapted}" for adoption in self.adoptions.all())
        tag = "Dân vận khéo" if self.dan_van_kheo else ""
        own = f"{super().search_text()}\n{plain(self.context)}\n{self.results_say}"
        return f"{own}\n{steps}\n{places}\n{self.first_place}\n{tag}".strip()


class Adoption(Orderable):
    """One place that copied the model. It counts once the unit above has confirmed it."""

    page = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="adoptions")
    unit = models.ForeignKey("home.Unit", verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+")
    place = models.CharField(
        pgettext_lazy("where", "place"),
        max_length=160,
        blank=True,
        help_text=_("If it is more exact than the unit: “Điểm trường Pác Khuông”."),
    )
    since = models.DateField(_("since"), help_text=_("Readers see the month and the year."))
    learned_from = models.CharField(
        _("learned from"),
        max_length=160,
        blank=True,
        help_text=_("The name of the place that taught it, as written in this list. Left empty: where it began."),
    )
    adapted = models.CharField(_("what was changed to fit"), max_length=300, blank=True)
    result = models.CharField(_("result"), max_length=300, blank=True)
    confirmed_by = models.ForeignKey(
        "home.Unit",
        verbose_name=_("confirmed by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The unit above it. Until then the place is listed but not counted."),
    )
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("unit"), FieldPanel("place")]),
        FieldRowPanel([FieldPanel("since"), FieldPanel("learned_from")]),
        FieldPanel("adapted"),
        FieldPanel("result"),
        FieldRowPanel([FieldPanel("confirmed_by"), FieldPanel("confirmed_on")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.place or (place_name(self.unit) if self.unit_id else "")

    @property
    def place_of_unit(self) -> str:
        """The commune, ward, school or agency, beside a place that has a name of its own."""
        return place_name(self.unit) if self.unit_id else ""

    @property
    def is_confirmed(self) -> bool:
        return bool(self.confirmed_by_id and self.confirmed_on)

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.since and self.since > today():
            errors["since"] = _("This day is still to come.")
        if self.learned_from and fold(self.learned_from) == fold(self.name):
            errors["learned_from"] = _("A place cannot have learned from itself.")
        if bool(self.confirmed_by_id) != bool(self.confirmed_on):
            errors["confirmed_on" if self.confirmed_by_id else "confirmed_by"] = _(
                "Say both who confirmed it and when."
            )
        elif self.confirmed_by_id and self.unit_id and self.confirmed_by_id not in ids_above(self.unit):
            errors["confirmed_by"] = _("Only a unit above this one can confirm it.")
        elif self.confirmed_on and (self.confirmed_on > today() or (self.since and self.confirmed_on < self.since)):
            errors["confirmed_on"] = _("It is confirmed after it began, and not in the future.")
        if errors:
            raise ValidationError(errors)


def ids_above(unit: Any) -> set[int]:
    """Ids of every unit above this one."""
    above: set[int] = set()
    while unit is not None and unit.parent_id and unit.parent_id not in above:
        above.add(unit.parent_id)
        unit = unit.parent
    return above
