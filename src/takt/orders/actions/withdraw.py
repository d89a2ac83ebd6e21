"""III.1.2: the customer no longer wants the order."""

from takt.conduct.action import action
from takt.conduct.actors import ActorKind, Department
from takt.conduct.refusals import refuse
from takt.conduct.shapes import Reason
from takt.departments.models import Person
from takt.orders import letters, refusals
from takt.orders.models import Order
from takt.orders.states import Move, OrderState


@action("III.1.2", by=(Department.SALES, Department.CUSTOMER), moves=Move.WITHDRAW)
def withdraw(order: Order, *, by: Person, reason: Reason) -> None:
    """Sales withdraws an order that the customer no longer wants; the customer may do so until sales takes it over."""
    if by.kind == ActorKind.CUSTOMER and order.state != OrderState.PLACED:
        raise refuse(refusals.OnlyWhilePlaced(order=order.number))
    order.state_reason = reason
    letters.withdrawn(order, reason)
