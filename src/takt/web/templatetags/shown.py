"""Values in templates, as people read them."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils import formats

from takt.conduct.canonical import decimal_text
from takt.web.pages.shown import words

register = template.Library()


@register.filter
def shown(value: Any) -> str:
    """A value in the reader's language."""
    return words(value)


@register.filter
def amount(value: Decimal | None) -> str:
    """An amount of money with two decimals."""
    return words(value, money=True)


@register.filter
def percent(value: Decimal | None) -> str:
    """A share as a percentage: 0.13 is 13%."""
    return "" if value is None else f"{formats.number_format(decimal_text(value * 100))}%"
