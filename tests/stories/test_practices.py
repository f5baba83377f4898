"""Models of good practice: costs that add up, figures, and how far they have spread."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError

from home.text.form_fields import DongField
from stories import drawings
from stories.models import Adoption

from . import factories as make


def adoption(name: str = "", year: int = 2024, confirmed: bool = True, **fields) -> Adoption:
    fields.setdefault("unit", make.unit())
    if confirmed:
        fields = {"confirmed_by": fields["unit"].parent, "confirmed_on": datetime.date(2026, 6, 1), **fields}
    return Adoption(place=name, since=datetime.date(year, 3, 1), **fields)


def test_sums_are_the_sums_of_their_rows(get):
    page = make.practice(
        costs=[
            ("cost", {"what": "Bếp", "period": "once", "amount": 6_200_000}),
            ("cost", {"what": "Nồi", "period": "once", "amount": 5_400_000}),
            ("cost", {"what": "Gạo", "period": "running", "amount": 2_732_000}),
        ]
    )
    assert (page.once_total, page.running_total) == (11_600_000, 2_732_000)
    html = get(page.url)
    assert "11.600.000 ₫" in html
    assert "2.732.000 ₫" in html


@pytest.mark.parametrize(("typed", "amount"), [("6.200.000", 6_200_000), ("500k", 500_000), ("1,5 triệu", 1_500_000)])
def test_sums_are_typed_as_people_write_them(typed, amount):
    assert DongField().clean(typed) == amount


def test_a_sum_that_is_none_is_refused():
    with pytest.raises(ValidationError):
        DongField().clean("nhiều lắm")


def test_a_sum_is_shown_again_as_it_was_typed():
    assert DongField().prepare_value(6_200_000) == "6.200.000"
    assert not DongField().has_changed(6_200_000, "6.200.000")


def test_only_confirmed_adoptions_count(get):
    page = make.practice(
        counted_as="điểm trường",
        adoptions=[adoption("Pác Khuông"), adoption("Nà Dài", 2025), adoption("Còn chờ", 2025, confirmed=False)],
    )
    html = get(page.url)
    assert "2 điểm trường đã học theo" in html
    assert re.search(r'<span class="num">3</span> điểm trường', html), "where it began counts too"
    assert "chờ đơn vị cấp trên xác nhận" in html
    assert html.index("Còn chờ") > html.index("chờ đơn vị cấp trên xác nhận")
    assert html.count("<circle cx") == 3


def test_the_drawing_joins_who_taught_with_who_learned(db):
    first, second = adoption("Pác Khuông", 2023), adoption("Bản Ngõa", 2024, learned_from="pac khuong")
    drawn = drawings.spread("Khuổi Lầy", datetime.date(2022, 9, 1), [second, first], "điểm trường")
    assert [column.label for column in drawn.columns] == ["2022", "2023", "2024"]
    assert [dot.name for dot in drawn.dots] == ["Khuổi Lầy", "Pác Khuông", "Bản Ngõa"]
    taught = {(tie.x1, tie.x2) for tie in drawn.ties}
    assert taught == {(drawn.dots[0].x, drawn.dots[1].x), (drawn.dots[1].x, drawn.dots[2].x)}
    assert "Từ 1 điểm trường năm 2022 lên 3 năm 2024" in drawn.title


def test_an_unknown_or_later_teacher_falls_back_to_where_it_began(db):
    late = adoption("Sau này", 2025)
    early = adoption("Trước đó", 2023, learned_from="Sau này")
    lost = adoption("Lạ", 2024, learned_from="Không ai biết")
    drawn = drawings.spread("Gốc", datetime.date(2022, 1, 1), [late, early, lost], "nơi")
    assert {tie.x1 for tie in drawn.ties} == {drawn.dots[0].x}


def test_many_years_and_many_places_stay_within_the_drawing(db):
    unit = make.unit()
    many = [adoption(f"Nơi {n}", 2005 + n % 20, unit=unit) for n in range(200)]
    drawn = drawings.spread("Gốc", datetime.date(2001, 1, 1), many, "nơi")
    assert len(drawn.columns) <= drawings.MOST_COLUMNS
    assert len(drawn.dots) == 201
    assert all(0 <= float(dot.x.rstrip("%")) <= 100 for dot in drawn.dots)
    assert all(0 <= float(dot.y) <= drawn.label_y for dot in drawn.dots)


def test_nobody_has_copied_it_yet(get):
    assert drawings.spread("Gốc", None, [], "nơi") is None
    assert "nhan-rong" not in get(make.practice().url)


def test_a_unit_cannot_confirm_itself(db):
    page, unit = make.practice(), make.unit()
    own = adoption("Nơi này", unit=unit, confirmed_by=unit)
    own.page = page
    with pytest.raises(ValidationError) as error:
        own.full_clean()
    assert "confirmed_by" in error.value.message_dict


def test_a_confirmation_has_a_day_and_a_place_does_not_teach_itself(db):
    page, unit = make.practice(), make.unit()
    half = adoption("Nơi này", unit=unit, confirmed_on=None)
    half.page = page
    with pytest.raises(ValidationError):
        half.full_clean()
    own = adoption("Nơi này", unit=unit, learned_from="nơi NÀY")
    own.page = page
    with pytest.raises(ValidationError) as error:
        own.full_clean()
    assert "learned_from" in error.value.message_dict


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (21, 34, "từ 21 lên 34 em"),
        (6, 1, "từ 6 xuống 1 em"),
        (5, 5, "vẫn là 5 em"),
        (0, 0, "vẫn là 0 em"),
        (1234.5, 2000, "từ 1.234,5 lên 2.000 em"),
    ],
)
def test_figures_are_said_in_words(before, after, words):
    drawn = drawings.move({"label": "Đi học", "before": before, "after": after, "counted_in": "em"})
    assert drawn.words == words
    assert all(0 <= float(x.rstrip("%")) <= 100 for x in (drawn.before_x, drawn.after_x, drawn.low_x, drawn.high_x))


def test_a_practice_shows_steps_results_and_the_tag(get):
    page = make.practice(
        dan_van_kheo=True,
        steps=[("step", {"title": "Ngồi lại với phụ huynh", "note": "Tuần 1", "text": "Họp ngay ở lớp"})],
        results=[("result", {"label": "Học đủ hai buổi", "before": 21, "after": 34, "counted_in": "em"})],
        context="<p>Trưa nào cũng có em bỏ về.</p>",
        contact_name="cô Phượng",
        contact_phone="0205 3000 000",
    )
    html = get(page.url)
    for words in (
        "Dân vận khéo",
        "Ngồi lại với phụ huynh",
        "từ 21 lên 34 em",
        "Trưa nào cũng có em bỏ về",
        "gặp cô Phượng",
        "tel:+842053000000",
    ):
        assert words in html
