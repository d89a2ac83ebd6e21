"""Customers and articles that the tests of orders start from."""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.open_door import open_door
from tests.people import LONG_AGO, People

from takt.conduct.actors import ActorKind
from takt.departments.models import Person
from takt.factory.models import Item, Sourcing, Unit
from takt.orders.actions.confirm import confirm
from takt.orders.actions.enter import enter
from takt.orders.checklist import asked_of
from takt.orders.lines import NewLine
from takt.orders.models import Address, Contact, Customer, Order, Origin

SOON = date.today() + timedelta(days=30)  # noqa: DTZ011  # any date ahead will do
LATER = SOON + timedelta(days=15)
CALLED = datetime.now(UTC) - timedelta(hours=1)


@dataclass(frozen=True)
class Shop:
    """`farwin` orders pumps and flanges; `other` is another company; `contact` signs in as `buyer`."""

    farwin: Customer
    other: Customer
    address: Address
    other_address: Address
    contact: Contact
    buyer: Person
    other_buyer: Person
    pump: Item
    flange: Item
    oil: Item
    bolt: Item


def item(number: str, name: str, unit: Unit, **more: Any) -> Item:
    """An article that is sold, not saved."""
    given: dict[str, Any] = {"sourcing": Sourcing.MAKE, "sellable": True, "list_price": Decimal(100), **more}
    return Item(number=number, name=name, unit=unit, **given)


def buyer_of(customer: Customer, login: str) -> Person:
    """Somebody of the customer who may sign in, not saved."""
    return Person(
        login=login, name=login.title(), kind=ActorKind.CUSTOMER, company=customer.pk, password="!",
        language="en", salt=os.urandom(16), joined_at=LONG_AGO,
    )  # fmt: skip


def open_shop() -> Shop:
    """Everything saved."""
    with open_door():
        piece = Unit.objects.create(code="件", name="件", name_en="piece", decimals=0)
        litre = Unit.objects.create(code="L", name="升", name_en="litre", decimals=3)
        farwin = Customer.objects.create(
            number="C-FARWIN", name="上海远航泵业", name_en="Farwin Pumps", tax_rate=Decimal("0.13"),
            credit_limit=Decimal(1_000_000),
        )  # fmt: skip
        other = Customer.objects.create(number="C-OTHER", name="别家", currency="EUR")
        buyer, other_buyer = buyer_of(farwin, "buyer"), buyer_of(other, "rival")
        buyer.save()
        other_buyer.save()
        return Shop(
            farwin=farwin,
            other=other,
            address=Address.objects.create(customer=farwin, code="MAIN", lines="张江路 1000 号", city="上海"),
            other_address=Address.objects.create(customer=other, code="MAIN", lines="1 Elsewhere"),
            contact=Contact.objects.create(
                customer=farwin, person=buyer, name="王丽", email="wang.li@farwin.test", salt=os.urandom(16)
            ),
            buyer=buyer,
            other_buyer=other_buyer,
            pump=_saved(item("PUMP-1", "离心泵", piece, list_price=Decimal("1200.50"), revision="B")),
            flange=_saved(item("FL-100", "法兰", piece)),
            oil=_saved(item("OIL-1", "润滑油", litre, list_price=Decimal("33.333"))),
            bolt=_saved(item("BOLT-8", "螺栓", piece, sellable=False, sourcing=Sourcing.BUY)),
        )


def _saved(row: Item) -> Item:
    row.save()
    return row


THREE_LINES = [
    NewLine("PUMP-1", Decimal(2)),
    NewLine("FL-100", Decimal(10), price=Decimal("95.5"), discount_share=Decimal("0.05")),
    NewLine("OIL-1", Decimal("1.5"), requested_date=LATER, note="桶装"),
]


def entered(shop: Shop, by: Person, **more: Any) -> Order:
    """An order of three lines that came by phone and was read back."""
    given: dict[str, Any] = {
        "customer": shop.farwin,
        "lines": THREE_LINES,
        "requested_date": SOON,
        "contact": shop.contact,
        "ship_to": shop.address,
        "caller": "王丽",
        "called_at": CALLED,
        "read_back": True,
        **more,
    }
    return enter(by=by, **given)


def confirmed(shop: Shop, people: People, promised: date = LATER, **more: Any) -> Order:
    """The same order, confirmed by a colleague of who entered it."""
    order = entered(shop, people.sales, **more)
    confirm(order, by=people.sales2, promised_date=promised, checklist=asked_of(Origin(order.origin)))
    return order


@pytest.fixture
def shop(db: None) -> Shop:
    """Customers and articles."""
    return open_shop()
