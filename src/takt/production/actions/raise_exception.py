"""III.4.2 实时监控: what goes wrong is recorded at once."""

from takt.conduct import numbers
from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import lock, now
from takt.conduct.refusals import Refusal, refuse_if
from takt.conduct.shapes import Reason
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import OrderState
from takt.planning.models import Operation
from takt.planning.states import OperationState
from takt.production.actions.pause import pause
from takt.production.models import ExceptionKind, ProductionException
from takt.production.refusals import NotOnTheFloorNow, OtherOrdersOperation

ON_THE_FLOOR = (
    OrderState.PLANNED,
    OrderState.RELEASED,
    OrderState.IN_PRODUCTION,
    OrderState.PRODUCED,
    OrderState.PARTLY_SHIPPED,
)


@action("III.4.2", by=(Department.PRODUCTION, Department.QUALITY))
def raise_exception(
    *,
    by: Person,
    order: Order,
    kind: ExceptionKind,
    text: Reason,
    operation: Operation | None = None,
    blocking: bool = False,
) -> ProductionException:
    """Record an exception on an order or one of its operations; a blocking one stops what runs until it is resolved."""
    running = lock(operation) if operation is not None else None
    refuse_if(_reasons(order, running))
    found = ProductionException.objects.create(
        number=numbers.take("EX"),
        order=order,
        operation=running,
        kind=kind,
        text=text,
        blocking=blocking,
        raised_by=by,
        raised_at=now(),
    )
    if blocking and running is not None and running.state == OperationState.RUNNING:
        pause(running, by=by, reason=f"{found.number}: {text}"[:2000])
    return found


def _reasons(order: Order, operation: Operation | None) -> list[Refusal]:
    reasons: list[Refusal] = []
    if order.state not in ON_THE_FLOOR:
        reasons.append(NotOnTheFloorNow(order=order.number, state=str(OrderState(order.state).label)))
    if operation is not None and operation.order_id != order.pk:
        reasons.append(OtherOrdersOperation(operation=operation.number, order=order.number))
    return reasons
