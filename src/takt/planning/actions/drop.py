"""III.3.1 制定生产计划: a plan is dropped; an adopted one gives back its times and materials."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import lock
from takt.conduct.shapes import Reason
from takt.departments.models import Person
from takt.orders.models import Order
from takt.planning.actions.replan_order import replan_order
from takt.planning.models import Operation, Plan
from takt.planning.states import OperationState, PlanMove, PlanState
from takt.stock import bookings


@action("III.3.1", by=Department.PRODUCTION, moves=PlanMove.DROP)
def drop(plan: Plan, *, by: Person, reason: Reason) -> None:
    """Drop a plan that is not released, with a reason; times and materials that it had taken are free again."""
    plan.drop_reason = reason
    operations = list(Operation.objects.filter(job__plan=plan))
    for operation in operations:
        operation.slot = None
        operation.state = OperationState.DROPPED
    if operations:
        Operation.objects.bulk_update(operations, ["slot", "state"])
    if plan.state == PlanState.ADOPTED:
        order = lock(Order(id=plan.order_id))
        bookings.release_for_case(order.pk)
        replan_order(order, by=by)
