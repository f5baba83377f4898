"""The bank's file: dropped in, read, its lines booked. What is certain at one press, all else by a person's choice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localtime
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from campaigns.ledger import LedgerError
from campaigns.models import BankAccount, Fund
from donate.bank import booking, matching
from donate.bank.matching import Match
from donate.bank.reading import Unreadable
from donate.models import BankLine, BankStatement, DataAccess, Pledge
from donate.privacy import access
from donate.promises import reference
from donate.promises.lifecycle import Stale
from home.safety.actors import NotAllowed, signed_in
from home.text.vietnamese import format_amount

RIGHT = booking.RIGHT
LINES_SHOWN = 25
SURE_AT_ONCE = 200  # more would keep the browser waiting; the rest stands there for the next press
SEARCHED = 5_000  # memos looked through for references
State = BankLine.State


def _may_look(request: HttpRequest) -> None:
    if not request.user.has_perm("donate.view_bankstatement"):
        raise PermissionDenied


def _may_book(request: HttpRequest) -> None:
    if not request.user.has_perm(RIGHT):
        raise PermissionDenied


class StatementForm(forms.Form):
    account = forms.ModelChoiceField(label=_("account"), queryset=BankAccount.objects.filter(is_active=True))
    file = forms.FileField(
        label=_("the bank's file"),
        help_text=_("Excel (.xlsx, .xls) or CSV as the bank gives it. The same file twice does no harm."),
        error_messages={
            "required": _("Choose the file that you downloaded from the bank."),
            "empty": _("This file is empty. Download the statement from the bank once more."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accounts = list(self.fields["account"].queryset[:2])  # type: ignore[attr-defined]
        if len(accounts) == 1:
            self.fields["account"].initial = accounts[0]


@require_http_methods(["GET", "POST"])
def bank(request: HttpRequest) -> HttpResponse:
    _may_look(request)
    may_book = request.user.has_perm(RIGHT)
    form = StatementForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        _may_book(request)
        if form.is_valid():
            try:
                upload = form.cleaned_data["file"]
                statement = booking.take_in(upload.read(), form.cleaned_data["account"], signed_in(request))
            except (Unreadable, NotAllowed) as error:
                form.add_error("file", str(error))
            else:
                return redirect("donate_bank_statement", statement.pk)
    statements = (
        BankStatement.objects.select_related("account", "added_by")
        .annotate(
            waiting=Count("lines", filter=Q(lines__state=State.WAITING)),
            booked=Count("lines", filter=Q(lines__state=State.BOOKED)),
        )
        .order_by("-added_at", "-pk")
    )
    context = {
        "header_title": _g("Bank statements"),
        "header_icon": "table",
        "form": form,
        "may_book": may_book,
        "statements": Paginator(statements, 20).get_page(request.GET.get("p")),
        "waiting": BankLine.objects.filter(state=State.WAITING).count(),
    }
    return TemplateResponse(request, "donate/desk/statements/page.html", context)


@require_http_methods(["GET"])
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """What one file brought."""
    _may_look(request)
    statement = get_object_or_404(BankStatement.objects.select_related("account", "added_by"), pk=pk)
    lines = statement.lines.all()
    context = {
        "statement": statement,
        "header_title": _g("Statement of %(day)s") % {"day": f"{localtime(statement.added_at):%d/%m/%Y}"},
        "header_subtitle": str(statement.account),
        "added": statement.rows_read - statement.rows_known,
        "sums": {state: lines.filter(state=state).count() for state in State.values},
    }
    return _lines_page(request, lines, context, _g("Bank statement no. %(number)d") % {"number": statement.pk})


@require_http_methods(["GET"])
def waiting(request: HttpRequest) -> HttpResponse:
    """Everything that waits, of all statements."""
    _may_look(request)
    context = {"header_title": _g("Bank lines that wait"), "statement": None}
    return _lines_page(request, BankLine.objects.all(), context, _g("Bank lines that wait"))


def _lines_page(request: HttpRequest, lines: QuerySet[BankLine], context: dict[str, Any], about: str) -> HttpResponse:
    open_lines = lines.filter(state=State.WAITING).select_related("account").order_by("date", "pk")
    sure = _sure_among(open_lines)
    page = Paginator(open_lines.exclude(pk__in=[match.line.pk for match in sure]), LINES_SHOWN).get_page(
        request.GET.get("p")
    )
    rest = matching.match(page.object_list)
    accounts = {match.line.account_id for match in rest}
    funds: dict[int, list[Fund]] = {}
    for fund in Fund.objects.filter(account__in=accounts).exclude(state__in=(Fund.State.DRAFT, Fund.State.ARCHIVED)):
        funds.setdefault(fund.account_id or 0, []).append(fund)
    done = list(
        lines.exclude(state=State.WAITING)
        .filter(amount__gt=0)
        .select_related("pledge", "receipt__line__fund", "settled_by")
        .order_by("-settled_at", "-pk")[:LINES_SHOWN]
    )
    if sure or rest or done:
        rows = len(sure) + len(rest) + len(done)
        access.looked(request.user, DataAccess.Action.LIST, rows=rows, about=about)
    context |= {
        "header_icon": "table",
        "sure": sure,
        "sure_sum": sum(match.line.amount for match in sure),
        "rows": [(match, funds.get(match.line.account_id, [])) for match in rest],
        "page": page,
        "done": done,
        "may_book": request.user.has_perm(RIGHT),
        "here": request.get_full_path(),
    }
    return TemplateResponse(request, "donate/desk/statements/lines.html", context)


def _sure_among(lines: QuerySet[BankLine]) -> list[Match]:
    """Those that need nobody's judgement, wherever they stand in the list: few memos hold a reference at all."""
    memos = lines.values_list("pk", "memo")[:SEARCHED]
    named = [pk for pk, memo in memos if reference.find_in(memo)][: SURE_AT_ONCE * 2]
    return [match for match in matching.match(lines.filter(pk__in=named), suggest=False) if match.sure][:SURE_AT_ONCE]


def _back(request: HttpRequest) -> HttpResponse:
    where = request.POST.get("ve", "")
    if url_has_allowed_host_and_scheme(where, {request.get_host()}) and where.startswith("/"):
        return redirect(where)
    return redirect("donate_bank_waiting")


@require_http_methods(["POST"])
def book_sure(request: HttpRequest) -> HttpResponse:
    """Book the lines ticked on the screen that are still certain."""
    _may_book(request)
    chosen = [int(pk) for pk in request.POST.getlist("dong")[:SURE_AT_ONCE] if pk.isdecimal() and len(pk) < 19]
    lines = BankLine.objects.filter(pk__in=chosen, state=State.WAITING).order_by("date", "pk")
    booked = total = 0
    left = []
    for match in matching.match(lines, suggest=False):
        if match.sure is None:
            left.append(_g("The line of %(day)s is not certain any more.") % {"day": f"{match.line.date:%d/%m/%Y}"})
            continue
        try:
            booking.book(match.line, match.sure, signed_in(request))
        except (NotAllowed, LedgerError, Stale) as error:
            left.append(f"{match.sure.reference}: {error}")
            continue
        booked += 1
        total += match.line.amount
    if booked:
        words = {"number": booked, "sum": format_amount(total)}
        messages.success(
            request,
            ngettext(
                "%(number)d line stands in the ledger: %(sum)s.",
                "%(number)d lines stand in the ledger: %(sum)s.",
                booked,
            )
            % words,
        )
    for sentence in left[:10]:
        messages.warning(request, sentence)
    if not booked and not left:
        messages.warning(request, _g("Nothing was chosen, or somebody else has booked it already."))
    return _back(request)


@require_http_methods(["POST"])
def settle_line(request: HttpRequest, pk: int) -> HttpResponse:
    """One line: for a pledge, for a fund, no gift, or back among those that wait."""
    _may_book(request)
    line = get_object_or_404(BankLine.objects.select_related("account"), pk=pk)
    deeds = {"hua": _for_pledge, "quy": _for_fund, "khong": _aside, "lai": _again}
    deed = deeds.get(request.POST.get("viec", ""))
    try:
        if deed is None:
            raise NotAllowed(_g("Choose what is to be done with the line."))
        messages.success(request, deed(request, line))
    except (NotAllowed, LedgerError, Stale) as error:
        messages.error(request, f"{line.date:%d/%m/%Y}, {format_amount(line.amount)}: {error}")
    return _back(request)


def _for_pledge(request: HttpRequest, line: BankLine) -> str:
    code = reference.normalise(request.POST.get("ma", ""))
    if not code:
        raise NotAllowed(_g("Type the reference of the pledge, or choose one that is proposed."))
    pledge = Pledge.objects.filter(reference=code, kind=Pledge.Kind.MONEY).first()
    if pledge is None:
        raise NotAllowed(_g("There is no pledge of money with the reference %(code)s.") % {"code": code[:12]})
    receipt = booking.book(line, pledge, signed_in(request))
    return _g("Booked for %(code)s, receipt %(receipt)s.") % {"code": pledge.reference, "receipt": receipt.label}


def _for_fund(request: HttpRequest, line: BankLine) -> str:
    code = request.POST.get("quy", "")
    fund = Fund.objects.filter(pk=int(code)).first() if code.isdecimal() and len(code) < 19 else None
    if fund is None:
        raise NotAllowed(_g("Choose the fund."))
    receipt = booking.book_to_fund(line, fund, signed_in(request), request.POST.get("nguoi", "").strip()[:160])
    return _g("Booked for “%(fund)s”, receipt %(receipt)s.") % {"fund": fund.name, "receipt": receipt.label}


def _aside(request: HttpRequest, line: BankLine) -> str:
    booking.set_aside(line, signed_in(request), request.POST.get("vi_sao", ""))
    return _g("Set aside: not a gift.")


def _again(request: HttpRequest, line: BankLine) -> str:
    booking.bring_back(line, signed_in(request))
    return _g("The line waits again.")
