"""The demonstration's deliveries: packed, told, shipped, received, answered. 发货与反馈."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from takt.delivery.actions.feedback import close as close_order
from takt.delivery.actions.feedback import feedback, follow_up
from takt.delivery.actions.notify import notify
from takt.delivery.actions.pack import NewPackage, PackedLine, pack
from takt.delivery.actions.receive import receive as receive_shipment
from takt.delivery.actions.ship import ship as ship_goods
from takt.delivery.models import FollowUp, Shipment
from takt.delivery.states import ShipmentState
from takt.departments.models import Person
from takt.orders.models import Order
from takt.web.demo.customers import Parties
from takt.web.demo.staff import Staff

ABROAD = "HAI"
AT_HOME = "AN"


def ship(
    order: Order, staff: Staff, parties: Parties, portal: Person | None, *, only_first: bool = False
) -> None:
    """Pack everything (or the first position), tell the customer, let it go. Who reads no portal is called."""
    logistics = staff["qin.feng"]
    first = order.lines.order_by("position").values_list("position", "quantity").first()
    lines = [PackedLine(*first)] if only_first and first is not None else None
    crates = [NewPackage(Decimal("86.5"), "木箱"), NewPackage(Decimal(42), "纸箱")]
    shipment = pack(order, by=logistics, lines=lines, packages=crates)
    abroad = order.ship_to is not None and order.ship_to.country != "CN"
    notify(
        shipment,
        by=logistics,
        carrier=parties.carriers[ABROAD if abroad else AT_HOME],
        expected_arrival=timezone.localdate() + timedelta(days=21 if abroad else 3),
        tracking_number=f"TK{shipment.number[-6:]}",
        told_by_phone=portal is None,
    )
    ship_goods(shipment, by=logistics)
    order.refresh_from_db()


def receive(order: Order, by: Person) -> None:
    """Everything that left has arrived."""
    for shipment in Shipment.objects.filter(order=order, state=ShipmentState.SHIPPED):
        receive_shipment(shipment, by=by, signed_by=order.contact.name if order.contact else "")
    order.refresh_from_db()


def answer(order: Order, by: Person, score: int, word: str) -> None:
    """The customer's word."""
    feedback(order, by=by, score=score, quality_score=score, delivery_score=min(5, score + 1), comment=word)


def close(order: Order, by: Person) -> None:
    """Nothing is left to do."""
    for task in FollowUp.objects.filter(order=order, done_at__isnull=True):
        follow_up(task, by=by, outcome="客户已评价, 无遗留问题。")
    close_order(order, by=by)
