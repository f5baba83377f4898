"""The small forms on a pledge's page. Each carries the version it was made from."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.widgets import AdminDateInput

from donate.following import pledge_in_words
from donate.models import Pledge
from donate.promises import assignment, lifecycle, limits
from donate.promises.form import TextField
from home.safety.actors import NotAllowed


class VersionedForm(forms.Form):
    use_required_attribute = False  # one sentence of ours says it better than the browser's bubble

    def __init__(self, *args: Any, pledge: Pledge, user: Any, **options: Any) -> None:
        self.pledge, self.user = pledge, user
        super().__init__(*args, **options)

    def clean_day(self) -> datetime.date | None:
        try:
            return lifecycle.day_to_come(self.cleaned_data["day"])
        except NotAllowed as error:
            raise forms.ValidationError(str(error)) from None


def note_field(label: Any, **options: Any) -> TextField:
    widget = forms.Textarea(attrs={"rows": 2, "maxlength": limits.NOTE_LENGTH})
    return TextField(label=label, longest=limits.NOTE_LENGTH, widget=widget, **options)


def day_field(**options: Any) -> forms.DateField:
    return forms.DateField(
        widget=AdminDateInput(attrs={"autocomplete": "off"}),
        error_messages={
            "invalid": _("We could not read this day. Type day/month/year, like 27/11/2026."),
            "required": _("Which day?"),
        },
        **options,
    )


class CallForm(VersionedForm):
    note = note_field(_("what was said (may stay empty)"), required=False)
    day = day_field(label=_("next step on"), required=False, help_text=_("Left empty: in three days."))


class AgreedForm(CallForm):
    day = day_field(label=_("next step on"))


class DayForm(VersionedForm):
    day = day_field(label=_("next step on"))
    note = note_field(_("why (may stay empty)"), required=False)


class NoteForm(VersionedForm):
    note = note_field(_("note"), error_messages={"required": _("The note is empty.")})


class OptionalNoteForm(VersionedForm):
    note = note_field(_("note (may stay empty)"), required=False)


class ReasonForm(VersionedForm):
    note = note_field(pgettext_lazy("pledge", "reason"), error_messages={"required": _("Please say why.")})


class PlainForm(VersionedForm):
    """Nothing to fill in."""


class AssignForm(VersionedForm):
    to = forms.ChoiceField(
        label=_("to whom"), required=False, error_messages={"invalid_choice": _("Choose somebody from the list.")}
    )
    note = note_field(_("note (may stay empty)"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {
            str(user.pk): user
            for user in assignment.who_may_follow_up()
            .select_related("officer_profile")
            .order_by("last_name", "first_name")
        }
        nobody = ("", _("nobody: whoever supervises hands it on"))
        people = [(pk, self._label(user)) for pk, user in self.people.items()]
        self.fields["to"].choices = [nobody, *people]  # type: ignore[attr-defined]
        self.fields["to"].initial = str(self.pledge.assignee_id or "")

    @staticmethod
    def _label(user: Any) -> str:
        profile = getattr(user, "officer_profile", None)
        name = pledge_in_words.person_words(user)
        return _("%(name)s (away)") % {"name": name} if profile and profile.is_away else name

    def clean_to(self) -> Any:
        return self.people.get(self.cleaned_data["to"])


class LetterForm(VersionedForm):
    text = TextField(
        label=_("the letter"),
        longest=limits.LETTER_LENGTH,
        widget=forms.Textarea(attrs={"rows": 18}),
        error_messages={"required": _("The letter is empty.")},
    )
