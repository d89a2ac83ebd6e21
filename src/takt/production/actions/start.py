"""III.4.1 生产启动: an operation starts, by the plan, when everything it needs is there."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import lock, now
from takt.conduct.guard import create_with_entry
from takt.conduct.refusals import Refusal, Refused, refuse_if
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import OrderState
from takt.planning.models import MaterialNeed, Operation
from takt.planning.states import OperationMove
from takt.production import rules
from takt.production.actions.start_order import start_order
from takt.production.models import Booking, BookingKind
from takt.production.rules import Situation
from takt.production.situation import look_at
from takt.stock import bookings


@action("III.4.1", by=Department.PRODUCTION, moves=OperationMove.START)
def start(operation: Operation, *, by: Person) -> None:
    """Start an operation: released, parts and material there, operator qualified, machine free, nothing blocking."""
    facts = look_at(operation, by.pk, now())
    refuse_if([*rules.reasons_not_to_start(facts), *_issued(operation, facts, by)])
    create_with_entry(
        Booking(
            order_id=operation.order_id,
            operation=operation,
            kind=BookingKind.START,
            booked_by=by,
            booked_at=now(),
        )
    )
    operation.started_at = now()
    if facts.order_state == OrderState.RELEASED:
        order = lock(Order(id=operation.order_id))
        if order.state == OrderState.RELEASED:  # another first operation may have started meanwhile
            start_order(order, by=by)


def _issued(operation: Operation, facts: Situation, by: Person) -> list[Refusal]:
    """The job's material leaves the stock for it at its first start; why not, when it does not."""
    if not facts.first_in_job or not (facts.reserved or facts.uncovered):
        return []
    try:
        if facts.uncovered:
            needs = MaterialNeed.objects.filter(job=operation.job_id).values_list("item_id", "quantity")
            bookings.issue_for_job(operation.job_id, by, case=operation.order_id, needs=list(needs))
        else:
            bookings.issue_for_job(operation.job_id, by)
    except Refused as refused:
        return list(refused.refusals)
    return []
