"""What is asked for on an order line, and how it becomes a priced row."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from takt.conduct.rows import columns, every
from takt.conduct.shapes import Amount, Code, Quantity, Share, Short
from takt.factory.models import Item, Unit
from takt.orders import rules
from takt.orders.models import OrderLine

POSITION_STEP = 10


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line as sales enters it. `item` is the item's number; no price means the list price.

    `quantity` in the item's unit, `price` per unit without tax in the order's currency;
    no `requested_date` means the order's; no `position` means the next free ten.
    """

    item: Code
    quantity: Quantity
    price: Amount | None = None
    discount_share: Share = Decimal(0)
    requested_date: date | None = None
    note: Short = ""
    position: int | None = None


@dataclass(frozen=True, slots=True)
class WishedLine:
    """A line as the customer places it: at the list price."""

    item: Code
    quantity: Quantity
    requested_date: date | None = None
    note: Short = ""

    def at_list_price(self) -> NewLine:
        """The same line, as sales would enter it."""
        return NewLine(self.item, self.quantity, requested_date=self.requested_date, note=self.note)


_ITEMS = f"""
select {columns(Item, "i")}, {columns(Unit, "u")}
from factory_item i join factory_unit u on u.id = i.unit_id where i.number = any(%s)
"""  # noqa: S608  # columns of the models


def items_named(lines: Iterable[NewLine]) -> dict[str, Item]:
    """The items of these lines by number, with their units; one query."""
    found: dict[str, Item] = {}
    for item, unit in every(_ITEMS, (list({line.item for line in lines}),), Item, Unit):
        item.unit = unit
        found[item.number] = item
    return found


def drawn_up(lines: Sequence[NewLine], items: Mapping[str, Item], requested: date) -> list[OrderLine]:
    """The rows, priced and positioned, not saved and of no order yet. The lines were found right before."""
    rows, last, given = [], 0, {line.position for line in lines}
    for line in lines:
        last = line.position or _next_free(last, given)
        rows.append(_row(line, items[line.item], last, line.requested_date or requested))
    return rows


def _next_free(last: int, given: Container[int | None]) -> int:
    """The next ten that no line claims for itself."""
    position = last - last % POSITION_STEP + POSITION_STEP
    while position in given:
        position += POSITION_STEP
    return position


def _row(line: NewLine, item: Item, position: int, requested: date) -> OrderLine:
    price = line.price if line.price is not None else item.list_price or Decimal(0)
    return OrderLine(
        position=position,
        item=item,
        quantity=line.quantity,
        price=price,
        discount_share=line.discount_share,
        amount=rules.line_amount(line.quantity, price, line.discount_share),
        requested_date=requested,
        note=line.note,
    )
