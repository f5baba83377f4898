"""Letters, names, days and headlines as Vietnamese people write them."""

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
