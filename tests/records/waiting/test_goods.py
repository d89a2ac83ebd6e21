"""III.6: what waits on its way to the customer."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone
from tests.people import People
from tests.records.waiting.desk import steps, waits

from takt.delivery.actions.feedback import close, feedback, follow_up
from takt.delivery.actions.notify import notify
from takt.delivery.actions.pack import NewPackage, PackedLine, pack, unpack
from takt.delivery.actions.receive import receive
from takt.delivery.actions.ship import ship
from takt.delivery.models import Carrier, FollowUp, Shipment
from takt.orders.models import Order

CARTON = NewPackage(gross_weight_kg=Decimal("12.5"))


def in_days(days: int) -> date:
    """A date from today on."""
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def shipped(produced: Order, people: People, carrier: Carrier) -> Shipment:
    """All of the order left today and arrives today."""
    packed = pack(produced, by=people.logistics, packages=[CARTON])
    notify(packed, by=people.logistics, carrier=carrier, expected_arrival=in_days(0))
    ship(packed, by=people.logistics)
    return packed


def test_logistics_packs_tells_the_customer_and_only_then_ships(
    produced: Order, people: People, carrier: Carrier
) -> None:
    assert waits(people.logistics) == [("delivery.pack", produced.number)]
    packed = pack(produced, by=people.logistics, packages=[CARTON])
    assert waits(people.logistics2) == [("delivery.notify", packed.number)]
    assert steps(people.sales) == ["delivery.notify"]
    notify(packed, by=people.logistics, carrier=carrier, expected_arrival=in_days(3))
    assert waits(people.logistics) == [("delivery.ship", packed.number)]
    ship(packed, by=people.logistics)
    assert steps(people.logistics) == []


def test_what_is_packed_in_part_still_waits_to_be_packed(produced: Order, people: People) -> None:
    part = pack(produced, by=people.logistics, lines=[PackedLine(10, Decimal(4))], packages=[CARTON])
    assert sorted(steps(people.logistics)) == ["delivery.notify", "delivery.pack"]
    unpack(part, by=people.logistics, reason="wrong carton")
    assert steps(people.logistics) == ["delivery.pack"]


def test_a_shipment_waits_for_its_receipt_from_the_day_of_arrival(shipped: Shipment, people: People) -> None:
    assert waits(people.logistics) == [("delivery.receive", shipped.number)]
    assert steps(people.sales) == ["delivery.receive"]
    receive(shipped, by=people.logistics)
    assert steps(people.logistics) == []


def test_sales_asks_for_the_customers_word_when_the_follow_up_is_due(
    shipped: Shipment, people: People
) -> None:
    receive(shipped, by=people.logistics)
    assert steps(people.sales) == []
    with connection.cursor() as cursor:
        cursor.execute("update delivery_followup set due = current_date - 1")
    order = Order.objects.get(pk=shipped.order_id)
    assert waits(people.sales) == [("delivery.feedback", order.number)]
    feedback(order, by=people.sales, score=5)
    assert waits(people.sales2) == [("delivery.close", order.number)]
    close(order, by=people.sales2)
    assert steps(people.sales) == []


def test_an_order_whose_customer_was_asked_in_vain_waits_to_be_closed(
    shipped: Shipment, people: People
) -> None:
    receive(shipped, by=people.logistics)
    follow_up(FollowUp.objects.get(), by=people.sales, outcome="nobody answers")
    assert steps(people.sales) == ["delivery.close"]
