"""What the page editor adds to Wagtail's: a Vietnamese slug, and the checks before publishing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm
from wagtail.admin.panels import Panel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.admin.widgets.slug import SlugInput

from home.text.vietnamese import slugify_vietnamese
from home.wagtail_private.forms import AfterCleaning

from .checks import Level, blocking, plain
from .slugs import free_slug, slug_of
from .workflow import OWN_CHANGES

_LETTERS = {
    "a": "àáảãạăằắẳẵặâầấẩẫậ",
    "d": "đ",
    "e": "èéẻẽẹêềếểễệ",
    "i": "ìíỉĩị",
    "o": "òóỏõọôồốổỗộơờớởỡợ",
    "u": "ùúủũụưừứửữự",
    "y": "ỳýỷỹỵ",
}
# What the editor's script does to a title as it is typed: slugify_vietnamese in steps that it understands.
SLUG_STEPS: list[tuple[str, str]] = [
    *[(f"[{letters}{letters.upper()}]", plain) for plain, letters in _LETTERS.items()],
    ("[\u0300-\u036f]", ""),  # marks typed apart from their letter
    ("[^A-Za-z0-9]+", "-"),
    ("^-+|-+$", ""),
]


class VietnameseSlugInput(SlugInput):
    """Wagtail's slug field with Vietnamese letters folded as one types; without its script, folded when it arrives."""

    def __init__(self, attrs: dict | None = None, **kwargs: Any) -> None:
        super().__init__(attrs, formatters=[(pattern, plain) for pattern, plain in SLUG_STEPS])

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return slugify_vietnamese(super().value_from_datadict(data, files, name) or "")


class TitleInput(AdminAutoHeightTextInput):
    """Grows with a long title instead of hiding its end; still one line of text."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return " ".join(value.split()) if value else value


class ChapterCopyForm(CopyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_slug"].widget = VietnameseSlugInput()


class ChapterPageForm(AfterCleaning, WagtailAdminPageForm):
    """Asked to publish, it also asks the page what stands in the way, and shows that like any other mistake."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False  # left empty, or sent before the script filled it: made from the title
        for field in self.fields.values():
            field.show_hidden_initial = False  # nothing draws it, and a date that is filled in would count as changed

    def wants_publication(self) -> bool:
        return bool(self.data.get("action-publish")) or (
            bool(self.data.get("action-workflow-action")) and self.data.get("workflow-action-name") == "approve"
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        pressed = self.data.get("action-publish") and self.instance.pk
        if pressed and not self.for_user.is_superuser and self.has_changed():
            # The button is there because somebody else wrote the draft; with other words in it nobody else has seen it.
            self.add_error(None, OWN_CHANGES)
        return data

    def clean_slug(self) -> str:
        """A second «Họp mặt» becomes hop-mat-2 by itself; only a published page is told that the address is taken."""
        wanted = self.cleaned_data["slug"] or slug_of(self.cleaned_data.get("title") or "")
        return wanted if self.instance.live_revision_id else free_slug(wanted, self.parent_page, self.instance)

    def after_cleaning(self) -> None:
        if not self.errors and self.wants_publication() and hasattr(self.instance, "editor_checks"):
            for _level, message in blocking(self.instance.editor_checks()):
                self.add_error(None, plain(message))


class EditorChecksPanel(Panel):
    """What the page still lacks, as last saved; home/admin/checks.js renews it when the editor saves by itself."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("Before publishing"))
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/admin/checks_panel.html"

        def is_shown(self) -> bool:
            return hasattr(self.instance, "editor_checks")

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            saved = self.instance.pk is not None
            context["checks"] = self.instance.editor_checks() if saved else []
            context["saved"] = saved
            context["BLOCK"] = Level.BLOCK
            context["page"] = self.instance
            return context
