"""The order changed before its approval: the same grid with what stands there now, and what would change (III.1.2)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from takt.departments.models import Person
from takt.orders.models import Order, OrderLine
from takt.orders.reads import lines_of
from takt.web.pages.acting.steps import step
from takt.web.pages.orders.desk import Desk, address_choices, addresses_of, desk_of
from takt.web.pages.orders.typed import day, share
from takt.web.pages.shown import words

HEADS = (
    ("requested_date", gettext_noop("requested date")),
    ("customer_order_number", gettext_noop("customer order number")),
    ("ship_to", gettext_noop("ship to")),
    ("tax_rate", gettext_noop("tax rate")),
)
COLUMNS = (
    ("quantity", gettext_noop("quantity")),
    ("price", gettext_noop("price")),
    ("discount_share", gettext_noop("discount")),
    ("requested_date", gettext_noop("requested date")),
    ("note", gettext_noop("note")),
)


@dataclass(frozen=True, slots=True)
class Changed:
    """One value that would be another: where, before, after ("" for not there)."""

    where: str
    before: str
    after: str


def _begin(order: Order, reader: Person) -> dict[str, Any]:
    lines = [_as_typed(line, order) for line in lines_of(order)]
    return {
        "lines": lines, "requested_date": order.requested_date, "customer_order_number": order.customer_order_number,
        "ship_to": str(order.ship_to_id or ""), "tax_rate": order.tax_rate,
    }  # fmt: skip


def _as_typed(line: OrderLine, order: Order) -> dict[str, Any]:
    own = line.requested_date if line.requested_date != order.requested_date else None
    return {
        "item": line.item.number, "quantity": line.quantity, "price": line.price, "discount_share": line.discount_share,
        "requested_date": own, "note": line.note, "position": line.position,
    }  # fmt: skip


def _addresses(order: Order, reader: Person) -> list[tuple[str, str]]:
    return address_choices(addresses_of(order.customer_id, order.ship_to_id))


@step("orders.revise", initial=_begin, choices={"ship_to": _addresses}, joins=("customer", "ship_to"))
def revise(order: Order, reader: Person, values: Mapping[str, Any]) -> dict[str, Any]:
    """Prices and totals of the lines as they are typed, and every value that would change."""
    desk = revised_desk(order, reader, values)
    return {
        "desk": desk,
        "changes": list(changes(order, desk, values)),
        "keeps_positions": True,
        "order": order,
    }


def revised_desk(
    order: Order, reader: Person, values: Mapping[str, Any], numbers: list[int] | None = None
) -> Desk:
    """The desk for an order that exists: its customer is given."""
    told = {**values, "customer": order.customer}
    return desk_of(told, reader, numbers, beside=order)


def changes(order: Order, desk: Desk, values: Mapping[str, Any]) -> Iterator[Changed]:
    """What would be another value, in the order of the form."""
    yield from _head_changes(order, desk, values)
    before = {line.position: line for line in lines_of(order)}
    places = [_position(row) for row in values.get("lines") or () if row]
    for line in desk.lines:
        position = places[line.place] if line.place < len(places) else None
        old = before.pop(position, None) if position is not None else None
        yield from _line_changes(old, line, order)
    for gone in before.values():
        yield Changed(
            _("Line %(line)s") % {"line": gone.position}, f"{gone.item.number} × {words(gone.quantity)}", ""
        )


def _position(row: Any) -> int | None:
    told = row.get("position") if isinstance(row, Mapping) else getattr(row, "position", None)
    return int(str(told)) if str(told or "").isdecimal() else None


def _head_changes(order: Order, desk: Desk, values: Mapping[str, Any]) -> Iterator[Changed]:
    now = {
        "requested_date": day(values.get("requested_date")),
        "customer_order_number": values.get("customer_order_number"),
        "ship_to": desk.address,
        "tax_rate": share(values.get("tax_rate")),
    }
    for name, label in HEADS:
        before, after = getattr(order, name), now[name]
        if after not in (None, "") and before != after:
            yield Changed(_(label), _words(before), _words(after))


def _line_changes(old: OrderLine | None, line: Any, order: Order) -> Iterator[Changed]:
    typed = line.quoted.line
    if old is None:
        yield Changed(_("New line"), "", f"{typed.item} × {words(typed.quantity)}")
        return
    where = _("Line %(line)s") % {"line": old.position}
    if old.item.number != typed.item:
        yield Changed(where, old.item.number, typed.item)
    now = {
        "quantity": typed.quantity, "price": line.quoted.price, "discount_share": typed.discount_share,
        "requested_date": typed.requested_date or line.requested or order.requested_date, "note": typed.note,
    }  # fmt: skip
    for name, label in COLUMNS:
        before, after = getattr(old, name), now[name]
        if before != after:
            yield Changed(f"{where}: {_(label)}", _words(before), _words(after))


def _words(value: Any) -> str:
    return str(value.code) if hasattr(value, "code") else words(value)
