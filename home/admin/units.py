"""The list of units in the admin: as a tree, found by any name they have or had, with or without accents."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from home.models import Unit
from home.wagtail_private.forms import OwnTitleColumn


class TreeNameColumn(TitleColumn):
    """The name, moved in by as many steps as the unit has others above it."""

    def get_value(self, instance: Any) -> Any:
        depth = 0 if getattr(instance, "found_by_search", False) else getattr(instance, "depth", 0)
        return format_html('<span class="unit-depth-{}">{}</span>', min(depth, 3), instance.name)


class UnitIndexView(OwnTitleColumn, IndexView):
    title_column = TreeNameColumn

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("parent").in_tree_order()

    def order_queryset(self, queryset: Any) -> Any:
        return super().order_queryset(queryset) if self.is_explicitly_ordered else queryset

    def search_queryset(self, queryset: Any) -> Any:
        return queryset.matching(self.search_query) if self.is_searching else queryset


class UnitViewSet(SnippetViewSet):
    model = Unit
    icon = "group"
    menu_label = _("Units")
    menu_order = 250
    add_to_admin_menu = True
    index_view_class = UnitIndexView
    list_display = [
        "name",
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        Column("parent", label=_("Belongs to")),
        Column("valid_to", label=_("Existed until"), sort_key="valid_to"),
    ]
    list_filter = ["kind"]
    list_per_page = 100
    copy_view_enabled = False
