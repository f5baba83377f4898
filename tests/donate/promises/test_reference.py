"""The payment reference survives people, banks and line wraps, and does not appear where it is not."""

import random
import string
from unittest import mock

import pytest

from donate.promises import reference


def some(count=200):
    """The same codes every time: by chance one in some thousands holds another reference within the words around it."""
    with mock.patch.object(reference.secrets, "choice", random.Random(2026).choice):
        return [reference.new() for _ in range(count)]


def test_references_differ_and_are_not_to_be_guessed():
    assert len({reference.new() for _ in range(500)}) == 500


def test_a_reference_has_nine_characters_and_none_that_look_alike():
    for code in some():
        assert len(code) == 9
        assert code.startswith("LS")
        assert not set(code[2:]) & set("0O1I")
        assert reference.is_valid(code)


def test_every_single_wrong_character_is_caught():
    for code in some(40):
        for place in range(9):
            for wrong in string.ascii_uppercase + string.digits:
                if wrong != code[place]:
                    assert not reference.is_valid(code[:place] + wrong + code[place + 1 :])


def test_every_swap_of_two_neighbours_is_caught():
    for code in some(400):
        for place in range(8):
            swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
            if swapped != code:
                assert not reference.is_valid(swapped)


MANGLED = [
    "MBVCB.4587213698.123456.{code}.CT tu 0123456789 NONG VAN MAU toi 0205000000001",
    "CT nhanh 247 den: {code} chuyen tien",
    "Chuyen tien den tu NAPAS Noi dung: {lower} ung ho mai lanh",
    "IBFT {code}",
    "Vietinbank;0123456789;{code}",
    "123456789-0912345678-{code}",
    "ZP2425000000001 {spaced}",
    "{code} FT24255987654321",
    "{code}-110924-16:40:45 924870",
    "{code}(CT1111)",
    "ungho{code}xincamon",
    "{wrapped}",
    "  {lower}. ",
]


@pytest.mark.parametrize("memo", MANGLED)
def test_it_is_found_in_a_mangled_memo(memo):
    for code in some(20):
        text = memo.format(
            code=code, lower=code.lower(), spaced=reference.grouped(code), wrapped=f"{code[:4]}\r\n{code[4:]} ung ho"
        )
        assert reference.find_in(text) == code, text


@pytest.mark.parametrize(
    "memo",
    [
        "",
        "NGUYEN VAN MAU chuyen tien",
        "MBVCB.4587213698.123456.UNG HO.CT tu 0123456789 NONG VAN MAU toi 0205000000001",
        "FT24255987654321 ZP24250000 IBFT 110924-16:40:45 924870",
        "LANG SON ung ho lu lut",
        "LS",
        "\x00\ud83d\ude00",
    ],
)
def test_none_is_found_where_there_is_none(memo):
    assert reference.find_in(memo) is None


def test_a_damaged_reference_is_not_taken_for_another():
    for code in some(200):
        wrong = "A" if code[4] != "A" else "B"
        assert reference.find_in(f"IBFT {code[:4]}{wrong}{code[5:]} ung ho") is None


def test_two_references_in_one_memo_are_nobodys():
    first, second = some(2)
    assert reference.find_in(f"{first} va {second}") is None


def test_what_stands_in_the_memo_as_a_word_counts_before_what_chance_makes_of_its_neighbours():
    """Glued together the second text reads as another reference too, across two words of its own."""
    first, second = some(2)
    assert reference.find_in(f"{first} tu {second[:5]} {second[5:]}") == first


def test_a_prefix_of_two_like_letters_is_found_wherever_it_may_begin(settings):
    settings.PLEDGE_REFERENCE_PREFIX = "LL"
    code = next(code for code in some(40) if not reference.is_valid(f"L{code[:-1]}"))
    assert reference.find_in(f"ungho L{code}xin") == code


def test_chance_seldom_makes_a_reference_of_bank_noise():
    rng = random.Random(44)
    noise = ["".join(rng.choices(string.ascii_uppercase + string.digits + " .-", k=60)) for _ in range(20_000)]
    # «LS» by chance (1/36²), then seven characters of 32/36 each, then the check (1/32): 1 in 2,500 memos of noise.
    assert sum(reference.find_in(text) is not None for text in noise) < 40
