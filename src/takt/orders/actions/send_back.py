"""III.2.3 退回: a reviewer returns the order to sales."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.shapes import Reason
from takt.departments.models import Person
from takt.orders import letters
from takt.orders.models import Order
from takt.orders.states import Move

REVIEWERS = (Department.SALES, Department.FINANCE, Department.PRODUCTION, Department.MANAGEMENT)
REVIEWS = ("approval.sales", "approval.budget", "approval.feasibility", "approval.final")


@action("III.2.3", by=REVIEWERS, moves=Move.SEND_BACK, within=REVIEWS)
def send_back(order: Order, *, by: Person, reason: Reason) -> None:
    """A review returns the order to sales: it is to be revised or confirmed anew, and a new round begins."""
    order.round += 1
    order.state_reason = reason
    letters.sent_back(order, reason)
