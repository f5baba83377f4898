"""Users of each group, pages and pictures for the frame's tests."""

from __future__ import annotations

import io

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.images import ImageFile
from PIL import Image

from home.models import ChapterImage, HomePage, StandardPage


def member(group: str, name: str = ""):
    """A user who belongs to one group; the name must be given when a test needs two of them."""
    username = name or f"u{abs(hash(group)) % 10_000}"
    user = get_user_model().objects.create_user(username, email=f"{username}@example.org", password="secret-for-tests")
    user.groups.add(Group.objects.get(name=group))
    return user


def picture(title: str = "Bữa cơm", consent: str = ChapterImage.Consent.NOT_NEEDED, **fields) -> ChapterImage:
    stream = io.BytesIO()
    Image.new("RGB", (640, 480), (120, 90, 60)).save(stream, "JPEG")
    fields.setdefault("description", "Mấy người ngồi quanh mâm cơm")
    return ChapterImage.objects.create(
        title=title, file=ImageFile(io.BytesIO(stream.getvalue()), name="anh.jpg"), consent=consent, **fields
    )


def draft(title: str = "Bếp cháo thứ Ba", author=None, **fields) -> StandardPage:
    """An unpublished page beneath the front page, saved by `author`."""
    page = StandardPage(title=title, live=False, owner=author, **{"summary": "Một câu tóm tắt.", **fields})
    HomePage.objects.get().add_child(instance=page)
    page.save_revision(user=author)
    return page


def posted(page, **fields) -> dict:
    """What the editor posts for a StandardPage that keeps its texts and has an empty body."""
    version = page.get_latest_revision_as_object()
    image = version.listing_image_id
    return {
        "title": version.title,
        "summary": version.summary,
        "listing_image": image or "",
        "slug": version.slug,
        "seo_title": "",
        "search_description": "",
        "social_image": "",
        "go_live_at": "",
        "expire_at": "",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "1000",
        **fields,
    }
