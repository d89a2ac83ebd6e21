"""Taking time on machines and people: whoever adopts first has it, and the next is told who that was.

The exclusion constraint `one_operation_per_machine_at_a_time` is the truth for machines. The claims taken
here make those who want the same machines or people wait for each other, so that the second sees the first.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import NumericRange
from django.db.models import Q

from takt.conduct.rows import columns, every
from takt.conduct.statements import answers
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
  ) as wanted where id is not null)
select v.number, j.id, j.route_id is null, n.item_id, n.quantity
from claimed, planning_plan p join orders_orderversion v on v.id = p.order_version_id left join planning_job j on j.plan_id = p.id
left join planning_materialneed n on n.job_id = j.id where p.id = %s order by j.id, n.id
"""


class Wanted(NamedTuple):
    """So much of an item for a job; `bought`: the job makes nothing, the customer gets the item itself."""

    job_id: UUID
    bought: bool
    item_id: UUID
    quantity: Decimal


def claim_for(plan: Plan) -> tuple[int, list[Wanted]]:
    """Claim the plan's machines and people until the act ends: the order version planned for, and all needs."""
    rows = answers(_CLAIM, (plan.pk, plan.pk))
    return rows[0][0], [Wanted(*row[1:]) for row in rows if row[3] is not None]


def claim(ids: Iterable[UUID]) -> None:
    """Claim machines and people by id until the act ends."""
    answers(
        "select count(pg_advisory_xact_lock(hashtextextended(id, 33))) from (select unnest(%s::text[]) as id order by 1) as wanted",
        (sorted(map(str, ids)),),
    )


# The operations of a plan, with who holds their time already: on the same machine, and the same person elsewhere.
_HOLDER = """(select x.id from planning_operation x where x.{column} = o.{column} and x.slot is not null and not isempty(x.slot)
  and x.planned_start < o.planned_end and x.planned_end > o.planned_start and x.id <> o.id order by x.planned_start limit 1)"""
_OPERATIONS = f"""
select {columns(Operation, "o")}, m.code, m.lane, p.name, {_HOLDER.format(column="machine_id")}, {_HOLDER.format(column="person_id")}
from planning_operation o join planning_job j on j.id = o.job_id
left join factory_machine m on m.id = o.machine_id left join departments_person p on p.id = o.person_id where j.plan_id = %s
"""  # noqa: S608  # names from the model


class Aspirant(NamedTuple):
    """An operation that wants its time: as planned, its machine's lane, and who has the machine or the person then."""

    operation: Operation
    planned: Planned
    lane: int | None
    on_machine: UUID | None
    with_person: UUID | None

    @property
    def slot(self) -> NumericRange | None:
        """The span of its machine's lane."""
        if self.lane is None:
            return None
        return span(self.lane, self.planned.start, self.planned.end)


def aspirants(plan: Plan) -> list[Aspirant]:
    """The operations of a plan, to be read after `claim_for`."""
    found = []
    for row, machine, lane, person, on_machine, with_person in every(_OPERATIONS, (plan.pk,), Operation):
        facts = Planned(row.number, machine or "", person or "", row.planned_start, row.planned_end)
        found.append(Aspirant(row, facts, lane, on_machine, with_person))
    return found


def taken(wanted: Sequence[Aspirant]) -> list[Taken]:
    """Their clashes, with the orders that hold the time."""
    found = [(a.planned, True, a.on_machine) for a in wanted if a.on_machine]
    found += [(a.planned, False, a.with_person) for a in wanted if a.with_person]
    if not found:
        return []
    holders = Operation.objects.select_related("order").in_bulk([pk for _, _, pk in found])
    return [
        Taken(facts, holders[pk].order.number, holders[pk].planned_start, holders[pk].planned_end, machine)
        for facts, machine, pk in found
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
