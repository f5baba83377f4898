#!/usr/bin/env python
"""A desk as large as it may ever get, written straight into PostgreSQL: for measuring, never for a chapter's own data.

    DATABASE_URL=postgres://… tools/fill_desk.py [--pledges 100000] [--lines 1000000]

Migrates first, then adds funds of its own (`tai-…`) with their pledges, instalments, events, receipts and ledger lines.
Chains and sums of the ledger are right: `manage.py check_ledger` holds afterwards. All people are invented.
Officers are `tai-can-bo-0` and so on, who cannot sign in, and the demo's people where the demo was made before.
"""

from __future__ import annotations

import argparse
import datetime
import os
import random
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "site"), str(ROOT), str(ROOT / "tools")]

from fill_pledges import CAME_IN, YEARS, Promises  # noqa: E402
from fill_tables import Table  # noqa: E402

FUNDS, COMMUNES, OFFICERS = 200, 65, 30
Gifts = dict[int, list[tuple[datetime.date, SimpleNamespace]]]  # of each fund, by its key


def people() -> tuple[list[Any], list[Any]]:
    """(officers, treasurers), those of the demo among them."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    from home.safety.rights import INTAKE, SUPERVISORS, TREASURY

    users = get_user_model().objects
    for group, code, number in ((INTAKE, "can-bo", OFFICERS), (TREASURY, "thu-quy", 2), (SUPERVISORS, "kiem-soat", 2)):
        for place in range(number):
            facts = {"last_name": "Nông", "first_name": f"Thị Mẫu {place}", "password": "!"}
            user, _new = users.get_or_create(username=f"tai-{code}-{place}", defaults=facts)
            user.groups.add(Group.objects.get(name=group))
    of = users.filter(is_active=True).order_by("pk")
    return list(of.filter(groups__name=INTAKE)), list(of.filter(groups__name=TREASURY))


def units_and_funds(officers: list[Any]) -> tuple[list[int], list[Any]]:
    """(keys of the units, new funds). Communes have officers of their own; three officers have no unit."""
    from campaigns.models import Fund
    from donate.models import OfficerProfile
    from home.models import Unit

    kind = Unit.Kind
    province = Unit.objects.filter(kind=kind.PROVINCE).first()
    province = province or Unit.objects.create(name="tỉnh Lạng Sơn", kind=kind.PROVINCE)
    communes = [
        Unit.objects.create(name=f"xã Mẫu {place}", kind=kind.COMMUNE, parent=province) for place in range(COMMUNES)
    ]
    branches = [
        Unit.objects.create(name=f"chi hội thôn {place}", kind=kind.BRANCH, parent=communes[place % COMMUNES])
        for place in range(COMMUNES * 2)
    ]
    for place, officer in enumerate(officers[:-3]):
        profile, _new = OfficerProfile.objects.get_or_create(user=officer)
        profile.units.add(*communes[place :: len(officers) - 3])
    units = [*communes, *branches, province]
    everything = dict.fromkeys(("accepts_money", "accepts_goods", "accepts_time", "accepts_blood"), True)
    made = Fund.objects.filter(code__startswith="tai-").count()
    funds = [
        Fund(
            code=f"tai-{place:03d}",
            name=f"Mái lành số {place}",
            unit=units[place % len(units)] if place % 20 else None,
            state=Fund.State.OPEN if place % 3 else Fund.State.SETTLED,
            **everything,
        )
        for place in range(made, made + FUNDS)
    ]
    Fund.objects.bulk_create(funds)
    return [unit.pk for unit in units], funds


def ledger(
    luck: random.Random, number: int, funds: list[Any], unit_ids: list[int], treasurers: list[Any], gifts: Gifts
) -> None:
    """`number` lines over the funds, those of the pledges and their receipts among them."""
    from fill_ledger import Chain, lines_of

    from campaigns.models import LedgerLine, LedgerMonth, LedgerTotals, PublicName

    lines, names, totals, months = Table(LedgerLine), Table(PublicName), Table(LedgerTotals), Table(LedgerMonth)
    recorders = [person.pk for person in treasurers]
    more = max(0, number - sum(map(len, gifts.values()))) // len(funds)
    first_day = datetime.date.today() - datetime.timedelta(days=YEARS * 365)  # noqa: DTZ011
    given_for: list[tuple[datetime.date, int, SimpleNamespace]] = []
    for fund in funds:
        chain = Chain(fund, unit_ids, recorders, luck, lines.blank)
        for line, pledge in lines_of(chain, gifts.get(fund.pk, []), more, first_day, lines.keys):
            lines.add(line)
            if pledge is not None:
                given_for.append((line.date, line.id, pledge))
            elif line.direction == "received" and not line.reverses_id and luck.random() < 0.2:
                names.add({"line_id": line.id, "name": "Nhóm thiện nguyện mẫu"})
        totals.add(chain.totals())
        for row in chain.month_rows():
            months.add(row)
    for table in (lines, names, totals, months):
        table.finish()
    _receipts(given_for, recorders[0])


def _receipts(given_for: list[tuple[datetime.date, int, SimpleNamespace]], by: int) -> None:
    """Numbered in the order of their days, after those that a year has already."""
    from donate.models import Receipt, ReceiptSequence

    receipts = Table(Receipt)
    last = {sequence.year: sequence.last for sequence in ReceiptSequence.objects.all()}
    for date, line_id, pledge in sorted(given_for, key=lambda gift: gift[:2]):
        last[date.year] = last.get(date.year, 0) + 1
        facts = {"year": date.year, "number": last[date.year], "pledge_id": pledge.id, "line_id": line_id}
        facts |= {"payer": pledge.name, "issued_at": date, "issued_by_id": by}
        if pledge.fulfilment == "reversed":
            facts |= {"voided_at": date, "voided_by_id": by, "void_reason": "Ghi nhầm người"}
        receipts.add(facts)
    receipts.finish()
    for year, number in last.items():
        ReceiptSequence.objects.update_or_create(year=year, defaults={"last": number})


def fill(pledges: int = 100_000, lines: int = 1_000_000, say: Any = print) -> None:
    """Into the database of the settings, in one transaction. Needs PostgreSQL, migrated."""
    from importlib import import_module

    from django.apps import apps
    from django.db import connection, transaction

    begun = time.perf_counter()
    luck = random.Random(93)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
        officers, treasurers = people()
        unit_ids, funds = units_and_funds(officers)
        gifts: Gifts = {}
        for pledge in Promises(luck, officers).make(pledges, funds):
            if pledge.fulfilment in CAME_IN:
                gifts.setdefault(pledge.fund_id, []).append((pledge.gift_on, pledge))
        say(f"{pledges} pledges after {time.perf_counter() - begun:.0f} s")
        ledger(luck, lines, funds, unit_ids, treasurers, gifts)
        # Added up by day as for a chapter whose ledger is older than its days.
        import_module("campaigns.migrations.0006_ledger_days_filled").add_up(apps, None)
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM ANALYZE")  # as the server does by itself after a while
    say(f"{lines} ledger lines after {time.perf_counter() - begun:.0f} s")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pledges", type=int, default=100_000)
    parser.add_argument("--lines", type=int, default=1_000_000)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chapter.settings.development")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor != "postgresql":
        print("This fills PostgreSQL: set DATABASE_URL.")
        return 1
    call_command("migrate", verbosity=0)
    fill(options.pledges, options.lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
