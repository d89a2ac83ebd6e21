"""III.3.1 制定生产计划: a planner adopts a proposal; its times and materials are taken from now on."""

from collections import defaultdict
from uuid import UUID

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import lock, now
from takt.conduct.refusals import refuse_if
from takt.departments.models import Person
from takt.orders.models import Order
from takt.planning import claims, rules
from takt.planning.actions.adopt_order import adopt_order
from takt.planning.claims import Wanted
from takt.planning.models import Operation, Plan
from takt.planning.states import PlanMove
from takt.stock import bookings


@action("III.3.1", by=Department.PRODUCTION, moves=PlanMove.ADOPT)
def adopt(plan: Plan, *, by: Person) -> None:
    """Adopt a proposed plan: its operations take their machines' and people's time, its materials are reserved."""
    order = lock(Order(id=plan.order_id))
    version, wanted = claims.claim_for(plan)
    aspirants = claims.aspirants(plan)
    planned = [aspirant.planned for aspirant in aspirants]
    refuse_if(
        rules.reasons_not_to_adopt(
            plan.number, version, order.content_version, planned, claims.taken(aspirants), now()
        )
    )
    for aspirant in aspirants:
        aspirant.operation.slot = aspirant.slot
    if aspirants:
        Operation.objects.bulk_update([aspirant.operation for aspirant in aspirants], ["slot"])
    _reserve(order, wanted)
    adopt_order(order, by=by)


def _reserve(order: Order, wanted: list[Wanted]) -> None:
    """Materials for each job; what is bought for the customer is kept for the order itself until it is shipped."""
    needs: dict[UUID, list[bookings.Need]] = defaultdict(list)
    for want in wanted:
        needs[order.pk if want.bought else want.job_id].append((want.item_id, want.quantity))
    bookings.reserve_for_jobs(order.pk, needs)
