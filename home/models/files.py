"""Pictures and documents. What an upload must pass is in home/pictures/uploads.py."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image, ImageQuerySet, get_upload_to

from home.pictures.renditions import AT_HAND
from home.pictures.uploads import CleanImageField
from home.text.vietnamese import fold


class ChapterImageQuerySet(ImageQuerySet):
    def in_bulk(self, id_list: Any = None, *, field_name: str = "pk") -> dict[Any, Any]:
        """As Django's; while a body is drawn, from the pictures fetched for the whole of it (home/pages/body.py)."""
        pictures = AT_HAND.get()
        if pictures is not None and id_list is not None and field_name == "pk":
            ids = [int(pk) for pk in id_list if pk is not None]
            if all(pk in pictures for pk in ids):
                return {pk: pictures[pk] for pk in ids}
        return super().in_bulk(id_list, field_name=field_name)


class ChapterImage(AbstractImage):
    class Consent(models.TextChoices):
        NOT_NEEDED = "not_needed", _("Nobody can be recognised")
        RECORDED = "recorded", _("People shown have agreed")
        MISSING = "missing", _("Not asked yet")

    file = CleanImageField(_("file"), upload_to=get_upload_to, width_field="width", height_field="height")
    credit = models.CharField(
        _("credit"),
        max_length=160,
        blank=True,
        help_text=_("Who took or drew it. Printed beneath the picture."),
    )
    consent = models.CharField(_("consent"), max_length=12, choices=Consent, default=Consent.MISSING)
    consent_note = models.CharField(
        _("where the consent is kept"),
        max_length=200,
        blank=True,
        help_text=_("For staff only: who asked, when, on which sheet."),
    )
    shows_child = models.BooleanField(_("a child's face can be recognised"), default=False)

    # In the order in which a person thinks of them; tags are left out: title and description are searched.
    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "consent",
        "consent_note",
        "shows_child",
        *(name for name in Image.admin_form_fields if name not in ("title", "file", "description", "tags")),
    )
    search_fields = [
        *AbstractImage.search_fields,
        index.SearchField("folded_text"),
        index.AutocompleteField("folded_text"),
    ]

    objects = ChapterImageQuerySet.as_manager()

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]

    def folded_text(self) -> str:
        return fold(f"{self.title} {self.description} {self.credit}")

    @property
    def default_alt_text(self) -> str:
        # A file name is no alternative text: better empty than «IMG_2231».
        return self.description


class ChapterRendition(AbstractRendition):
    image = models.ForeignKey(ChapterImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"),
        ]


class ChapterDocument(AbstractDocument):
    admin_form_fields = Document.admin_form_fields
    search_fields = [
        *AbstractDocument.search_fields,
        index.SearchField("folded_title"),
        index.AutocompleteField("folded_title"),
    ]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def clean(self) -> None:
        if self.file:  # refused by the form already (home/pictures/uploads.py): not a second time for having no name
            super().clean()

    def folded_title(self) -> str:
        return fold(self.title)
