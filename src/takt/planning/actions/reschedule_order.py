"""III.3.3 生产排程: an order's operations move, because a rescheduling was adopted."""

from uuid import UUID

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.departments.models import Person
from takt.orders.models import Order
from takt.planning import claims
from takt.planning.models import MaterialNeed, Operation, Rescheduling


@action("III.3.3", by=Department.PRODUCTION, within=("planning.adopt_rescheduling",))
def reschedule_order(
    order: Order, *, by: Person, rescheduling: Rescheduling, relocations: list[UUID]
) -> None:
    """The order's operations take their new times, machines and people (a part of adopting a rescheduling)."""
    rows = rescheduling.relocations.filter(pk__in=relocations).select_related("operation", "machine")
    operations: list[Operation] = []
    for row in rows:
        operation = row.operation
        operation.planned_start, operation.planned_end = row.start, row.end
        operation.machine, operation.person_id = row.machine, row.person_id
        operation.slot = claims.slot(operation)
        operations.append(operation)
    Operation.objects.bulk_update(operations, ["planned_start", "planned_end", "machine", "person", "slot"])
    _move_needs(operations)


def _move_needs(operations: list[Operation]) -> None:
    """Material is needed when the job's first operation starts."""
    jobs = {operation.job_id for operation in operations}
    in_sequence = Operation.objects.filter(job__in=jobs).order_by("job", "sequence")
    first = set(in_sequence.distinct("job").values_list("pk", flat=True))
    starts = {operation.job_id: operation.planned_start for operation in operations if operation.pk in first}
    needs = list(MaterialNeed.objects.filter(job__in=starts))
    for need in needs:
        need.needed_at = starts[need.job_id]
    if needs:
        MaterialNeed.objects.bulk_update(needs, ["needed_at"])
