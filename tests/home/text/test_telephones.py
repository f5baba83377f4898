"""Telephone numbers as Vietnamese people type and read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.text import vietnamese as vi

NBSP = "\u00a0"


@pytest.mark.parametrize(
    "typed",
    [
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "0912-345-678",
        "091 234 5678",
        "+84912345678",
        "+84 912 345 678",
        "84912345678",
        "0084912345678",
        "+84 (0) 912 345 678",
        "+840912345678",
        f" 0912{NBSP}345{NBSP}678 ",
    ],
)
def test_a_telephone_number_is_read_in_every_spelling(typed):
    assert vi.parse_phone(typed) == "+84912345678"


@pytest.mark.parametrize(
    ("typed", "e164", "shown"),
    [
        ("0205 3812 345", "+842053812345", "0205 3812 345"),
        ("024 3825 1234", "+842438251234", "024 3825 1234"),
        ("0356789012", "+84356789012", "0356 789 012"),
    ],
)
def test_landlines_and_mobiles_are_shown_as_people_read_them(typed, e164, shown):
    assert vi.parse_phone(typed) == e164
    assert vi.format_phone(e164) == shown


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "abc",
        "123",
        "091234567",
        "09123456789",
        "0112345678",
        "0612345678",
        "0412345678",
        "+1 202 555 0100",
        "1900 1234",
        "0205 381 234",
        "+",
        "++84912345678",
        "٠٩١٢٣٤٥٦٧٨",
        "0912345678x",
        "0912\x00345678z",
        "0" * 50,
        "<0912345678>",
    ],
)
def test_what_is_no_vietnamese_number_is_refused_with_a_sentence(typed):
    with pytest.raises(ValueError) as refusal:
        vi.parse_phone(typed)
    assert str(refusal.value).endswith(".")


@given(st.from_regex(r"0[35789][0-9]{8}", fullmatch=True))
def test_what_is_shown_of_a_number_can_be_typed_again(national):
    e164 = vi.parse_phone(national)
    assert vi.parse_phone(vi.format_phone(e164)) == vi.parse_phone(e164) == e164


def test_what_is_no_number_of_ours_is_shown_as_it_is():
    assert vi.format_phone("+12025550100") == "+12025550100"
    assert vi.format_phone("") == ""
