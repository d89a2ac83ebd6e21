"""III.1.2 信息录入: sales enters what was ordered by phone or came as a file."""

import os
from collections.abc import Iterator
from datetime import date, datetime

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.guard import create_with_entry
from takt.conduct.refusals import Refusal
from takt.conduct.shapes import Currency, Share, Short, Text
from takt.departments.models import Person
from takt.orders import refusals, rules
from takt.orders.entry import Header, open_order
from takt.orders.lines import NewLine
from takt.orders.models import Address, Contact, Customer, Order, Origin, PhoneCall
from takt.orders.states import OrderState


@action("III.1.2", by=Department.SALES, sensitive=("caller",))
def enter(
    *,
    by: Person,
    customer: Customer,
    lines: list[NewLine],
    requested_date: date,
    origin: Origin = Origin.PHONE,
    customer_order_number: Short = "",
    contact: Contact | None = None,
    ship_to: Address | None = None,
    carrier_wish: Short = "",
    notes: Text = "",
    currency: Currency | None = None,
    tax_rate: Share | None = None,
    caller: Short = "",
    called_at: datetime | None = None,
    read_back: bool = False,
    source: Short = "",
) -> Order:
    """Sales enters an order that came by phone (who called, when) or as a file (its name)."""
    header = Header(
        customer, requested_date, origin, OrderState.ENTERED, customer_order_number, contact, ship_to,
        carrier_wish, notes, currency, tax_rate, source,
    )  # fmt: skip
    against = _reasons_against_origin(origin, caller, called_at, source)
    order, rows, first = open_order(header, lines, by, [*against])
    if origin == Origin.PHONE and called_at is not None:  # checked above, with every other reason
        call = PhoneCall(order=order, caller=caller, called_at=called_at, read_back=read_back, taken_by=by)
        call.salt = os.urandom(16)
        create_with_entry(order, *rows, first, call)
    else:
        create_with_entry(order, *rows, first)
    return order


def _reasons_against_origin(
    origin: Origin, caller: str, called_at: datetime | None, source: str
) -> Iterator[Refusal]:
    if origin == Origin.PHONE:
        yield from rules.reasons_against_call(caller, called_at, now())
    if (origin == Origin.FILE) != bool(source.strip()) or origin == Origin.PORTAL:
        yield refusals.SourceUnknown(given=source)
