"""The public account, and the chapter's only real bank accounts."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from home.models import BasePage, BodyPage


class PublicAccountPage(RoutablePageMixin, BasePage):
    """/cong-khai/ for all funds together, /cong-khai/<fund>/ for one, each with so-cai.csv and so-cai.json."""

    kind_label = _("Public account")
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    template = "campaigns/public_account_page.html"

    class Meta:
        verbose_name = _("public account")

    def _fund(self, code: str):
        from .funds import Fund

        fund = Fund.objects.select_related("ledger_totals").exclude(state=Fund.State.DRAFT).filter(code=code).first()
        if fund is None:
            raise Http404
        return fund

    @path("")
    def all_funds(self, request: HttpRequest) -> HttpResponse:
        from campaigns.pages.account import account_context

        return self.render(request, context_overrides=account_context(self, request, None))

    @path("so-cai.csv/")
    @path("<slug:code>/so-cai.csv/")
    def as_csv(self, request: HttpRequest, code: str = "") -> HttpResponseBase:
        from campaigns.pages.exports import csv_response

        return csv_response(self._fund(code) if code else None)

    @path("so-cai.json/")
    @path("<slug:code>/so-cai.json/")
    def as_json(self, request: HttpRequest, code: str = "") -> HttpResponseBase:
        from campaigns.pages.exports import json_response

        return json_response(self._fund(code) if code else None)

    @path("<slug:code>/")
    def one_fund(self, request: HttpRequest, code: str) -> HttpResponse:
        from campaigns.pages.account import account_context

        fund = self._fund(code)
        return self.render(request, context_overrides=account_context(self, request, fund))


class OfficialAccountsPage(BodyPage):
    """The body says how to recognise an impostor; accounts and their history come from the books."""

    kind_label = _("Official accounts")
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    template = "campaigns/official_accounts_page.html"

    class Meta:
        verbose_name = _("official accounts")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .accounts import BankAccount, BankAccountChange

        return {
            **super().get_context(request, *args, **kwargs),
            "accounts": BankAccount.objects.filter(is_active=True).prefetch_related("funds"),
            "changes": BankAccountChange.objects.filter(state=BankAccountChange.State.APPROVED).select_related(
                "account"
            )[:50],
        }
