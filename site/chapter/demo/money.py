"""Accounts, funds, campaigns, addresses and the lines of the ledger: each made as staff would make it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from campaigns import ledger
from campaigns.approvals import accounts, ledger_proposals
from campaigns.fund_states import change_state
from campaigns.models import (
    AddressSupporter,
    AddressVisit,
    BankAccount,
    BankAccountChange,
    CampaignPage,
    CampaignUpdate,
    Fund,
    FundNeed,
    HumanitarianAddressPage,
    LedgerProposal,
)
from home.calendar.days import moment

from .content import addresses
from .content import money as content
from .frame import day, publish
from .moving import moved
from .text import body

WAY = ("open", "closed", "distributing", "settled", "archived")


class MoneyMaker:
    def __init__(self, sections: dict[str, Any], material: dict[str, dict[str, Any]], people: dict[str, Any]) -> None:
        self.sections, self.material, self.people = sections, material, people
        self.today = timezone.localdate()

    def everything(self) -> None:
        self.account = self._accounts()
        general = Fund.objects.get(code="quy-chung")
        general.account = self.account
        general.save()
        self._lines(general, moved(content.GENERAL))
        for entry in moved(content.CAMPAIGNS):
            self._campaign(entry)
        self._draft()
        for entry in moved(addresses.ADDRESSES):
            self._address(entry)
        self._asked()

    def _asked(self) -> None:
        """What waits for the supervisor, since yesterday and for three days."""
        by = self.people["thuquy"]
        account = accounts.propose(
            BankAccountChange.What.OPEN, by, content.ASKED_ACCOUNT_WHY, after=content.ASKED_ACCOUNT
        )
        BankAccountChange.objects.filter(pk=account.pk).update(proposed_at=self._past(3, time(9, 40)))
        facts = {name: value for name, value in content.ASKED_BEYOND.items() if name != "fund"}
        fund = Fund.objects.get(code=content.ASKED_BEYOND["fund"])
        proposal = ledger_proposals.propose_over_balance(
            fund, by, content.ASKED_BEYOND_WHY, {**facts, "date": self.today - timedelta(days=1)}
        )
        LedgerProposal.objects.filter(pk=proposal.pk).update(proposed_at=self._past(1, time(15, 20)))

    def _past(self, days: int, hour: time) -> datetime:
        return moment(self.today - timedelta(days=days), hour)

    def _accounts(self) -> BankAccount:
        """An old account opened and closed, the present one opened: three changes, two people each."""
        proposer, decider = self.people["thuquy"], self.people["kiemsoat"]
        what = BankAccountChange.What
        old = accounts.propose(what.OPEN, proposer, "Mở tài khoản tiếp nhận", after=content.OLD_ACCOUNT)
        old = accounts.decide(old, decider, approve=True)
        new = accounts.propose(what.OPEN, proposer, "Chuyển về chi nhánh chính", after=content.ACCOUNT)
        new = accounts.decide(new, decider, approve=True)
        closing = accounts.propose(what.CLOSE, proposer, "Đã chuyển hết số dư", account=old.account)
        accounts.decide(closing, decider, approve=True)
        for change, date in ((old, "2024-01-03"), (new, "2025-12-22"), (closing, "2026-01-05")):
            when = moment(day(date), time(9))
            BankAccountChange.objects.filter(pk=change.pk).update(proposed_at=when, decided_at=when)
            if change is not closing:
                BankAccount.objects.filter(pk=change.account_id).update(opened_at=when)
        assert new.account is not None  # a decided opening has made it
        return new.account

    def _move_to(self, fund: Fund, state: str) -> None:
        reached = WAY.index(fund.state) + 1 if fund.state in WAY else 0
        for step in WAY[reached : WAY.index(state) + 1]:
            change_state(fund, step, self.people["kiemsoat" if step in ("settled", "archived") else "thuquy"])

    def _lines(self, fund: Fund, entry: dict[str, Any], needs: list[FundNeed] | None = None) -> None:
        """In the order of their days, received before given on the same day."""
        treasurer = self.people["thuquy"]
        todo: list[tuple[Any, int, Any]] = []
        for row in entry.get("received", []):
            date, amount, channel, name = (*row, "transfer", "")[:4] if len(row) == 2 else row
            say = {"note": name} if channel in ("box", "programme", "other") else {"public_name": name}
            todo.append((day(date), 0, (fund, "received", amount, {"channel": channel, **say})))
        for date, place, quantity, value, name in entry.get("goods", []):
            need = (needs or [])[place]
            facts = {
                "kind": "goods",
                "item": need.item,
                "item_unit": need.item_unit,
                "quantity": quantity,
                "need": need,
            }
            todo.append((day(date), 0, (fund, "received", value, {"channel": "counter", "public_name": name, **facts})))
        for row in entry.get("given", []):
            if len(row) == 2:
                row = (*row, "Tiền hằng tháng", "", "", entry.get("people", 1))
            date, amount, note, whom, decision, people = row
            facts = {"note": note, "beneficiaries": whom, "beneficiary_count": people, "decision_number": decision}
            todo.append((day(date), 1, (fund, "distributed", amount, {"channel": "cash", **facts})))
        for date, place, quantity, value, note, whom, decision, people in entry.get("goods_given", []):
            need = (needs or [])[place]
            facts = {"note": note, "beneficiaries": whom, "beneficiary_count": people, "decision_number": decision}
            goods = {"kind": "goods", "item": need.item, "item_unit": need.item_unit, "quantity": quantity}
            todo.append((day(date), 1, (fund, "distributed", value, {"channel": "counter", **goods, **facts})))
        for date, _order, (where, direction, amount, facts) in sorted(todo, key=lambda line: line[:2]):
            ledger.post(where, direction, amount, date=date, recorder=treasurer, **facts)
        if "wrong" in entry:
            date, amount, reason = entry["wrong"]
            wrong = ledger.post(fund, "received", amount, date=day(date), recorder=treasurer)
            ledger.reverse(wrong, reason, self.people["kiemsoat"])

    def _fund(self, entry: dict[str, Any], **more: Any) -> Fund:
        kinds = entry.get("kinds", "money").split()
        fund = Fund(
            code=entry["code"],
            name=more.pop("name", entry["title"]),
            unit=self.material["units"][entry["unit"]],
            account=self.account,
            suggested_amounts=entry.get("amounts", []),
            **{f"accepts_{kind}": kind in kinds for kind in ("money", "goods", "time", "blood")},
            **more,
        )
        fund.full_clean()
        fund.save()
        return fund

    def _campaign(self, entry: dict[str, Any]) -> None:
        item, count = entry["item"]
        fund = self._fund(
            entry,
            goal=entry["goal"],
            item_name=item,
            item_count=count,
            purpose=entry["purpose"],
            opens_on=day(entry["opens"]),
            closes_on=day(entry["closes"]),
        )
        needs = [
            FundNeed.objects.create(fund=fund, item=goods, item_unit=unit, quantity=quantity, sort_order=place)
            for place, (goods, unit, quantity) in enumerate(entry.get("needs", []))
        ]
        self._move_to(fund, "open")
        self._lines(fund, entry, needs)
        self._move_to(fund, entry["state"])
        pictures = self.material["pictures"]
        page = CampaignPage(
            title=entry["title"],
            slug=entry["slug"],
            summary=entry["summary"],
            listing_image=pictures.get(entry.get("picture", "")),
            fund=fund,
            body=body(entry["body"], pictures),
            appeal_number=entry["appeal"],
            appeal_document=self.material["documents"].get(entry.get("document", "")),
            beneficiaries=entry["who"],
            support_level=entry["level"],
            how_received=content.APPEAL["how"],
            result=entry.get("result", ""),
        )
        page.updates = [
            CampaignUpdate(date=day(date), title=title, text=text, sort_order=place)
            for place, (date, title, text) in enumerate(entry["updates"])
        ]
        publish(self.sections["chien-dich"], page, self.people["bientap"], self.people["banbientap"])

    def _draft(self) -> None:
        entry = moved(content.DRAFT_CAMPAIGN)
        fund = self._fund(entry, goal=entry["goal"])
        page = CampaignPage(title=entry["title"], slug=entry["slug"], summary=entry["summary"], fund=fund, live=False)
        page.owner = self.people["bientap"]
        page.body = body(entry["body"], {})
        self.sections["chien-dich"].add_child(instance=page)
        page.save_revision(user=self.people["bientap"])

    def _address(self, entry: dict[str, Any]) -> None:
        fund = self._fund(
            entry,
            name=f"Địa chỉ nhân đạo: {entry['title']}",
            purpose=f"để ở bên {entry['title'].split(',')[0]}",
            opens_on=day("2026-01-01"),
        )
        fund.suggested_amounts = [100_000, 200_000, 300_000, entry["monthly"]]
        fund.save()
        self._move_to(fund, "open")
        self._lines(fund, entry)
        ended = entry.get("ended", (None, ""))
        if ended[0]:
            self._move_to(fund, "archived")
        pictures = self.material["pictures"]
        page = HumanitarianAddressPage(
            title=entry["title"],
            summary=entry["summary"],
            listing_image=pictures.get(entry.get("picture", "")),
            fund=fund,
            unit=self.material["units"][entry["unit"]],
            need=entry["need"],
            monthly_need=entry["monthly"],
            monthly_covered=entry["covered"],
            state=entry["state"],
            helped_until=day(entry.get("until")),
            ended_on=day(ended[0]),
            ended_why=ended[1],
            person_consented=True,
            consent_note="phiếu mẫu, cặp Địa chỉ nhân đạo",
            body=body(entry["body"], pictures),
        )
        page.supporters = [
            AddressSupporter(name=name, since=day(since), words=words, sort_order=place)
            for place, (name, since, words) in enumerate(entry.get("supporters", []))
        ]
        page.visits = [
            AddressVisit(date=day(date), who=who, note=note, sort_order=place)
            for place, (date, who, note) in enumerate(entry.get("visits", []))
        ]
        publish(self.sections["dia-chi-nhan-dao"], page, self.people["bientap2"], self.people["banbientap"])
