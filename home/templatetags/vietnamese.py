"""Money, telephones and folded text in templates."""

from typing import Any

from django import template

from home.text import vietnamese

register = template.Library()


@register.filter
def dong(amount: Any) -> str:
    """`1500000` → `1.500.000 ₫`; nothing for nothing."""
    return "" if amount in (None, "") else vietnamese.format_amount(int(amount))


@register.filter
def grouped(amount: Any) -> str:
    """`1500000` → `1.500.000`, for columns whose head names the unit."""
    return "" if amount in (None, "") else vietnamese.group(int(amount))


@register.filter
def thousands(amount: Any) -> list[str]:
    """`1500000` → `["1", "500", "000"]`, to be set apart by space that is not copied with the number."""
    return vietnamese.group(int(amount or 0)).split(".")


@register.filter
def or_dash(amount: Any) -> str:
    """Grouped as above; nothing at all is a dash, as in an account book."""
    return vietnamese.group(int(amount)) if amount else "–"


@register.filter
def counted(number: Any) -> str:
    """`Decimal("1234.50")` → `1.234,5`."""
    return "" if number in (None, "") else vietnamese.format_decimal(number)


@register.filter
def prose_dong(amount: Any) -> str:
    return "" if amount in (None, "") else vietnamese.amount_in_prose(int(amount))


@register.filter
def in_words(amount: Any) -> str:
    return "" if amount in (None, "") else vietnamese.amount_in_words(int(amount))


@register.filter
def phone(number: Any) -> str:
    return vietnamese.format_phone(str(number or ""))


register.filter("fold", vietnamese.fold)


@register.filter(is_safe=True)
def bind(text: Any) -> str:
    """Names and figures of a headline kept on one line."""
    return vietnamese.bind(str(text or ""))


@register.filter
def quantity(number: Any) -> str:
    """`2.50` → `2,5`."""
    return "" if number in (None, "") else vietnamese.format_quantity(number)
