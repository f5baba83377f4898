"""The back office, screen by screen, in the order of an officer's day. Addresses are below /admin/."""

from __future__ import annotations

from typing import Any

from django.urls import path, register_converter

from . import officers
from .counter import entry, receipts, receive, write_offs
from .list import bulk, export, reminders
from .list import page as list_page
from .pledge import page as pledge_page
from .pledge.actions import ACTIONS
from .report import page as report_page
from .requests import access_log
from .requests import page as requests_page
from .statements import page as statements_page


class PledgeAction:
    """The actions there are, and nothing else: other screens below a pledge's address have names of their own."""

    regex = "|".join(ACTIONS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PledgeAction, "pledge_action")

urlpatterns: list[Any] = [
    # The list: every pledge, its queues and filters; steps for many at once; the table to take along.
    path("ban-tiep-nhan/", list_page.desk, name="donate_desk"),
    path("ban-tiep-nhan/hang-loat/", bulk.choose, name="donate_desk_bulk"),
    path("ban-tiep-nhan/hang-loat/<int:pk>/", bulk.deed, name="donate_desk_bulk_deed"),
    path("ban-tiep-nhan/xuat/", export.export, name="donate_desk_export"),
    # One pledge: whom to call, what has happened, every step that can be taken.
    path("ban-tiep-nhan/<int:pk>/", pledge_page.pledge_page, name="donate_pledge"),
    path("ban-tiep-nhan/<int:pk>/thu-cam-on/", pledge_page.thank_letter, name="donate_thank_letter"),
    path("ban-tiep-nhan/<int:pk>/<pledge_action:action>/", pledge_page.act, name="donate_pledge_act"),
    # Reminders: the letters drafted for today.
    path("nhac-hen/", reminders.reminding, name="donate_reminders"),
    # The counter: a promise made by telephone or at the office; what is handed in, promised or not.
    path("ban-tiep-nhan/ghi-moi/", entry.entry, name="donate_entry"),
    path("ban-tiep-nhan/<int:pk>/nhan/", receive.receive, name="donate_receive"),
    path("tiep-nhan/", receive.walk_in, name="donate_receive_walk_in"),
    # Receipts: found, printed, voided.
    path("bien-nhan/", receipts.receipt_list_view, name="donate_receipts"),
    path("bien-nhan/in/", receipts.receipts_print, name="donate_receipts_print"),
    path("bien-nhan/<int:pk>/", receipts.receipt, name="donate_receipt"),
    path("bien-nhan/<int:pk>/in/", receipts.receipt_print, name="donate_receipt_print"),
    path("bien-nhan/<int:pk>/huy/", receipts.receipt_void, name="donate_receipt_void"),
    # Statements: the bank's file comes in, its lines find their pledges.
    path("sao-ke/", statements_page.bank, name="donate_bank"),
    path("sao-ke/cho/", statements_page.waiting, name="donate_bank_waiting"),
    path("sao-ke/<int:pk>/", statements_page.statement, name="donate_bank_statement"),
    path("sao-ke/ghi/", statements_page.book_sure, name="donate_bank_book_sure"),
    path("sao-ke/dong/<int:pk>/", statements_page.settle_line, name="donate_bank_line"),
    # Write-offs: asked for by one person, agreed to by another.
    path("xoa-no/", write_offs.write_off_list, name="donate_write_offs"),
    path("xoa-no/de-nghi/<int:pk>/", write_offs.propose, name="donate_write_off_propose"),
    path("xoa-no/<int:pk>/", write_offs.decide, name="donate_write_off_decide"),
    # Requests about personal data, and who looked at whose.
    path("du-lieu-ca-nhan/", requests_page.requests, name="donate_privacy_requests"),
    path("du-lieu-ca-nhan/ghi/", requests_page.ask, name="donate_privacy_ask"),
    path("du-lieu-ca-nhan/<int:pk>/", requests_page.request_page, name="donate_privacy_request"),
    path("du-lieu-ca-nhan/<int:pk>/ban-sao/", requests_page.copy, name="donate_privacy_copy"),
    path("nhat-ky-xem/", access_log.log, name="donate_access_log"),
    # Officers: who follows up which units' pledges, and who is away.
    path("nguoi-tiep-nhan/", officers.officer_list, name="donate_officers"),
    path("nguoi-tiep-nhan/<int:pk>/", officers.officer, name="donate_officer"),
    # The report: on the screen, on paper, as a table.
    path("bao-cao/", report_page.screen, name="donate_report"),
    path("bao-cao/in/", report_page.paper, name="donate_report_print"),
    path("bao-cao/xuat/", report_page.export, name="donate_report_export"),
]
