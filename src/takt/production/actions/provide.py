"""III.4.2 实时监控: bought goods that the customer ordered as such are there, and need no operation."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.refusals import refuse, refuse_if
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import OrderState
from takt.planning.completion import complete_if_finished
from takt.planning.models import Job
from takt.planning.states import PlanState
from takt.production import goods
from takt.production.actions.start_order import start_order
from takt.production.refusals import NothingToProvide


@action("III.4.2", by=Department.PRODUCTION, while_in=(OrderState.RELEASED, OrderState.IN_PRODUCTION))
def provide(order: Order, *, by: Person) -> None:
    """Provide the bought lines of an order: all their goods lie in stock, kept for the order."""
    jobs = list(
        Job.objects.filter(
            order=order, plan__state=PlanState.RELEASED, route__isnull=True, finished_at__isnull=True
        )
    )
    if not jobs:
        raise refuse(NothingToProvide(order=order.number))
    refuse_if(goods.missing(order, jobs))
    for job in jobs:
        job.finished_at = now()
    Job.objects.bulk_update(jobs, ["finished_at"])
    if (
        order.state == OrderState.RELEASED
        and not order.operations.filter(job__plan__state=PlanState.RELEASED).exists()
    ):
        start_order(order, by=by)
    complete_if_finished(order, by)
