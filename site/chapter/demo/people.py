"""One login for each group. Known to everybody: a demo never runs in production."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from home.safety import rights

PASSWORD = "lang-son-demo"  # noqa: S105
DOMAIN = "@demo.example"


class Login(NamedTuple):
    username: str
    family: str
    given: str
    group: str | None


LOGINS = (
    Login("bientap", "Lương", "Thu Trà", rights.EDITORS),
    Login("bientap2", "Hà", "Minh Phương", rights.EDITORS),
    Login("banbientap", "Đinh", "Hồng Vân", rights.EDITORIAL_BOARD),
    Login("banbientap2", "Vi", "Quốc Huy", rights.EDITORIAL_BOARD),
    Login("canbo", "Nông", "Bích Ngọc", rights.INTAKE),
    Login("canbo2", "Lâm", "Đức Long", rights.INTAKE),
    Login("thuquy", "Triệu", "Kim Oanh", rights.TREASURY),
    Login("kiemsoat", "Hoàng", "Gia Bảo", rights.SUPERVISORS),
    Login("lanhdao", "Hoàng", "Văn Mẫu", rights.LEADERS),
    Login("quantri", "Quản trị", "Demo", None),
)


def make() -> dict[str, Any]:
    """{username: user}"""
    made = {}
    for login in LOGINS:
        user = get_user_model().objects.create_user(
            login.username,
            f"{login.username}{DOMAIN}",
            PASSWORD,
            first_name=login.given,
            last_name=login.family,
            is_superuser=login.group is None,
            is_staff=login.group is None,
        )
        if login.group:
            user.groups.add(Group.objects.get(name=login.group))
        made[login.username] = user
    return made


def is_demo() -> bool:
    return get_user_model().objects.filter(username="quantri", email=f"quantri{DOMAIN}").exists()
