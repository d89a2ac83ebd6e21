"""III.1.2 信息录入: sales enters what the customer placed."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import Move


@action("III.1.2", by=Department.SALES, moves=Move.TAKE_OVER)
def take_over(order: Order, *, by: Person) -> None:
    """Sales takes over an order that the customer placed in the portal; from now on sales answers for what it says."""
    order.entered_by = by
    order.entered_at = now()
