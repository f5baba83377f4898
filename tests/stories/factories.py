"""Sections and stories for the tests, as short as a test can say them."""

from __future__ import annotations

import datetime
import io
import itertools
from typing import Any

from django.core.files.images import ImageFile
from django.db import connection
from django.utils import timezone
from PIL import Image
from wagtail.models import Page

from home.models import ChapterImage, HomePage, Unit
from stories.models import (
    EventIndexPage,
    EventPage,
    EventSlot,
    GoodDeedIndexPage,
    GoodDeedPage,
    IssuingBody,
    LegalDocumentIndexPage,
    LegalDocumentPage,
    NewsIndexPage,
    NewsPage,
    PracticeIndexPage,
    PracticePage,
    Topic,
    UnitIndexPage,
)

SECTIONS = {
    NewsPage: (NewsIndexPage, "Tin tức", "tin-tuc"),
    GoodDeedPage: (GoodDeedIndexPage, "Gương sáng", "guong-sang"),
    PracticePage: (PracticeIndexPage, "Mô hình hay", "mo-hinh-hay"),
    EventPage: (EventIndexPage, "Lịch hoạt động", "lich"),
    LegalDocumentPage: (LegalDocumentIndexPage, "Văn bản", "van-ban"),
}
_numbers = itertools.count(1)
DAY = datetime.date(2026, 11, 20)


def section(model: type) -> Any:
    """The section page for stories of `model`, made when it is missing."""
    index, title, slug = SECTIONS[model]
    existing = index.objects.first()
    if existing is None:
        existing = HomePage.objects.get().add_child(
            instance=index(title=title, slug=slug, summary=f"Chuyên mục {title}.")
        )
    return existing


def unit_index() -> UnitIndexPage:
    existing = UnitIndexPage.objects.first()
    return existing or HomePage.objects.get().add_child(instance=UnitIndexPage(title="Các đơn vị", slug="don-vi"))


def province() -> Unit:
    return Unit.objects.get_or_create(name="tỉnh Lạng Sơn", defaults={"kind": Unit.Kind.PROVINCE})[0]


def unit(name: str = "", kind: str = Unit.Kind.COMMUNE, parent: Unit | None = None, **fields: Any) -> Unit:
    name = name or f"xã Số {next(_numbers)}"
    return Unit.objects.create(name=name, kind=kind, parent=parent or province(), **fields)


def topic(name: str = "") -> Topic:
    return Topic.objects.get_or_create(name=name or f"Chủ đề {next(_numbers)}")[0]


def picture(title: str = "Bữa cơm", **fields: Any) -> ChapterImage:
    stream = io.BytesIO()
    Image.new("RGB", (640, 480), (120, 90, 60)).save(stream, "JPEG")
    fields.setdefault("description", "Mấy người ngồi quanh mâm cơm")
    fields.setdefault("consent", ChapterImage.Consent.NOT_NEEDED)
    fields.setdefault("credit", "Ảnh: tổ truyền thông")
    return ChapterImage.objects.create(
        title=title, file=ImageFile(io.BytesIO(stream.getvalue()), name="anh.jpg"), **fields
    )


def story(model: type, title: str = "", topics: Any = (), **fields: Any) -> Any:
    """A published story with the least it needs."""
    title = title or f"{model._meta.verbose_name} {next(_numbers)}"
    if model is GoodDeedPage:
        fields.setdefault("honoured", "Bà Lụa")
        fields = {**recorded_consent(), **fields}
    if model is PracticePage:
        fields.setdefault("first_place", "Điểm trường Khuổi Lầy")
    if model is not LegalDocumentPage:
        fields.setdefault("date", DAY)
    fields.setdefault("summary", f"Tóm tắt: {title}")
    page = model(title=title, **fields)
    if topics:
        page.topics = list(topics)
    return section(model).add_child(instance=page)


def recorded_consent() -> dict[str, Any]:
    return {
        "consent_by": "Bà Đinh Thị Lụa",
        "consent_on": datetime.date(2026, 1, 5),
        "consent_how": GoodDeedPage.ConsentHow.SIGNED,
        "consent_reference": "phiếu 12/2026",
    }


def news(title: str = "", **fields: Any) -> NewsPage:
    return story(NewsPage, title, **fields)


def deed(title: str = "", **fields: Any) -> GoodDeedPage:
    return story(GoodDeedPage, title, **fields)


def practice(title: str = "", **fields: Any) -> PracticePage:
    return story(PracticePage, title, **fields)


def in_days(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def slot(days: int = 7, **fields: Any) -> EventSlot:
    fields = {"place": "Nhà văn hóa phường Đông Kinh", "starts": datetime.time(7), "ends": datetime.time(11), **fields}
    return EventSlot(date=fields.pop("date", None) or in_days(days), **fields)


def event(title: str = "", slots: Any = None, **fields: Any) -> EventPage:
    return story(EventPage, title or "Ngày hội hiến máu", slots=list(slots or [slot()]), **fields)


def document(number: str = "", **fields: Any) -> LegalDocumentPage:
    number = number or f"{next(_numbers)}-KH/HCTĐ"
    fields.setdefault("issuer", IssuingBody.objects.get_or_create(name="Tỉnh ủy Lạng Sơn")[0])
    fields.setdefault("type", LegalDocumentPage.Type.PLAN)
    fields.setdefault("issued_on", datetime.date(2023, 3, 3))
    return story(LegalDocumentPage, fields.pop("title", f"Kế hoạch số {number}"), number=number, **fields)


def many(pattern: NewsPage, count: int, units: list[Unit], topics: list[Topic]) -> None:
    """`count` published copies of a story beneath its section, spread over units, topics and years, quickly."""
    model, parent = type(pattern), section(type(pattern))
    first = parent.numchild + 1
    Page.objects.bulk_create(
        (
            Page(
                path=model._get_path(parent.path, parent.depth + 1, first + number),
                depth=parent.depth + 1,
                title=f"{pattern.title} {number}",
                draft_title=f"{pattern.title} {number}",
                slug=f"{pattern.slug}-{number}",
                url_path=f"{parent.url_path}{pattern.slug}-{number}/",
                content_type=pattern.content_type,
                locale=pattern.locale,
                live=True,
                first_published_at=timezone.now(),
                latest_revision_created_at=timezone.now(),
            )
            for number in range(count)
        ),
        batch_size=500,
    )
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + count)
    columns = [field.column for field in model._meta.local_concrete_fields if field.column != "page_ptr_id"]
    names = ", ".join(f'"{name}"' for name in columns)
    taken = ", ".join(f't."{name}"' for name in columns)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" (page_ptr_id, {names}) SELECT p.id, {taken} FROM wagtailcore_page p, "{table}" t '
            f"WHERE t.page_ptr_id = %s AND p.url_path LIKE %s AND p.id <> %s",
            [pattern.pk, f"{parent.url_path}{pattern.slug}-%", pattern.pk],
        )
    ids = list(model.objects.filter(slug__startswith=f"{pattern.slug}-").order_by("pk").values_list("pk", flat=True))
    for number, chosen in enumerate(units):
        model.objects.filter(pk__in=ids[number :: len(units)]).update(
            unit=chosen, date=datetime.date(2020 + number % 7, 1 + number % 12, 1 + number % 28)
        )
    through = model.topics.through
    through.objects.bulk_create(
        (
            through(**{f"{model._meta.model_name}_id": pk, "topic_id": topics[number % len(topics)].pk})
            for number, pk in enumerate(ids)
        ),
        batch_size=2000,
    )
