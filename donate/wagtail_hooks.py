"""Staff screens of pledges."""

from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from campaigns.approvals import waiting

from .desk import menu, urls
from .desk.counter.waiting import beside_line, write_offs_waiting
from .desk.first import panels

waiting.register(write_offs_waiting)
waiting.register_context(beside_line)


@hooks.register("register_admin_urls")
def desk_urls() -> list[Any]:
    return urls.urlpatterns


@hooks.register("register_admin_menu_item")
def desk_menu() -> Any:
    return menu.desk_menu()


@hooks.register("register_admin_menu_item")
def report_menu_item() -> Any:
    return menu.report_item()


@hooks.register("insert_global_admin_css")
def desk_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("donate/desk.css"))


hooks.register("construct_homepage_panels", panels.add_panels)
