"""VietQR (NAPAS 247, EMVCo TLV): the text behind the square that a bank's application scans."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from home.text.vietnamese import fold

GUID = "A000000727"
TO_ACCOUNT = "QRIBFTTA"
DONG = "704"
MAX_AMOUNT = 10**13 - 1  # thirteen digits are what field 54 carries
MAX_PURPOSE = 25


class VietQRError(ValueError):
    """What the format cannot carry, with a sentence that says what."""


def crc(text: str) -> str:
    """CRC-16/CCITT-FALSE over ASCII, four upper-case hexadecimal digits."""
    value = 0xFFFF
    for byte in text.encode("ascii"):
        value ^= byte << 8
        for _bit in range(8):
            value = (value << 1 ^ 0x1021 if value & 0x8000 else value << 1) & 0xFFFF
    return f"{value:04X}"


def _field(tag: str, value: str) -> str:
    if len(value) > 99:
        raise VietQRError(_("Field %(tag)s is longer than 99 characters.") % {"tag": tag})
    return f"{tag}{len(value):02d}{value}"


def plain_purpose(purpose: str) -> str:
    """ASCII letters, digits and single spaces, as the field carries them: «Ủng hộ lũ lụt» → «Ung ho lu lut»."""
    kept = []
    for char in purpose:
        bare = fold(char)
        kept.append(bare.upper() if char.isupper() and bare else bare or " ")
    return " ".join(re.sub(r"[^A-Za-z0-9 ]", " ", "".join(kept)).split())


def payload(bank_bin: str, account: str, amount: int | None = None, purpose: str = "") -> str:
    """The payload for a transfer of `amount` đồng (open when None) to `account` at the bank with six-digit `bank_bin`.

    `purpose` is folded to ASCII; it must then fit 25 characters. Raises VietQRError saying what does not fit.
    """
    if not re.fullmatch(r"[0-9]{6}", bank_bin):
        raise VietQRError(_("The code of a bank (BIN) has six digits."))
    if not re.fullmatch(r"[0-9A-Za-z]{1,19}", account):
        raise VietQRError(_("An account number has up to 19 letters or digits."))
    if amount is not None and (isinstance(amount, bool) or not isinstance(amount, int)):
        raise VietQRError(_("An amount is a whole number of đồng."))
    if amount is not None and not 0 < amount <= MAX_AMOUNT:
        raise VietQRError(_("The amount must be more than zero and have at most 13 digits."))
    words = plain_purpose(purpose)
    if purpose.strip() and not words:
        raise VietQRError(_("The words of the transfer have no letter or digit."))
    if len(words) > MAX_PURPOSE:
        raise VietQRError(_("The words of the transfer are longer than 25 characters."))
    beneficiary = _field("00", bank_bin) + _field("01", account)
    text = (
        _field("00", "01")
        + _field("01", "11" if amount is None else "12")
        + _field("38", _field("00", GUID) + _field("01", beneficiary) + _field("02", TO_ACCOUNT))
        + _field("53", DONG)
        + (_field("54", str(amount)) if amount is not None else "")
        + _field("58", "VN")
        + (_field("62", _field("08", words)) if words else "")
        + "6304"
    )
    return text + crc(text)


def svg(text: str) -> str:
    """The payload as an inline SVG, black on white, a quiet zone of four modules around it."""
    import segno

    return segno.make(text, error="m", micro=False).svg_inline(
        border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr__code", lineclass=None
    )
