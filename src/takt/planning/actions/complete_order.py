"""III.4.2 实时监控: the order is produced, because its last job is finished."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.refusals import refuse
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import Move
from takt.planning.models import Job, Operation
from takt.planning.refusals import JobsUnfinished
from takt.planning.states import PlanState
from takt.planning.within import inside_an_act_on


@action("III.4.2", by=(Department.PRODUCTION, Department.QUALITY), moves=Move.COMPLETE)
def complete_order(order: Order, *, by: Person) -> None:
    """The order is produced (a part of finishing, passing or providing the last of its jobs)."""
    if inside_an_act_on(Operation):
        return  # the act around this one has counted
    unfinished = Job.objects.filter(
        order=order, plan__state=PlanState.RELEASED, finished_at__isnull=True
    ).count()
    if unfinished:
        raise refuse(JobsUnfinished(order=order.number, count=unfinished))
