"""包装: the packing list and its packages (III.6.1)."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from takt.conduct import numbers
from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.canonical import decimal_text
from takt.conduct.door import now
from takt.conduct.guard import create_with_entry
from takt.conduct.refusals import refuse, refuse_if
from takt.conduct.shapes import Quantity, Reason, Short
from takt.delivery import reads, rules
from takt.delivery.models import Package, Shipment, ShipmentLine
from takt.delivery.refusals import NothingToPack
from takt.delivery.states import ShipmentMove
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import OrderState

WeightKg = Annotated[Decimal, Field(gt=0, max_digits=12, decimal_places=3)]


@dataclass(frozen=True)
class PackedLine:
    """So much of an order's position, in its unit."""

    position: Annotated[int, Field(ge=1, le=100_000)]
    quantity: Quantity


@dataclass(frozen=True)
class NewPackage:
    """One package: what kind, its gross weight in kg, what is in it."""

    gross_weight_kg: WeightKg
    kind: Short = "carton"
    content: list[PackedLine] = field(default_factory=list)


@action(
    "III.6.1",
    by=Department.LOGISTICS,
    while_in=(OrderState.IN_PRODUCTION, OrderState.PRODUCED, OrderState.PARTLY_SHIPPED),
)
def pack(
    order: Order,
    *,
    by: Person,
    lines: Annotated[list[PackedLine], Field(max_length=2000)] | None = None,
    packages: Annotated[list[NewPackage], Field(max_length=2000)],
) -> Shipment:
    """Pack a shipment: its lines (all that is still to be packed when none are named) and packages."""
    known = reads.delivery_lines(order.pk)
    wanted = (
        [(x.position, x.quantity) for x in lines]
        if lines is not None
        else [(x.position, x.ordered - x.packed) for x in known.values() if x.ordered > x.packed]
    )
    if not wanted:
        raise refuse(NothingToPack(order.number))
    contents = _contents(wanted, packages)
    refuse_if(
        [
            *rules.reasons_not_to_pack(
                wanted, {p: x.facts for p, x in known.items()}, reads.ready_to_pack(order.pk, known)
            ),
            *rules.reasons_not_to_mark(wanted, contents),
        ]
    )
    shipment = Shipment(order=order, ship_to_id=order.ship_to_id, packed_at=now(), number=numbers.take("SH"))
    create_with_entry(
        shipment,
        *(ShipmentLine(shipment=shipment, order_line_id=known[p].id, quantity=q) for p, q in wanted),
        *(_package(shipment, n, x, contents[n - 1], by) for n, x in enumerate(packages, 1)),
    )
    return shipment


def _contents(
    wanted: list[tuple[int, Decimal]], packages: list[NewPackage]
) -> list[list[tuple[int, Decimal]]]:
    """What is in each package; all of it when there is but one of which nothing is said."""
    named = [[(x.position, x.quantity) for x in new.content] for new in packages]
    return [wanted] if named == [[]] else named


def _package(
    shipment: Shipment, number: int, new: NewPackage, inside: list[tuple[int, Decimal]], by: Person
) -> Package:
    content = [{"position": position, "quantity": decimal_text(quantity)} for position, quantity in inside]
    return Package(
        shipment=shipment,
        number=number,
        kind=new.kind,
        gross_weight_kg=new.gross_weight_kg,
        content=content,
        packed_by=by,
    )


@action("III.6.1", by=Department.LOGISTICS, moves=ShipmentMove.UNPACK)
def unpack(shipment: Shipment, *, by: Person, reason: Reason) -> None:
    """Take a shipment apart again before it leaves; what was in it can be packed anew."""
    shipment.unpack_reason = reason
