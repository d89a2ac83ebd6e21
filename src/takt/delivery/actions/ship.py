"""发货: the goods leave, after the notice (III.6.1)."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import lock, now
from takt.conduct.refusals import refuse_if
from takt.delivery import reads, rules
from takt.delivery.models import Shipment
from takt.delivery.states import ShipmentMove
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import Move
from takt.stock import bookings


@action("III.6.1", by=Department.LOGISTICS, moves=ShipmentMove.SHIP)
def ship(shipment: Shipment, *, by: Person) -> None:
    """Let the shipment leave; refused until the shipping notice has been sent."""
    told_by_phone, letter_state = reads.how_told(shipment)
    refuse_if(rules.reasons_not_to_ship(shipment.number, told_by_phone, letter_state))
    order = lock(
        Order(id=shipment.order_id)
    )  # before its lines: two shipments that leave at one moment see each other
    lines = reads.delivery_lines(order.pk, going=shipment.pk).values()
    bookings.take_out_for_shipment(order.pk, [(line.item_id, line.going) for line in lines if line.going], by)
    shipment.shipped_at = now()
    whole = all(line.shipped + line.going >= line.ordered for line in lines)
    (ship_all if whole else ship_part)(order, by=by)


@action("III.6.1", by=Department.LOGISTICS, moves=Move.SHIP_PART, within=("delivery.ship",))
def ship_part(order: Order, *, by: Person) -> None:
    """A part of the order has left. Done by shipping."""


@action("III.6.1", by=Department.LOGISTICS, moves=Move.SHIP_ALL, within=("delivery.ship",))
def ship_all(order: Order, *, by: Person) -> None:
    """All of the order has left. Done by shipping."""
