"""Signed lists, invoices, reports and photographs behind a line.

What holds names lies in a collection that only staff may open: documents are served to who has the right, while
pictures lie open below /media/. So a photograph that is not for everybody is kept as a document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.core.files import File
from django.utils.translation import gettext as _
from wagtail.models import Collection, CollectionViewRestriction

from campaigns.models import LedgerEvidence, LedgerLine
from home.models import ChapterDocument, ChapterImage
from home.pictures.uploads import CleanPicture
from home.safety import rights
from home.safety.actors import Actor, person, require
from home.safety.locks import holding

PRIVATE_COLLECTION = "Chứng từ nội bộ"
RIGHT = "campaigns.record_distribution"  # to keep evidence behind a line
MAY_OPEN = (rights.INTAKE, rights.TREASURY, rights.SUPERVISORS, rights.LEADERS)


@dataclass(frozen=True)
class Consent:
    """Of the people in a photograph that everybody may see (ChapterImage)."""

    kind: str = ChapterImage.Consent.MISSING
    note: str = ""
    shows_child: bool = False


def private_collection() -> Collection:
    """Where evidence with names is kept; made with its restriction when it is missing."""
    collection = Collection.objects.filter(name=PRIVATE_COLLECTION, depth=2).first()
    if collection is None:
        collection = Collection.get_first_root_node().add_child(name=PRIVATE_COLLECTION)
    if not collection.view_restrictions.exists():
        restriction = CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=CollectionViewRestriction.GROUPS
        )
        restriction.groups.set(Group.objects.filter(name__in=MAY_OPEN))
    return collection


def attach(
    line: LedgerLine,
    file: File,
    by: Actor,
    caption: str = "",
    is_public: bool = False,
    consent: Consent | None = None,
) -> LedgerEvidence:
    """Keep `file` behind `line`. Only what is marked public is shown, and only then anybody may open it.

    Photographs come in drawn anew (home.pictures.uploads.CleanPicture). Raises NotAllowed, and ValueError when one of
    them is to be public and nobody has said whether the people in it agreed.
    """
    require(by, RIGHT)
    caption = caption.strip() or _("Evidence of line %(number)d") % {"number": line.sequence}
    title = f"{caption} ({line.fund.code}/{line.sequence})"
    where: dict[str, Any]
    with holding():
        if is_public and isinstance(file, CleanPicture):
            where = {"image": _picture(file, title, caption, by, consent or Consent())}
        else:
            collection = Collection.get_first_root_node() if is_public else private_collection()
            document = ChapterDocument.objects.create(
                title=title, file=file, collection=collection, uploaded_by_user=person(by)
            )
            where = {"document": document}
        return LedgerEvidence.objects.create(line=line, caption=caption, is_public=is_public, **where)


def attach_all(
    line: LedgerLine, files: Sequence[File], by: Actor, caption: str, is_public: bool, consent: Consent
) -> list[LedgerEvidence]:
    """Several at once: «Ký nhận (1/3)». All or none. Raises NotAllowed."""
    require(by, RIGHT)
    caption = caption.strip() or _("Evidence of line %(number)d") % {"number": line.sequence}
    with holding():
        return [
            attach(
                line,
                file,
                by,
                caption if len(files) == 1 else f"{caption} ({place}/{len(files)})",
                is_public,
                consent,
            )
            for place, file in enumerate(files, start=1)
        ]


def _picture(file: File, title: str, description: str, by: Actor, consent: Consent) -> ChapterImage:
    if consent.kind == ChapterImage.Consent.MISSING:
        raise ValueError("a public photograph without a word about consent")
    return ChapterImage.objects.create(
        title=title,
        file=file,
        description=description,
        consent=consent.kind,
        consent_note=consent.note,
        shows_child=consent.shows_child,
        uploaded_by_user=person(by),
    )
