"""What a person would notice of a filled database, as JSON: numbers, sums, texts, rights, what each address answers.

    PYTHONPATH=site python -m tests.project.survey [BEFORE.json]

Of the database that DATABASE_URL names. With the survey of the version before, its addresses are asked again, not
those that this version would think of. Models are named by their label, so that the same file reads both versions.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from html import unescape
from pathlib import Path
from typing import Any

import django

APPS = ("home", "stories", "campaigns", "donate", "wagtailcore", "wagtailusers", "wagtaildocs", "post_office")
# Grown or made anew by putting a copy back, by looking, or by a new model.
MOVING = {"campaigns.ledgercheck", "home.searchentry", "donate.dataaccess", "wagtailcore.referenceindex"}
LOGINS = ("bientap", "banbientap", "canbo", "thuquy", "kiemsoat", "lanhdao")  # one of each group
EDITOR = "banbientap"
OFFICER = "canbo"
MOST = 3  # pages of a type, pledges of a state, funds: what is asked for, lest the survey takes minutes
FIXED = ("/robots.txt", "/sitemap.xml", "/healthz", "/readyz", "/tim-kiem/?q=hien+mau", "/ung-ho/", "/ung-ho/tra-cuu/")


def label(model: Any) -> str:
    return model._meta.label_lower


def counts() -> dict[str, int]:
    """Rows of every table that is ours or holds what editors wrote; empty ones are left out."""
    from django.apps import apps

    found = {
        label(model): model._base_manager.count()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in APPS and model._meta.managed and label(model) not in MOVING
    }
    return {name: rows for name, rows in sorted(found.items()) if rows}


def migrations() -> dict[str, list[str]]:
    """What is not in the database yet, and what the models say that no migration does: both empty where all is well."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    told = io.StringIO()
    with contextlib.suppress(SystemExit):  # how --check says that something is missing
        call_command("makemigrations", "--check", "--dry-run", stdout=told)
    unmade = [line for line in told.getvalue().splitlines() if line.startswith("Migrations for")]
    return {"waiting": [str(migration) for migration, _backwards in waiting], "unmade": unmade}


def sums() -> dict[str, Any]:
    """{what: {of which: [rows, đồng, …]}}; the head of each chain with the sums of its fund."""
    from django.apps import apps
    from django.db.models import Count, Sum

    pledges = apps.get_model("donate.Pledge").objects.order_by()
    lines = apps.get_model("campaigns.LedgerLine").objects.order_by("pk")
    receipts = apps.get_model("donate.Receipt").objects.order_by("year", "number")
    heads = {line.fund_id: line.digest for line in lines}
    by_state = pledges.values_list("fulfilment").annotate(Count("pk"), Sum("amount"), Sum("received_amount"))
    by_fund = lines.order_by().values_list("fund_id", "fund__code", "direction").annotate(Count("pk"), Sum("amount"))
    return {
        "pledges": {state: numbers for state, *numbers in sorted(by_state)},
        "ledger": {f"{code} {way}": [*numbers, heads[fund]] for fund, code, way, *numbers in sorted(by_fund)},
        "receipts": {str(receipt): [receipt.is_void, receipt.payer] for receipt in receipts},
    }


def rights() -> dict[str, list[str]]:
    """{group: what it may do}, by name: numbers of permissions differ from database to database."""
    from django.contrib.auth.models import Group

    found: dict[str, list[str]] = {}
    for group in Group.objects.order_by("name"):
        models = [f"{right.content_type.app_label}.{right.codename}" for right in group.permissions.all()]
        pages = [f"{held.page.url_path} {held.permission.codename}" for held in group.page_permissions.all()]
        files = [f"{held.collection.name} {held.permission.codename}" for held in group.collection_permissions.all()]
        found[group.name] = sorted([*models, *pages, *files])
    return found


def kinds() -> list[str]:
    """The content types that something stored points to."""
    from wagtail.models import Page, PageLogEntry, Revision

    stored = [Page.objects, PageLogEntry.objects, Revision.objects]
    rows = {row for manager in stored for row in manager.values_list("content_type__app_label", "content_type__model")}
    return sorted(f"{app}.{model}" for app, model in rows)


def differences(stored: Any, read: Any, place: str) -> list[str]:
    """What stands in stored blocks and is not read any more. What is new in `read` is none."""
    faults: list[str] = []
    if isinstance(stored, dict) and isinstance(read, dict):
        for name, value in stored.items():
            inside = f"{place}.{name}"
            faults += differences(value, read[name], inside) if name in read else [f"{inside} is gone"]
        return faults
    if isinstance(stored, list) and isinstance(read, list) and len(stored) == len(read):
        for number, pair in enumerate(zip(stored, read, strict=True)):
            faults += differences(*pair, f"{place}[{number}]")
        return faults
    return [] if str(stored) == str(read) else [f"{place}: {stored!r:.60} became {read!r:.60}"]


def bodies() -> dict[str, Any]:
    """Every StreamField of every row and every revision, read to the last block and drawn."""
    from django.apps import apps
    from django.db import connection
    from wagtail.fields import StreamField
    from wagtail.models import Page, Revision

    blocks, lost, revisions = 0, [], 0

    def read(thing: Any, field: Any, raw: str, place: str) -> None:
        nonlocal blocks
        stored = json.loads(raw or "[]")
        value = getattr(thing, field.name)
        drawn = str(value.render_as_block()) if stored else ""
        blocks += len(value)
        lost.extend(differences(stored, json.loads(json.dumps(value.get_prep_value(), default=str)), place))
        if stored and not drawn.strip():
            lost.append(f"{place}: draws nothing")

    for model in apps.get_models():
        for field in model._meta.local_fields:
            if not isinstance(field, StreamField):
                continue
            with connection.cursor() as cursor:
                key, table = model._meta.pk.column, model._meta.db_table
                cursor.execute(f'SELECT "{key}", "{field.column}" FROM "{table}" ORDER BY 1')
                raws = dict(cursor.fetchall())
            for thing in model._base_manager.all():
                raw = raws[thing.pk]
                read(thing, field, raw if isinstance(raw, str) else json.dumps(raw), f"{label(model)} {thing.pk}")
    for revision in Revision.objects.order_by("pk"):
        thing = revision.as_object()
        assert not isinstance(thing, Page) or type(thing) is not Page, f"revision {revision.pk}: of which type?"
        revisions += 1
        for field in type(thing)._meta.get_fields():
            if isinstance(field, StreamField):
                read(thing, field, revision.content[field.name], f"revision {revision.pk} {label(type(thing))}")
    return {"blocks": blocks, "revisions": revisions, "lost": lost}


def pages() -> dict[str, list[str]]:
    """{type: where each page stands, and whether it is out}; a page whose class is gone would be of no type."""
    from wagtail.models import Page

    found: dict[str, list[str]] = defaultdict(list)
    for page in Page.objects.filter(depth__gt=1).order_by("path").specific():
        found[label(type(page))].append(f"{page.url_path}{'' if page.live else ' (not out)'}")
    return dict(sorted(found.items()))


def some_of_each(things: Iterable[Any], kind: Callable[[Any], Any], most: int = MOST) -> list[Any]:
    """The first `most` of each kind, in the order they come."""
    seen: dict[Any, int] = defaultdict(int)
    kept = []
    for thing in things:
        seen[kind(thing)] += 1
        if seen[kind(thing)] <= most:
            kept.append(thing)
    return kept


def public_addresses() -> list[str]:
    """Pages of every type, and what donors reach by the address they were given."""
    from django.apps import apps
    from wagtail.models import Page

    live = Page.objects.live().filter(depth__gt=1).order_by("path")
    found = [page.get_url_parts()[2] for page in some_of_each(live, lambda page: page.content_type_id)]
    for fund in some_of_each(apps.get_model("campaigns.Fund").objects.order_by("pk"), lambda fund: fund.state, 1):
        code = fund.code.lower()
        found += [f"/ung-ho/{code}/", f"/ung-ho/qr/{code}.svg"]
        if fund.state != "draft":
            found += [f"/cong-khai/{code}/", f"/cong-khai/{code}/so-cai.csv", f"/cong-khai/{code}/so-cai.json"]
    pledges = apps.get_model("donate.Pledge").objects.filter(erased_at=None).order_by("pk")
    found += [f"/ung-ho/cam-on/{pledge.token}/" for pledge in some_of_each(pledges, lambda pledge: pledge.fulfilment)]
    for receipt in apps.get_model("donate.Receipt").objects.exclude(pledge=None).order_by("pk")[:MOST]:
        found.append(f"/ung-ho/cam-on/{receipt.pledge.token}/bien-nhan/{receipt.number}-{receipt.year}/")
    return list(dict.fromkeys([*found, *FIXED]))


def desk_addresses(client: Any, login: str) -> list[str]:
    """What the menu offers to one login; the pledges an officer opens and the pages an editor opens."""
    from django.apps import apps
    from wagtail.models import Page

    home = unescape(client.get("/admin/").content.decode())
    found = ["/admin/", *re.findall(r'"url": "(/admin/[^"]*)"', home)]
    if login == OFFICER:
        pledges = apps.get_model("donate.Pledge").objects.order_by("pk")
        found += [f"/admin/ban-tiep-nhan/{each.pk}/" for each in some_of_each(pledges, lambda each: each.fulfilment, 1)]
    if login == EDITOR:
        pages = Page.objects.filter(depth__gt=1).order_by("path")
        found += [f"/admin/pages/{each.pk}/edit/" for each in some_of_each(pages, lambda each: each.content_type_id, 1)]
    return list(dict.fromkeys(address for address in found if "logout" not in address))


def answers(before: dict[str, Any] | None) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    """({public address: status}, {login: {address below /admin/: status}})"""
    from django.contrib.auth import get_user_model
    from django.test import Client

    def ask(client: Client, addresses: list[str]) -> dict[str, int]:
        return {address: client.get(address).status_code for address in addresses}

    anybody = Client(raise_request_exception=False)
    public = ask(anybody, list(before["public"]) if before else public_addresses())
    desk = {}
    for login in LOGINS:
        client = Client(raise_request_exception=False)
        user = get_user_model().objects.get(username=login)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        desk[login] = ask(client, list(before["desk"][login]) if before else desk_addresses(client, login))
    return public, desk


def main() -> None:
    django.setup()
    before = json.loads(Path(sys.argv[1]).read_text()) if len(sys.argv) > 1 else None
    survey: dict[str, Any] = {
        "migrations": migrations(),
        "counts": counts(),
        "sums": sums(),
        "rights": rights(),
        "kinds": kinds(),
        "pages": pages(),
        "bodies": bodies(),
    }
    survey["public"], survey["desk"] = answers(before)
    json.dump(survey, sys.stdout, ensure_ascii=False, indent=1, sort_keys=True, default=str)


if __name__ == "__main__":
    main()
