"""III.6: two shipments of one order leave, or arrive, at the same moment: the order still knows that all of it has."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from tests.delivery.conftest import found_carrier, produce
from tests.people import People, make_people
from tests.races import apart, at_once

from takt.delivery.actions.notify import notify
from takt.delivery.actions.pack import NewPackage, PackedLine, pack
from takt.delivery.actions.receive import receive
from takt.delivery.actions.ship import ship
from takt.delivery.models import Carrier, FollowUp, Shipment
from takt.orders.models import Order

__all__ = ["apart"]
HALVES = [[PackedLine(10, Decimal(2)), PackedLine(20, Decimal(3))]] * 2


ROUNDS = 5


def announced(order: Order, people: People, carrier: Carrier) -> list[Shipment]:
    """The order in two halves, the customer told of both."""
    shipments = [
        pack(order, by=people.logistics, lines=half, packages=[NewPackage(Decimal(5))]) for half in HALVES
    ]
    arrival = timezone.localdate() + timedelta(days=3)
    for shipment in shipments:
        notify(shipment, by=people.logistics, carrier=carrier, expected_arrival=arrival)
    return shipments


def test_two_halves_that_leave_and_arrive_at_one_moment_are_the_whole(apart: None) -> None:
    people, carrier = make_people(), found_carrier()
    for _ in range(ROUNDS):
        order = produce(people)
        halves = announced(order, people, carrier)

        def leave(number: int, halves: list[Shipment] = halves) -> None:
            ship(halves[number], by=people.logistics)

        def arrive(number: int, halves: list[Shipment] = halves) -> None:
            receive(halves[number], by=people.logistics)

        assert at_once(leave, threads=2) == {"done": 2}
        order.refresh_from_db()
        assert order.state == "shipped"
        assert at_once(arrive, threads=2) == {"done": 2}
        order.refresh_from_db()
        assert order.state == "received"
        assert FollowUp.objects.filter(order=order).count() == 1
