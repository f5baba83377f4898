"""Events: blood drives and others, their places and times, and what came of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from home.admin.checks import Check, Level
from home.calendar.days import first_of_month, moment
from home.models import Unit
from home.pages.contexts import answer
from home.text.vietnamese import fold
from stories.places import place_name

from .listings import ListingPage
from .story import Story, plain, today


def with_slots() -> models.Prefetch:
    """Places and times with their units, in one query for all events of a list."""
    return models.Prefetch("slots", EventSlot.objects.select_related("unit__parent"))


class EventIndexPage(ListingPage):
    kind_label = _("Calendar")
    subpage_types = ["stories.EventPage"]
    template = "stories/calendar.html"
    page_size = 30

    class Meta:
        verbose_name = _("section: calendar")

    @classmethod
    def story_model(cls) -> type[Story]:
        return EventPage

    @path("lich.ics/", name="calendar_file")
    def calendar_file(self, request: HttpRequest) -> HttpResponseBase:
        """Everything still to come, for telephones that subscribe to it."""
        return answer(self, "calendar", request)


class EventPage(RoutablePageMixin, Story):
    class Kind(models.TextChoices):
        BLOOD = "blood", _("Blood drive")
        RELIEF = "relief", _("Relief")
        TRAINING = "training", _("First aid and training")
        HEALTH = "health", _("Health check")
        MEETING = "meeting", _("Meeting, festival")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        PLANNED = "planned", _("Takes place")
        POSTPONED = "postponed", _("Postponed")
        CANCELLED = "cancelled", _("Cancelled")

    kind_label = _("Event")
    parent_page_types = ["stories.EventIndexPage"]
    template = "stories/event_page.html"

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.BLOOD)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    state_note = models.CharField(
        _("why, and what now"),
        max_length=250,
        blank=True,
        help_text=_("When it is postponed or cancelled. Shown at the top."),
    )
    when_words = models.CharField(
        _("day by the lunar calendar"),
        max_length=120,
        blank=True,
        help_text=_("“Mười ba tháng Giêng”. Only printed beside the date."),
    )
    needed_as = models.CharField(
        _("who is needed"), max_length=40, default="người", help_text=_("The word after the number: “150 người”.")
    )
    bring = RichTextField(_("what to bring, who can take part"), blank=True)
    contact_name = models.CharField(_("whom to ask"), max_length=160, blank=True)
    contact_phone = models.CharField(
        _("telephone"), max_length=30, blank=True, help_text=_("Left empty, the chapter’s own number is shown.")
    )
    result_say = models.CharField(
        _("the result in one sentence"),
        max_length=250,
        blank=True,
        help_text=_("Afterwards: “325 đơn vị máu từ 412 người đến.”"),
    )
    result_as = models.CharField(
        _("what was counted"),
        max_length=40,
        blank=True,
        default="đơn vị máu",
        help_text=_("The word after the results of the places."),
    )
    # Kept from the slots when the page is saved, so that lists need not look at them.
    starts_on = models.DateField(null=True, blank=True, editable=False, db_index=True)
    ends_on = models.DateField(null=True, blank=True, editable=False, db_index=True)

    content_panels = [
        *Story.content_panels[:-2],
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("state")]),
                FieldPanel("state_note"),
                FieldRowPanel([FieldPanel("needed_as"), FieldPanel("when_words")]),
                InlinePanel("slots", label=_("Place and time"), min_num=1),
            ],
            _("Where and when"),
        ),
        FieldPanel("bring"),
        MultiFieldPanel([FieldRowPanel([FieldPanel("contact_name"), FieldPanel("contact_phone")])], _("Contact")),
        *Story.content_panels[-2:],
        MultiFieldPanel(
            [FieldPanel("result_say"), FieldPanel("result_as")],
            _("Afterwards: the result"),
            help_text=_("The count of each place is entered with the place above."),
        ),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def save(self, *args: Any, **kwargs: Any) -> None:
        days = [slot.date for slot in self.slots.all() if slot.date]
        if days:
            self.starts_on, self.ends_on = min(days), max(days)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.state != self.State.PLANNED and not self.state_note.strip():
            raise ValidationError({"state_note": _("Tell people why, and what they should do now.")})

    @property
    def listing_date(self) -> datetime.date:
        return self.starts_on or self.date

    @property
    def is_over(self) -> bool:
        last = self.ends_on or self.date
        return last < today()

    @cached_property
    def slot_list(self) -> list[EventSlot]:
        """Places and times in order, each with its unit: at most two queries, asked for once while a page is drawn."""
        slots = sorted(self.slots.all(), key=lambda slot: (slot.date, slot.starts))
        unit = EventSlot._meta.get_field("unit")
        missing = [slot for slot in slots if slot.unit_id and not unit.is_cached(slot)]
        if missing:
            units = Unit.objects.select_related("parent").in_bulk({slot.unit_id for slot in missing})
            for slot in missing:
                slot.unit = units.get(slot.unit_id)
        return slots

    @property
    def slots_to_come(self) -> list[EventSlot]:
        """Places and times of today and later, soonest first; all of them once everything is over."""
        return [slot for slot in self.slot_list if slot.date >= today()] or self.slot_list

    @property
    def next_slot(self) -> EventSlot | None:
        return next(iter(self.slots_to_come), None)

    @property
    def slots_after(self) -> list[EventSlot]:
        return self.slots_to_come[1:]

    @property
    def month_key(self) -> datetime.date:
        """The first day of the month in which it takes place next."""
        slot = self.next_slot
        return first_of_month(slot.date if slot else self.listing_date)

    @staticmethod
    def total_of(slots: Iterable[EventSlot]) -> int | None:
        """The sum of what the places counted; None while none has."""
        counts = [slot.result for slot in slots if slot.result is not None]
        return sum(counts) if counts else None

    def editor_checks(self) -> list[Check]:
        checks = super().editor_checks()
        if (
            self.is_over
            and not self.result_say
            and self.total_of(self.slots.all()) is None
            and self.state == self.State.PLANNED
        ):
            checks.append(
                Check(
                    Level.WARN,
                    gettext("The event is over and its result is missing. Readers who came would like to know."),
                )
            )
        return checks

    def search_text(self) -> str:
        places = "\n".join(f"{slot.place}, {slot.address}" for slot in self.slots.all())
        return f"{super().search_text()}\n{places}\n{plain(self.bring)}\n{self.result_say}".strip()

    @path("lich.ics/", name="calendar_file")
    def calendar_file(self, request: HttpRequest) -> HttpResponseBase:
        return answer(self, "calendar", request)


class EventSlot(Orderable):
    """One place, one day, from–to, local time."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="slots")
    date = models.DateField(_("day"))
    starts = models.TimeField(pgettext_lazy("hour", "from"))
    ends = models.TimeField(pgettext_lazy("hour", "to"))
    place = models.CharField(
        pgettext_lazy("where", "place"), max_length=160, help_text=_("“Nhà văn hóa phường Đông Kinh”")
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    unit = models.ForeignKey(
        "home.Unit",
        verbose_name=_("commune or ward"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    needed = models.PositiveIntegerField(_("needed"), null=True, blank=True)
    expected = models.PositiveIntegerField(_("have said they will come"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=160, blank=True, help_text=_("“Nhóm O và B đang thiếu”"))
    result = models.PositiveIntegerField(
        _("result"), null=True, blank=True, help_text=_("Afterwards: how many were counted here.")
    )

    panels = [
        FieldRowPanel([FieldPanel("date"), FieldPanel("starts"), FieldPanel("ends")]),
        FieldRowPanel([FieldPanel("place"), FieldPanel("address")]),
        FieldRowPanel([FieldPanel("unit"), FieldPanel("note")]),
        FieldRowPanel([FieldPanel("needed"), FieldPanel("expected"), FieldPanel("result")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("place and time")
        verbose_name_plural = _("places and times")

    def __str__(self) -> str:
        return f"{self.place}, {self.date}"

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.starts and self.ends and self.ends <= self.starts:
            errors["ends"] = _("It ends before it begins.")
        if self.date and not 1946 <= self.date.year <= today().year + 3:
            errors["date"] = _("Please look at the year again.")
        if self.date and self.result is not None and self.date > today():
            errors["result"] = _("The day is still to come: there is no result yet.")
        if errors:
            raise ValidationError(errors)

    @property
    def begins_at(self) -> datetime.datetime:
        return moment(self.date, self.starts)

    @property
    def ends_at(self) -> datetime.datetime:
        return moment(self.date, self.ends)

    @property
    def where(self) -> str:
        """Place, address and commune in one line."""
        return ", ".join(part for part in (self.place, self.surroundings) if part)

    @property
    def surroundings(self) -> str:
        """Address and commune; the commune left out where the place or its address already names it."""
        unit = place_name(self.unit)
        unit = "" if fold(unit) in fold(f"{self.place} {self.address}") else unit[:1].lower() + unit[1:]
        return ", ".join(part for part in (self.address, unit) if part)
