"""Signed lists, invoices and reports behind a line. What holds names lies in a collection that only staff may open."""

from __future__ import annotations

from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Collection, CollectionViewRestriction

from home import caching, rights
from home.models import ChapterDocument

from .models import LedgerEvidence, LedgerLine

PRIVATE_COLLECTION = "Chứng từ nội bộ"
MAY_OPEN = (rights.INTAKE, rights.TREASURY, rights.SUPERVISORS, rights.LEADERS)


def private_collection() -> Collection:
    """Where evidence with names is kept; made with its restriction when it is missing."""
    from django.contrib.auth.models import Group

    found = Collection.objects.filter(name=PRIVATE_COLLECTION, depth=2).first()
    if found is None:
        found = Collection.get_first_root_node().add_child(name=PRIVATE_COLLECTION)
    if not found.view_restrictions.exists():
        restriction = CollectionViewRestriction.objects.create(
            collection=found, restriction_type=CollectionViewRestriction.GROUPS
        )
        restriction.groups.set(Group.objects.filter(name__in=MAY_OPEN))
    return found


def attach(line: LedgerLine, file: File, by: Any, caption: str = "", is_public: bool = False) -> LedgerEvidence:
    """Keep `file` behind `line`. Only what is marked public is shown, and only then anybody may open it."""
    caption = caption.strip() or _("Evidence of line %(number)d") % {"number": line.sequence}
    with transaction.atomic():
        collection = Collection.get_first_root_node() if is_public else private_collection()
        document = ChapterDocument.objects.create(
            title=f"{caption} ({line.fund.code}/{line.sequence})", file=file, collection=collection, uploaded_by_user=by
        )
        kept = LedgerEvidence.objects.create(line=line, document=document, caption=caption, is_public=is_public)
        if is_public:
            transaction.on_commit(caching.clear)
    return kept
