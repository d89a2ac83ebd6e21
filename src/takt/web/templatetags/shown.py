"""Values in templates, as people read them."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django import template
from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from takt.conduct.canonical import decimal_text
from takt.web.pages.inbox.wording import span
from takt.web.pages.shown import named as named_row
from takt.web.pages.shown import tone, words

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


@register.filter
def until(start: datetime | None, end: datetime | None) -> str:
    """A span of time; its day is said once."""
    if start is None or end is None:
        return words(start or end)
    first, last = words(start), words(end)
    return f"{first} – {last.removeprefix(first[:11])}"


@register.filter
def minutes(value: int) -> str:
    """Minutes in their largest unit: 911 are 15 hours."""
    return span(timedelta(minutes=value))


@register.filter
def coloured(state: Any) -> str:
    """The colour of a state's mark."""
    return tone(state)


@register.filter
def named(row: Any) -> str:
    """What a row is called in the reader's language."""
    return named_row(row)


@register.filter
def labelled(name: str) -> str:
    """The name of a value in words."""
    return capfirst(_(name.replace("_", " ")))
