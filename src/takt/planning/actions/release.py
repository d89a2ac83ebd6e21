"""III.3.3 生产排程: an adopted plan goes to the floor; operators see its operations in their dispatch lists."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import lock
from takt.departments.models import Person
from takt.orders.models import Order
from takt.planning.actions.release_order import release_order
from takt.planning.models import Plan
from takt.planning.states import PlanMove


@action("III.3.3", by=Department.PRODUCTION, moves=PlanMove.RELEASE)
def release(plan: Plan, *, by: Person) -> None:
    """Release an adopted plan to the floor."""
    release_order(lock(Order(id=plan.order_id)), by=by)
