"""Files behind a ledger line: several at once, papers or photographs, for staff or for everybody."""

from __future__ import annotations

import os
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.ledger.evidence import Consent
from home.models import ChapterImage
from home.pictures.uploads import CleanPicture, check_document, clean_picture

from .careful import MaskedForm
from .once import OnceForm

PICTURES = ("jpg", "jpeg", "png", "webp", "heic", "heif", "avif", "gif")
MOST = 12  # files at once


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of files. Photographs are drawn anew, so no camera's position goes along; papers are what they say."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        sent = data if isinstance(data, list | tuple) else [data] if data else []
        if not sent:
            super().clean(None, initial)  # says so when one is needed
            return []
        if len(sent) > MOST:
            raise ValidationError(_g("Up to %(most)d files at once.") % {"most": MOST})
        kept, refused = [], []
        for upload in sent:
            try:
                kept.append(self._kept(super().clean(upload, initial)))
            except ValidationError as error:
                refused += [f"{upload.name}: {message}" if len(sent) > 1 else message for message in error.messages]
        if refused:
            raise ValidationError(refused)
        return kept

    @staticmethod
    def _kept(upload: Any) -> Any:
        if os.path.splitext(upload.name)[1].lower().lstrip(".") in PICTURES:
            return clean_picture(upload, upload.name)
        check_document(upload, upload.name)
        return upload


class EvidenceFields(MaskedForm, OnceForm):
    public_fields: tuple[str, ...] = ("caption",)
    file = FilesField(
        label=_("signed lists, invoices, photographs"),
        required=False,
        help_text=_("PDF or photographs from the telephone, several at once. Staff alone may open them."),
    )
    caption = forms.CharField(label=_("what this file is"), max_length=120, required=False)
    is_public = forms.BooleanField(
        label=_("anybody may open the file"),
        required=False,
        help_text=_("Only when no name, telephone, address or identity number stands in it."),
    )
    consent = forms.ChoiceField(
        label=pgettext_lazy("evidence", "who can be recognised in the photographs"),
        choices=[
            (consent.value, consent.label)
            for consent in (ChapterImage.Consent.NOT_NEEDED, ChapterImage.Consent.RECORDED)
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    shows_child = forms.BooleanField(label=_("a child's face can be recognised"), required=False)
    consent_note = forms.CharField(
        label=_("where the consent is kept"),
        max_length=200,
        required=False,
        help_text=_("For staff only: who asked, when, on which sheet."),
    )

    @property
    def files_are_gone(self) -> bool:
        """A browser does not send files a second time by itself."""
        return self.is_bound and bool(self.files)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        pictures = [file for file in data.get("file") or [] if isinstance(file, CleanPicture)]
        if data.get("is_public") and pictures:
            if not data.get("consent"):
                self.add_error("consent", _g("Everybody will see these photographs: have the people in them agreed?"))
            elif data.get("shows_child") and data["consent"] != ChapterImage.Consent.RECORDED:
                self.add_error("consent", _g("A child's face can be recognised, so the parents have to agree."))
            if data.get("shows_child") and not data.get("consent_note"):
                self.add_error(
                    "consent_note", _g("For a child, say who asked the parents, when, and where the sheet is kept.")
                )
            if not data.get("caption"):
                self.add_error("caption", _g("Say what is to be seen, for people who cannot see the photograph."))
        return data

    @property
    def agreed(self) -> Consent:
        data = self.cleaned_data
        return Consent(data["consent"] or ChapterImage.Consent.MISSING, data["consent_note"], data["shows_child"])
