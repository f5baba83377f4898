"""Money as Vietnamese people type it, read it and say it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.text import vietnamese as vi

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1500000", 1_500_000),
        ("1.500.000", 1_500_000),
        ("1,500,000", 1_500_000),
        ("1 500 000", 1_500_000),
        (f"1{NBSP}500{NBSP}000", 1_500_000),
        ("1\u202f500\u202f000", 1_500_000),
        ("  500.000  ", 500_000),
        ("500k", 500_000),
        ("500K", 500_000),
        ("500 k", 500_000),
        ("1.500k", 1_500_000),
        ("2tr", 2_000_000),
        ("2TR", 2_000_000),
        ("2 tr", 2_000_000),
        ("2tr5", 2_500_000),
        ("2tr50", 2_500_000),
        ("2tr250", 2_250_000),
        ("2tr05", 2_050_000),
        ("2k5", 2_500),
        ("1 triệu 5", 1_500_000),
        ("1 triệu rưỡi", 1_500_000),
        ("2tr rưỡi", 2_500_000),
        ("1,5 triệu", 1_500_000),
        ("1.5 triệu", 1_500_000),
        ("1,5 triệu đồng", 1_500_000),
        ("1 triệu 500 nghìn", 1_500_000),
        ("1 triệu 500 nghìn đồng", 1_500_000),
        ("5,7 tỷ", 5_700_000_000),
        ("5,7 tỉ", 5_700_000_000),
        ("1 tỷ 200 triệu", 1_200_000_000),
        ("1 tỷ 2", 1_200_000_000),
        ("1.200 triệu", 1_200_000_000),
        ("1.500.000đ", 1_500_000),
        ("1.500.000 đ", 1_500_000),
        ("1.500.000đ.", 1_500_000),
        ("1.500.000 ₫", 1_500_000),
        ("1.500.000 VND", 1_500_000),
        ("1.500.000 VNĐ", 1_500_000),
        ("VND 1.500.000", 1_500_000),
        ("₫1.500.000", 1_500_000),
        ("1.500.000 đồng", 1_500_000),
        ("1.500.000,00", 1_500_000),
        ("1,500,000.00", 1_500_000),
        ("500.000,-", 500_000),
        ("500 nghìn", 500_000),
        ("500 ngàn", 500_000),
        ("500 nghìn đồng", 500_000),
        (unicodedata.normalize("NFD", "500 nghìn đồng"), 500_000),
        ("1,000,000,", 1_000_000),
        ("1", 1),
        ("999.999.999.999.999", vi.MAX_AMOUNT),
    ],
)
def test_money_is_read_in_every_way_people_type_it(typed, amount):
    assert vi.parse_amount(typed) == amount


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "abc",
        "đ",
        "triệu",
        "k",
        "tr5",
        ".",
        ",",
        "-",
        "1-2",
        "5 quả",
        "5e5",
        "1_000",
        "½",
        "１００",
        "-500000",
        "−500.000",
        "-5tr",
        "0",
        "0đ",
        "0,5 đồng",
        "0.5",
        "1,5",
        "1,2345 nghìn",
        "1.50.000",
        "1,50,000",
        "1 50 000",
        "1.500,000.0",
        "1..000",
        "1.000.00",
        "2tr5555",
        "2tr5 rưỡi",
        "5 nghìn 2 triệu",
        "2tr2tr",
        "10^30",
        "1" + "0" * 30,
        "1000000 tỷ",
        "9" * 61,
        "1" * 10_000,
        "500\x00000abc",
        "'; DROP TABLE",
        "٥٠٠",
        "500\u202e000tr-",
        "<b>5</b>",
        "=1+1",
        "500.000 rưỡi",
        "0x10",
        "NaN",
        "Infinity",
        "5 $",
        "5 usd",
    ],
)
def test_what_is_no_whole_sum_of_dong_is_refused_with_a_sentence(typed):
    with pytest.raises(ValueError) as refusal:
        vi.parse_amount(typed)
    sentence = str(refusal.value)
    assert sentence.endswith(".")
    assert " " in sentence


@given(st.integers(1, vi.MAX_AMOUNT))
def test_what_is_shown_can_be_typed_again(amount):
    assert vi.parse_amount(vi.format_amount(amount)) == amount
    assert vi.parse_amount(vi.group(amount)) == amount
    assert vi.parse_amount(str(amount)) == amount


@given(st.integers(1, 99_999), st.sampled_from([("tỷ", 10**9), ("triệu", 10**6), ("nghìn", 10**3)]))
def test_what_is_said_in_prose_can_be_typed_again(hundredths, unit):
    _name, size = unit
    amount = hundredths * size // 100
    if amount >= size:
        assert vi.parse_amount(f"{vi.amount_in_prose(amount)}") <= amount


@given(st.text(max_size=70))
def test_no_input_makes_it_fail_otherwise_than_by_a_sentence(text):
    try:
        amount = vi.parse_amount(text)
    except ValueError:
        return
    assert 0 < amount <= vi.MAX_AMOUNT


@pytest.mark.parametrize(
    ("amount", "shown", "prose"),
    [
        (0, "0 ₫", "0 đồng"),
        (999, "999 ₫", "999 đồng"),
        (500_000, "500.000 ₫", "500 nghìn đồng"),
        (1_500_000, "1.500.000 ₫", "1,5 triệu đồng"),
        (12_400_000, "12.400.000 ₫", "12,4 triệu đồng"),
        (12_345_678, "12.345.678 ₫", "12,34 triệu đồng"),
        (999_999_999, "999.999.999 ₫", "999,99 triệu đồng"),
        (5_700_000_000, "5.700.000.000 ₫", "5,7 tỷ đồng"),
        (1_200_000_000_000, "1.200.000.000.000 ₫", "1.200 tỷ đồng"),
        (-500_000, "−500.000 ₫", "−500 nghìn đồng"),
    ],
)
def test_money_is_shown_bound_to_its_unit(amount, shown, prose):
    assert vi.format_amount(amount) == shown.replace(" ", NBSP)
    assert vi.amount_in_prose(amount) == prose.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (1, "Một đồng"),
        (4, "Bốn đồng"),
        (5, "Năm đồng"),
        (10, "Mười đồng"),
        (11, "Mười một đồng"),
        (14, "Mười bốn đồng"),
        (15, "Mười lăm đồng"),
        (20, "Hai mươi đồng"),
        (21, "Hai mươi mốt đồng"),
        (24, "Hai mươi tư đồng"),
        (25, "Hai mươi lăm đồng"),
        (101, "Một trăm linh một đồng"),
        (105, "Một trăm linh năm đồng"),
        (110, "Một trăm mười đồng"),
        (115, "Một trăm mười lăm đồng"),
        (500_000, "Năm trăm nghìn đồng"),
        (1_005_000, "Một triệu không trăm linh năm nghìn đồng"),
        (1_050_000, "Một triệu không trăm năm mươi nghìn đồng"),
        (1_500_000, "Một triệu năm trăm nghìn đồng"),
        (1_505_000, "Một triệu năm trăm linh năm nghìn đồng"),
        (1_000_005, "Một triệu không trăm linh năm đồng"),
        (21_000_000, "Hai mươi mốt triệu đồng"),
        (1_000_000_000, "Một tỷ đồng"),
        (5_700_000_000, "Năm tỷ bảy trăm triệu đồng"),
        (1_000_000_001, "Một tỷ không trăm linh một đồng"),
        (12_345_678_901, "Mười hai tỷ ba trăm bốn mươi lăm triệu sáu trăm bảy mươi tám nghìn chín trăm linh một đồng"),
        (1_005_000_000_000, "Một nghìn không trăm linh năm tỷ đồng"),
        (-15_000, "Âm mười lăm nghìn đồng"),
    ],
)
def test_receipts_say_amounts_in_words(amount, words):
    assert vi.amount_in_words(amount) == words


@given(st.integers(0, vi.MAX_AMOUNT), st.integers(0, vi.MAX_AMOUNT))
def test_different_sums_are_said_differently(one, other):
    assert (vi.amount_in_words(one) == vi.amount_in_words(other)) == (one == other)
