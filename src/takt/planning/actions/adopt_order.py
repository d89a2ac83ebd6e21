"""III.3.1 制定生产计划: the order is planned, because its plan was adopted."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import Move


@action("III.3.1", by=Department.PRODUCTION, moves=Move.ADOPT, within=("planning.adopt",))
def adopt_order(order: Order, *, by: Person) -> None:
    """The order is planned (a part of adopting its plan)."""
