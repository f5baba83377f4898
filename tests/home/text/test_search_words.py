"""Where words stand in a text, whatever marks they carry."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.text.search_words import _words_with_care, highlight, snippet, spellings, tokens, words
from home.text.vietnamese import fold

VIETNAMESE = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ ĐÂƠƯ.,–\u00a0",
    max_size=80,
)


@given(VIETNAMESE)
def test_words_are_those_of_the_folded_text_and_stand_where_they_say(text):
    found = words(text)
    assert [word.folded for word in found] == tokens(fold(text))
    for word in found:
        assert fold(text[word.start : word.end]) == word.folded


@given(st.text(alphabet=st.characters(max_codepoint=0x2FFF), max_size=60))
def test_the_quick_way_and_the_careful_way_agree(text):
    assert words(text) == _words_with_care(text)


@given(VIETNAMESE)
def test_decomposed_letters_give_the_same_words(text):
    assert tokens(unicodedata.normalize("NFD", text)) == tokens(unicodedata.normalize("NFC", text))


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_can_be_marked_and_loses_nothing(text, sought):
    import html

    marked = highlight(text, tokens(sought))
    assert html.unescape(marked.replace("<mark>", "").replace("</mark>", "")) == text
    snippet(text, tokens(sought))


@pytest.mark.parametrize(
    ("text", "sought", "marked"),
    [
        ("Lợp mái nhà", "mai nha", "Lợp <mark>mái nhà</mark>"),
        ("Cô Mai mở cửa nhà", "mai nha", "Cô <mark>Mai</mark> mở cửa <mark>nhà</mark>"),
        ("Chữ thập đỏ", "do", "Chữ thập <mark>đỏ</mark>"),
        ("đông, đỏ", "do", "đông, <mark>đỏ</mark>"),
        ("đông, vui", "do", "<mark>đông</mark>, vui"),
        ("hiến máu", "hien ma", "<mark>hiến máu</mark>"),
        ("mái, nhà", "mai nha", "<mark>mái</mark>, <mark>nhà</mark>"),
        ("1 < 2 & nhà", "nha", "1 &lt; 2 &amp; <mark>nhà</mark>"),
        (unicodedata.normalize("NFD", "mái nhà"), "mai", unicodedata.normalize("NFD", "<mark>mái</mark> nhà")),
        ("İzmir nhà", "nha", "İzmir <mark>nhà</mark>"),
        ("nhà", "", "nhà"),
    ],
)
def test_marks_stand_around_whole_words(text, sought, marked):
    assert highlight(text, tokens(sought)) == marked


def test_the_snippet_shows_the_place_where_the_words_stand_together():
    text = "Nhà văn hóa xã họp sáng nay. " * 20 + "Tám mái nhà bị lốc cuốn ở Mẫu Sơn. " + "Không ai bị nặng. " * 20
    shown = snippet(text, tokens("mái nhà"))
    assert "<mark>mái nhà</mark>" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 260


def test_a_short_text_is_shown_whole_and_one_without_the_words_from_its_beginning():
    assert snippet("Một câu ngắn.", ["nha"]) == "Một câu ngắn."
    assert snippet("Câu dài. " * 60, ["nha"]).startswith("Câu dài.")


def test_spellings_are_those_really_found():
    texts = ["Mái nhà", "mái nhà và mai nhà", "nhà mái", "mai nhanh"]
    assert spellings(texts, tokens("mai nha")) == ["mái nhà", "mai nhà"]
    assert spellings(texts, tokens("mai nha"), typed="Mái nhà") == ["mai nhà"]


def test_a_snippet_neither_begins_nor_ends_with_the_dot_that_joins_parts():
    text = "x " * 90 + "· Hiến máu ngày mai · " + "y " * 90
    assert "…·" not in str(snippet(text, ["hien", "mau"]))
    assert str(snippet("· Hiến máu ·", ["hien", "mau"])) == "<mark>Hiến máu</mark>"
