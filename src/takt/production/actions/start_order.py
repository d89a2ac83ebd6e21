"""III.4.1 生产启动: the order is in production, because its first operation starts."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import Move
from takt.planning.models import Operation
from takt.planning.within import inside_an_act_on, refuse_alone


@action("III.4.1", by=Department.PRODUCTION, moves=Move.START)
def start_order(order: Order, *, by: Person) -> None:
    """The order is in production (a part of starting its first operation, or of providing bought goods)."""
    if not inside_an_act_on(Operation) and order.operations.exists():
        refuse_alone(Operation, "production.start")
