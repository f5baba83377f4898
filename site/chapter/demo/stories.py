"""News, good deeds, models, events, documents."""

from __future__ import annotations

import datetime
from typing import Any

from home.models import HomePage
from stories.models import Adoption, EventPage, EventSlot, GoodDeedPage, LegalDocumentPage, NewsPage, PracticePage

from .content import calendar, documents, good_deeds, news, practices
from .frame import day, publish
from .moving import moved
from .text import body


class StoryMaker:
    """Makes pages out of the content's dictionaries. `things` holds pictures, units, topics, issuers, documents."""

    def __init__(self, sections: dict[str, Any], material: dict[str, dict[str, Any]], writer: Any, board: Any) -> None:
        self.sections, self.material, self.writer, self.board = sections, material, writer, board

    def common(self, entry: dict[str, Any]) -> dict[str, Any]:
        pictures = self.material["pictures"]
        return {
            "title": entry["title"],
            "summary": entry["summary"],
            "listing_image": pictures.get(entry.get("picture", "")),
            "date": day(entry["date"]),
            "unit": self.material["units"][entry["unit"]],
            "writer": entry.get("writer", ""),
            "body": body(entry.get("body", ""), pictures),
        }

    def publish(self, slug: str, page: Any, topics: list[str]) -> Any:
        page.topics = [self.material["topics"][key] for key in topics]
        return publish(self.sections[slug], page, self.writer, self.board)

    def news(self) -> None:
        for entry in reversed(moved(news.NEWS)):
            source = {name: entry[name] for name in ("source_name", "source_url", "source_title") if name in entry}
            page = NewsPage(**self.common(entry), **source, source_date=day(entry.get("source_date")))
            self.publish("tin-tuc", page, entry["topics"])

    def good_deeds(self) -> None:
        for entry in reversed(moved(good_deeds.GOOD_DEEDS)):
            page = GoodDeedPage(
                **self.common(entry),
                honoured=entry["honoured"],
                honoured_kind=entry.get("kind", "person"),
                honoured_about=entry.get("about", ""),
                when_words=entry.get("when", ""),
                quote=entry.get("quote", ""),
                quote_who=entry.get("quote_who", ""),
                consent_by=entry["honoured"],
                consent_on=day(entry["date"]) - datetime.timedelta(days=3),
                consent_how="signed",
                consent_reference="phiếu mẫu, cặp Gương sáng",
            )
            self.publish("guong-sang", page, entry["topics"])

    def practices(self) -> None:
        for entry in reversed(moved(practices.PRACTICES)):
            page = PracticePage(
                **self.common(entry),
                context=f"<p>{entry['why']}</p>" if "why" in entry else "",
                dan_van_kheo=entry.get("dan_van", False),
                first_place=entry["first_place"],
                started_on=day(entry["started"]),
                counted_as=entry["counted_as"],
                people_needed=entry["people"],
                suits=entry["suits"],
                unit_cost=entry.get("unit_cost"),
                unit_cost_words=entry.get("unit_words", ""),
                once_heading=entry.get("once", ""),
                running_heading=entry.get("running", ""),
                steps=[("step", {"title": title, "note": note, "text": text}) for title, note, text in entry["steps"]],
                costs=[
                    ("cost", {"what": what, "period": period, "amount": amount})
                    for what, period, amount in entry.get("costs", [])
                ],
                results_say=entry.get("results_say", ""),
                results_source=entry.get("results_source", ""),
                results=[
                    ("result", {"label": label, "before": before, "after": after, "counted_in": unit})
                    for label, before, after, unit in entry.get("results", [])
                ],
                contact_name=entry["contact"],
            )
            if entry["first_place"] == "Khuổi Lầy":
                sheet = self.material["documents"]["so-cho"]
                page.files = [("file", {"document": sheet, "words": "Mẫu sổ chợ hằng ngày"})]
            units = self.material["units"]
            page.adoptions = [
                Adoption(
                    unit=units[unit],
                    place=place,
                    since=day(since),
                    learned_from="" if learned == entry["first_place"] else learned,
                    adapted=adapted,
                    result=result,
                    confirmed_by=units["tinh"] if confirmed else None,
                    confirmed_on=day(confirmed),
                    sort_order=number,
                )
                for number, (unit, place, since, learned, adapted, result, confirmed) in enumerate(entry["adoptions"])
            ]
            self.publish("mo-hinh-hay", page, entry["topics"])
            if entry.get("on_the_front_page"):
                front = HomePage.objects.get()
                front.practice_page = page
                front.save_revision(user=self.writer).publish(user=self.board, skip_permission_checks=True)

    def events(self) -> None:
        for entry in moved(calendar.EVENTS):
            extra = {
                name: entry[name]
                for name in ("state", "state_note", "when_words", "needed_as", "bring", "result_say", "result_as")
                if name in entry
            }
            page = EventPage(**self.common(entry), kind=entry["kind"], **extra)
            page.slots = [
                EventSlot(
                    date=day(date),
                    starts=datetime.time.fromisoformat(starts),
                    ends=datetime.time.fromisoformat(ends),
                    place=place,
                    address=address,
                    unit=self.material["units"][unit],
                    needed=needed,
                    expected=expected,
                    note=note,
                    result=result,
                    sort_order=number,
                )
                for number, (date, starts, ends, place, address, unit, needed, expected, note, result) in enumerate(
                    entry["slots"]
                )
            ]
            self.publish("lich", page, entry["topics"])

    def documents(self) -> None:
        made: dict[str, LegalDocumentPage] = {}
        for entry in documents.LEGAL_DOCUMENTS:
            page = LegalDocumentPage(
                title=entry["title"],
                summary=entry["summary"],
                number=entry["number"],
                type=entry["type"],
                issuer=self.material["issuers"][entry["issuer"]],
                issued_on=day(entry["issued"]),
                effective_from=day(entry.get("effective")),
                ended_on=day(entry.get("ended")),
                replaced_by=made.get(entry.get("replaced_by", "")),
                file=self.material["documents"].get(entry.get("document", "")),
            )
            made[entry["key"]] = publish(self.sections["van-ban"], page, self.writer, self.board)

    def everything(self) -> None:
        self.documents()
        self.news()
        self.practices()
        self.events()
        self.good_deeds()
