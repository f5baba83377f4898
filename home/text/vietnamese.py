"""Vietnamese text: folding, amounts of đồng, telephone numbers, names.

Money is always a whole number of đồng (int). Functions that read what a person typed raise ValueError with a sentence
fit for the screen.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from decimal import Decimal, InvalidOperation

import phonenumbers
from django.utils.translation import gettext as _

NBSP = "\u00a0"
MAX_AMOUNT = 10**15 - 1  # đồng; beyond it no sum of this world is meant
MAX_QUANTITY = 10**8  # of anything


# --- Letters -------------------------------------------------------------------------------------------------------


def nfc(text: str) -> str:
    """One spelling for each letter, and no control characters except line ends and tabs."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(char for char in composed if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs"))


def fold(text: str) -> str:
    """Lower case without marks, đ as d, white space collapsed: what is compared and searched.

    >>> fold("Hội Chữ thập ĐỎ")
    'hoi chu thap do'
    """
    decomposed = unicodedata.normalize("NFD", text or "")
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.replace("đ", "d").replace("Đ", "d").lower().split())


def slugify_vietnamese(text: str) -> str:
    """`Hội Chữ thập đỏ tỉnh Lạng Sơn` → `hoi-chu-thap-do-tinh-lang-son`; "" where no letter or digit is left."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


_NUMBER = re.compile(r"\d[\d.,/]*$")
_AFTER = {"giờ", "tháng", "ngày", "quý", "số", "năm", "lần", "khóa", "đợt", "lớp", "tổ", "khối", "nhóm"}


def bind(text: str) -> str:
    """A headline with no-break spaces where a line must not end: inside a name, between a figure and its noun.

    >>> bind("Trao 40 chăn ở Công Sơn – đợt 2").replace(NBSP, "~")
    'Trao 40~chăn ở Công~Sơn~– đợt~2'
    """
    words = text.split(" ")
    out, run = [words[0]], 1
    for position, (before, word) in enumerate(itertools.pairwise(words), start=1):
        is_last = position == len(words) - 1
        together = run < 3 and len(before) + len(word) < 20 and _belong_together(before, word, is_last)
        out.append((NBSP if together else " ") + word)
        run = run + 1 if together else 1
    return "".join(out)


def _belong_together(before: str, word: str, is_last: bool) -> bool:
    if not before or not word or before[-1] in ",.;:!?…–":
        return False
    if word == "–" or re.fullmatch(r"[IVX]+[.,:;]?", word):
        return True
    if word[0].isupper() and re.fullmatch(r".\.[,:;]?", word):  # «Bà L., 76 tuổi»
        return True
    if _NUMBER.match(before):
        return word[0].islower()
    if _NUMBER.match(word.rstrip(":;.,")):
        return is_last or before.lower() in _AFTER
    return before[0].isupper() and word[0].isupper() and before[1:].islower() and word.rstrip(".,:;”")[1:].islower()


# --- Money ---------------------------------------------------------------------------------------------------------

_UNITS = {"ty": 10**9, "ti": 10**9, "trieu": 10**6, "tr": 10**6, "nghin": 10**3, "ngan": 10**3, "k": 10**3}
_CURRENCY = re.compile(r"(?:(?:viet nam )?dong|vnd|d|₫)$")
_CURRENCY_FIRST = re.compile(r"^(?:vnd|d|₫) ?(?=\d)")
_PART = re.compile(r"(\d[\d., ]*)(?:(ty|ti|trieu|tr|nghin|ngan|k)(?![a-z]))?( ?ruoi)?")


def parse_number(text: str) -> Decimal:
    """A number with `.`, `,` or spaces between groups of three, and perhaps a decimal part. Raises InvalidOperation."""
    text = text.strip().rstrip(".,")
    marks = [char for char in text if char in ".,"]
    if " " in text and not re.fullmatch(r"\d{1,3}( \d{3})+([.,]\d+)?", text):
        raise InvalidOperation
    text = text.replace(" ", "")
    if not marks:
        return Decimal(text)
    last = marks[-1]
    whole, _sep, rest = text.rpartition(last)
    other = "," if last == "." else "."
    grouped = re.fullmatch(rf"[1-9]\d{{0,2}}(\{last}\d{{3}})+", text)
    if grouped and other not in marks:
        return Decimal(text.replace(last, ""))
    if len(set(marks)) == 2:
        if not re.fullmatch(rf"\d{{1,3}}(\{other}\d{{3}})+", whole) or not rest.isdigit():
            raise InvalidOperation
        return Decimal(whole.replace(other, "") + "." + rest)
    if marks.count(last) > 1 or not rest.isdigit():
        raise InvalidOperation
    return Decimal(f"{whole}.{rest}")


def parse_amount(text: str) -> int:
    """Đồng in what a person typed: `1500000`, `1.500.000`, `1,500,000`, `500k`, `2tr5`, `1,5 triệu`, `1 triệu rưỡi`.

    Raises ValueError with a sentence for the screen when it is no amount, not a whole number of đồng, zero, negative
    or beyond `MAX_AMOUNT`.
    """
    unreadable = _("We could not read this amount. Type it like 500.000 or 500k.")
    if len(text or "") > 60:
        raise ValueError(unreadable)
    plain = fold(nfc(text or "")).replace(NBSP, " ").replace("\u202f", " ")
    if plain.startswith(("-", "−", "–")):
        raise ValueError(_("An amount cannot be negative."))
    plain = _CURRENCY_FIRST.sub("", plain.rstrip(". "))
    plain = re.sub(r"[.,] ?[-–]$", "", _CURRENCY.sub("", plain)).strip()  # «500.000,-»
    if not plain or not plain.isascii():
        raise ValueError(unreadable)
    total, position, last_unit = Decimal(0), 0, 0
    while position < len(plain):
        part = _PART.match(plain, position)
        if part is None:
            raise ValueError(unreadable)
        digits, unit_name, half = part.groups()
        unit = _UNITS.get(unit_name or "", 1)
        try:
            number = parse_number(digits)
        except (InvalidOperation, ValueError):
            raise ValueError(unreadable) from None
        if last_unit and unit_name is None:
            # «2tr5» is two and a half million; «2tr250» is 2.250.000.
            if not digits.strip().isdigit() or len(digits.strip()) > 3 or half:
                raise ValueError(unreadable)
            number, unit = number / 10 ** len(digits.strip()), last_unit
            last_unit = 1
        elif last_unit and unit >= last_unit:
            raise ValueError(unreadable)
        else:
            if half and unit == 1:
                raise ValueError(unreadable)
            number += Decimal("0.5") if half else 0
            last_unit = unit
        total += number * unit
        position = part.end()
        while position < len(plain) and plain[position] == " ":
            position += 1
    if total != total.to_integral_value():
        raise ValueError(_("An amount is a whole number of đồng."))
    if total <= 0:
        raise ValueError(_("The amount must be more than zero."))
    if total > MAX_AMOUNT:
        raise ValueError(_("This amount is too large. Please check the number of zeros."))
    return int(total)


def parse_quantity(text: str) -> Decimal:
    """How many, as people type it: `2,5`, `40`, `1.000`, `1 000`. ValueError with a sentence otherwise."""
    unreadable = _("We could not read this number. Type it like 40 or 2,5.")
    plain = nfc(text or "").replace(NBSP, " ").strip()
    if len(plain) > 20 or not re.fullmatch(r"[0-9][0-9., ]*", plain):
        raise ValueError(unreadable)
    if re.search(r",\d{3}$", plain):  # a thousand to some, one to others
        raise ValueError(_("Write a thousand like 1.000 or 1000, and parts like 2,5."))
    try:
        number = parse_number(plain)
    except (InvalidOperation, ValueError):
        raise ValueError(unreadable) from None
    if number <= 0:
        raise ValueError(_("The number must be more than zero."))
    if number >= MAX_QUANTITY:
        raise ValueError(_("This number is too large."))
    if number != round(number, 2):
        raise ValueError(_("Two places behind the comma at most."))
    return number


def format_quantity(quantity: Decimal | int) -> str:
    """`Decimal("1250.50")` → `1.250,5`."""
    whole, _dot, rest = f"{abs(Decimal(quantity)):.2f}".partition(".")
    rest = rest.rstrip("0")
    sign = "−" if quantity < 0 else ""
    return f"{sign}{group(int(whole))}{',' if rest else ''}{rest}"


def group(number: int) -> str:
    """`1500000` → `1.500.000`, `-1500000` → `−1.500.000`."""
    return f"{number:,}".replace(",", ".").replace("-", "−")


def format_decimal(number: Decimal) -> str:
    """`1234.50` → `1.234,5`: at most two decimals, no needless zeros."""
    whole, _dot, part = f"{number:,.2f}".partition(".")
    part = part.rstrip("0")
    return whole.replace(",", ".").replace("-", "−") + (f",{part}" if part else "")


def format_amount(amount: int) -> str:
    """`1500000` → `1.500.000 ₫`, the sign bound to the figure."""
    return f"{group(amount)}{NBSP}₫"


def amount_in_prose(amount: int) -> str:
    """`1500000` → `1,5 triệu đồng`, as one says it: two decimals at most, never rounded up to a sum not reached."""
    sign, size = ("−" if amount < 0 else ""), abs(amount)
    for unit, name in ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn")):
        if size >= unit:
            hundredths = size * 100 // unit
            whole, rest = divmod(hundredths, 100)
            decimals = f",{rest:02d}".rstrip("0").rstrip(",")
            return f"{sign}{group(whole)}{decimals}{NBSP}{name}{NBSP}đồng"
    return f"{sign}{size}{NBSP}đồng"


_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def _three_digits(number: int, full: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens == 0:
        return words + ((["linh"] if words else []) + [_DIGITS[ones]] if ones else [])
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones == 5:
        words.append("lăm")
    elif ones == 1 and tens > 1:
        words.append("mốt")
    elif ones == 4 and tens > 1:
        words.append("tư")
    elif ones:
        words.append(_DIGITS[ones])
    return words


def _in_words(number: int, full: bool = False) -> list[str]:
    billions, rest = divmod(number, 10**9)
    words = [*_in_words(billions), "tỷ"] if billions else []
    for unit, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        three, rest = divmod(rest, unit)
        if three:
            words += _three_digits(three, full=bool(words) or full) + ([name] if name else [])
    return words


def amount_in_words(amount: int) -> str:
    """`1505000` → `Một triệu năm trăm linh năm nghìn đồng`, as a receipt says it."""
    words = ["âm"] if amount < 0 else []
    sentence = " ".join([*words, *(_in_words(abs(amount)) or ["không"]), "đồng"])
    return sentence[0].upper() + sentence[1:]


# --- Telephones ----------------------------------------------------------------------------------------------------


# Nine digits to a mobile, ten to a landline, after the 0. Which blocks are given out already is not asked: that list
# changes between two versions of ours, and somebody's new number would be refused.
_PHONE = re.compile(r"[35789]\d{8}|2\d{9}")


def parse_phone(text: str) -> str:
    """A Vietnamese number in any usual spelling → E.164 (`+84912345678`). ValueError with a sentence otherwise."""
    typed = nfc(text or "")
    digits = re.sub(r"[\s.\-–()·]", "", typed)
    if len(typed) > 40 or not re.fullmatch(r"\+?[0-9]+", digits):
        raise ValueError(_("We could not read this telephone number. Type ten digits, like 0912 345 678."))
    foreign = _("This is not a Vietnamese telephone number. Type ten digits, like 0912 345 678.")
    dialled = re.sub(r"^(00)?84", "+84", digits)
    if not dialled.startswith(("0", "+")):
        raise ValueError(foreign)
    try:
        number = phonenumbers.parse(dialled, "VN")
    except phonenumbers.NumberParseException:
        raise ValueError(foreign) from None
    if number.country_code != 84 or not _PHONE.fullmatch(phonenumbers.national_significant_number(number)):
        raise ValueError(foreign)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def format_phone(e164: str) -> str:
    """`+84912345678` → `0912 345 678`, a landline `0205 3812 345`; what is no number of ours is given back as it is."""
    national = (e164 or "").removeprefix("+84")
    if national == e164 or not _PHONE.fullmatch(national):
        return e164
    number = phonenumbers.PhoneNumber(country_code=84, national_number=int(national))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


# --- Names ---------------------------------------------------------------------------------------------------------

_LETTERS = {letter: place for place, letter in enumerate("0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
Key = tuple[tuple[int, ...], tuple[int, ...]]


def _word_key(word: str) -> Key:
    letters, tones = [], []
    for char in unicodedata.normalize("NFC", word).lower():
        tone, base = 0, []
        for mark in unicodedata.normalize("NFD", char):
            if mark in _TONES:
                tone = _TONES[mark]
            else:
                base.append(mark)
        letter = unicodedata.normalize("NFC", "".join(base))
        letters.append(_LETTERS.get(letter, 100 + ord(letter[0])) if letter else 0)
        tones.append(tone)
    return tuple(letters), tuple(tones)


def person_sort_key(name: str) -> tuple[Key, ...]:
    """Sorts people by tên, then họ, then đệm, in the order of the Vietnamese alphabet and its tones."""
    words = name.split()
    if not words:
        return ()
    family, *middle = words[:-1] or [""]
    return tuple(_word_key(word) for word in (words[-1], family, *middle))


def organisation_sort_key(name: str) -> tuple[Key, ...]:
    """Sorts organisations by their whole name, letters and tones as in Vietnamese."""
    return tuple(_word_key(word) for word in name.split())
