"""III.3.3 生产排程: the order is on the floor, because its plan was released."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import Move


@action("III.3.3", by=Department.PRODUCTION, moves=Move.RELEASE, within=("planning.release",))
def release_order(order: Order, *, by: Person) -> None:
    """The order is on the floor (a part of releasing its plan)."""
