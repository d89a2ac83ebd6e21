"""III.3.1 制定生产计划: the order waits for a plan again, because its adopted plan was dropped."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import Move


@action("III.3.1", by=Department.PRODUCTION, moves=Move.REPLAN, within=("planning.drop",))
def replan_order(order: Order, *, by: Person) -> None:
    """The order waits for a plan again (a part of dropping its adopted plan)."""
