"""Taking time on machines and people: whoever adopts first has it, and the next is told who that was.

The exclusion constraint `one_operation_per_machine_at_a_time` is the truth for machines. The claims taken
here make those who want the same machines or people wait for each other, so that the second sees the first.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.db.models import OuterRef, Q, QuerySet, Subquery

from takt.factory.minutes import to_minutes, to_minutes_up
from takt.planning.models import Operation, Plan
from takt.planning.rules import Planned, Taken
from takt.planning.translation import lane_span

# One look: the claims on the plan's machines and people, in the order of their ids, and what the plan needs.
_CLAIM = """
with claimed as materialized (
  select count(pg_advisory_xact_lock(hashtextextended(id::text, 33))) from (
    select distinct unnest(array[o.machine_id, o.person_id]) as id
    from planning_operation o join planning_job j on j.id = o.job_id where j.plan_id = %s order by 1
  ) as wanted where id is not null
)
select v.number, j.id, j.route_id is null, n.item_id, n.quantity
from claimed, planning_plan p join orders_orderversion v on v.id = p.order_version_id
left join planning_job j on j.plan_id = p.id left join planning_materialneed n on n.job_id = j.id
where p.id = %s order by j.id, n.id
"""


class Wanted(NamedTuple):
    """So much of an item for a job; `bought`: the job makes nothing, the customer gets the item itself."""

    job_id: UUID
    bought: bool
    item_id: UUID
    quantity: Decimal


def claim_for(plan: Plan) -> tuple[int, list[Wanted]]:
    """Claim the plan's machines and people until the act ends: the order version planned for, and all needs."""
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, (plan.pk, plan.pk))
        rows = cursor.fetchall()
    return rows[0][0], [Wanted(*row[1:]) for row in rows if row[3] is not None]


def claim(ids: Iterable[UUID]) -> None:
    """Claim machines and people by id until the act ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(pg_advisory_xact_lock(hashtextextended(id, 33))) from (select unnest(%s::text[]) as id order by 1) as wanted",
            (sorted(map(str, ids)),),
        )


def clashing(operations: QuerySet[Operation]) -> QuerySet[Operation]:
    """The operations with `machine_clash` and `person_clash`: another operation in force at their time, or None."""
    others = Operation.objects.filter(
        slot__isnull=False,
        slot__isempty=False,
        planned_start__lt=OuterRef("planned_end"),
        planned_end__gt=OuterRef("planned_start"),
    )
    others = others.exclude(pk=OuterRef("pk")).order_by("planned_start")
    return operations.annotate(
        machine_clash=Subquery(others.filter(machine=OuterRef("machine")).values("pk")[:1]),
        person_clash=Subquery(others.filter(person=OuterRef("person")).values("pk")[:1]),
    )


def taken(operations: Sequence[Operation]) -> list[Taken]:
    """The clashes found by `clashing`, with the orders that hold the time."""
    found = [(o, True, o.machine_clash) for o in operations if o.machine_clash]  # type: ignore[attr-defined]  # annotated above
    found += [(o, False, o.person_clash) for o in operations if o.person_clash]  # type: ignore[attr-defined]
    if not found:
        return []
    holders = Operation.objects.select_related("order").in_bulk([pk for _, _, pk in found])
    return [
        Taken(
            planned(o), holders[pk].order.number, holders[pk].planned_start, holders[pk].planned_end, machine
        )
        for o, machine, pk in found
    ]


def taken_at(operation: Operation) -> list[Taken]:
    """Who holds the time of an operation on the machine or person that it has now, saved or not."""
    others = Operation.objects.filter(
        slot__isnull=False,
        slot__isempty=False,
        planned_start__lt=operation.planned_end,
        planned_end__gt=operation.planned_start,
    )
    shared = Q(machine=operation.machine_id) | Q(person=operation.person_id)
    rows = others.filter(shared).exclude(pk=operation.pk).select_related("order").order_by("planned_start")
    return [
        Taken(planned(operation), row.order.number, row.planned_start, row.planned_end, machine)
        for row in rows
        for machine, own, other in (
            (True, operation.machine_id, row.machine_id),
            (False, operation.person_id, row.person_id),
        )
        if own is not None and own == other
    ]


def planned(operation: Operation) -> Planned:
    """An operation's facts; machine and person must be loaded."""
    machine, person = operation.machine, operation.person
    return Planned(
        operation.number,
        machine.code if machine else "",
        person.name if person else "",
        operation.planned_start,
        operation.planned_end,
    )


def slot(operation: Operation) -> NumericRange | None:
    """The span of its machine's lane that an operation takes while its plan is in force."""
    if operation.machine is None:
        return None
    return span(operation.machine.lane, operation.planned_start, operation.planned_end)


def span(lane: int, start: datetime, end: datetime) -> NumericRange:
    """A span on a machine's lane."""
    return NumericRange(*lane_span(lane, to_minutes(start), to_minutes_up(end)))
