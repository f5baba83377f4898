"""Asking for the report, as a screen and as a workbook."""

import datetime
import io

from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

SCREEN, PAPER, EXPORT = "donate_report", "donate_report_print", "donate_report_export"


def ago(days):
    return timezone.localdate() - datetime.timedelta(days=days)


def said(day):
    return f"{day:%d/%m/%Y}"


def page(client, **query):
    return client.get(reverse(SCREEN), query)


def made(client, first, last, **query):
    """The report as the screen got it."""
    return page(client, tu=said(first), den=said(last), **query).context["report"]


def workbook(client, first, last, **query):
    answer = client.get(reverse(EXPORT), {"tu": said(first), "den": said(last), **query})
    return load_workbook(io.BytesIO(b"".join(answer.streaming_content)))


def rows(book, sheet):
    return [tuple(row) for row in book[sheet].iter_rows(values_only=True)]
