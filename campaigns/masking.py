"""What must not stand on the page of a humanitarian address, nor in the public ledger: it helps a neighbour recognise a
person, or hurts them."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from home.admin.checks import Check, Level
from home.text.vietnamese import nfc

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


# Family names of the province and of the country: with two more words behind one of them, a full name.
_FAMILIES = (
    "an âu bàn bạch bế bùi cao châu chu cù cung dương đàm đàng đào đặng đậu điền đinh đoàn đỗ đồng giang giáp hà "
    "hầu hoàng hồ hứa huỳnh khổng kiều la lã lại lãnh lâm lê liễu linh lò lộc lôi lục lương lưu lý ma mã mạc mai "
    "mạnh mông nghiêm ngô ngọc nguyễn nình nông ôn phạm phan phùng phương quách quan quản sái sầm sùng tạ tăng "
    "tằng thạch thái thân thào thẩm tiêu tô tôn tống trần triệu trịnh trương từ văn vi võ vũ vương vy"
)
FAMILIES = frozenset(_FAMILIES.split())
WORD = re.compile(r"[^\W\d_]+")
# Communes, schools and streets bear the names of people.
NAMED_PLACE = re.compile(
    r"(?:xã|phường|thôn|bản|xóm|khu|huyện|tỉnh|phố|đường|ngõ|chợ|cầu|trường|học|non|sở|thcs|thpt|ptdt|đội|công ty|"
    r"quỹ|hồ|sông|núi|đèo|bệnh viện)[ “\"'(]*$",
    re.IGNORECASE,
)


def full_name_in(text: str) -> str:
    """The first full name of a person in `text`, or "". «phường Lương Văn Tri» is a place, «Vi Văn Đ.» is masked."""
    whole = nfc(text)
    words = list(WORD.finditer(whole))
    for place, first in enumerate(words):
        if first.group().lower() not in FAMILIES or not first.group()[0].isupper():
            continue
        end, length = first.end(), 1
        for word in words[place + 1 : place + 4]:
            if whole[end : word.start()] != " " or not word.group()[0].isupper() or len(word.group()) < 2:
                break
            end, length = word.end(), length + 1
        if length > 2 and not NAMED_PLACE.search(whole[: first.start()]):
            return whole[first.start() : end]
    return ""


def has_number(text: str) -> bool:
    """A telephone, account or identity number; sums and dates are none."""
    return bool(NUMBER.search(SUM.sub("", DATE.sub("", nfc(text)))))


def ledger_checks(text: str) -> list[Check]:
    """For what is written into the public ledger, where it stands for good."""
    checks = []
    if has_number(text):
        checks.append(Check(Level.BLOCK, _("A telephone, account or identity number stands here. Take it out.")))
    if name := full_name_in(text):
        sentence = _("“%(what)s” looks like a person's full name. Write “bà L.” or “một hộ ở …” instead.")
        checks.append(Check(Level.WARN, sentence % {"what": name}))
    return [*checks, *_hurting(nfc(text))]


def masking_checks(title: str, text: str) -> list[Check]:
    """`title` and all of the page's text, as plain text."""
    whole = nfc(f"{title}\n{text}")
    checks = []
    if has_number(whole):
        checks.append(Check(Level.BLOCK, _("A telephone, account or identity number stands on the page. Take it out.")))
    return [*checks, *_hurting(whole)]


def _hurting(whole: str) -> list[Check]:
    checks = []
    for pattern, sentence in (
        (PLACE, _("“%(what)s” tells where the person lives. The commune or ward is enough.")),
        (PEOPLES, _("“%(what)s” names a people. It is nobody's business who asks for help.")),
        (ILLNESSES, _("“%(what)s” names an illness. Write what is needed instead: “tiền thuốc”, “xe đi viện”.")),
    ):
        if match := pattern.search(whole):
            checks.append(Check(Level.WARN, sentence % {"what": match.group(0)}))
    return checks
