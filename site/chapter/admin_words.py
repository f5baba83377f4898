"""Labels of Wagtail's own forms that Wagtail leaves to be made from the names of the fields, in English."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

LABELS = {
    "password": _("Password"),
    "link_text": _("Words of the link"),
    "email_address": _("E-mail address"),
    "subject": _("Subject of the e-mail"),
    "body": _("Text of the e-mail"),
    "phone_number": _("Telephone number"),
}


def label_forms() -> None:
    """Called once, when the applications are ready: the forms exist then, and none has been drawn yet."""
    from wagtail.admin.forms import choosers
    from wagtail.admin.forms.auth import LoginForm

    for form in (
        LoginForm,
        choosers.ExternalLinkChooserForm,
        choosers.AnchorLinkChooserForm,
        choosers.EmailLinkChooserForm,
        choosers.PhoneLinkChooserForm,
    ):
        for name, field in form.base_fields.items():
            if field.label is None and name in LABELS:
                field.label = LABELS[name]
