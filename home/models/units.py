"""The Society's units. Levels and counts are data: units merge, are renamed and move."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import connections, models
from django.db.models import Case, Value, When
from django.db.models.functions import Coalesce, Collate, Concat
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from home.text.tidying import tidy_instance
from home.text.vietnamese import fold, slugify_vietnamese


class UnitQuerySet(models.QuerySet["Unit"]):
    def in_tree_order(self) -> UnitQuerySet:
        """Each unit beneath the one it belongs to (four levels deep; deeper ones follow their great-grandparent).

        Adds `depth`, 0 for a unit that belongs to none.
        """
        up = ["parent__" * level for level in range(4)]
        text = models.TextField()
        path: Any = Value("", output_field=text)
        for prefix in reversed(up):
            slug = Coalesce(f"{prefix}slug", Value(""), output_field=text)
            stroke = Case(
                When(**{f"{prefix}slug__isnull": True}, then=Value("")), default=Value("/"), output_field=text
            )
            path = Concat(path, slug, stroke, output_field=text)
        depth = sum(
            (Case(When(**{f"{prefix}slug__isnull": False}, then=Value(1)), default=Value(0)) for prefix in up[1:]),
            start=Value(0),
        )
        ordered = self.annotate(tree_path=path, depth=depth)
        if connections[self.db].vendor == "postgresql":
            # The language's own order skips the strokes between the names, and would part children from their parent.
            return ordered.order_by(Collate("tree_path", "C"))
        return ordered.order_by("tree_path")

    def matching(self, text: str) -> UnitQuerySet:
        """Units one of whose names, old or new, contains every word of `text`, accents or none."""
        units = self
        for word in fold(text).split():
            units = units.filter(folded__contains=word)
        return units

    def on(self, day: datetime.date) -> UnitQuerySet:
        """Units that exist on that day."""
        return self.filter(
            models.Q(valid_from__isnull=True) | models.Q(valid_from__lte=day),
            models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=day),
        )


class Unit(index.Indexed, models.Model):
    class Kind(models.TextChoices):
        PROVINCE = "province", _("Provincial chapter")
        COMMUNE = "commune", _("Commune society")
        WARD = "ward", _("Ward society")
        BRANCH = "branch", _("Branch")
        SCHOOL = "school", _("School")
        AGENCY = "agency", _("Agency or company")
        CLUB = "club", _("Club or team")

    name = models.CharField(_("name"), max_length=200, help_text=_("As readers say it: “xã Mẫu Sơn”, “phường Kỳ Lừa”."))
    slug = models.SlugField(_("address part"), max_length=200, unique=True, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    parent = models.ForeignKey(
        "self", verbose_name=_("belongs to"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    valid_from = models.DateField(_("exists from"), null=True, blank=True)
    valid_to = models.DateField(_("existed until"), null=True, blank=True)
    predecessors = models.ManyToManyField(
        "self", verbose_name=_("formed from"), symmetrical=False, blank=True, related_name="successors"
    )
    aliases = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("Old names and the old district, one on a line. Readers find the unit by these too."),
    )
    address = models.CharField(_("address"), max_length=250, blank=True)
    phone = models.CharField(_("office telephone"), max_length=30, blank=True)
    email = models.EmailField(_("office e-mail"), blank=True)

    folded = models.TextField(editable=False, blank=True, default="")  # all names without accents, for searching

    objects = UnitQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("parent")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
                FieldPanel("predecessors", widget=forms.CheckboxSelectMultiple),
                FieldPanel("aliases"),
            ],
            _("History"),
        ),
        MultiFieldPanel([FieldPanel("address"), FieldPanel("phone"), FieldPanel("email")], _("Contact")),
    ]
    search_fields = [
        index.SearchField("name", boost=2),
        index.SearchField("folded"),
        index.AutocompleteField("name"),
        index.AutocompleteField("folded"),
        index.FilterField("kind"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("unit")
        verbose_name_plural = _("units")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        errors = {}
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            errors["valid_to"] = _("A unit cannot end before it begins.")
        ancestor, seen = self.parent, set()
        while ancestor is not None and ancestor.pk not in seen:
            if self.pk is not None and ancestor.pk == self.pk:
                errors["parent"] = _("A unit cannot belong to itself or to a unit beneath it.")
                break
            seen.add(ancestor.pk)
            ancestor = ancestor.parent
        if errors:
            raise ValidationError(errors)

    def save(self, *args: Any, **kwargs: Any) -> None:
        tidy_instance(self)
        self.folded = fold(f"{self.name} {self.aliases}")
        if not self.slug:
            base = slugify_vietnamese(self.name)[:180] or "don-vi"
            slug, number = base, 2
            while Unit.objects.filter(slug=slug).exclude(pk=self.pk).exists():
                slug, number = f"{base}-{number}", number + 1
            self.slug = slug
        super().save(*args, **kwargs)
