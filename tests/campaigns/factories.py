"""Funds, pages and people for the tests of this room."""

import datetime
import itertools

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import Page

from campaigns.models import (
    BankAccount,
    CampaignIndexPage,
    CampaignPage,
    Fund,
    HumanitarianAddressIndexPage,
    HumanitarianAddressPage,
    OfficialAccountsPage,
    PublicAccountPage,
)
from home.models import HomePage, Unit

_numbers = itertools.count(1)
TODAY = datetime.date.today  # the tests' dates are relative to it


def person(group="", username=""):
    user = get_user_model().objects.create_user(
        username or f"nguoi-{next(_numbers)}", "nguoi@demo.example", "mat-khau-thu"
    )
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def join(user, group):
    user.groups.add(Group.objects.get(name=group))


def account(**more):
    values = {
        "bank_bin": "970499",
        "bank_name": "Ngân hàng Mẫu",
        "number": f"0205{next(_numbers):07d}",
        "holder": "Hội",
    }
    return BankAccount.objects.create(**{**values, **more})


def fund(**more):
    number = next(_numbers)
    values = {
        "code": f"quy-{number}",
        "name": f"Quỹ thử {number}",
        "state": "open",
        "goal": 10_000_000,
        "purpose": "để thử",
    }
    return Fund.objects.create(**{**values, **more})


def index(model, slug):
    existing = model.objects.first()
    if existing:
        return existing
    return HomePage.objects.get().add_child(instance=model(title=slug, slug=slug, summary="Tóm tắt"))


def campaign(title="Chiến dịch thử", live=True, **more):
    of = more.pop("fund", None) or fund()
    parent = index(CampaignIndexPage, "chien-dich")
    return parent.add_child(instance=CampaignPage(title=title, summary="Tóm tắt", fund=of, live=live, **more))


def unit(name="xã Thử"):
    return Unit.objects.create(name=name, kind="commune")


def address(title="Bà T., 70 tuổi", live=True, **more):
    values = {"monthly_need": 500_000, "person_consented": True, "summary": "Cần gạo."}
    of = more.pop("fund", None) or fund(goal=None)
    at = more.pop("unit", None) or unit()
    parent = index(HumanitarianAddressIndexPage, "dia-chi-nhan-dao")
    page = HumanitarianAddressPage(title=title, fund=of, unit=at, live=live, **{**values, **more})
    return parent.add_child(instance=page)


def public_account() -> Page:
    return index(PublicAccountPage, "cong-khai")


def official_accounts() -> Page:
    return index(OfficialAccountsPage, "tai-khoan-chinh-thuc")
