"""What follows when an operation is done: the last of a job finishes it, the last job the order (III.4.2).

Stands here and not in production, because quality (III.4.3) lets operations pass too.
"""

from takt.conduct.door import lock, now
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import OrderState
from takt.planning.actions.complete_order import complete_order
from takt.planning.models import Job, Operation
from takt.planning.reads import Standing
from takt.planning.states import PlanState
from takt.stock import bookings


def conclude(operation: Operation, standing: Standing, by: Person) -> None:
    """Give up the operation's time; the job's last one puts its good output into stock, kept for its parent job if
    it has one, and completes the order when no other job is unfinished."""
    operation.slot = None
    operation.ended_at = operation.ended_at or now()
    if not standing.last:
        return
    order = lock(
        Order(id=operation.order_id)
    )  # two last operations at once: the second one sees the first one's job finished
    job = standing.job
    job.finished_at = now()
    job.save()
    if operation.good_quantity > 0:
        bookings.put_in(
            job.item_id,
            operation.good_quantity,
            order.pk,
            job.number,
            by,
            for_job=job.parent_id,
            about=job.pk,
        )
    complete_if_finished(order, by)


def complete_if_finished(order: Order, by: Person) -> None:
    """The order is produced when none of its jobs is unfinished; the order must be locked."""
    unfinished = Job.objects.filter(order=order, plan__state=PlanState.RELEASED, finished_at__isnull=True)
    if order.state == OrderState.IN_PRODUCTION and not unfinished.exists():
        complete_order(order, by=by)
