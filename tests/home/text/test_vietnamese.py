"""Money, telephones, names and letters as Vietnamese people write them."""

import datetime
import random
import unicodedata

import pytest
from django import forms
from django.template import Context, Template
from django.utils import formats, translation
from hypothesis import given
from hypothesis import strategies as st

from home.text import vietnamese as vi

TEXT = st.text(max_size=40)
NBSP = "\u00a0"


def shuffled(items):
    return random.Random(1).sample(items, len(items))


# --- Letters -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hội Chữ thập đỏ", "hoi chu thap do"),
        ("HIẾN MÁU", "hien mau"),
        (unicodedata.normalize("NFD", "hiến máu ĐÔNG"), "hien mau dong"),
        ("  hai \t\n khoảng  trắng ", "hai khoang trang"),
        ("hoà, hòa; thuỷ, thủy", "hoa, hoa; thuy, thuy"),
        ("Số 1027-CV/TU", "so 1027-cv/tu"),
        ("", ""),
    ],
)
def test_folding_takes_marks_and_capitals_away(text, folded):
    assert vi.fold(text) == folded


@given(TEXT)
def test_folding_twice_changes_nothing_more(text):
    assert vi.fold(vi.fold(text)) == vi.fold(text)


@given(TEXT)
def test_folding_does_not_depend_on_how_letters_are_composed(text):
    assert vi.fold(unicodedata.normalize("NFD", text)) == vi.fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Hội Chữ thập đỏ tỉnh Lạng Sơn", "hoi-chu-thap-do-tinh-lang-son"),
        ("  «Tết nhân ái» 2026!  ", "tet-nhan-ai-2026"),
        ("Công văn 1027-CV/TU", "cong-van-1027-cv-tu"),
        ("🩸", ""),
    ],
)
def test_addresses_are_made_of_plain_letters(text, slug):
    assert vi.slugify_vietnamese(text) == slug


def test_text_is_kept_composed_and_without_control_characters():
    assert vi.nfc(unicodedata.normalize("NFD", "hiến\x00 máu\x07\nhai")) == "hiến máu\nhai"


# --- Money ---------------------------------------------------------------------------------------------------------


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
        *("", "   ", "abc", "đ", "triệu", "k", "tr5", ".", ",", "-", "1-2", "5 quả", "5e5", "1_000", "½", "１００"),
        *("-500000", "−500.000", "-5tr", "0", "0đ", "0,5 đồng", "0.5", "1,5", "1,2345 nghìn", "1.50.000", "1,50,000"),
        *("1 50 000", "1.500,000.0", "1..000", "1.000.00", "2tr5555", "2tr5 rưỡi", "5 nghìn 2 triệu", "2tr2tr"),
        *("10^30", "1" + "0" * 30, "1000000 tỷ", "9" * 61, "1" * 10_000, "500\x00000abc", "'; DROP TABLE"),
        *("٥٠٠", "500\u202e000tr-", "<b>5</b>", "=1+1", "500.000 rưỡi", "0x10", "NaN", "Infinity", "5 $", "5 usd"),
    ],
)  # fmt: skip
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


# --- Telephones ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "0912345678",
            "0912 345 678",
            "0912.345.678",
            "0912-345-678",
            "091 234 5678",
            "+84912345678",
            "+84 912 345 678",
        ),
        *("84912345678", "0084912345678", "+84 (0) 912 345 678", "+840912345678", f" 0912{NBSP}345{NBSP}678 "),
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
        *(
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
        ),
        *(
            "0205 381 234",
            "+",
            "++84912345678",
            "٠٩١٢٣٤٥٦٧٨",
            "0912345678x",
            "0912\x00345678z",
            "0" * 50,
            "<0912345678>",
        ),
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


# --- Names ---------------------------------------------------------------------------------------------------------


def test_people_are_sorted_by_given_name_then_family_then_middle():
    in_order = [
        "Lý Thị An",
        "Nông Văn Ân",
        "Hoàng Văn Bình",
        "Nông Thị Bình",
        "Nông Văn Bình",
        "Vi Văn Dũng",
        "Vi Văn Đức",
        "Hoàng Lan",
        "Hoàng Thị Lan",
        "Chu Văn Tú",
        "Chu Văn Tư",
    ]
    assert sorted(shuffled(in_order), key=vi.person_sort_key) == in_order


def test_tones_follow_their_vietnamese_order_after_the_letters():
    in_order = ["ma", "mà", "mả", "mã", "má", "mạ", "man", "màn", "mă", "mâ", "mấ", "mậ", "mb"]
    assert sorted(shuffled(in_order), key=vi.person_sort_key) == in_order


@given(st.lists(st.text(alphabet="aăâđeêoôơuưàảãáạbcn N", max_size=8), max_size=6))
def test_order_does_not_depend_on_how_letters_are_composed(names):
    composed = sorted(names, key=vi.person_sort_key)
    taken_apart = sorted((unicodedata.normalize("NFD", name) for name in names), key=vi.person_sort_key)
    assert [vi.person_sort_key(name) for name in composed] == [vi.person_sort_key(name) for name in taken_apart]


def test_organisations_are_sorted_by_their_whole_name():
    in_order = [
        "Công ty An Phú",
        "Công ty Đại Phát",
        "Doanh nghiệp Ba",
        "Đoàn xã Cao Lộc",
        "Trường số 1",
        "Trường số 2",
    ]
    assert sorted(shuffled(in_order), key=vi.organisation_sort_key) == in_order


def test_an_empty_name_sorts_without_failing():
    assert sorted(["b", "", "a"], key=vi.person_sort_key) == ["", "a", "b"]


# --- In templates and forms ----------------------------------------------------------------------------------------


def test_templates_speak_the_same():
    template = Template(
        "{% load vietnamese %}{{ n|dong }} {{ n|prose_dong }} {{ n|in_words }} "
        "{{ p|phone }} {{ t|fold }}{{ nothing|dong }}"
    )
    drawn = template.render(Context({"n": 1_500_000, "p": "+84912345678", "t": "Đỏ", "nothing": None}))
    assert drawn.replace(NBSP, " ") == ("1.500.000 ₫ 1,5 triệu đồng Một triệu năm trăm nghìn đồng 0912 345 678 do")


@pytest.mark.parametrize("typed", ["03/04/2026", "3/4/2026", "03-04-2026", "3.4.2026", "2026-04-03"])
def test_dates_are_typed_day_first(typed):
    with translation.override("vi"):
        assert forms.DateField().clean(typed) == datetime.date(2026, 4, 3)


@pytest.mark.parametrize("typed", ["31/12/2026 07:30", "31/12/2026 7:30", "2026-12-31T07:30"])
def test_moments_are_typed_day_first(typed):
    with translation.override("vi"):
        assert forms.DateTimeField().clean(typed).strftime("%d/%m/%Y %H:%M") == "31/12/2026 07:30"


def test_month_first_is_refused():
    with translation.override("vi"), pytest.raises(forms.ValidationError):
        forms.DateField().clean("12/31/2026")


def test_numbers_are_grouped_by_points():
    with translation.override("vi"):
        assert formats.number_format(1_500_000, use_l10n=True, force_grouping=True) == "1.500.000"
        assert formats.number_format(1.5) == "1,5"


@pytest.mark.parametrize(
    ("title", "bound"),
    [
        ("Hiến máu ở Đông Kinh, Đồng Đăng", "Hiến máu ở Đông~Kinh, Đồng~Đăng"),
        ("Trao 40 chăn bông", "Trao 40~chăn bông"),
        ("Sổ công khai quý III: 60 ngày", "Sổ công khai quý~III: 60~ngày"),
        ("Lễ hội Xuân hồng – Chủ nhật đỏ 2023", "Lễ hội Xuân hồng~– Chủ nhật đỏ~2023"),
        ("từ 7 giờ đến 10 giờ 30", "từ 7~giờ đến 10~giờ~30"),
        ("xe\u00a0máy của ông Nông Văn Thụ", "xe~máy của ông Nông~Văn~Thụ"),
        ("Một Hai Ba Bốn Năm Sáu", "Một~Hai~Ba Bốn~Năm~Sáu"),
        ("Bà L., 76 tuổi, xã Ba Sơn", "Bà~L., 76~tuổi, xã Ba~Sơn"),
        ("Bà cháu bà V., xã Mẫu Sơn", "Bà cháu bà~V., xã Mẫu~Sơn"),
        ("một  hai", "một  hai"),
        ("", ""),
    ],
)
def test_headlines_keep_names_and_figures_on_one_line(title, bound):
    assert vi.bind(title).replace("\u00a0", "~") == bound


def test_a_bound_headline_is_the_same_headline():
    title = "BẢN TIN <b> 12 Trần Hưng Đạo " * 40
    assert vi.bind(title).replace("\u00a0", " ") == title
    assert max(map(len, vi.bind(title).split(" "))) <= 30
