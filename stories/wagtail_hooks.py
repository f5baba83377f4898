"""What the stories add to Wagtail's admin: the chapter's short lists."""

from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .lists.explorer import VIEWSETS
from .models import IssuingBody, Topic


class NamedListViewSet(SnippetViewSet):
    list_display = ["name", "sort_order", "slug"]
    search_fields = ["name"]
    ordering = ["sort_order", "name"]


class TopicViewSet(NamedListViewSet):
    model = Topic
    icon = "tag"
    menu_label = _("Topics")


class IssuingBodyViewSet(NamedListViewSet):
    model = IssuingBody
    icon = "doc-full-inverse"
    menu_label = _("Issuing bodies")


register_snippet(TopicViewSet)
register_snippet(IssuingBodyViewSet)


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("stories/admin.css"))


@hooks.register("register_admin_viewset")
def page_lists() -> Any:
    return [viewset(f"stories_{viewset.model._meta.model_name}") for viewset in VIEWSETS]
