"""Addresses of the desk, below /admin/."""

from __future__ import annotations

from typing import Any

from django.urls import path

from . import bank

urlpatterns: list[Any] = [
    path("sao-ke/", bank.bank, name="donate_bank"),
    path("sao-ke/cho/", bank.waiting, name="donate_bank_waiting"),
    path("sao-ke/<int:pk>/", bank.statement, name="donate_bank_statement"),
    path("sao-ke/ghi/", bank.book_sure, name="donate_bank_book_sure"),
    path("sao-ke/dong/<int:pk>/", bank.settle_line, name="donate_bank_line"),
]
