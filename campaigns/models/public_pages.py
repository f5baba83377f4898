"""The public account, and the chapter's only real bank accounts."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from home.models import BasePage, BodyPage
from home.pages.contexts import answer


class PublicAccountPage(RoutablePageMixin, BasePage):
    """/cong-khai/ for all funds together, /cong-khai/<fund>/ for one, each with so-cai.csv and so-cai.json."""

    kind_label = _("Public account")
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    template = "campaigns/public_account_page.html"

    class Meta:
        verbose_name = _("public account")

    @path("")
    def all_funds(self, request: HttpRequest) -> HttpResponseBase:
        return answer(self, "account", request)

    @path("so-cai.csv/")
    @path("<slug:code>/so-cai.csv/")
    def as_csv(self, request: HttpRequest, code: str = "") -> HttpResponseBase:
        return answer(self, "csv", request, code=code)

    @path("so-cai.json/")
    @path("<slug:code>/so-cai.json/")
    def as_json(self, request: HttpRequest, code: str = "") -> HttpResponseBase:
        return answer(self, "json", request, code=code)

    @path("<slug:code>/")
    def one_fund(self, request: HttpRequest, code: str) -> HttpResponseBase:
        return answer(self, "account", request, code=code)


class OfficialAccountsPage(BodyPage):
    """The body says how to recognise an impostor; accounts and their history come from the books."""

    kind_label = _("Official accounts")
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    template = "campaigns/official_accounts_page.html"

    class Meta:
        verbose_name = _("official accounts")
