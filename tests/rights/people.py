"""People of every group, one of everything they might open, and what became of a request: for the rights' tests."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from wagtail.models import Site

from campaigns.approvals import accounts, ledger_proposals
from campaigns.ledger import evidence
from donate.models import BankLine, BankStatement, BulkDeed, DeskSettings, OfficerProfile, Pledge, WriteOffProposal
from donate.privacy import requests as privacy_requests
from donate.receiving import recording
from home.safety import rights
from home.safety.locks import alone
from tests.campaigns.factories import campaign
from tests.donate import factories as make
from tests.home.people import picture

PEOPLE: dict[str, str | None] = {
    "E": rights.EDITORS,
    "B": rights.EDITORIAL_BOARD,
    "C": rights.INTAKE,
    "T": rights.TREASURY,
    "S": rights.SUPERVISORS,
    "L": rights.LEADERS,
    "N": "",  # signed in, in no group
    "A": None,  # not signed in
}
MAY_SEE_DONORS = "CTS"
PERSONAL = (make.NAME, "Kín Đáo", "0912 345 678", "912345678", make.MAIL, make.WORDS, "kin dao")


def clients() -> dict[str, Client]:
    clients = {}
    for letter, group in PEOPLE.items():
        clients[letter] = Client()
        if group is not None:
            user = get_user_model().objects.create_user(f"ma-tran-{letter.lower()}", f"{letter}@hoi.example", "x")
            if group:
                user.groups.add(Group.objects.get(name=group))
            clients[letter].force_login(user)
    return clients


def _of(letter: str) -> Any:
    return get_user_model().objects.get(username=f"ma-tran-{letter.lower()}")


def world() -> dict[str, Any]:
    """One of everything, made by others than the tests' people, but for what a person makes for themselves alone."""
    officer, treasurer = make.officer("nguoi-khac-c"), make.treasurer("nguoi-khac-t")
    page = campaign()
    fund = page.fund
    fund.account = make.account()
    for kind in ("money", "goods", "time", "blood"):
        setattr(fund, f"accepts_{kind}", True)
    fund.save()
    person = {"name": make.NAME, "phone": make.PHONE, "email": make.MAIL, "message": make.WORDS}
    pledge, open_one = make.pledge(fund, **person), make.pledge(fund, amount="700000", **person)
    receipt = recording.receive(pledge, treasurer, date=timezone.localdate(), amount=200_000)
    private = evidence.attach(receipt.line, ContentFile(b"%PDF-1.4 danh sach", "danh-sach.pdf"), treasurer, "Danh sách")
    statement = BankStatement.objects.create(account=fund.account, file_digest="0" * 64, added_by=treasurer)
    line = BankLine.objects.create(
        statement=statement,
        account=fund.account,
        key="1",
        row=1,
        date=timezone.localdate(),
        amount=1000,
        memo=make.NAME,
    )
    pledge.refresh_from_db()
    after = {"bank_bin": "970499", "bank_name": "Ngân hàng Mẫu", "number": "0205000000009", "holder": "Hội"}
    return {
        "officer": officer,
        "profile": OfficerProfile.objects.create(user=officer),
        "page": page,
        "fund": fund,
        "pledge": open_one,
        "received": pledge,
        "receipt": receipt,
        "ledger": receipt.line,
        "document": private.document,
        "private_collection": private.document.collection,
        "image": picture(),
        "statement": statement,
        "bank_line": line,
        "account": fund.account,
        "account_change": accounts.propose("open", treasurer, "Mở thêm", after=after),
        "proposal": ledger_proposals.propose_reversal(receipt.line, treasurer, "Ghi hai lần"),
        "write_off": WriteOffProposal.objects.create(pledge=pledge, reason="Không chờ nữa", proposed_by=officer),
        "request": privacy_requests.ask(Pledge.objects.get(pk=pledge.pk), "erase", officer, source="phone"),
        "user": officer,
        "deed": BulkDeed.objects.create(by=_of("C"), what="assign", chosen=[[open_one.pk, 1]], came_from="viec"),
        "desk_settings": DeskSettings.load(),
        "site": Site.objects.get(),
        "group": Group.objects.get(name=rights.INTAKE),
    }


def outcome(client: Client, method: str, address: str, data: dict[str, str] | None = None) -> tuple[str, str]:
    """What became of it ("yes", "no", "missing", "method", "error 500"), and what was shown. Nothing stays changed."""
    client.raise_request_exception = False
    with alone():
        answer = getattr(client, method)(address, data or {})
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    text = body.decode("utf-8", "replace")
    if answer.status_code in (301, 302, 303):
        to = answer["Location"].partition("?")[0]
        refused = to.startswith(reverse("wagtailadmin_login")) or to == reverse("wagtailadmin_home")
        return ("no" if refused else "yes"), text
    known = {200: "yes", 400: "yes", 409: "yes", 403: "no", 404: "missing", 405: "method", 422: "yes"}
    return known.get(answer.status_code, f"error {answer.status_code}"), text


def addresses() -> dict[str, list[URLPattern]]:
    """{name with its namespaces: patterns} of everything below /admin/."""
    patterns_by_name: dict[str, list[URLPattern]] = {}

    def walk(patterns: Any, route: str, names: str) -> None:
        for pattern in patterns:
            where = route + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, where, f"{names}{pattern.namespace}:" if pattern.namespace else names)
            elif where.startswith("admin/") and pattern.name:
                patterns_by_name.setdefault(names + pattern.name, []).append(pattern)

    walk(get_resolver().url_patterns, "", "")
    return patterns_by_name
