"""What follows when an operation is done: the last of a job finishes it, the last job the order (III.4.2).

Stands here and not in production, because quality (III.4.3) lets operations pass too.
"""

from takt.conduct.door import lock, now
from takt.conduct.rows import columns, every
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import OrderState
from takt.planning.actions.complete_order import complete_order
from takt.planning.models import Job, Operation
from takt.stock import bookings

_JOB = f"""
select {columns(Job, "j")}, exists (select from planning_job o join planning_plan p on p.id = o.plan_id and p.state = 'released'
  where o.order_id = j.order_id and o.id <> j.id and o.finished_at is null)
from planning_job j where j.id = %s
"""  # noqa: S608  # names from the model


def conclude(operation: Operation, by: Person, *, last: bool) -> None:
    """Give up the operation's time; the job's last one finishes its job."""
    operation.slot = None
    operation.ended_at = operation.ended_at or now()
    if last:
        _finish_job(operation, by)


def _finish_job(operation: Operation, by: Person) -> None:
    """The job puts its good output into stock, kept for its parent job if it has one, and completes the order when
    no other job is unfinished."""
    # two last operations at once: the second one sees the first one's job finished
    order = lock(Order(id=operation.order_id))
    ((job, others_unfinished),) = every(_JOB, (operation.job_id,), Job)
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
    if not others_unfinished:
        complete(order, by)


def complete(order: Order, by: Person) -> None:
    """The order is produced, if it is in production: the last of its jobs was finished, the order being locked."""
    if order.state == OrderState.IN_PRODUCTION:
        complete_order(order, by=by)
