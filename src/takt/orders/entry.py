"""An order comes into being: the same for what sales enters and what a customer places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from takt.conduct import numbers
from takt.conduct.door import now
from takt.conduct.refusals import Refusal, refuse_if
from takt.conduct.rows import columns, first
from takt.departments.models import Person
from takt.orders import refusals, rules
from takt.orders.content import content_of, line_contents
from takt.orders.lines import NewLine, drawn_up, items_named
from takt.orders.models import Address, Contact, Customer, Order, OrderLine, OrderVersion, Origin
from takt.orders.states import OrderState
from takt.orders.versions import advance, total_up

OVER = (OrderState.REFUSED, OrderState.WITHDRAWN)
# The words of the index one_customer_order_number, so that it is used.
_CUSTOMER = f"""
select {columns(Customer, "c")}, (
  select o.number from orders_order o
  where o.customer_id = c.id and o.customer_order_number = %(number)s and o.id is distinct from %(beside)s
    and not (o.customer_order_number = '') and not (o.state in ('refused', 'withdrawn')) limit 1)
from orders_customer c where c.id = %(customer)s
"""  # noqa: S608  # columns of the model


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a new order as it was asked for."""

    customer: Customer
    requested_date: date
    origin: Origin
    state: OrderState
    customer_order_number: str = ""
    contact: Contact | None = None
    ship_to: Address | None = None
    carrier_wish: str = ""
    notes: str = ""
    currency: str | None = None
    tax_rate: Decimal | None = None
    source: str = ""


def open_order(
    header: Header, lines: Sequence[NewLine], by: Person, also: Sequence[Refusal]
) -> tuple[Order, list[OrderLine], OrderVersion]:
    """A new order, its lines and first version, checked as a whole and not saved yet. `also`: what else speaks against it."""
    customer, namesake = customer_and_namesake(header.customer.pk, header.customer_order_number)
    items = items_named(lines) if len(lines) <= rules.MOST_LINES else {}
    today = timezone.localdate(now())
    refuse_if(
        [
            *also,
            *rules.reasons_against_parties(customer, header.contact, header.ship_to, header.currency),
            *rules.reasons_against_date(header.requested_date, today, "requested_date"),
            *rules.reasons_against_lines(lines, items, customer.currency, today),
            *reasons_against_number(customer, header.customer_order_number, namesake),
        ]
    )
    return _drawn_up(header, customer, drawn_up(lines, items, header.requested_date), by)


def customer_and_namesake(
    customer_id: UUID, number: str, beside: Order | None = None
) -> tuple[Customer, str | None]:
    """The customer, and which other living order of theirs has this number of theirs already. One query."""
    asked = {"customer": customer_id, "number": number, "beside": beside.pk if beside is not None else None}
    found = first(_CUSTOMER, asked, Customer)
    if found is None:
        raise Customer.DoesNotExist(customer_id)
    return found[0], found[1]


def reasons_against_number(customer: Customer, number: str, namesake: str | None) -> list[Refusal]:
    """The customer's order number stands in another living order (a race is refused by the database)."""
    if namesake is None:
        return []
    return [refusals.DuplicateOrder(given=number, customer=customer.number, first=namesake)]


def _drawn_up(
    header: Header, customer: Customer, lines: list[OrderLine], by: Person
) -> tuple[Order, list[OrderLine], OrderVersion]:
    order = Order(
        number=numbers.take("SO"),
        customer=customer,
        contact=header.contact,
        ship_to=header.ship_to,
        state=header.state,
        origin=header.origin,
        customer_order_number=header.customer_order_number,
        currency=customer.currency,
        tax_rate=customer.tax_rate if header.tax_rate is None else header.tax_rate,
        requested_date=header.requested_date,
        carrier_wish=header.carrier_wish,
        notes=header.notes,
        entered_by=by,
        entered_at=now(),
    )
    for line in lines:
        line.order = order
    total_up(order, lines)
    return order, lines, advance(order, content_of(order, line_contents(lines)), by, now(), header.source)
