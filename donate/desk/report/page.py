"""The report on screen, on paper and as a workbook. No personal data in any of them."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.pages.charts import MonthChart
from donate.desk.parts.drawings import Part, per_cent, stacked
from donate.models import DataAccess
from donate.privacy import access
from donate.reports.report import Report, Row, report
from home.models import ChapterSettings
from home.report_figures import ADDRESSES, MOVEMENT

from . import workbook
from .form import ReportForm, address, form_of, presets, scope_words

SEE, EXPORT = "donate.see_reports", "donate.export_reports"
GOODS_SHOWN = 30
ON_PAPER = 130  # pixels: the axis of the drawing, so that it stands on the first page


class DrawnRow(NamedTuple):
    """A row with its two bars, in per cent of the longest of all."""

    name: str
    sums: Any
    in_width: str
    out_width: str


def drawn(rows: list[Row]) -> list[DrawnRow]:
    longest = max((max(row.sums.money_in, row.sums.money_out) for row in rows), default=0)
    return [
        DrawnRow(row.name, row.sums, per_cent(row.sums.money_in, longest), per_cent(row.sums.money_out, longest))
        for row in rows
    ]


def kept_and_not(made: Report) -> list[Part]:
    """What became of the promises, as one bar."""
    pledges = made.pledges
    return stacked(
        [
            (_("all received"), pledges.full, "is-came"),
            (_("partly received"), pledges.partly, "is-half"),
            (_("still waited for"), pledges.waiting, "is-wait"),
            (_("withdrawn, lapsed or turned back"), pledges.ended, ""),
        ]
    )


def shown(request: HttpRequest, made: Report, **chart: int) -> dict[str, Any]:
    """What screen and paper have in common."""
    selection, chapter, today = made.selection, ChapterSettings.for_request(request), timezone.localdate()
    return {
        "report": made,
        "period": selection.period,
        "period_words": capfirst(selection.period.words),
        "before_words": selection.period.before.words,
        "scope_words": scope_words(selection),
        "is_running": selection.period.last >= today,
        "now": timezone.now(),
        "chart": MonthChart.of(made.months, least=3, **chart) if len(made.months) > 1 else None,
        "funds": drawn(made.funds),
        "units": drawn(made.units),
        "has_goods": any(row.sums.goods_in for row in (*made.funds, *made.units)),
        "has_people": any(row.sums.people for row in (*made.funds, *made.units)),
        "goods": made.goods[:GOODS_SHOWN],
        "more_goods": len(made.goods) - GOODS_SHOWN,
        "parts": kept_and_not(made),
        "figures": [figure for group in (MOVEMENT, ADDRESSES) for figure in made.figures[group] if figure.value],
        "may_export": request.user.has_perm(EXPORT),
        "query": address(selection),
        "chapter": chapter,
        "place": re.sub(r"^(tỉnh|thành phố|xã|phường)\s+", "", chapter.place),  # where the letter is dated
        # As Decree 30/2020 has it: a nought before days below ten, and before January and February.
        "written_on": (f"{today:%d}", f"{today.month:02d}" if today.month < 3 else str(today.month)),
    }


def _form(request: HttpRequest, right: str) -> ReportForm:
    if not request.user.has_perm(right):
        raise PermissionDenied
    return form_of(request.GET)


@require_safe
def screen(request: HttpRequest) -> HttpResponse:
    form = _form(request, SEE)
    selection = form.selection
    context: dict[str, Any] = {
        "form": form.settled(),
        "header_title": _("Report of the chapter"),
        "header_icon": "doc-full-inverse",
        "presets": [],
    }
    today = timezone.localdate()
    if selection is not None:
        context |= shown(request, report(selection))
        before, after = selection.period.before, selection.period.after
        context["earlier"] = (before.words, address(selection, before))
        if after.first <= today:
            context["later"] = (after.words, address(selection, after))
    context["presets"] = [
        (
            preset.label,
            address(selection, preset.name) if selection else f"ky={preset.name}",
            selection and selection.period == preset.period,
        )
        for preset in presets(today)
    ]
    return TemplateResponse(request, "donate/desk/report/page.html", context)


@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """A4, as the chapter signs it and sends it on."""
    form = _form(request, SEE)
    if form.selection is None:
        return _ask_again(request)
    return TemplateResponse(
        request, "donate/desk/report/print.html", shown(request, report(form.selection), base=ON_PAPER)
    )


@require_safe
def export(request: HttpRequest) -> HttpResponse | FileResponse:
    form = _form(request, EXPORT)
    selection = form.selection
    if selection is None:
        return _ask_again(request)
    made = report(selection)
    chapter = ChapterSettings.for_request(request)
    head = [chapter.full_name, ", ".join(filter(None, (selection.period.words, scope_words(selection))))]
    file, rows = workbook.workbook(made, head)
    access.looked(request.user, DataAccess.Action.EXPORT, rows=rows, about=_("report, %(what)s") % {"what": head[1]})
    answer = FileResponse(file, as_attachment=True, filename=f"bao-cao-{selection.period.slug}.xlsx")
    answer["Content-Type"] = workbook.CONTENT_TYPE
    return answer


def _ask_again(request: HttpRequest) -> HttpResponse:
    """The screen says what is wrong with the days, the unit or the fund."""
    return redirect(f"{reverse('donate_report')}?{request.GET.urlencode()}")
