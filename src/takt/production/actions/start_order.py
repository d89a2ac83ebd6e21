"""III.4.1 生产启动: the order is in production, because its first operation starts."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import Move


@action(
    "III.4.1", by=Department.PRODUCTION, moves=Move.START, within=("production.start", "production.provide")
)
def start_order(order: Order, *, by: Person) -> None:
    """The order is in production (a part of starting its first operation, or of providing bought goods)."""
