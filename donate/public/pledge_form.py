"""The pledge form. Reading it sets no cookie, so that it may come from the page cache like any page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from campaigns.models import CampaignPage, Fund, HumanitarianAddressPage
from campaigns.models.funds import GENERAL_FUND
from campaigns.pledged import pledged_for
from campaigns.sums_in_words import headline_words
from donate.promises import consents, limits, throttling, vietqr
from donate.promises.form import PledgeForm
from donate.promises.pledging import TooMany, pledge_from
from home.pages.visibility import public
from home.safety.actors import NotAllowed

SIGNER = "donate.form"


def issue_time() -> str:
    """When the form was made, signed. A robot that posts without reading, or at once, gives itself away."""
    return signing.dumps(int(timezone.now().timestamp()), salt=SIGNER)


def _age_is_human(token: str) -> bool | None:
    """None: missing, forged or too old; False: sent faster than anybody types."""
    try:
        made = signing.loads(token or "", salt=SIGNER, max_age=limits.FORM_LIFETIME)
    except signing.BadSignature:
        return None
    return timezone.now().timestamp() - made >= limits.FASTEST.total_seconds()


def _first_issue(request: HttpRequest) -> str:
    """The time a form that comes back was first made: whoever was too quick once is old enough the second time."""
    token = request.POST.get("luc", "")
    return token if _age_is_human(token) is not None else ""


def _from_elsewhere(request: HttpRequest) -> bool:
    """Another site's page posts here. No session is at stake; this keeps other sites from pledging for people."""
    if request.headers.get("Sec-Fetch-Site") in ("cross-site",):
        return True
    origin = request.headers.get("Origin", "")
    return bool(origin) and origin != "null" and urlsplit(origin).netloc != request.get_host()


def _fund(code: str) -> Fund:
    funds = Fund.objects.select_related("account", "unit", "ledger_totals")
    fund = funds.filter(code=code or GENERAL_FUND).exclude(state=Fund.State.DRAFT).first()
    if fund is None:
        raise Http404
    return fund


def _story(fund: Fund) -> Any:
    """The published page that tells of the fund, if there is one."""
    for model in (CampaignPage, HumanitarianAddressPage):
        page = public(model.objects.filter(fund=fund)).defer("body").first()
        if page:
            return page
    return None


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def pledge(request: HttpRequest, code: str = "") -> HttpResponse:
    fund = _fund(code)
    if not fund.is_accepting():
        return _closed(request, fund)
    if request.method == "POST":
        return _posted(request, fund)
    form = PledgeForm(
        fund=fund, initial={"kind": _first_kind(request, fund), "schedule": "once", "donor_type": "person"}
    )
    return _page(request, fund, form)


def _first_kind(request: HttpRequest, fund: Fund) -> str:
    kind = request.GET.get("gop", "")
    return kind if kind in fund.kinds else next(iter(fund.kinds), "")


def _posted(request: HttpRequest, fund: Fund) -> HttpResponse:
    form = PledgeForm(request.POST, fund=fund)
    if _from_elsewhere(request):
        return _page(request, fund, form, trouble=_("Please send the form from this page once more."), status=403)
    age = _age_is_human(request.POST.get("luc", ""))
    valid = form.is_valid()
    if request.POST.get("website") and valid:
        # The field that people do not see is filled in: by a robot, or by a browser that fills in too much.
        return _page(request, fund, form, trouble=_("Please look it over and send it once more."), status=409)
    if age is None and valid:
        return _page(
            request,
            fund,
            form,
            trouble=_("This page was open for a long time. Everything is still here: please send it once more."),
            status=409,
        )
    if age is False and valid:
        return _page(
            request,
            fund,
            form,
            trouble=_("That was very quick. Please look it over and send it once more."),
            status=429,
        )
    if not valid:
        return _page(request, fund, form, status=422)
    address = throttling.address_of(request)
    if not throttling.hit(("all", "all", limits.IN_ALL), ("address", address, limits.PER_ADDRESS)):
        return _page(request, fund, form, trouble=_slow_down(), status=429)
    try:
        made, _new = pledge_from(form.cleaned_data, fund, address=address)
    except TooMany:
        return _page(request, fund, form, trouble=_slow_down(), status=429)
    except NotAllowed as busy:
        return _page(request, fund, form, trouble=str(busy), status=409)
    response = HttpResponseRedirect(made.get_absolute_url(), status=303)
    response["Cache-Control"] = "no-store"
    return response


def _slow_down() -> str:
    return _(
        "Very many pledges come from your network just now. Nothing you typed is lost: wait a few minutes and send it "
        "again, or call us."
    )


def _page(request: HttpRequest, fund: Fund, form: PledgeForm, trouble: str = "", status: int = 200) -> HttpResponse:
    story = _story(fund)
    words = headline_words(fund)
    promised = pledged_for([fund.pk])[fund.pk]
    title = (
        _("Give to %(fund)s") % {"fund": story.title if story else fund.name}
        if fund.code != GENERAL_FUND
        else _("Give")
    )
    response = render(
        request,
        "donate/public/pledge.html",
        {
            "page_title": title,
            "page_description": _(
                "Promise a gift in a minute, without an account. The chapter calls back within two working days."
            ),
            "form": form,
            "fund": fund,
            "story": story,
            "words": words,
            "promised": promised,
            "wording": consents.current(),
            "months_choices": [number for number in (3, 6, 12, 24) if number <= form.most_months],
            "most_months": form.most_months,
            "places": _open_campaigns(fund) if fund.code == GENERAL_FUND else [],
            "issue_time": _first_issue(request) or issue_time(),
            "trouble": trouble,
            "errors": _errors(form),
            "closes": fund.closes_on,
        },
        status=status,
    )
    if request.method == "POST":
        response["Cache-Control"] = "no-store"
    return response


def _errors(form: PledgeForm) -> list[tuple[str, str]]:
    """(field, sentence) for the summary, in the order of the form."""
    return [(name, form.errors[name][0]) for name in form.fields if name in form.errors]


def _open_campaigns(apart_from: Fund) -> list[CampaignPage]:
    """At most three that take gifts, what closes soonest first, each with the words of what it still lacks."""
    funds = Fund.objects.accepting().exclude(pk=apart_from.pk)
    pages = public(CampaignPage.objects.filter(fund__in=funds)).order_by("fund__closes_on", "-pk").defer("body")[:3]
    campaigns = list(pages)
    for page in campaigns:
        page.words = headline_words(page.fund)
    return campaigns


def _closed(request: HttpRequest, fund: Fund) -> HttpResponse:
    """Says so, and offers what is open. A pledge sent to a closed fund is refused in the same words, with 409.

    What was typed is carried over to the general fund's form: all but the consents, which were given for this fund.
    """
    typed = [
        (name, request.POST[name])
        for name in PledgeForm.base_fields
        if request.POST.get(name) and not name.startswith("consent_")
    ]
    opens = fund.opens_on if fund.state == Fund.State.OPEN and fund.opens_on else None
    if opens and opens > timezone.localdate():
        title = _("“%(fund)s” opens on %(day)s") % {"fund": fund.name, "day": date_format(opens, "j/n/Y")}
    else:
        title = _("“%(fund)s” takes no more gifts") % {"fund": fund.name}
    return render(
        request,
        "donate/public/closed.html",
        {
            "fund": fund,
            "story": _story(fund),
            "others": _open_campaigns(fund),
            "typed": typed,
            "page_title": title,
        },
        status=409 if request.method == "POST" else 200,
    )


@require_http_methods(["GET", "HEAD"])
def fund_qr(request: HttpRequest, code: str) -> HttpResponse:
    """The account of a fund as a QR without an amount; its words say which fund."""
    fund = _fund(code)
    account = fund.open_account
    if account is None:
        raise Http404
    drawn = vietqr.svg(vietqr.payload(account.bank_bin, account.number, None, fund.transfer_words))
    text = drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    response = HttpResponse(text, content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=300"
    return response
