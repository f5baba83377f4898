"""A statement for the demo, as a bank would hand it out: some rows certain, some to be looked at, some no gift."""

from __future__ import annotations

import csv
import datetime
import io
from typing import Any

from django.utils import timezone

from campaigns.models import Fund
from donate.bank import booking
from donate.models import BankStatement, Pledge

Row = tuple[datetime.date, int, str]  # day, đồng (negative: went out), memo


def fill(treasurer: Any) -> BankStatement | None:
    """One statement, read but not booked: the treasurer's first try is to book it. None without an account."""
    fund = Fund.objects.accepting().filter(account__isnull=False, pledges__isnull=False).order_by("pk").first()
    if fund is None or fund.account is None:
        return None
    return booking.take_in(_file(_rows(fund.account_id or 0)), fund.account, treasurer)


def _rows(account_id: int) -> list[Row]:
    today = timezone.localdate()
    waiting = list(
        Pledge.objects.filter(
            kind=Pledge.Kind.MONEY, fulfilment=Pledge.Fulfilment.CONFIRMED, fund__account=account_id
        ).order_by("pk")[:8]
    )
    rows: list[Row] = []
    for place, pledge in enumerate(waiting[:4]):
        code = pledge.reference
        memo = (
            f"MBVCB.32789{place}7687.{code} ung ho.CT tu 0000000000 NGUOI MAU toi 0205",
            f"CT nhanh 247 den: {code.lower()}",
            f"{code[:4]} {code[4:]} ung ho ba con",
            f"IBFT UNGHO{code}FT26329-251126",
        )[place]
        rows.append((today - datetime.timedelta(days=4 - place), pledge.amount or 0, memo))
    if len(waiting) > 4:
        other = waiting[4]
        rows.append((today, (other.amount or 0) // 2, f"{other.reference} dot 1"))
    if len(waiting) > 5:
        named = waiting[5]
        rows.append((today, named.amount or 0, f"{named.folded_name.upper()} chuyen tien"))
    named_fund = Fund.objects.filter(account=account_id).order_by("pk").first()
    rows += [
        (today, 300_000, f"Ung ho {named_fund.transfer_words}" if named_fund else "Ung ho"),
        (today, 150_000, "NHA HAO TAM MAU chuyen tien"),
        (today, 200_000, "Ung ho"),
        (today, 200_000, "Ung ho"),
        (today, 12_400, "Tra lai tien gui khong ky han"),
        (today, -55_000, "Phi duy tri tai khoan"),
    ]
    return sorted(rows, key=lambda row: row[0])


def _file(rows: list[Row]) -> bytes:
    balance = 84_000_000
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Ngày giao dịch", "Ghi nợ", "Ghi có", "Số dư", "Nội dung"])
    for day, amount, memo in rows:
        balance += amount
        writer.writerow([f"{day:%d/%m/%Y}", -amount if amount < 0 else "", amount if amount > 0 else "", balance, memo])
    return out.getvalue().encode()
