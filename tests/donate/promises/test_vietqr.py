"""VietQR: every published vector, and what the format cannot carry."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donate.promises import vietqr
from tests.donate.public import read_qr

LINES = [
    line.split(" | ")
    for line in Path(__file__).with_name("vietqr-vectors.txt").read_text().splitlines()
    if line[:4] == "0002"
]


def read(text):
    """{tag: value} of one level, checking that the lengths add up."""
    fields, place = {}, 0
    while place < len(text):
        tag, size = text[place : place + 2], int(text[place + 2 : place + 4])
        value = text[place + 4 : place + 4 + size]
        assert len(value) == size
        fields[tag] = value
        place += 4 + size
    return fields


@pytest.mark.parametrize("text", [line[0] for line in LINES])
def test_the_check_of_every_vector_is_ours(text):
    assert vietqr.crc(text[:-4]) == text[-4:]


@pytest.mark.parametrize(
    ("vector", "arguments"),
    [
        (2, ("970422", "0023457923442", 40123, "chuyển khoản")),
        (3, ("970415", "0011001932418", 120000, "ủng hộ lũ lụt")),
        (4, ("970422", "0338356589", 550000, "VINREG1A2BKXYZ")),
    ],
)
def test_it_writes_the_published_vectors_to_the_letter(vector, arguments):
    assert vietqr.payload(*arguments) == LINES[vector][0]


def test_the_static_vector_is_written_with_the_length_its_account_really_has():
    """As published, its account of 13 digits is announced as 12 (`0112`) inside a field that counts 13: a misprint that
    no reader could follow. Ours says 13 and is the same otherwise."""
    published = LINES[0][0]
    assert vietqr.payload("970403", "0011012345678")[:-4] == published[:-4].replace("01120011", "01130011")


def test_the_vector_with_a_bill_number_reads_as_ours_but_for_the_bill():
    published, ours = read(LINES[1][0]), read(vietqr.payload("970403", "0011012345678", 180000, "thanh toan don hang"))
    assert read(published["62"])["08"] == read(ours["62"])["08"]
    assert {tag: value for tag, value in published.items() if tag not in ("62", "63")} == {
        tag: value for tag, value in ours.items() if tag not in ("62", "63")
    }


@pytest.mark.parametrize(
    "arguments",
    [
        ("97040", "123"),
        ("97040x", "123"),
        ("970403", ""),
        ("970403", "1" * 20),
        ("970403", "12 34"),
        ("970403", "123", 0),
        ("970403", "123", -5),
        ("970403", "123", 1.5),
        ("970403", "123", True),
        ("970403", "123", 10**13),
        ("970403", "123", 1000, "a" * 26),
        ("970403", "123", 1000, "😀"),
    ],
)
def test_it_refuses_what_the_format_cannot_carry_and_says_what(arguments):
    with pytest.raises(vietqr.VietQRError, match=r"\w+ \w+"):
        vietqr.payload(*arguments)


@given(
    account=st.text("0123456789ABCXYZabc", min_size=1, max_size=19),
    amount=st.none() | st.integers(1, 10**13 - 1),
    purpose=st.text("ăâđêôơưÁẰỄ abcXYZ019", max_size=25),
)
def test_whatever_it_writes_can_be_read_back(account, amount, purpose):
    text = vietqr.payload("970436", account, amount, purpose)
    assert text.isascii()
    fields = read(text)
    assert fields["01"] == ("11" if amount is None else "12")
    assert fields.get("54") == (None if amount is None else str(amount))
    assert read(read(fields["38"])["01"]) == {"00": "970436", "01": account}
    assert vietqr.crc(text[:-4]) == fields["63"]


@pytest.mark.parametrize("purpose", ["LS2345678", "Ủng hộ lũ lụt", ""])
@pytest.mark.parametrize("amount", [None, 1, 500_000, 20_000_000_000, vietqr.MAX_AMOUNT])
def test_what_is_drawn_reads_as_what_was_written(amount, purpose):
    text = vietqr.payload("970436", "0123456789ABCDEFGHI", amount, purpose)
    assert read_qr.read(vietqr.svg(text)) == text


def test_the_square_is_drawn_here_and_names_nobody_else():
    drawn = vietqr.svg(vietqr.payload("970436", "0123456789", 500000, "LS2345678"))
    assert drawn.startswith("<svg")
    assert "http" not in drawn.replace("http://www.w3.org", "")
