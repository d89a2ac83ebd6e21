"""Who acts next: one department for every state of an order (II.3: less lag), one step, and the row that it is done to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from takt.approval.reads import next_step as opinion_or_next
from takt.conduct.actors import Department
from takt.delivery.models import Shipment
from takt.delivery.states import ShipmentState
from takt.orders.models import Order
from takt.orders.states import OrderState
from takt.planning.models import Operation, Plan
from takt.planning.states import OperationState, PlanState

_ON_PLANS = {
    OrderState.APPROVED: (PlanState.PROPOSED, "planning.adopt"),
    OrderState.PLANNED: (PlanState.ADOPTED, "planning.release"),
}
_ON_OPERATIONS = {
    OperationState.INSPECTION: (Department.QUALITY, "quality.inspect"),
    OperationState.RUNNING: (Department.PRODUCTION, "production.finish"),
    OperationState.PAUSED: (Department.PRODUCTION, "production.resume"),
    OperationState.WAITING: (Department.PRODUCTION, "production.start"),
}
"""What waits longest for somebody comes first."""
_ON_SHIPMENTS = {
    ShipmentState.NOTIFIED: (Department.LOGISTICS, "delivery.ship"),
    ShipmentState.PACKED: (Department.LOGISTICS, "delivery.notify"),
}
_READY = (OrderState.PRODUCED, OrderState.PARTLY_SHIPPED)


@dataclass(frozen=True, slots=True)
class Next:
    """The department that acts next, the step that it does, and the number of the row that it is done to
    ("": the order itself)."""

    department: Department
    action: str
    about: str = ""


def next_step(
    order: Order,
    operations: Sequence[Operation] = (),
    plans: Iterable[Plan] = (),
    shipments: Iterable[Shipment] = (),
) -> Next | None:
    """Exactly one for every state; in review the first opinion that is missing or no longer holds. None when the life is over."""
    state = OrderState(order.state)
    found = _on_a_plan(state, plans) or _on_the_floor(state, operations) or _on_its_way(state, shipments)
    if found is not None:
        return found
    step = opinion_or_next(order)
    return Next(step.department, step.action) if step is not None else None


def _on_a_plan(state: OrderState, plans: Iterable[Plan]) -> Next | None:
    wanted, action = _ON_PLANS.get(state, ("", ""))
    plan = next((p for p in plans if p.state == wanted), None)
    return Next(Department.PRODUCTION, action, plan.number) if plan is not None else None


def _on_the_floor(state: OrderState, operations: Sequence[Operation]) -> Next | None:
    if state not in (OrderState.RELEASED, OrderState.IN_PRODUCTION):
        return None
    for wanted, (department, action) in _ON_OPERATIONS.items():
        operation = next((o for o in operations if o.state == wanted), None)
        if operation is not None:
            return Next(department, action, operation.number)
    return None


def _on_its_way(state: OrderState, shipments: Iterable[Shipment]) -> Next | None:
    held = list(shipments)
    if state == OrderState.SHIPPED:
        sent = next((s for s in held if s.state == ShipmentState.SHIPPED), None)
        return Next(Department.CUSTOMER, "delivery.receive", sent.number) if sent is not None else None
    if state not in _READY:
        return None
    for wanted, (department, action) in _ON_SHIPMENTS.items():
        shipment = next((s for s in held if s.state == wanted), None)
        if shipment is not None:
            return Next(department, action, shipment.number)
    return None
