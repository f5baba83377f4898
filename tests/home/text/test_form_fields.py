"""Sums and quantities in forms: read as people type them, shown again as they are written."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from home.text.form_fields import DongField, DongListField, QuantityField
from stories.models import PracticePage


@pytest.mark.parametrize(
    ("typed", "amount"), [("6.200.000", 6_200_000), (" 500k ", 500_000), ("1,5 triệu", 1_500_000), ("2tr5", 2_500_000)]
)
def test_a_sum_is_read_as_people_write_it_and_shown_with_points(typed, amount):
    field = DongField()
    assert field.clean(typed) == amount
    assert field.clean(field.prepare_value(amount)) == amount
    assert not field.has_changed(amount, field.prepare_value(amount))


@pytest.mark.parametrize("typed", ["nhiều lắm", "-5", "0", "1" * 90, ""])
def test_what_is_no_sum_is_refused_where_one_is_needed(typed):
    with pytest.raises(ValidationError):
        DongField().clean(typed)


@pytest.mark.parametrize("typed", ["", "  ", "0", None])
def test_where_a_sum_may_be_left_out_nothing_and_nought_are_one(typed):
    field = DongField(required=False)
    assert field.clean(typed) is None
    assert field.prepare_value(0) == ""


def test_what_could_not_be_read_is_shown_again_as_it_was_typed():
    assert DongField().prepare_value("nhiều lắm") == "nhiều lắm"


def test_several_sums_stand_with_semicolons_between():
    field = DongListField(most=5, required=False)
    assert field.clean("100.000; 200k; 1tr;") == [100_000, 200_000, 1_000_000]
    assert field.prepare_value([100_000, 1_000_000]) == "100.000; 1.000.000"
    assert field.clean("") == []
    with pytest.raises(ValidationError):
        field.clean("100.000; nhiều lắm")


def test_a_column_of_dong_is_typed_in_the_same_way():
    field = PracticePage._meta.get_field("unit_cost").formfield()
    assert field.clean("6.500") == 6_500
    assert field.clean("") is None
    assert "1.500.000" in str(field.help_text)


def test_a_quantity_is_a_decimal_above_nothing():
    assert QuantityField().clean("2,5") == Decimal("2.5")
    assert QuantityField().prepare_value(Decimal("1250.50")) == "1.250,5"
    with pytest.raises(ValidationError):
        QuantityField().clean("0")
