"""What the chapter says about itself on every page, and the navigation."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from home.pages.blocks import LinkStreamBlock
from home.pages.stream_field import StreamField


@register_setting(icon="home", order=100)
class ChapterSettings(BaseSiteSetting):
    chapter_name = models.CharField(_("name of the society"), max_length=120, default="Hội Chữ thập đỏ")
    place = models.CharField(_("place"), max_length=120, default="tỉnh Lạng Sơn")
    logo = models.ForeignKey(
        "home.ChapterImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Replaces the neutral mark. Only the Society itself may use the protected emblem."),
    )
    address = models.CharField(_("address"), max_length=250, blank=True)
    hotline = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    opening_hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    map_url = models.URLField(_("link to a map"), blank=True)
    facebook_url = models.URLField("Facebook", blank=True)
    zalo_url = models.URLField("Zalo", blank=True)
    youtube_url = models.URLField("YouTube", blank=True)
    responsible_person = models.CharField(
        _("responsible for the content"),
        max_length=160,
        blank=True,
        help_text=_("Name and office, as the licence says it."),
    )
    licence_text = models.CharField(_("licence"), max_length=200, blank=True)
    source_rule = models.CharField(_("how to quote us"), max_length=250, blank=True)
    notice = models.CharField(
        _("line above the header"),
        max_length=200,
        blank=True,
        help_text=_("For emergencies. Left empty, there is no line."),
    )
    navigation = StreamField(LinkStreamBlock(max_num=7), verbose_name=_("navigation"), blank=True)
    footer_links = StreamField(LinkStreamBlock(max_num=12), verbose_name=_("links in the footer"), blank=True)

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("chapter_name"), FieldPanel("place"), FieldPanel("logo")], _("Name and mark")
                    ),
                    MultiFieldPanel(
                        [
                            FieldPanel("address"),
                            FieldPanel("hotline"),
                            FieldPanel("email"),
                            FieldPanel("opening_hours"),
                            FieldPanel("map_url"),
                        ],
                        _("Contact"),
                    ),
                    MultiFieldPanel(
                        [FieldPanel("facebook_url"), FieldPanel("zalo_url"), FieldPanel("youtube_url")], _("Elsewhere")
                    ),
                ],
                heading=_("The chapter"),
            ),
            ObjectList(
                [
                    FieldPanel("responsible_person"),
                    FieldPanel("licence_text"),
                    FieldPanel("source_rule"),
                    FieldPanel("notice"),
                ],
                heading=_("Legal lines"),
            ),
            ObjectList([FieldPanel("navigation"), FieldPanel("footer_links")], heading=_("Navigation")),
        ]
    )

    class Meta:
        verbose_name = _("chapter settings")

    @property
    def full_name(self) -> str:
        return f"{self.chapter_name} {self.place}".strip()
