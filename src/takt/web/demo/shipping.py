"""The demonstration's deliveries: packed, told, shipped, received, answered. 发货与反馈."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import cycle

from takt.conduct import clock
from takt.delivery.actions.feedback import close as close_order
from takt.delivery.actions.feedback import feedback, follow_up
from takt.delivery.actions.notify import notify
from takt.delivery.actions.pack import NewPackage, PackedLine, pack
from takt.delivery.actions.receive import receive as receive_shipment
from takt.delivery.models import FollowUp, Shipment
from takt.delivery.reads import delivery_lines
from takt.delivery.states import ShipmentState
from takt.departments.models import Person
from takt.orders.models import Order
from takt.web.demo.customers import Parties
from takt.web.demo.staff import Staff

ABROAD = "HAI"
AT_HOME = "AN"
DAYS_ABROAD = 21
DAYS_AT_HOME = 3
CRATES = (("wooden case", "86.5"), ("carton", "42"), ("pallet", "118"))


def is_abroad(order: Order) -> bool:
    """Whether it goes by sea."""
    return order.ship_to is not None and order.ship_to.country != "CN"


def transit_days(order: Order) -> int:
    """From the departure to the customer."""
    return DAYS_ABROAD if is_abroad(order) else DAYS_AT_HOME


def pack_goods(order: Order, staff: Staff, *, only_first: bool = False) -> Shipment:
    """Pack everything that is left, or the first position only; the first position goes into two packages."""
    known = delivery_lines(order.pk).values()
    lines = [PackedLine(x.position, x.ordered - x.packed) for x in known if x.ordered > x.packed]
    lines = lines[:1] if only_first else lines
    return pack(order, by=staff["qin.feng"], lines=lines, packages=_packages(lines))


def _packages(lines: Sequence[PackedLine]) -> list[NewPackage]:
    """Crates and what is in each."""
    half = lines[0].quantity // 2
    parts = [replace(lines[0], quantity=q) for q in (lines[0].quantity - half, half) if q]
    return [
        NewPackage(Decimal(kg), kind, [part])
        for (kind, kg), part in zip(cycle(CRATES), [*parts, *lines[1:]], strict=False)
    ]


def tell(shipment: Shipment, order: Order, staff: Staff, parties: Parties, portal: Person | None) -> None:
    """Carrier and expected arrival; who reads no portal is called."""
    notify(
        shipment,
        by=staff["qin.feng"],
        carrier=parties.carriers[ABROAD if is_abroad(order) else AT_HOME],
        expected_arrival=clock.today() + timedelta(days=transit_days(order)),
        tracking_number=f"TK{shipment.number[-6:]}",
        told_by_phone=portal is None,
    )


def receive(order: Order, by: Person) -> None:
    """Everything that left has arrived."""
    for shipment in Shipment.objects.filter(order=order, state=ShipmentState.SHIPPED):
        receive_shipment(shipment, by=by, signed_by=order.contact.name if order.contact else "")


def answer(order: Order, by: Person, score: int, word: str) -> None:
    """The customer's word."""
    feedback(order, by=by, score=score, quality_score=score, delivery_score=min(5, score + 1), comment=word)


def close(order: Order, by: Person, outcome: str) -> None:
    """Nothing is left to do."""
    for task in FollowUp.objects.filter(order=order, done_at__isnull=True):
        follow_up(task, by=by, outcome=outcome)
    close_order(order, by=by)
