"""An order of a customer, produced and waiting to be packed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.open_door import open_door
from tests.people import People
from tests.rows import NOON, build

from takt.delivery.models import Carrier
from takt.departments.models import Person
from takt.factory.models import Item
from takt.orders.models import Contact, Customer, Order, OrderLine
from takt.stock.models import Lot


@pytest.fixture
def produced(people: People) -> Order:
    """An order with all that is ordered in stock."""
    return produce(people)


@pytest.fixture
def carrier(db: None) -> Carrier:
    """顺丰."""
    return found_carrier()


def produce(people: People) -> Order:
    """Positions 10 (4 gears) and 20 (6 shafts), all produced; the customer has no e-mail, so the portal tells."""
    with open_door():
        customer = build(Customer, name="华东机械", currency="CNY")
        contact = build(Contact, customer=customer, name="何工", email="")
        order: Order = build(
            Order, customer=customer, contact=contact, state="produced", entered_by=people.sales, requested_date=date(2027, 1, 1)
        )  # fmt: skip
        for position, quantity in ((10, 4), (20, 6)):
            item = build(Item, sourcing="make")
            build(
                OrderLine,
                order=order,
                position=position,
                item=item,
                quantity=Decimal(quantity),
                price=Decimal(10),
                amount=Decimal(10),
            )
            build(Lot, item=item, number=f"L{position}", on_hand=Decimal(quantity), made_for=order.pk)
    return order


def found_carrier() -> Carrier:
    """顺丰."""
    with open_door():
        found: Carrier = build(Carrier, code="SF", name="顺丰")
    return found


@pytest.fixture
def contact_person(produced: Order) -> Person:
    """Somebody of the customer who may sign in."""
    return contact_of(produced.customer)


def contact_of(customer: Any) -> Person:
    """A contact of a company, with access to the portal."""
    with open_door():
        person: Person = build(Person, kind="customer", company=customer.pk, joined_at=NOON)
    return person
