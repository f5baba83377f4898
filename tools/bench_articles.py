"""Ten thousand articles for the bench, written straight into the tables: saving them one by one would take minutes."""

from __future__ import annotations

import datetime
import io
import random

COMMON = str.split("""
hội xã người nhà máu hiến giúp bà con mái đỏ chữ thập tỉnh Lạng Sơn trao quà trẻ em học sinh nghèo
bệnh viện cụ ông chị anh ngày tháng năm mùa rét áo ấm bếp cháo đường núi thôn bản chi tình nguyện
viên tổ chức phong trào địa chỉ nhân đạo gạo chăn màn nước sạch cầu lũ bão sạt lở sửa lợp tôn gỗ
công sức đồng triệu nghìn ủng hộ quỹ công khai sổ báo cáo kiểm tra mô hình hay gương sáng việc tốt
cấp cứu sơ lớp tập huấn sức khỏe khám thuốc khẩu trang đoàn thanh niên phụ nữ
""")
PLACES = ("Mẫu Sơn", "Cao Lộc", "Kỳ Lừa", "Tam Thanh", "Đông Kinh", "Lộc Bình", "Bắc Sơn", "Hữu Lũng", "Tràng Định")
SAID = ("hiến máu nhân đạo", "chữ thập đỏ", "mái nhà", "tết nhân ái", "lễ hội xuân hồng", "chủ nhật đỏ", "dân vận khéo")


def fill(number: int) -> None:
    """Makes the news section and `number` published articles of some 350 words, and indexes them all."""
    from django.contrib.contenttypes.models import ContentType
    from django.core.files.images import ImageFile
    from django.db import connection, transaction
    from django.utils import timezone
    from PIL import Image
    from wagtail.models import Page

    from home.models import ChapterImage, HomePage, Unit
    from home.pictures.renditions import make_ready
    from home.search.indexing import rebuild
    from stories.models import NewsIndexPage, NewsPage, Topic

    luck = random.Random(44)
    home = HomePage.objects.get()
    index = home.add_child(instance=NewsIndexPage(title="Tin tức", slug="tin-tuc", summary="Tin của Hội."))
    province = Unit.objects.create(name="tỉnh Lạng Sơn", kind=Unit.Kind.PROVINCE)
    units = [Unit.objects.create(name=f"xã {place}", kind=Unit.Kind.COMMUNE, parent=province) for place in PLACES]
    topics = [Topic.objects.create(name=name) for name in ("Hiến máu", "Cứu trợ", "Nhà ở", "Sức khỏe")]
    pictures = []
    for shade in range(5):
        stream = io.BytesIO()
        Image.effect_noise((1200, 800), 60 + shade * 10).convert("RGB").save(stream, "JPEG", quality=80)
        picture = ChapterImage.objects.create(
            title=f"Ảnh {shade}", description="Cảnh mẫu", file=ImageFile(io.BytesIO(stream.getvalue()), name="anh.jpg")
        )
        make_ready(picture)
        pictures.append(picture)

    now = timezone.now()
    kind = ContentType.objects.get_for_model(NewsPage)
    first = Page.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    pages = []
    for place in range(number):
        pk = first + place
        title = f"{luck.choice(SAID).capitalize()} ở {luck.choice(PLACES)}: {_words(luck, 6)}"
        paragraphs = "".join(f"<p>{_paragraph(luck)}</p>" for _ in range(4))
        page = NewsPage(
            title=title,
            slug=f"tin-{place}",
            path=index._get_path(index.path, index.depth + 1, place + 1),
            depth=index.depth + 1,
            url_path=f"{index.url_path}tin-{place}/",
            live=True,
            first_published_at=now,
            last_published_at=now,
            summary=_paragraph(luck)[:300],
            date=datetime.date(2026, 11, 20) - datetime.timedelta(days=place // 5),
            unit=luck.choice(units),
            listing_image=luck.choice(pictures),
            body=[("paragraph", paragraphs)],
            locale=index.locale,
            content_type=kind,
        )
        page.draft_title = title
        page.pk = page.page_ptr_id = pk
        pages.append(page)
    with transaction.atomic():
        bare = [_as_page(Page, page) for page in pages]
        Page.objects.bulk_create(bare, batch_size=400)
        fields = NewsPage._meta.local_concrete_fields
        for some in _batches(pages, 400):
            NewsPage._base_manager._insert(list(some), fields=fields, using="default")
        through = NewsPage.topics.through
        through.objects.bulk_create(
            [through(newspage_id=page.pk, topic=luck.choice(topics)) for page in pages], batch_size=400
        )
        Page.objects.filter(pk=index.pk).update(numchild=number)
    rebuild()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the server does by itself after a while


def _as_page(model, page):
    """The part of a news page that stands in Wagtail's own table."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname != "id"]
    return model(id=page.pk, **{name: getattr(page, name) for name in names})


def _batches(items, size):
    return (items[start : start + size] for start in range(0, len(items), size))


def _words(luck: random.Random, number: int) -> str:
    # Few words are said often, many seldom: as in any language.
    return " ".join(
        COMMON[min(int(luck.paretovariate(0.9)) * 3 + luck.randrange(4), 10**6) % len(COMMON)] for _ in range(number)
    )


def _paragraph(luck: random.Random) -> str:
    sentences = [_words(luck, luck.randint(8, 18)).capitalize() + "." for _ in range(6)]
    if luck.random() < 0.2:
        sentences.insert(luck.randrange(6), f"Hội {luck.choice(SAID)} tại {luck.choice(PLACES)}.")
    return " ".join(sentences)
