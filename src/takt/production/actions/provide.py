"""III.4.2 实时监控: bought goods that the customer ordered as such are there, and need no operation."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.refusals import refuse, refuse_if
from takt.conduct.rows import columns, every
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import OrderState
from takt.planning.completion import complete
from takt.planning.models import Job
from takt.production import goods
from takt.production.actions.start_order import start_order
from takt.production.refusals import NothingToProvide

# The bought lines' jobs; whether their plan makes something too, and whether that is unfinished.
_JOBS = f"""
select {columns(Job, "j")},
  exists (select from planning_operation o join planning_job m on m.id = o.job_id where m.plan_id = p.id),
  exists (select from planning_job m where m.plan_id = p.id and m.route_id is not null and m.finished_at is null)
from planning_job j join planning_plan p on p.id = j.plan_id and p.state = 'released'
where j.order_id = %s and j.route_id is null and j.finished_at is null order by j.id
"""  # noqa: S608  # names from the model


@action("III.4.2", by=Department.PRODUCTION, while_in=(OrderState.RELEASED, OrderState.IN_PRODUCTION))
def provide(order: Order, *, by: Person) -> None:
    """Provide the bought lines of an order: all their goods lie in stock, kept for the order."""
    found = every(_JOBS, (order.pk,), Job)
    if not found:
        raise refuse(NothingToProvide(order=order.number))
    jobs = [job for job, _, _ in found]
    _, makes_something, making = found[0]
    refuse_if(goods.missing(order, jobs))
    for job in jobs:
        job.finished_at = now()
    Job.objects.bulk_update(jobs, ["finished_at"])
    if order.state == OrderState.RELEASED and not makes_something:
        start_order(order, by=by)
    if not making:
        complete(order, by)
