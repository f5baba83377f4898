"""Topics that stories share, and the bodies that issue documents: short lists the chapter keeps itself."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from home.text.vietnamese import slugify_vietnamese


class NamedList(models.Model):
    """A name, its part of an address (made from the name when left empty), and its place in lists."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(
        _("address part"),
        max_length=120,
        unique=True,
        blank=True,
        help_text=_("Stands in the address of filtered lists. Leave it empty: it is made from the name."),
    )
    sort_order = models.PositiveSmallIntegerField(
        _("place in lists"), default=100, help_text=_("Small numbers come first; equal ones follow the alphabet.")
    )

    panels = [FieldPanel("name"), FieldPanel("sort_order"), FieldPanel("slug")]

    class Meta:
        abstract = True
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            base = slugify_vietnamese(self.name)[:110] or "muc"
            slug, number = base, 2
            while type(self)._default_manager.filter(slug=slug).exclude(pk=self.pk).exists():
                slug, number = f"{base}-{number}", number + 1
            self.slug = slug
        super().save(*args, **kwargs)


class Topic(NamedList):
    """What a story is about: «Hiến máu», «Giúp người bệnh»."""

    class Meta(NamedList.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class IssuingBody(NamedList):
    """Who issued a document: «Ban Bí thư», «Tỉnh ủy Lạng Sơn»."""

    class Meta(NamedList.Meta):
        verbose_name = _("issuing body")
        verbose_name_plural = _("issuing bodies")
