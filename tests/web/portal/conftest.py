"""Contacts at the portal, in English."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from tests.delivery.conftest import found_carrier, produce
from tests.open_door import open_door
from tests.orders.shop import buyer_of, shop
from tests.people import People, people
from tests.rows import build
from tests.web.orders.conftest import desk

from takt.delivery.actions.notify import notify
from takt.delivery.actions.pack import NewPackage, pack
from takt.delivery.actions.receive import receive
from takt.delivery.actions.ship import ship
from takt.delivery.models import Shipment
from takt.departments.models import Person
from takt.orders.models import Contact, Order

__all__ = ["desk", "people", "shop"]


@pytest.fixture
def stranger() -> Client:
    """A browser in which nobody is signed in, in English."""
    client = Client(headers={"Accept-Language": "en"})
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def on_its_way(people: People) -> Shipment:
    """A shipment of 华东机械 that left today with 顺丰."""
    order = produce(people)
    shipment = pack(order, by=people.logistics, packages=[NewPackage(gross_weight_kg=Decimal("12.5"))])
    arrival = timezone.localdate() + timedelta(days=3)
    notify(
        shipment,
        by=people.logistics,
        carrier=found_carrier(),
        expected_arrival=arrival,
        tracking_number="SF1",
    )
    ship(shipment, by=people.logistics)
    return shipment


@pytest.fixture
def receiver(on_its_way: Shipment) -> Person:
    """何工 of 华东机械, who may sign in."""
    customer = on_its_way.order.customer
    with open_door():
        person = buyer_of(customer, "he.gong")
        person.save()
        build(Contact, customer=customer, name="何工", person=person)
    return person


@pytest.fixture
def received(on_its_way: Shipment, people: People) -> Order:
    """The same order, received today."""
    receive(on_its_way, by=people.logistics)
    order: Order = Order.objects.get(pk=on_its_way.order_id)
    return order
