"""The one body that all prose pages share, and links for the navigation."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock


def sample_picture() -> Any:
    """A picture for previews: the newest one that may be shown. None while there is none."""
    pictures = get_image_model()
    return pictures.objects.exclude(consent=pictures.Consent.MISSING).order_by("-pk").first()


LINE_FEATURES = ["bold", "italic", "link"]
PROSE_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class LinkValue(blocks.StructValue):
    @property
    def href(self) -> str:
        """The address, or "" when the page it meant is gone or not published: a dead link is no link."""
        page = self.get("page")
        if page is not None:
            return page.url if page.live and page.url else ""
        return self.get("url") or ""

    @property
    def text(self) -> str:
        page = self.get("page")
        return self.get("label") or (page.title if page is not None else self.get("url") or "")


class LinkBlock(blocks.StructBlock):
    """Exactly one of page or address."""

    label = blocks.CharBlock(label=_("Words of the link"), max_length=60, required=False)
    page = blocks.PageChooserBlock(label=_("Page of this site"), required=False)
    url = blocks.CharBlock(
        label=_("Or an address"), required=False, max_length=300, help_text=_("Begins with https:// or with /")
    )

    class Meta:
        label = _("Link")
        icon = "link"
        value_class = LinkValue
        description = _("A link to a page of this site or to another address")

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if self.is_deferred_validation:  # a draft may be half finished
            return value
        page, url = value.get("page"), (value.get("url") or "").strip()
        if bool(page) == bool(url):
            message = _("Choose a page or type an address: one of the two.")
            raise blocks.StructBlockValidationError(block_errors={"url": ValidationError(message)})
        if url and not url.startswith(("https://", "http://", "/", "mailto:", "tel:")):
            message = _("An address begins with https:// or with /")
            raise blocks.StructBlockValidationError(block_errors={"url": ValidationError(message)})
        return value


class LinkStreamBlock(blocks.StreamBlock):
    link = LinkBlock()


class HeadingBlock(blocks.CharBlock):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.field.widget = AdminAutoHeightTextInput(attrs={"rows": 1})  # a long heading is seen whole

    def value_from_form(self, value: Any) -> Any:
        return " ".join((value or "").split())

    class Meta:
        label = _("Heading")
        icon = "title"
        template = "blocks/heading.html"
        description = _("Names the part of the text that follows")
        preview_value = "Bốn giờ sáng, bếp đã đỏ lửa"


class ParagraphBlock(blocks.RichTextBlock):
    class Meta:
        label = _("Running text")
        icon = "pilcrow"
        template = "blocks/paragraph.html"
        description = _("Ordinary text: paragraphs, lists, links")
        preview_value = "<p>Sáng thứ Ba và thứ Sáu nào ông cũng chở cháo nóng xuống bệnh viện tỉnh.</p>"


class QuoteBlock(blocks.StructBlock):
    quote = blocks.TextBlock(label=_("Words quoted"), max_length=600)
    who = blocks.CharBlock(label=_("Who said it"), max_length=120, required=False)

    class Meta:
        label = _("Quote")
        icon = "openquote"
        template = "blocks/quote.html"
        description = _("Somebody's own words, set large")
        preview_value = {"quote": "Đường quen rồi, xe nó tự đi.", "who": "Ông Nông Văn Thụ"}


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What is to be seen"),
        max_length=250,
        required=False,
        help_text=_("For readers who cannot see the picture. Left empty, the words kept with the picture are used."),
    )
    decorative = blocks.BooleanBlock(label=_("Decoration only, says nothing"), required=False)
    caption = blocks.CharBlock(label=_("Caption"), max_length=300, required=False)
    layout = blocks.ChoiceBlock(
        label=_("Width"), choices=[("inline", _("As wide as the text")), ("wide", _("Wide"))], default="inline"
    )

    class Meta:
        label = _("Picture")
        icon = "image"
        template = "blocks/picture.html"
        description = _("One picture with its caption and credit")

    def get_preview_value(self) -> Any:
        return self.normalize({"image": sample_picture(), "caption": "Mẻ cháo đầu tiên của buổi sáng"})

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        image = value.get("image")
        if image and not value.get("decorative") and not (value.get("alt") or image.description):
            message = _("Say in a sentence what is to be seen, or tick that it is decoration only.")
            raise blocks.StructBlockValidationError(block_errors={"alt": ValidationError(message)})
        return value


class GalleryBlock(blocks.StructBlock):
    pictures = blocks.ListBlock(PictureBlock(), label=_("Pictures"), min_num=2, max_num=24)

    class Meta:
        label = _("Gallery")
        icon = "grid"
        template = "blocks/gallery.html"
        description = _("Several pictures side by side")

    def get_preview_value(self) -> Any:
        image = sample_picture()
        return self.normalize({"pictures": [{"image": image, "caption": words} for words in ("Nhóm bếp", "Lên xe")]})


class FigureBlock(blocks.StructBlock):
    value = blocks.CharBlock(label=_("Figure"), max_length=30, help_text="325")
    words = blocks.CharBlock(label=_("What it counts"), max_length=120, help_text="đơn vị máu")


class FiguresBlock(blocks.StructBlock):
    figures = blocks.ListBlock(FigureBlock(), label=_("Figures"), min_num=1, max_num=6)
    source = blocks.CharBlock(label=_("Source"), max_length=200, required=False)

    class Meta:
        label = _("Figures")
        icon = "decimal"
        template = "blocks/figures.html"
        description = _("A few results in large figures")
        preview_value = {"figures": [{"value": "325", "words": "đơn vị máu"}, {"value": "412", "words": "người đến"}]}


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Step"), max_length=120)
    note = blocks.CharBlock(label=_("Who, how long"), max_length=160, required=False)
    text = blocks.TextBlock(label=pgettext_lazy("steps", "How"), max_length=1500, required=False)


class StepsBlock(blocks.StructBlock):
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=1, max_num=12)

    class Meta:
        label = _("Steps")
        icon = "list-ol"
        template = "blocks/steps.html"
        description = _("What to do, one after the other")
        preview_value = {"steps": [{"title": "Họp phụ huynh", "note": "Nửa buổi", "text": "Hỏi ai góp được gì."}]}


class TableStructBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("Title of the table"), max_length=200)
    table = TableBlock(label=_("Table"))

    class Meta:
        label = _("Table")
        icon = "table"
        template = "blocks/table.html"
        description = _("Rows and columns; can be pasted from Excel")
        preview_value = {
            "caption": "Máu tiếp nhận trong mùa xuân",
            "table": {
                "data": [["Địa điểm", "Đơn vị máu"], ["Phường Kỳ Lừa", "118"], ["Xã Mẫu Sơn", "64"]],
                "first_row_is_table_header": True,
                "first_col_is_header": False,
                "table_header_choice": "row",
            },
        }


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    words = blocks.CharBlock(label=_("What it holds"), max_length=200, required=False)

    class Meta:
        label = _("File to download")
        icon = "doc-full"
        template = "blocks/document.html"
        description = _("A file to download")

    def get_preview_value(self) -> Any:
        newest = get_document_model().objects.order_by("-pk").first()
        return self.normalize({"document": newest, "words": "Mẫu đăng ký, 2 trang"})


class VideoBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    url = blocks.URLBlock(label=_("Address of the video"))
    length = blocks.CharBlock(label=_("Length"), max_length=30, required=False, help_text="4 phút 20 giây")
    poster = ImageChooserBlock(label=_("Picture"), required=False)

    class Meta:
        label = _("Video link")
        icon = "media"
        template = "blocks/video.html"
        description = _("A link to a video; nothing of the other site is loaded here")
        preview_value = {"title": "Một buổi sáng ở bếp cháo", "url": "https://example.com/", "length": "4 phút"}


class CallToActionBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Sentence"), max_length=200)
    link = LinkBlock(label=_("Button"))

    class Meta:
        label = _("Call to action")
        icon = "redirect"
        template = "blocks/call_to_action.html"
        description = _("One sentence and one button")
        preview_value = {
            "text": "Bếp cần thêm người đứng nấu sáng thứ Sáu.",
            "link": {"label": "Ghi tên", "url": "/lien-he/"},
        }


class CalloutBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120, required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=PROSE_FEATURES)

    class Meta:
        label = _("Callout")
        icon = "info-circle"
        template = "blocks/callout.html"
        description = _("Something that must not be missed")
        preview_value = {"title": "Nhớ mang theo", "text": "<p>Căn cước và một chai nước.</p>"}


class BodyBlock(blocks.StreamBlock):
    heading = HeadingBlock(max_length=160)
    paragraph = ParagraphBlock(features=PROSE_FEATURES)
    quote = QuoteBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    figures = FiguresBlock()
    steps = StepsBlock()
    table = TableStructBlock()
    document = DocumentBlock()
    video = VideoBlock()
    call_to_action = CallToActionBlock()
    callout = CalloutBlock()
