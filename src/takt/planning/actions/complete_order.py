"""III.4.2 实时监控: the order is produced, because its last job is finished."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import Move


@action(
    "III.4.2",
    by=(Department.PRODUCTION, Department.QUALITY),
    moves=Move.COMPLETE,
    within=("production.finish", "production.provide", "quality.inspect"),
)
def complete_order(order: Order, *, by: Person) -> None:
    """The order is produced (a part of finishing, passing or providing the last of its jobs)."""
