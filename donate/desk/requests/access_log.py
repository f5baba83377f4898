"""Who of the staff looked at, searched, printed or exported personal data. The log itself holds none."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from donate.desk.list.filters import Day, Unknown
from donate.models import DataAccess, DeskSettings, Pledge
from home.calendar.days import midnight, midnight_after
from home.text.vietnamese import person_sort_key

RIGHT = "donate.view_dataaccess"
SHOWN = 50


class LogFilters(forms.Form):
    nguoi = forms.TypedChoiceField(
        label=_("who"), required=False, coerce=int, empty_value=None, error_messages=Unknown()
    )
    viec = forms.ChoiceField(label=_("what was done"), required=False, error_messages=Unknown())
    tu = Day(label=_("from"))
    den = Day(label=_("to"))
    phieu = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        users = get_user_model().objects.filter(pk__in=DataAccess.objects.values("user")).order_by("pk")
        named = [(user.pk, user.get_full_name() or user.get_username()) for user in users]
        named.sort(key=lambda person: (person_sort_key(person[1]), person[0]))
        self.fields["nguoi"].choices = [("", _("Everybody")), *named]  # type: ignore[attr-defined]
        self.fields["viec"].choices = [("", _("Everything")), *DataAccess.Action.choices]  # type: ignore[attr-defined]

    def applied(self) -> QuerySet[DataAccess]:
        looks = DataAccess.objects.select_related("user", "pledge")
        if not self.is_valid():
            return looks
        data = self.cleaned_data
        if data["nguoi"]:
            looks = looks.filter(user=data["nguoi"])
        if data["viec"]:
            looks = looks.filter(action=data["viec"])
        if data["phieu"]:
            looks = looks.filter(pledge=data["phieu"])
        if data["tu"]:
            looks = looks.filter(at__gte=midnight(data["tu"]))
        if data["den"]:
            looks = looks.filter(at__lt=midnight_after(data["den"]))
        return looks


@require_http_methods(["GET"])
def log(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(RIGHT):
        raise PermissionDenied
    form = LogFilters(request.GET)
    page = Paginator(form.applied(), SHOWN).get_page(request.GET.get("p"))
    kept = {name: value for name, value in request.GET.items() if name in form.fields and value}
    pledge_key = form.cleaned_data.get("phieu")
    context = {
        "header_title": _g("Who looked at personal data"),
        "header_icon": "view",
        "form": form,
        "page": page,
        "query": urlencode(kept),
        "of_pledge": Pledge.objects.filter(pk=pledge_key).only("reference").first() if pledge_key else None,
        "months": DeskSettings.load().access_log_months,
    }
    return TemplateResponse(request, "donate/desk/requests/access_log.html", context)
