"""Names of the fields of an order's content, and their values in words."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from takt.records.timeline import MONEY
from takt.web.pages.names import field_title
from takt.web.pages.shown import words

_NESTED = {"customer": ("number", "name", "name_en"), "ship_to": ("code", "text")}
_AMOUNTS = frozenset({"net_amount", "tax_amount", "gross_amount", "amount", "price"})
_SHARES = frozenset({"tax_rate", "discount_share"})
_QUANTITIES = frozenset({"quantity"})


def field_in_words(path: str) -> str:
    """`lines.10.quantity` as people say it: "Line 10 · Quantity"."""
    first, __, rest = path.partition(".")
    if first == "lines":
        position, __, name = rest.partition(".")
        return _("Line %(position)s · %(field)s") % {"position": position, "field": _line_field(name)}
    if first in _NESTED and rest:
        inner = {
            "code": _("code"),
            "text": _("address"),
            "number": _("number"),
            "name": _("name"),
            "name_en": _("English name"),
        }
        return f"{field_title('orders.order', first)} · {inner[rest]}"
    return field_title("orders.order", first)


def _line_field(name: str) -> str:
    if name in ("name", "name_en", "drawing_number", "revision", "unit"):
        return field_title("factory.item", name)
    return field_title("orders.orderline", name)


def value_in_words(path: str, value: Any) -> str:
    """A value of the content; "–" for nothing."""
    name = path.rpartition(".")[2]
    if value in (None, ""):
        return "–"
    if name in _AMOUNTS | _SHARES | _QUANTITIES:
        return _number(name, str(value))
    day = parse_date(value) if isinstance(value, str) and name.endswith("_date") else None
    return words(day) if day is not None else words(value)


def _number(name: str, value: str) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if name in _SHARES:
        return f"{words(number * 100)}%" if number else "0%"
    return words(number, money=name in _AMOUNTS)


def is_money(path: str) -> bool:
    """Whether a field of the content is seen by those only who may see money."""
    return path.rpartition(".")[2] in MONEY
