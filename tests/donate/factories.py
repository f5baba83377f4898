"""Funds, people and filled-in forms for the pledges' tests. All of it invented."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from unittest import mock

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import signing
from django.utils import timezone

from campaigns.models import BankAccount, Fund, FundNeed
from donate.models import Pledge
from donate.promises import pledging
from donate.promises.form import PledgeForm
from donate.public.pledge_form import SIGNER
from home.safety.rights import INTAKE, SUPERVISORS, TREASURY

NAME, PHONE, MAIL, WORDS = "Vy Thị Kín Đáo", "0912 345 678", "kin.dao@vidu.example", "Gửi bà con xóm Nà Lầm"
_numbers = count(1)


def account() -> BankAccount:
    return BankAccount.objects.get_or_create(
        bank_bin="970499",
        number="0205000000001",
        defaults={"bank_name": "Ngân hàng Mẫu", "holder": "Hội Chữ thập đỏ tỉnh Lạng Sơn"},
    )[0]


def fund(code: str = "", **facts) -> Fund:
    """An open fund that takes everything."""
    number = next(_numbers)
    defaults = {
        "name": f"Mái lành {number}",
        "account": account(),
        "state": Fund.State.OPEN,
        **dict.fromkeys(("accepts_money", "accepts_goods", "accepts_time", "accepts_blood"), True),
    }
    return Fund.objects.create(code=code or f"mai-{number}", **(defaults | facts))


def need(of: Fund, item: str = "Chăn bông", item_unit: str = "chiếc", quantity: int = 40) -> FundNeed:
    return FundNeed.objects.create(fund=of, item=item, item_unit=item_unit, quantity=quantity)


def person(group: str, name: str = ""):
    name = name or f"nguoi{next(_numbers)}"
    user = get_user_model().objects.create_user(name, f"{name}@hoi.example", "x")
    user.groups.add(Group.objects.get(name=group))
    return user


def officer(name: str = ""):
    return person(INTAKE, name)


def treasurer(name: str = ""):
    return person(TREASURY, name)


def supervisor(name: str = ""):
    return person(SUPERVISORS, name)


def made(seconds_ago: float = 60) -> str:
    """The signed time of a form that was opened so long ago."""
    return signing.dumps(int((timezone.now() - timedelta(seconds=seconds_ago)).timestamp()), salt=SIGNER)


KINDS = {
    "money": {"kind": "money", "amount": "500000", "schedule": "once"},
    "goods": {"kind": "goods", "goods": "2 bao gạo"},
    "time": {"kind": "time", "hours": "8"},
    "blood": {"kind": "blood", "blood_group": "O"},
}


def filled(kind: str = "money", /, **fields) -> dict[str, str]:
    """What the browser sends for a form filled in as it should be. None takes a field away."""
    base = {"luc": made(), "name": NAME, "phone": PHONE, "donor_type": "person", "consent_processing": "on"}
    data = base | KINDS[kind] | fields
    return {name: value for name, value in data.items() if value is not None}


def send(client, of: Fund, kind: str = "money", /, address: str = "192.0.2.1", **fields):
    return client.post(f"/ung-ho/{of.code}/", filled(kind, **fields), HTTP_X_REAL_IP=address)


def pledge(of: Fund | None = None, kind: str = "money", at=None, by=None, source: str = "web", **fields) -> Pledge:
    """A pledge made the way the form makes it. `at`: as if it were then."""
    of = of or fund()
    number = next(_numbers)
    form = PledgeForm(filled(kind, **({"phone": f"09{number:08d}"} | fields)), fund=of)
    assert form.is_valid(), form.errors
    more = {} if by is None else {"by": by}
    if at is None:
        return pledging.pledge_from(form.cleaned_data, of, source=source, **more)[0]
    with mock.patch("django.utils.timezone.now", return_value=at):
        return pledging.pledge_from(form.cleaned_data, of, source=source, **more)[0]
