"""What must not stand on the page of a humanitarian address: it helps a neighbour recognise a person, or hurts them."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from home.checks import Check, Level
from home.vietnamese import nfc

# Phone numbers, identity cards: nine digits and more, however they are parted.
NUMBER = re.compile(r"(?:\d[ .\-]?){9,}")
DATE = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{4}\b")
SUM = re.compile(r"\b\d{1,3}(?:\.\d{3}){2,}(?!\d)")
PLACE = re.compile(r"\b(?:số nhà|ngõ|ngách|hẻm|tổ dân phố số)\s+\d+", re.IGNORECASE)
PEOPLES = re.compile(r"\b(?:[Dd]ân tộc|[Nn]gười) (?:Tày|Nùng|Dao|Mông|H.Mông|Hoa|Sán Chay|Sán Chỉ|Kinh)\b")
ILLNESSES = re.compile(
    r"\b(?:ung thư|HIV|AIDS|tâm thần|động kinh|tiểu đường|suy thận|chạy thận|viêm gan|xơ gan|lao phổi|tự kỷ|trầm cảm|"
    r"bại não|hội chứng down|nhiễm chất độc|tai biến)\b",
    re.IGNORECASE,
)


def masking_checks(title: str, text: str) -> list[Check]:
    """`title` and all of the page's text, as plain text."""
    whole = nfc(f"{title}\n{text}")
    checks = []
    if NUMBER.search(SUM.sub("", DATE.sub("", whole))):
        checks.append(Check(Level.BLOCK, _("A telephone, account or identity number stands on the page. Take it out.")))
    for pattern, sentence in (
        (PLACE, _("“%(what)s” tells where the person lives. The commune or ward is enough.")),
        (PEOPLES, _("“%(what)s” names a people. It is nobody's business who asks for help.")),
        (ILLNESSES, _("“%(what)s” names an illness. Write what is needed instead: “tiền thuốc”, “xe đi viện”.")),
    ):
        if found := pattern.search(whole):
            checks.append(Check(Level.WARN, sentence % {"what": found.group(0)}))
    return checks
