"""The forms through which Wagtail's admin takes pictures and documents (WAGTAILIMAGES_IMAGE_FORM_BASE and its twin)."""

from __future__ import annotations

import io
from typing import Any

import willow
from django.forms.fields import FileField
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .uploads import check_document, clean_picture


class CleanPictureField(WagtailImageField):
    """Wagtail's picture field; the value it gives is already drawn anew, so what the form measures is what is kept."""

    default_error_messages = {"invalid_image": _("This file is not a picture that can be read.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages["invalid_image_extension"] = _(
            "This kind of file is not accepted. Choose a JPG, PNG, WebP or HEIC (iPhone) picture."
        )
        self.help_text = _(
            "A photograph as it comes from the telephone will do: it is made smaller and its position is removed."
        )

    def to_python(self, data: Any) -> Any:
        upload = FileField.to_python(self, data)
        if upload is None:
            return None
        picture: Any = clean_picture(upload, upload.name or "")
        picture.image = willow.Image.open(io.BytesIO(picture.read()))
        picture.content_type = picture.image.mime_type
        picture.seek(0)
        return picture


class ChapterImageForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if old := self.fields.get("file"):
            self.fields["file"] = CleanPictureField(label=old.label, required=old.required, widget=old.widget)
        if description := self.fields.get("description"):
            description.label = _("What is to be seen")
            description.help_text = _("One sentence, for people who cannot see the picture.")
        if consent := self.fields.get("consent"):
            # Several pictures at once arrive without it; asked for afterwards, and before anything is published.
            consent.required = False

    def clean_consent(self) -> str:
        return self.cleaned_data.get("consent") or self._meta.model.Consent.MISSING

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("shows_child"):
            consents = self._meta.model.Consent
            if data.get("consent") == consents.NOT_NEEDED:
                self.add_error("consent", _("A child's face can be recognised, so the parents have to agree."))
            elif data.get("consent") == consents.RECORDED and not data.get("consent_note"):
                self.add_error(
                    "consent_note", _("For a child, say who asked the parents, when, and where the sheet is kept.")
                )
        return data


class CheckedDocumentField(WagtailDocumentField):
    def to_python(self, data: Any) -> Any:
        upload = super().to_python(data)
        if upload is not None:
            check_document(upload, upload.name)
        return upload


class ChapterDocumentForm(BaseDocumentForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if old := self.fields.get("file"):
            self.fields["file"] = CheckedDocumentField(label=old.label, required=old.required, widget=old.widget)
