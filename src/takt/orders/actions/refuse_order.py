"""III.2.3 驳回: a reviewer refuses the order for good."""

from takt.conduct.action import action
from takt.conduct.shapes import Reason
from takt.departments.models import Person
from takt.orders import letters
from takt.orders.actions.send_back import REVIEWERS, REVIEWS
from takt.orders.models import Order
from takt.orders.states import Move


@action("III.2.3", by=REVIEWERS, moves=Move.REFUSE, within=REVIEWS)
def refuse_order(order: Order, *, by: Person, reason: Reason) -> None:
    """A review refuses the order; sales is told why, the customer that it cannot be accepted."""
    order.state_reason = reason
    letters.refused(order, reason)
