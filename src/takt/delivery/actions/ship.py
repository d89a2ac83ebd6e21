"""发货: the goods leave, after the notice (III.6.1)."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
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
    notice = reads.newest_notice(shipment)
    letter_state = notice.letter.state if notice and notice.letter else None
    refuse_if(rules.reasons_not_to_ship(shipment.number, bool(notice and notice.told_by_phone), letter_state))
    lines = reads.delivery_lines(shipment.order_id)
    going = dict(shipment.lines.values_list("order_line_id", "quantity"))
    goods = [(line.item_id, going[line.id]) for line in lines.values() if line.id in going]
    bookings.take_out_for_shipment(shipment.order_id, goods, by)
    shipment.shipped_at = now()
    whole = all(line.shipped + going.get(line.id, 0) >= line.ordered for line in lines.values())
    (ship_all if whole else ship_part)(shipment.order, by=by)


@action("III.6.1", by=Department.LOGISTICS, moves=Move.SHIP_PART, within=("delivery.ship",))
def ship_part(order: Order, *, by: Person) -> None:
    """A part of the order has left. Done by shipping."""


@action("III.6.1", by=Department.LOGISTICS, moves=Move.SHIP_ALL, within=("delivery.ship",))
def ship_all(order: Order, *, by: Person) -> None:
    """All of the order has left. Done by shipping."""
