"""The content of an order as data: what is hashed, confirmed, approved and compared.

Personal data stays out: the contact is an id, so that it can be erased without breaking a hash.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from takt.conduct.canonical import plain
from takt.orders.models import Address, Customer, Order, OrderLine

Content = dict[str, Any]

HEADER = (
    "number", "origin", "customer", "contact", "ship_to", "customer_order_number", "currency", "tax_rate",
    "net_amount", "tax_amount", "gross_amount", "requested_date", "promised_date", "carrier_wish", "notes",
)  # fmt: skip
LINE = (
    "item", "name", "name_en", "drawing_number", "revision", "unit", "quantity", "price", "discount_share", "amount",
    "requested_date", "note",
)  # fmt: skip
INNER = ("carrier_wish", "contact", "notes")
"""Fields that the confirmation letter does not promise: changing them asks for no new confirmation."""


def content_of(order: Order, lines: list[dict[str, Any]]) -> Content:
    """The whole content: header fields of the row, lines as data (`line_content`)."""
    header = {
        "number": order.number,
        "origin": order.origin,
        "customer": customer_content(order.customer),
        "contact": order.contact_id,
        "ship_to": address_content(order.ship_to),
        "customer_order_number": order.customer_order_number,
        "currency": order.currency,
        "tax_rate": order.tax_rate,
        "net_amount": order.net_amount,
        "tax_amount": order.tax_amount,
        "gross_amount": order.gross_amount,
        "requested_date": order.requested_date,
        "promised_date": order.promised_date,
        "carrier_wish": order.carrier_wish,
        "notes": order.notes,
        "lines": lines,
    }
    data: Content = plain(header)
    return data


def customer_content(customer: Customer) -> dict[str, str]:
    """Number and names, as they stood."""
    return {"number": customer.number, "name": customer.name, "name_en": customer.name_en}


def address_content(address: Address | None) -> dict[str, str] | None:
    """The address as it is printed, with its code."""
    if address is None:
        return None
    place = " ".join(p for p in (address.postal_code, address.region, address.city, address.country) if p)
    return {"code": address.code, "text": f"{address.lines}\n{place}"}


def line_content(line: OrderLine) -> dict[str, Any]:
    """One line with its item as it stood: number, name, drawing, revision, unit."""
    item = line.item
    data: dict[str, Any] = plain(
        {
            "position": line.position,
            "item": item.number,
            "name": item.name,
            "name_en": item.name_en,
            "drawing_number": item.drawing_number,
            "revision": item.revision,
            "unit": item.unit.code,
            "quantity": line.quantity,
            "price": line.price,
            "discount_share": line.discount_share,
            "amount": line.amount,
            "requested_date": line.requested_date,
            "note": line.note,
        }
    )
    return data


def line_contents(lines: Iterable[OrderLine]) -> list[dict[str, Any]]:
    """The lines as data, in order of position."""
    return [line_content(line) for line in sorted(lines, key=lambda line: line.position)]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs: `lines.20.quantity`, before, after (None: not there)."""

    field: str
    before: Any
    after: Any


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """What differs between two contents, field by field; lines are matched by position."""
    old, new = flat(before), flat(after)
    names = [*old, *(n for n in new if n not in old)]
    return [Difference(n, old.get(n), new.get(n)) for n in names if old.get(n) != new.get(n)]


def flat(content: Mapping[str, Any]) -> dict[str, Any]:
    """A content as one level, in the order of a form: `customer.name`, `lines.10.price`."""
    result: dict[str, Any] = {}
    for name in (n for n in HEADER if n in content):
        value = content[name]
        if isinstance(value, Mapping):
            result |= {f"{name}.{n}": value[n] for n in sorted(value)}
        else:
            result[name] = value
    for line in content["lines"]:
        result |= {f"lines.{line['position']}.{n}": line.get(n) for n in LINE}
    return result


def told(content: Mapping[str, Any]) -> dict[str, Any]:
    """What the customer was told: everything but the inner fields."""
    return {n: v for n, v in content.items() if n not in INNER}
