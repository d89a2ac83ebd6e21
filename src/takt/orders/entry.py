"""An order comes into being: the same for what sales enters and what a customer places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from takt.conduct import numbers
from takt.conduct.door import now
from takt.conduct.refusals import Refusal, refuse_if
from takt.departments.models import Person
from takt.orders import refusals, rules
from takt.orders.content import content_of, line_contents
from takt.orders.lines import NewLine, drawn_up, items_named
from takt.orders.models import Address, Contact, Customer, Order, OrderLine, Origin
from takt.orders.states import OrderState
from takt.orders.versions import advance, keep_new, total_up

OVER = (OrderState.REFUSED, OrderState.WITHDRAWN)


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


def open_order(header: Header, lines: Sequence[NewLine], by: Person, also: Sequence[Refusal]) -> Order:
    """Check the whole order, then write it with its lines and first version. `also`: what else speaks against it."""
    customer = Customer.objects.get(pk=header.customer.pk)
    items = items_named(lines) if len(lines) <= rules.MOST_LINES else {}
    today = timezone.localdate(now())
    refuse_if(
        [
            *also,
            *rules.reasons_against_parties(customer, header.contact, header.ship_to, header.currency),
            *rules.reasons_against_date(header.requested_date, today, "requested_date"),
            *rules.reasons_against_lines(lines, items, customer.currency, today),
            *reasons_against_number(customer, header.customer_order_number),
        ]
    )
    return _written(header, customer, drawn_up(lines, items, header.requested_date), by)


def reasons_against_number(customer: Customer, number: str, beside: Order | None = None) -> list[Refusal]:
    """The customer's order number stands in another living order (a race is refused by the database)."""
    if not number:
        return []
    same = Order.objects.filter(customer=customer, customer_order_number=number).exclude(state__in=OVER)
    if beside is not None:
        same = same.exclude(pk=beside.pk)
    first = same.values_list("number", flat=True).first()
    if first is None:
        return []
    return [refusals.DuplicateOrder(given=number, customer=customer.number, first=first)]


def _written(header: Header, customer: Customer, lines: list[OrderLine], by: Person) -> Order:
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
    total_up(order, lines)
    version = advance(order, content_of(order, line_contents(lines)), by, now(), header.source)
    keep_new(order, lines, version)
    return order
