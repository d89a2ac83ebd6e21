"""III.2.3: enough of the management has approved."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import Move


@action("III.2.3", by=Department.MANAGEMENT, moves=Move.APPROVE, within=("approval.final",))
def approve(order: Order, *, by: Person) -> None:
    """The order is approved: production may plan it. A part of the last final approval that was needed."""
    order.state_reason = ""
